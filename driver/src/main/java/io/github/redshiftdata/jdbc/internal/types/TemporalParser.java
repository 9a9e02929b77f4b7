package io.github.redshiftdata.jdbc.internal.types;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code [year-month-day] [hour:minute[:second[.fraction]]] [offset] [BC]}, with a space or a T between date and
 * time. Written by hand because every row of a result may pass here.
 */
final class TemporalParser {

    private static final int NANO_DIGITS = 9;

    private final String text;
    private final String typeName;
    private int position;

    private TemporalParser(String text, String typeName) {
        this.text = text;
        this.typeName = typeName;
    }

    /**
     * The parts of a text.
     *
     * @param typeName what the text should be, for the message
     */
    static ParsedTemporal parse(String text, String typeName) throws ConversionException {
        try {
            return new TemporalParser(text, typeName).parse();
        } catch (DateTimeException e) {
            // a month 13, a February 30
            throw ConversionException.badTemporal(text, typeName);
        }
    }

    private ParsedTemporal parse() throws ConversionException {
        skipBlanks();
        boolean hasDate = startsWithDate();
        int year = 0;
        int month = 0;
        int day = 0;
        if (hasDate) {
            year = digits(1, 9);
            expect('-');
            month = digits(1, 2);
            expect('-');
            day = digits(1, 2);
            if (peek() == 'T') {
                position++;
            }
            skipBlanks();
        }
        LocalTime time = null;
        boolean endOfDay = false;
        if (isDigit(peek())) {
            int hour = digits(1, 2);
            endOfDay = hour == 24;
            time = time(endOfDay ? 0 : hour);
            if (endOfDay && !time.equals(LocalTime.MIDNIGHT)) {
                throw bad();
            }
        }
        skipBlanks();
        var offset = offset();
        skipBlanks();
        if (hasDate && text.startsWith("BC", position)) {
            position += 2;
            // 1 BC is the year 0
            year = 1 - year;
        }
        skipBlanks();
        if (position != text.length() || (!hasDate && time == null)) {
            throw bad();
        }
        var date = hasDate ? LocalDate.of(year, month, day) : null;
        if (endOfDay && LocalDate.MAX.equals(date)) {
            // There is no day after it, which the end of this one would be.
            throw bad();
        }
        return new ParsedTemporal(date, time, endOfDay, offset);
    }

    private boolean startsWithDate() {
        int end = position;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end > position && end < text.length() && text.charAt(end) == '-';
    }

    private LocalTime time(int hour) throws ConversionException {
        expect(':');
        int minute = digits(1, 2);
        int second = 0;
        int nano = 0;
        if (peek() == ':') {
            position++;
            second = digits(1, 2);
            if (peek() == '.') {
                position++;
                nano = fraction();
            }
        }
        return LocalTime.of(hour, minute, second, nano);
    }

    private int fraction() throws ConversionException {
        int start = position;
        int nano = digits(1, NANO_DIGITS);
        for (int digits = position - start; digits < NANO_DIGITS; digits++) {
            nano *= 10;
        }
        return nano;
    }

    /** Z, +00, +05:30, +0530 or +05:30:15. */
    private @Nullable ZoneOffset offset() throws ConversionException {
        char sign = peek();
        if (sign == 'Z') {
            position++;
            return ZoneOffset.UTC;
        }
        if (sign != '+' && sign != '-') {
            return null;
        }
        position++;
        int hours = digits(1, 2);
        int minutes = offsetPart();
        int seconds = offsetPart();
        int total = hours * 3600 + minutes * 60 + seconds;
        return ZoneOffset.ofTotalSeconds(sign == '-' ? -total : total);
    }

    private int offsetPart() throws ConversionException {
        if (peek() == ':') {
            position++;
            return digits(2, 2);
        }
        return isDigit(peek()) ? digits(2, 2) : 0;
    }

    private int digits(int least, int most) throws ConversionException {
        int start = position;
        int value = 0;
        while (position - start < most && isDigit(peek())) {
            value = value * 10 + (text.charAt(position) - '0');
            position++;
        }
        if (position - start < least) {
            throw bad();
        }
        return value;
    }

    private void expect(char expected) throws ConversionException {
        if (peek() != expected) {
            throw bad();
        }
        position++;
    }

    private void skipBlanks() {
        while (peek() == ' ') {
            position++;
        }
    }

    /** The next character, or NUL at the end. */
    private char peek() {
        return position < text.length() ? text.charAt(position) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private ConversionException bad() {
        return ConversionException.badTemporal(text, typeName);
    }
}

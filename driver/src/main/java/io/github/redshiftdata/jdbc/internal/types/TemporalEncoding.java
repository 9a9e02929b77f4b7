package io.github.redshiftdata.jdbc.internal.types;

import io.github.redshiftdata.jdbc.internal.types.ParameterValue.Literal;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Calendar;
import java.util.GregorianCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Writes dates and times for the server. Fractions of a second are rounded to the microseconds that the server keeps.
 */
@SuppressWarnings("JavaUtilDate") // java.sql.Date, Time and Timestamp are what JDBC gives
final class TemporalEncoding {

    private static final int NANOS_PER_MICRO = 1000;
    private static final LocalDateTime LAST_MICROSECOND = LocalDateTime.MAX.minusNanos(NANOS_PER_MICRO - 1L);
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3600;

    private TemporalEncoding() {}

    static Literal ofLocalDate(LocalDate value) {
        return literal("DATE", dateText(value), RedshiftType.DATE);
    }

    static Literal ofLocalTime(LocalTime value) {
        return literal("TIME", timeText(value), RedshiftType.TIME);
    }

    static Literal ofOffsetTime(OffsetTime value) {
        return literal("TIMETZ", timeText(value.toLocalTime()) + offsetText(value.getOffset()), RedshiftType.TIMETZ);
    }

    static Literal ofLocalDateTime(LocalDateTime value) {
        return literal("TIMESTAMP", timestampText(value), RedshiftType.TIMESTAMP);
    }

    static Literal ofOffsetDateTime(OffsetDateTime value) {
        return literal("TIMESTAMPTZ", offsetTimestampText(value), RedshiftType.TIMESTAMPTZ);
    }

    static Literal ofInstant(Instant value) throws ConversionException {
        return ofOffsetDateTime(toOffsetDateTime(value, ZoneOffset.UTC));
    }

    /** A java.sql value, or a java.util.Date as Timestamp. */
    static ParameterValue ofDate(java.util.Date value, @Nullable Calendar calendar) throws ConversionException {
        if (value instanceof Date date) {
            return ofLocalDate(toLocalDate(date, calendar));
        }
        if (value instanceof Time time) {
            return ofLocalTime(toLocalTime(time, calendar));
        }
        return ofTimestamp(value, calendar);
    }

    /**
     * A timestamp with its offset and without a type: a timestamp column then takes the digits and a timestamptz column
     * the moment, each of which is what the caller means. Neither typed literal is right for both.
     */
    static Text ofTimestamp(java.util.Date value, @Nullable Calendar calendar) throws ConversionException {
        return new Text(offsetTimestampText(toOffsetDateTime(value, calendar)), null);
    }

    static LocalDate toLocalDate(java.util.Date value, @Nullable Calendar calendar) throws ConversionException {
        if (value.getTime() == Temporals.INFINITY_MILLIS) {
            return LocalDate.MAX;
        }
        if (value.getTime() == Temporals.NEGATIVE_INFINITY_MILLIS) {
            return LocalDate.MIN;
        }
        return dateOf(fields(value, calendar));
    }

    static LocalTime toLocalTime(java.util.Date value, @Nullable Calendar calendar) {
        return timeOf(fields(value, calendar), nanos(value));
    }

    static OffsetDateTime toOffsetDateTime(Instant value, ZoneId zone) throws ConversionException {
        if (value.equals(Instant.MAX)) {
            return OffsetDateTime.MAX;
        }
        if (value.equals(Instant.MIN)) {
            return OffsetDateTime.MIN;
        }
        try {
            return OffsetDateTime.ofInstant(value, zone);
        } catch (DateTimeException e) {
            throw ConversionException.cannotCoerce(value.toString(), "a date and time: it is too far away");
        }
    }

    static OffsetDateTime toOffsetDateTime(java.util.Date value, @Nullable Calendar calendar)
            throws ConversionException {
        if (value.getTime() == Temporals.INFINITY_MILLIS) {
            return OffsetDateTime.MAX;
        }
        if (value.getTime() == Temporals.NEGATIVE_INFINITY_MILLIS) {
            return OffsetDateTime.MIN;
        }
        var fields = fields(value, calendar);
        return OffsetDateTime.of(dateOf(fields), timeOf(fields, nanos(value)), offsetOf(fields));
    }

    private static ZoneOffset offsetOf(GregorianCalendar fields) throws ConversionException {
        int seconds = (fields.get(Calendar.ZONE_OFFSET) + fields.get(Calendar.DST_OFFSET)) / 1000;
        try {
            return ZoneOffset.ofTotalSeconds(seconds);
        } catch (DateTimeException e) {
            throw ConversionException.cannotCoerce(seconds + " seconds", "the offset of a zone: 18 hours are the most");
        }
    }

    static LocalDateTime toLocalDateTime(java.util.Date value, @Nullable Calendar calendar) throws ConversionException {
        return toOffsetDateTime(value, calendar).toLocalDateTime();
    }

    /** The digits by the calendar of java.sql, the reverse of reading. */
    private static GregorianCalendar fields(java.util.Date value, @Nullable Calendar calendar) {
        var fields = calendar == null ? new GregorianCalendar() : new GregorianCalendar(calendar.getTimeZone());
        fields.setTimeInMillis(value.getTime());
        return fields;
    }

    /** Before 1582 the calendar is Julian, and has some leap days that the one of the server has not. */
    private static LocalDate dateOf(GregorianCalendar fields) throws ConversionException {
        int yearOfEra = fields.get(Calendar.YEAR);
        int year = fields.get(Calendar.ERA) == GregorianCalendar.BC ? 1 - yearOfEra : yearOfEra;
        int month = fields.get(Calendar.MONTH) + 1;
        int day = fields.get(Calendar.DAY_OF_MONTH);
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            throw ConversionException.cannotCoerce(
                    year + "-" + month + "-" + day, "a date: only the Julian calendar has this day");
        }
    }

    private static LocalTime timeOf(GregorianCalendar fields, int nanos) {
        return LocalTime.of(
                fields.get(Calendar.HOUR_OF_DAY), fields.get(Calendar.MINUTE), fields.get(Calendar.SECOND), nanos);
    }

    private static int nanos(java.util.Date value) {
        return value instanceof Timestamp timestamp
                ? timestamp.getNanos()
                : (int) Math.floorMod(value.getTime(), 1000L) * 1_000_000;
    }

    /** A length of time in the words of the server; no type, since there are two interval types. */
    static Text ofDuration(Duration value) {
        var seconds = BigDecimal.valueOf(value.getSeconds())
                .add(BigDecimal.valueOf(value.getNano(), 9))
                .setScale(6, RoundingMode.HALF_UP);
        return new Text(seconds.toPlainString() + " seconds", null);
    }

    /** A length of time in the words of the server; no type, since there are two interval types. */
    static Text ofPeriod(Period value) {
        return new Text(
                value.getYears() + " years " + value.getMonths() + " months " + value.getDays() + " days", null);
    }

    private static Literal literal(String keyword, String text, RedshiftType type) {
        return new Literal(keyword + " '" + text + "'", text, type);
    }

    static String dateText(LocalDate value) {
        if (value.equals(LocalDate.MAX)) {
            return Temporals.INFINITY;
        }
        if (value.equals(LocalDate.MIN)) {
            return Temporals.NEGATIVE_INFINITY;
        }
        return withoutEra(value) + era(value);
    }

    static String timeText(LocalTime value) {
        var rounded = rounded(LocalDateTime.of(LocalDate.EPOCH, value));
        return rounded.toLocalDate().equals(LocalDate.EPOCH) ? clock(rounded.toLocalTime()) : "24:00:00";
    }

    static String timestampText(LocalDateTime value) {
        if (value.equals(LocalDateTime.MAX)) {
            return Temporals.INFINITY;
        }
        if (value.equals(LocalDateTime.MIN)) {
            return Temporals.NEGATIVE_INFINITY;
        }
        var rounded = rounded(value);
        return withoutEra(rounded.toLocalDate()) + ' ' + clock(rounded.toLocalTime()) + era(rounded.toLocalDate());
    }

    static String offsetTimestampText(OffsetDateTime value) {
        if (value.equals(OffsetDateTime.MAX)) {
            return Temporals.INFINITY;
        }
        if (value.equals(OffsetDateTime.MIN)) {
            return Temporals.NEGATIVE_INFINITY;
        }
        var rounded = rounded(value.toLocalDateTime());
        return withoutEra(rounded.toLocalDate())
                + ' '
                + clock(rounded.toLocalTime())
                + offsetText(value.getOffset())
                + era(rounded.toLocalDate());
    }

    /** Half up, but for the last microsecond of all: it has none after it. */
    private static LocalDateTime rounded(LocalDateTime value) {
        int beyond = value.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MICRO;
        var down = value.minusNanos(beyond);
        return beyond < NANOS_PER_MICRO / 2 || down.equals(LAST_MICROSECOND) ? down : down.plusNanos(NANOS_PER_MICRO);
    }

    private static String withoutEra(LocalDate value) {
        int year = value.getYear() > 0 ? value.getYear() : 1 - value.getYear();
        var text = new StringBuilder(10);
        padded(text, year, 4).append('-');
        padded(text, value.getMonthValue(), 2).append('-');
        return padded(text, value.getDayOfMonth(), 2).toString();
    }

    private static String era(LocalDate value) {
        return value.getYear() > 0 ? "" : " BC";
    }

    private static String clock(LocalTime value) {
        var text = new StringBuilder(15);
        padded(text, value.getHour(), 2).append(':');
        padded(text, value.getMinute(), 2).append(':');
        padded(text, value.getSecond(), 2);
        int micros = value.get(ChronoField.MICRO_OF_SECOND);
        if (micros != 0) {
            text.append('.');
            padded(text, micros, 6);
        }
        return Temporals.withoutTrailingZeros(text.toString());
    }

    private static String offsetText(ZoneOffset offset) {
        int total = Math.abs(offset.getTotalSeconds());
        var text = new StringBuilder(9).append(offset.getTotalSeconds() < 0 ? '-' : '+');
        padded(text, total / SECONDS_PER_HOUR, 2);
        if (total % SECONDS_PER_HOUR != 0) {
            padded(text.append(':'), total % SECONDS_PER_HOUR / SECONDS_PER_MINUTE, 2);
        }
        if (total % SECONDS_PER_MINUTE != 0) {
            padded(text.append(':'), total % SECONDS_PER_MINUTE, 2);
        }
        return text.toString();
    }

    private static StringBuilder padded(StringBuilder text, int number, int width) {
        var digits = Integer.toString(number);
        return text.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
    }
}

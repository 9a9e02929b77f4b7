package io.github.redshiftdata.jdbc.internal.types;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times from the server's texts. The java.time classes take the server's proleptic calendar as it is. The
 * java.sql classes count days by {@link GregorianCalendar}, so that their toString shows the server's digits, also
 * before 1582. The infinities become the greatest and least value of each class.
 */
@SuppressWarnings("JavaUtilDate") // java.sql.Date, Time and Timestamp are what JDBC asks for
public final class Temporals {

    /** The milliseconds that stand for 'infinity' in java.sql classes, those of the PostgreSQL driver. */
    public static final long INFINITY_MILLIS = 9223372036825200000L;

    /** The milliseconds that stand for '-infinity' in java.sql classes, those of the PostgreSQL driver. */
    public static final long NEGATIVE_INFINITY_MILLIS = -9223372036832400000L;

    static final String INFINITY = "infinity";
    static final String NEGATIVE_INFINITY = "-infinity";

    /** The years all of whose moments a long of milliseconds reaches. */
    private static final int LAST_YEAR = 292_278_993;

    private static final int FIRST_YEAR = -292_269_053;

    private static final int MILLIS_PER_DAY = 86_400_000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private Temporals() {}

    public static LocalDate toLocalDate(String text) throws ConversionException {
        int sign = infinitySign(text);
        if (sign != 0) {
            return sign > 0 ? LocalDate.MAX : LocalDate.MIN;
        }
        var parsed = TemporalParser.parse(text, "date");
        if (parsed.date() == null) {
            throw ConversionException.badTemporal(text, "date");
        }
        return parsed.date();
    }

    /** The time of day, whatever the offset; the last moment of the day for 24:00:00. */
    public static LocalTime toLocalTime(String text) throws ConversionException {
        return timeOf(TemporalParser.parse(text, "time"), text);
    }

    private static LocalTime timeOf(ParsedTemporal parsed, String text) throws ConversionException {
        if (parsed.time() == null) {
            throw ConversionException.badTemporal(text, "time");
        }
        return parsed.endOfDay() ? LocalTime.MAX : parsed.time();
    }

    /** The time with its offset; without one it is a time of UTC. */
    public static OffsetTime toOffsetTime(String text) throws ConversionException {
        var parsed = TemporalParser.parse(text, "time with time zone");
        if (parsed.endOfDay()) {
            return OffsetTime.MAX;
        }
        return OffsetTime.of(timeOf(parsed, text), parsed.offsetOrUtc());
    }

    /** The date and time as they are written, whatever the offset. */
    public static LocalDateTime toLocalDateTime(String text) throws ConversionException {
        int sign = infinitySign(text);
        if (sign != 0) {
            return sign > 0 ? LocalDateTime.MAX : LocalDateTime.MIN;
        }
        return parseTimestamp(text).dateTime();
    }

    /** The moment with its offset; a text without offset is one of UTC, as in the PostgreSQL driver. */
    public static OffsetDateTime toOffsetDateTime(String text) throws ConversionException {
        int sign = infinitySign(text);
        if (sign != 0) {
            return sign > 0 ? OffsetDateTime.MAX : OffsetDateTime.MIN;
        }
        var parsed = parseTimestamp(text);
        return parsed.dateTime().atOffset(parsed.offsetOrUtc());
    }

    /** The moment at the offset of UTC, whichever the server wrote it with: that is the zone of its session. */
    static OffsetDateTime toUtc(String text) throws ConversionException {
        var moment = toOffsetDateTime(text);
        if (infinitySign(text) != 0) {
            return moment;
        }
        try {
            return moment.withOffsetSameInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw ConversionException.cannotCoerce(text, "a date and time of UTC: it is too far away");
        }
    }

    /** The moment; a text without offset is one of UTC. */
    public static Instant toInstant(String text) throws ConversionException {
        int sign = infinitySign(text);
        if (sign != 0) {
            return sign > 0 ? Instant.MAX : Instant.MIN;
        }
        return toOffsetDateTime(text).toInstant();
    }

    /** The moment with its offset as zone; a text without offset is one of UTC. */
    public static ZonedDateTime toZonedDateTime(String text) throws ConversionException {
        int sign = infinitySign(text);
        if (sign != 0) {
            return (sign > 0 ? LocalDateTime.MAX : LocalDateTime.MIN).atZone(ZoneOffset.UTC);
        }
        return toOffsetDateTime(text).toZonedDateTime();
    }

    /** Whether a date or time has an offset from UTC in it. */
    static boolean hasOffset(String text) throws ConversionException {
        return infinitySign(text) == 0
                && TemporalParser.parse(text, "date or time").offset() != null;
    }

    /** The moment in the zone UTC; the infinities become the greatest and least moment. */
    static ZonedDateTime toUtcZoned(String text) throws ConversionException {
        return infinitySign(text) == 0 ? toUtc(text).toZonedDateTime() : toZonedDateTime(text);
    }

    private static ParsedTemporal parseTimestamp(String text) throws ConversionException {
        var parsed = TemporalParser.parse(text, "timestamp");
        if (parsed.date() == null) {
            throw ConversionException.badTemporal(text, "timestamp");
        }
        return parsed;
    }

    /**
     * The moment. A text without date is one of 1970-01-01.
     *
     * @param calendar the zone of a text without offset, or null for the default zone
     */
    public static Timestamp toTimestamp(String text, @Nullable Calendar calendar) throws ConversionException {
        int sign = infinitySign(text);
        if (sign != 0) {
            return new Timestamp(sign > 0 ? INFINITY_MILLIS : NEGATIVE_INFINITY_MILLIS);
        }
        var parsed = TemporalParser.parse(text, "timestamp");
        var timestamp = new Timestamp(millis(parsed, parsed.dateOrEpoch(), zone(parsed, calendar)));
        timestamp.setNanos(parsed.timeOrMidnight().get(ChronoField.NANO_OF_SECOND));
        return timestamp;
    }

    /**
     * Midnight of the text's moment.
     *
     * @param calendar the zone of the midnight, or null for the default zone
     */
    public static Date toDate(String text, @Nullable Calendar calendar) throws ConversionException {
        int sign = infinitySign(text);
        if (sign != 0) {
            return new Date(sign > 0 ? INFINITY_MILLIS : NEGATIVE_INFINITY_MILLIS);
        }
        var zone = calendar == null ? TimeZone.getDefault() : calendar.getTimeZone();
        var parsed = TemporalParser.parse(text, "date");
        long millis = millis(parsed, parsed.dateOrEpoch(), zone(parsed, calendar));
        if (parsed.offset() == null && parsed.time() == null) {
            return new Date(millis);
        }
        var midnight = new GregorianCalendar(zone);
        midnight.setTimeInMillis(millis);
        midnight.set(Calendar.HOUR_OF_DAY, 0);
        midnight.set(Calendar.MINUTE, 0);
        midnight.set(Calendar.SECOND, 0);
        midnight.set(Calendar.MILLISECOND, 0);
        return new Date(midnight.getTimeInMillis());
    }

    /**
     * The time of day on 1970-01-01.
     *
     * @param calendar the zone of a text without offset, or null for the default zone
     */
    public static Time toTime(String text, @Nullable Calendar calendar) throws ConversionException {
        int sign = infinitySign(text);
        if (sign != 0) {
            throw ConversionException.cannotCoerce(text, "java.sql.Time");
        }
        var parsed = TemporalParser.parse(text, "time");
        var zone = zone(parsed, calendar);
        if (parsed.offset() != null || parsed.date() == null) {
            return new Time(millis(parsed, LocalDate.EPOCH, zone));
        }
        // The hours that a change of clocks skips depend on the date: find the moment first, then drop its day.
        return onEpochDay(millis(parsed, parsed.date(), zone), zone);
    }

    private static Time onEpochDay(long millis, TimeZone zone) {
        long local = Math.floorMod(millis + zone.getOffset(millis), (long) MILLIS_PER_DAY);
        return new Time(local - zone.getOffset(local - zone.getRawOffset()));
    }

    private static TimeZone zone(ParsedTemporal parsed, @Nullable Calendar calendar) {
        if (parsed.offset() != null) {
            // TimeZone.getTimeZone knows no offsets with seconds
            return new SimpleTimeZone(
                    parsed.offset().getTotalSeconds() * 1000, parsed.offset().getId());
        }
        return calendar == null ? TimeZone.getDefault() : calendar.getTimeZone();
    }

    /** The moment of the written digits, read by the calendar of java.sql: Julian before 1582-10-15. */
    private static long millis(ParsedTemporal parsed, LocalDate date, TimeZone zone) throws ConversionException {
        if (date.getYear() > LAST_YEAR || date.getYear() < FIRST_YEAR) {
            throw ConversionException.cannotCoerce(
                    date.toString(),
                    "a class of java.sql, whose milliseconds do not reach that year; ask for a class"
                            + " of java.time");
        }
        var time = parsed.timeOrMidnight();
        var calendar = new GregorianCalendar(zone);
        calendar.clear();
        calendar.set(Calendar.ERA, date.getYear() > 0 ? GregorianCalendar.AD : GregorianCalendar.BC);
        calendar.set(
                date.getYear() > 0 ? date.getYear() : 1 - date.getYear(),
                date.getMonthValue() - 1,
                date.getDayOfMonth(),
                parsed.endOfDay() ? 24 : time.getHour(),
                time.getMinute(),
                time.getSecond());
        return calendar.getTimeInMillis() + time.getNano() / NANOS_PER_MILLI;
    }

    /** 1 for infinity, -1 for -infinity, 0 for all else. */
    private static int infinitySign(String text) {
        return switch (text) {
            case INFINITY -> 1;
            case NEGATIVE_INFINITY -> -1;
            default -> 0;
        };
    }

    /** The text with the fraction of its seconds cut to what counts: "…00.0" becomes "…00". */
    static String withoutTrailingZeros(String text) {
        int point = text.indexOf('.');
        if (point < 0) {
            return text;
        }
        int end = point + 1;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        int last = end;
        while (text.charAt(last - 1) == '0') {
            last--;
        }
        if (text.charAt(last - 1) == '.') {
            last--;
        }
        return last == end ? text : text.substring(0, last) + text.substring(end);
    }
}

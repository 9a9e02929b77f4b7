package io.github.redshiftdata.jdbc.internal.types;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;

/** Parameters whose caller names a date or time type. */
@SuppressWarnings("JavaUtilDate") // java.util.Date and Calendar are what callers give
final class TemporalTargets {

    private TemporalTargets() {}

    static ParameterValue as(Object value, int sqlType) throws ConversionException {
        return switch (sqlType) {
            case Types.DATE -> TemporalEncoding.ofLocalDate(date(value));
            case Types.TIME -> time(value);
            case Types.TIME_WITH_TIMEZONE -> TemporalEncoding.ofOffsetTime(offsetTime(value));
            case Types.TIMESTAMP -> timestamp(value);
            default -> offsetTimestamp(value);
        };
    }

    private static LocalDate date(Object value) throws ConversionException {
        if (value instanceof LocalDate date) {
            return date;
        }
        if (value instanceof java.util.Date date && !(value instanceof java.sql.Time)) {
            return TemporalEncoding.toLocalDate(date, null);
        }
        if (value instanceof Calendar calendar) {
            return TemporalEncoding.toLocalDate(calendar.getTime(), calendar);
        }
        if (value instanceof LocalDateTime dateTime) {
            return dateTime.toLocalDate();
        }
        if (value instanceof OffsetDateTime dateTime) {
            return dateTime.toLocalDate();
        }
        if (value instanceof ZonedDateTime dateTime) {
            return dateTime.toLocalDate();
        }
        if (value instanceof Instant instant) {
            return TemporalEncoding.toOffsetDateTime(instant, ZoneId.systemDefault())
                    .toLocalDate();
        }
        if (value instanceof String text) {
            return Temporals.toLocalDate(text.strip());
        }
        throw ParameterEncoding.impossible(value, Types.DATE);
    }

    private static ParameterValue time(Object value) throws ConversionException {
        if (value instanceof OffsetTime time) {
            return TemporalEncoding.ofOffsetTime(time);
        }
        if (value instanceof LocalTime time) {
            return TemporalEncoding.ofLocalTime(time);
        }
        if (value instanceof java.util.Date date && !(value instanceof java.sql.Date)) {
            return TemporalEncoding.ofLocalTime(TemporalEncoding.toLocalTime(date, null));
        }
        if (value instanceof Calendar calendar) {
            return TemporalEncoding.ofLocalTime(TemporalEncoding.toLocalTime(calendar.getTime(), calendar));
        }
        if (value instanceof LocalDateTime dateTime) {
            return TemporalEncoding.ofLocalTime(dateTime.toLocalTime());
        }
        if (value instanceof OffsetDateTime dateTime) {
            return TemporalEncoding.ofLocalTime(dateTime.toLocalTime());
        }
        if (value instanceof String text) {
            return Temporals.hasOffset(text.strip())
                    ? TemporalEncoding.ofOffsetTime(Temporals.toOffsetTime(text.strip()))
                    : TemporalEncoding.ofLocalTime(Temporals.toLocalTime(text.strip()));
        }
        throw ParameterEncoding.impossible(value, Types.TIME);
    }

    private static OffsetTime offsetTime(Object value) throws ConversionException {
        if (value instanceof OffsetTime time) {
            return time;
        }
        if (value instanceof OffsetDateTime dateTime) {
            return dateTime.toOffsetTime();
        }
        if (value instanceof ZonedDateTime dateTime) {
            return dateTime.toOffsetDateTime().toOffsetTime();
        }
        if (value instanceof java.util.Date date && !(value instanceof java.sql.Date)) {
            return TemporalEncoding.toOffsetDateTime(date, null).toOffsetTime();
        }
        if (value instanceof Calendar calendar) {
            return TemporalEncoding.toOffsetDateTime(calendar.getTime(), calendar)
                    .toOffsetTime();
        }
        if (value instanceof String text) {
            return Temporals.toOffsetTime(text.strip());
        }
        throw ParameterEncoding.impossible(value, Types.TIME_WITH_TIMEZONE);
    }

    /** What carries an offset keeps it: a timestamptz column that stands behind the type then gets the moment. */
    private static ParameterValue timestamp(Object value) throws ConversionException {
        if (value instanceof java.util.Date date && !(value instanceof java.sql.Time)) {
            return TemporalEncoding.ofTimestamp(date, null);
        }
        if (value instanceof Calendar calendar) {
            return TemporalEncoding.ofTimestamp(calendar.getTime(), calendar);
        }
        if (value instanceof LocalDateTime dateTime) {
            return TemporalEncoding.ofLocalDateTime(dateTime);
        }
        if (value instanceof LocalDate date) {
            return TemporalEncoding.ofLocalDateTime(midnight(date));
        }
        if (value instanceof String text) {
            return Temporals.hasOffset(text.strip())
                    ? offsetTimestamp(value)
                    : TemporalEncoding.ofLocalDateTime(Temporals.toLocalDateTime(text.strip()));
        }
        if (value instanceof OffsetDateTime || value instanceof ZonedDateTime || value instanceof Instant) {
            return offsetTimestamp(value);
        }
        throw ParameterEncoding.impossible(value, Types.TIMESTAMP);
    }

    private static ParameterValue offsetTimestamp(Object value) throws ConversionException {
        if (value instanceof OffsetDateTime dateTime) {
            return TemporalEncoding.ofOffsetDateTime(dateTime);
        }
        if (value instanceof ZonedDateTime dateTime) {
            return TemporalEncoding.ofOffsetDateTime(dateTime.toOffsetDateTime());
        }
        if (value instanceof Instant instant) {
            return TemporalEncoding.ofInstant(instant);
        }
        if (value instanceof java.util.Date date && !(value instanceof java.sql.Time)) {
            return TemporalEncoding.ofOffsetDateTime(TemporalEncoding.toOffsetDateTime(date, null));
        }
        if (value instanceof Calendar calendar) {
            return TemporalEncoding.ofOffsetDateTime(TemporalEncoding.toOffsetDateTime(calendar.getTime(), calendar));
        }
        if (value instanceof LocalDateTime dateTime) {
            return TemporalEncoding.ofOffsetDateTime(inDefaultZone(dateTime));
        }
        if (value instanceof String text) {
            return TemporalEncoding.ofOffsetDateTime(Temporals.toOffsetDateTime(text.strip()));
        }
        throw ParameterEncoding.impossible(value, Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static OffsetDateTime inDefaultZone(LocalDateTime value) {
        if (value.equals(LocalDateTime.MAX)) {
            return OffsetDateTime.MAX;
        }
        return value.equals(LocalDateTime.MIN)
                ? OffsetDateTime.MIN
                : value.atZone(ZoneId.systemDefault()).toOffsetDateTime();
    }

    private static LocalDateTime midnight(LocalDate date) {
        return date.equals(LocalDate.MAX) ? LocalDateTime.MAX : date.atStartOfDay();
    }
}

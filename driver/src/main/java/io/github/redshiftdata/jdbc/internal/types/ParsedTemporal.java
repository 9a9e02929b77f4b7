package io.github.redshiftdata.jdbc.internal.types;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a date, time or timestamp text. A part that the text does not have is null.
 *
 * @param date in the proleptic Gregorian calendar, as the server counts
 * @param endOfDay whether the time is 24:00:00, which {@code time} then gives as 00:00
 */
record ParsedTemporal(
        @Nullable LocalDate date, @Nullable LocalTime time, boolean endOfDay, @Nullable ZoneOffset offset) {

    /** The date, 1970-01-01 where the text has none. */
    LocalDate dateOrEpoch() {
        return date == null ? LocalDate.EPOCH : date;
    }

    /** The time, midnight where the text has none. */
    LocalTime timeOrMidnight() {
        return time == null ? LocalTime.MIDNIGHT : time;
    }

    ZoneOffset offsetOrUtc() {
        return offset == null ? ZoneOffset.UTC : offset;
    }

    LocalDateTime dateTime() {
        return LocalDateTime.of(endOfDay ? dateOrEpoch().plusDays(1) : dateOrEpoch(), timeOrMidnight());
    }
}

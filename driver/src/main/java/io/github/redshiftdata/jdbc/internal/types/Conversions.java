package io.github.redshiftdata.jdbc.internal.types;

import io.github.redshiftdata.jdbc.internal.types.CellReaders.BooleanReader;
import io.github.redshiftdata.jdbc.internal.types.CellReaders.CalendarConversion;
import io.github.redshiftdata.jdbc.internal.types.CellReaders.Conversion;
import io.github.redshiftdata.jdbc.internal.types.CellReaders.DoubleReader;
import io.github.redshiftdata.jdbc.internal.types.CellReaders.LongReader;
import io.github.redshiftdata.jdbc.internal.types.CellReaders.TextReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Collections;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one table of what can be read as what. Ask it once per column, not per value. */
@SuppressWarnings("JavaUtilDate") // java.util.Date is one of the targets
public final class Conversions {

    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            boolean.class, Boolean.class,
            byte.class, Byte.class,
            short.class, Short.class,
            int.class, Integer.class,
            long.class, Long.class,
            float.class, Float.class,
            double.class, Double.class,
            char.class, Character.class);

    /** Classes of java.time that do not say where on earth their digits are meant, and so are no moment. */
    private static final Set<Class<?>> ZONELESS =
            Set.of(LocalDate.class, LocalTime.class, LocalDateTime.class, OffsetTime.class);

    /** Classes of java.time with an offset. */
    private static final Set<Class<?>> ZONED =
            Set.of(OffsetTime.class, OffsetDateTime.class, ZonedDateTime.class, Instant.class);

    /** The rows of the types that were read. */
    private static final Map<RedshiftType, Row> TABLE = new ConcurrentHashMap<>();

    private Conversions() {}

    /**
     * The way from a column's type to a class. A primitive class stands for its box.
     *
     * @throws ConversionException category UNSUPPORTED where there is no such conversion
     */
    public static <T> Conversion<T> of(RedshiftType source, Class<T> target) throws ConversionException {
        var row = row(source);
        var conversion = row.conversions.get(BOXES.getOrDefault(target, target));
        if (conversion == null) {
            throw row.refusal(target);
        }
        @SuppressWarnings("unchecked") // Row.put pairs a class with a conversion to it
        var typed = (Conversion<T>) conversion;
        return typed;
    }

    /**
     * The way from a column's type to java.sql.Date, Time or Timestamp by a calendar.
     *
     * @throws ConversionException category UNSUPPORTED where there is no such conversion
     */
    public static <T> CalendarConversion<T> temporal(RedshiftType source, Class<T> target) throws ConversionException {
        var row = row(source);
        var conversion = row.temporals.get(target);
        if (conversion == null) {
            throw ConversionException.unsupported("A column of type " + source.serviceName() + " cannot be read as "
                    + target.getName() + " by a calendar. Ask for one of: " + row.targets() + ".");
        }
        @SuppressWarnings("unchecked") // Row.putTemporal pairs a class with a conversion to it
        var typed = (CalendarConversion<T>) conversion;
        return typed;
    }

    /** Reads whole numbers; where the type has none the reader throws at the first value. */
    public static LongReader longReader(RedshiftType source) {
        var row = row(source);
        if (row.conversions.containsKey(Long.class)) {
            return cell -> CellReading.whole(source, cell);
        }
        return cell -> {
            throw row.refusal(Long.class);
        };
    }

    /** Reads doubles; where the type has none the reader throws at the first value. */
    public static DoubleReader doubleReader(RedshiftType source) {
        var row = row(source);
        if (row.conversions.containsKey(Double.class)) {
            return cell -> CellReading.floating(source, cell);
        }
        return cell -> {
            throw row.refusal(Double.class);
        };
    }

    /** Reads booleans; where the type has none the reader throws at the first value. */
    public static BooleanReader booleanReader(RedshiftType source) {
        var row = row(source);
        if (row.conversions.containsKey(Boolean.class)) {
            return cell -> CellReading.bool(source, cell);
        }
        return cell -> {
            throw row.refusal(Boolean.class);
        };
    }

    /** Reads texts: every type has one. */
    public static TextReader textReader(RedshiftType source) {
        return switch (source.family()) {
            case TEXT, DECIMAL, DATE, INTERVAL ->
                cell -> cell.kind() == Cell.Kind.TEXT ? cell.text() : CellReading.text(source, cell);
            default -> cell -> CellReading.text(source, cell);
        };
    }

    private static Row row(RedshiftType source) {
        return TABLE.computeIfAbsent(source, Conversions::made);
    }

    /** All that a type can be read as, made anew. */
    static Row made(RedshiftType type) {
        var row = new Row(type);
        row.put(String.class, cell -> CellReading.text(type, cell));
        row.put(byte[].class, cell -> CellReading.bytes(type, cell));
        switch (type.family()) {
            case WHOLE, DECIMAL, SINGLE, DOUBLE, BOOLEAN -> row.putNumbers();
            case TEXT -> {
                row.putNumbers();
                row.putTexts();
                row.putDates();
                row.putLocalDates();
                row.putLocalTimes();
                row.putOffsetTime();
                row.putMoments();
                row.putCalendar();
                row.putIntervals();
            }
            case DATE -> {
                row.putDates();
                row.putLocalDates();
                row.putCalendar();
            }
            case TIME -> row.putTimesOfDay();
            case TIMESTAMP -> row.putTimestamps();
            case INTERVAL -> row.putIntervals();
            case BINARY, SPATIAL -> {}
        }
        row.putObject();
        return row;
    }

    /** A conversion that only sees cells that are not null. */
    @FunctionalInterface
    private interface ValueConversion<T> {
        T convert(Cell cell) throws ConversionException;
    }

    /** A conversion of a text. */
    @FunctionalInterface
    private interface TextConversion<T> {
        T convert(String text) throws ConversionException;
    }

    /** A conversion of a text by a calendar. */
    @FunctionalInterface
    private interface TextCalendarConversion<T> {
        T convert(String text, @Nullable Calendar calendar) throws ConversionException;
    }

    /** What one type can be read as. */
    static final class Row {

        private final RedshiftType type;
        private final Map<Class<?>, Conversion<?>> conversions = new LinkedHashMap<>();
        private final Map<Class<?>, CalendarConversion<?>> temporals = new LinkedHashMap<>();

        Row(RedshiftType type) {
            this.type = type;
        }

        /** Why a type with a zone is not given as a class without one, and the other way round. */
        private String reason(Class<?> target) {
            return switch (type) {
                case TIMESTAMPTZ ->
                    ZONELESS.contains(target)
                            ? ": it is a moment, and which date and time that is depends on a zone. Ask for"
                                    + " java.time.OffsetDateTime and choose the zone"
                            : "";
                case TIMETZ -> target == LocalTime.class ? ", which has no offset. Ask for java.time.OffsetTime" : "";
                case DATE, TIME, TIMESTAMP -> ZONED.contains(target) ? ": it has no offset" : "";
                default -> "";
            };
        }

        ConversionException refusal(Class<?> target) {
            return ConversionException.unsupported("A column of type " + type.serviceName() + " cannot be read as "
                    + target.getName() + reason(target) + ". Ask for one of: " + targets() + ".");
        }

        /** The conversions by their targets. */
        Map<Class<?>, Conversion<?>> conversions() {
            return Collections.unmodifiableMap(conversions);
        }

        private String targets() {
            return conversions.keySet().stream().map(Class::getTypeName).collect(Collectors.joining(", "));
        }

        <T> void put(Class<T> target, ValueConversion<T> conversion) {
            Conversion<T> nullSafe = cell -> cell.isNull() ? null : conversion.convert(cell);
            conversions.put(target, nullSafe);
        }

        /** A text is parsed as it came: how it would be shown does not matter. */
        private <T> void putText(Class<T> target, TextConversion<T> conversion) {
            put(
                    target,
                    cell -> conversion.convert(CellReading.rawText(type, cell).strip()));
        }

        /** Digits with an offset are one moment; without the offset a reader elsewhere would take them for another. */
        private <T> void putZoneless(Class<T> target, TextConversion<T> conversion) {
            putText(target, text -> {
                T value = conversion.convert(text);
                if (type.isText() && Temporals.hasOffset(text)) {
                    throw ConversionException.cannotCoerce(
                            text,
                            target.getName() + ", which has no offset: ask for java.time.OffsetDateTime or"
                                    + " java.time.OffsetTime");
                }
                return value;
            });
        }

        private <T> void putTemporal(Class<T> target, TextCalendarConversion<T> conversion) {
            CalendarConversion<T> nullSafe = (cell, calendar) -> cell.isNull()
                    ? null
                    : conversion.convert(CellReading.rawText(type, cell).strip(), calendar);
            temporals.put(target, nullSafe);
            conversions.put(target, (Conversion<T>) cell -> nullSafe.convert(cell, null));
        }

        void putNumbers() {
            put(Boolean.class, cell -> CellReading.bool(type, cell));
            put(Byte.class, cell -> Narrowing.toByte(CellReading.whole(type, cell)));
            put(Short.class, cell -> Narrowing.toShort(CellReading.whole(type, cell)));
            put(Integer.class, cell -> Narrowing.toInt(CellReading.whole(type, cell)));
            put(Long.class, cell -> CellReading.whole(type, cell));
            put(Float.class, cell -> CellReading.single(type, cell));
            put(Double.class, cell -> CellReading.floating(type, cell));
            put(BigDecimal.class, cell -> CellReading.decimal(type, cell));
            put(BigInteger.class, cell -> Decimals.whole(CellReading.decimal(type, cell)));
            put(Number.class, this::number);
        }

        private Number number(Cell cell) throws ConversionException {
            return switch (type.family()) {
                case WHOLE ->
                    type.objectClass() == Long.class
                            ? (Number) CellReading.whole(type, cell)
                            : (Number) Narrowing.toInt(CellReading.whole(type, cell));
                case SINGLE -> CellReading.single(type, cell);
                case DOUBLE -> CellReading.floating(type, cell);
                default -> decimalOrSpecial(cell);
            };
        }

        /** NaN and the infinities, which a numeric of PostgreSQL can have, have no BigDecimal. */
        private Number decimalOrSpecial(Cell cell) throws ConversionException {
            if (cell.kind() == Cell.Kind.TEXT && CellReading.isSpecial(cell.text())) {
                return Double.valueOf(cell.text());
            }
            return CellReading.decimal(type, cell);
        }

        void putTexts() {
            put(Character.class, this::character);
            putText(UUID.class, this::uuid);
        }

        private Character character(Cell cell) throws ConversionException {
            var text = CellReading.text(type, cell);
            if (text.length() != 1) {
                throw ConversionException.cannotCoerce(text, "one character");
            }
            return text.charAt(0);
        }

        private UUID uuid(String text) throws ConversionException {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                throw ConversionException.badText(text, "UUID");
            }
        }

        void putDates() {
            putTemporal(Date.class, Temporals::toDate);
            putTemporal(Timestamp.class, Temporals::toTimestamp);
            putTemporal(Time.class, Temporals::toTime);
            putTemporal(java.util.Date.class, Temporals::toTimestamp);
        }

        void putLocalDates() {
            putZoneless(LocalDate.class, Temporals::toLocalDate);
            putZoneless(LocalDateTime.class, Temporals::toLocalDateTime);
        }

        /** A time of day has the date 1970-01-01. */
        void putTimes() {
            putTemporal(Time.class, Temporals::toTime);
            putTemporal(Timestamp.class, Temporals::toTimestamp);
            putTemporal(Date.class, Temporals::toDate);
            putTemporal(java.util.Date.class, Temporals::toTimestamp);
        }

        void putLocalTimes() {
            putZoneless(LocalTime.class, Temporals::toLocalTime);
        }

        void putOffsetTime() {
            putText(OffsetTime.class, Temporals::toOffsetTime);
        }

        void putTimesOfDay() {
            putTimes();
            if (type == RedshiftType.TIMETZ) {
                putOffsetTime();
                putText(OffsetDateTime.class, text -> Temporals.toOffsetTime(text)
                        .atDate(LocalDate.EPOCH));
            } else {
                putLocalTimes();
            }
        }

        /** What has a zone is no local date or time: which one it would be depends on where the reader is. */
        void putTimestamps() {
            putDates();
            if (type == RedshiftType.TIMESTAMPTZ) {
                putText(OffsetDateTime.class, Temporals::toUtc);
                putText(Instant.class, Temporals::toInstant);
                putText(ZonedDateTime.class, Temporals::toUtcZoned);
            } else {
                putLocalDates();
                putLocalTimes();
                putMoments();
            }
            putCalendar();
        }

        /** A text without offset is one of UTC, as in the PostgreSQL driver. */
        void putMoments() {
            putText(OffsetDateTime.class, Temporals::toOffsetDateTime);
            putText(Instant.class, Temporals::toInstant);
            putText(ZonedDateTime.class, Temporals::toZonedDateTime);
        }

        void putCalendar() {
            putText(Calendar.class, Row::calendar);
        }

        private static Calendar calendar(String text) throws ConversionException {
            var calendar = new GregorianCalendar();
            calendar.setTime(Temporals.toTimestamp(text, null));
            return calendar;
        }

        void putIntervals() {
            putText(Duration.class, Intervals::toDuration);
            putText(Period.class, Intervals::toPeriod);
        }

        /** Object stands for the class that the type has in JDBC. */
        void putObject() {
            switch (type.family()) {
                case DECIMAL -> put(Object.class, this::decimalOrSpecial);
                case SPATIAL -> put(Object.class, this::bytesOrText);
                default -> conversions.put(Object.class, conversions.get(type.objectClass()));
            }
        }

        private Object bytesOrText(Cell cell) throws ConversionException {
            if (cell.kind() == Cell.Kind.TEXT && BinaryText.ofSpatial(cell.text()) == null) {
                return cell.text();
            }
            return CellReading.bytes(type, cell);
        }
    }
}

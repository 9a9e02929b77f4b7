package io.github.redshiftdata.jdbc.internal.types;

import io.github.redshiftdata.jdbc.internal.types.ParameterValue.Bytes;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue.Literal;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.JDBCType;
import java.sql.Types;
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
import java.util.UUID;

/** From Java objects to parameters, by class or by the SQL type that the caller names (JDBC, appendix B-5). */
@SuppressWarnings("JavaUtilDate") // java.util.Date and Calendar are what callers give
final class ParameterEncoding {

    private ParameterEncoding() {}

    static ParameterValue byClass(Object value) throws ConversionException {
        if (value instanceof CharSequence text) {
            return new Text(text.toString(), null);
        }
        if (value instanceof Number number) {
            return ofNumber(number);
        }
        if (value instanceof Boolean bool) {
            return ofBoolean(bool);
        }
        if (value instanceof Character || value instanceof UUID) {
            return new Text(value.toString(), null);
        }
        if (value instanceof byte[] bytes) {
            return Bytes.of(bytes);
        }
        return temporalByClass(value);
    }

    private static ParameterValue ofNumber(Number value) throws ConversionException {
        if (value instanceof Short || value instanceof Byte) {
            return ofLong(value.longValue(), RedshiftType.SMALLINT);
        }
        if (value instanceof Integer) {
            return ofLong(value.longValue(), RedshiftType.INTEGER);
        }
        if (value instanceof Long) {
            return ofLong(value.longValue(), RedshiftType.BIGINT);
        }
        if (value instanceof Double number) {
            return ofDouble(number);
        }
        if (value instanceof Float number) {
            return ofFloat(number);
        }
        if (value instanceof BigDecimal number) {
            return ofDecimal(number);
        }
        if (value instanceof BigInteger number) {
            return ofDecimal(new BigDecimal(number));
        }
        throw unsupportedClass(value);
    }

    private static ParameterValue temporalByClass(Object value) throws ConversionException {
        if (value instanceof java.util.Date date) {
            return TemporalEncoding.ofDate(date, null);
        }
        if (value instanceof Calendar calendar) {
            return TemporalEncoding.ofDate(calendar.getTime(), calendar);
        }
        if (value instanceof LocalDate date) {
            return TemporalEncoding.ofLocalDate(date);
        }
        if (value instanceof LocalTime time) {
            return TemporalEncoding.ofLocalTime(time);
        }
        if (value instanceof LocalDateTime dateTime) {
            return TemporalEncoding.ofLocalDateTime(dateTime);
        }
        if (value instanceof OffsetTime time) {
            return TemporalEncoding.ofOffsetTime(time);
        }
        if (value instanceof OffsetDateTime dateTime) {
            return TemporalEncoding.ofOffsetDateTime(dateTime);
        }
        if (value instanceof ZonedDateTime dateTime) {
            return TemporalEncoding.ofOffsetDateTime(dateTime.toOffsetDateTime());
        }
        if (value instanceof Instant instant) {
            return TemporalEncoding.ofInstant(instant);
        }
        if (value instanceof Duration duration) {
            return TemporalEncoding.ofDuration(duration);
        }
        if (value instanceof Period period) {
            return TemporalEncoding.ofPeriod(period);
        }
        throw unsupportedClass(value);
    }

    static ParameterValue as(Object value, int sqlType) throws ConversionException {
        return switch (sqlType) {
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB -> new Text(characters(value, sqlType), null);
            case Types.BIT, Types.BOOLEAN -> ofBoolean(bool(value, sqlType));
            case Types.TINYINT -> ofLong(Narrowing.toByte(whole(value, sqlType)), RedshiftType.SMALLINT);
            case Types.SMALLINT -> ofLong(Narrowing.toShort(whole(value, sqlType)), RedshiftType.SMALLINT);
            case Types.INTEGER -> ofLong(Narrowing.toInt(whole(value, sqlType)), RedshiftType.INTEGER);
            case Types.BIGINT -> ofLong(whole(value, sqlType), RedshiftType.BIGINT);
            case Types.REAL -> real(value);
            case Types.FLOAT, Types.DOUBLE -> ofDouble(floating(value, sqlType));
            case Types.NUMERIC, Types.DECIMAL -> ofDecimal(decimal(value, sqlType));
            case Types.DATE, Types.TIME, Types.TIMESTAMP, Types.TIME_WITH_TIMEZONE, Types.TIMESTAMP_WITH_TIMEZONE ->
                TemporalTargets.as(value, sqlType);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> bytes(value, sqlType);
            case Types.OTHER, Types.JAVA_OBJECT, Types.NULL -> byClass(value);
            default -> throw unsupportedType(sqlType);
        };
    }

    static ParameterValue numeric(Object value, int sqlType, int scale) throws ConversionException {
        return ofDecimal(Decimals.rescaled(decimal(value, sqlType), scale));
    }

    private static Literal ofBoolean(boolean value) {
        return new Literal(value ? "TRUE" : "FALSE", value ? "true" : "false", RedshiftType.BOOLEAN);
    }

    private static Literal ofLong(long value, RedshiftType type) {
        return number(Long.toString(value), type);
    }

    private static Literal ofDecimal(BigDecimal value) throws ConversionException {
        return number(Decimals.plain(value), RedshiftType.NUMERIC);
    }

    /** The number as SQL, in parentheses if it is negative: "a -?" must not become a comment. */
    private static Literal number(String digits, RedshiftType type) {
        return new Literal(digits.startsWith("-") ? '(' + digits + ')' : digits, digits, type);
    }

    /** A number with a point is a numeric to the server, so a double needs its type beside it. */
    private static Text ofDouble(double value) {
        return new Text(FloatingText.of(value), RedshiftType.DOUBLE);
    }

    private static Text ofFloat(float value) {
        return new Text(FloatingText.of(value), RedshiftType.REAL);
    }

    private static String characters(Object value, int sqlType) throws ConversionException {
        if (value instanceof byte[]) {
            throw impossible(value, sqlType);
        }
        if (value instanceof java.sql.Timestamp timestamp) {
            return TemporalEncoding.timestampText(TemporalEncoding.toLocalDateTime(timestamp, null));
        }
        var text = byClass(value).text();
        if (text == null) {
            throw impossible(value, sqlType);
        }
        return text;
    }

    private static boolean bool(Object value, int sqlType) throws ConversionException {
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof String || value instanceof Character) {
            return CellReading.boolOfText(value.toString());
        }
        if (value instanceof Number) {
            var number = decimal(value, sqlType);
            if (number.signum() == 0 || number.compareTo(BigDecimal.ONE) == 0) {
                return number.signum() != 0;
            }
            throw ConversionException.cannotCoerce(number.toString(), "boolean: only 0 and 1 can");
        }
        throw impossible(value, sqlType);
    }

    private static long whole(Object value, int sqlType) throws ConversionException {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        return CellReading.wholeOfDecimal(decimal(value, sqlType));
    }

    private static Text real(Object value) throws ConversionException {
        return ofFloat(value instanceof Float number ? number : Narrowing.toFloat(floating(value, Types.REAL)));
    }

    private static double floating(Object value, int sqlType) throws ConversionException {
        if (value instanceof Double number) {
            return number;
        }
        if (value instanceof Float number) {
            return number;
        }
        if (value instanceof String text) {
            return CellReading.floatingOfText(text);
        }
        var number = decimal(value, sqlType);
        if (Double.isInfinite(number.doubleValue())) {
            throw ConversionException.outOfRange(number.toString(), "double precision");
        }
        return number.doubleValue();
    }

    private static BigDecimal decimal(Object value, int sqlType) throws ConversionException {
        if (value instanceof BigDecimal number) {
            return Decimals.checked(number);
        }
        if (value instanceof BigInteger number) {
            return Decimals.checked(new BigDecimal(number));
        }
        if (value instanceof Boolean bool) {
            return bool ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value instanceof Double number) {
            return Decimals.parse(FloatingText.of(number), "number");
        }
        if (value instanceof Float number) {
            return Decimals.parse(FloatingText.of(number), "number");
        }
        if (value instanceof Number || value instanceof String || value instanceof Character) {
            return Decimals.parse(String.valueOf(value), "number");
        }
        throw impossible(value, sqlType);
    }

    private static Bytes bytes(Object value, int sqlType) throws ConversionException {
        if (value instanceof byte[] bytes) {
            return Bytes.of(bytes);
        }
        throw impossible(value, sqlType);
    }

    static ConversionException impossible(Object value, int sqlType) {
        return ConversionException.unsupported(
                "A parameter of class " + value.getClass().getTypeName() + " cannot be sent as " + typeName(sqlType)
                        + ". Give it another class or another type.");
    }

    private static ConversionException unsupportedClass(Object value) {
        return ConversionException.unsupported(
                "A parameter of class " + value.getClass().getTypeName()
                        + " cannot be sent. Give a String, a number, a Boolean, a byte[], a UUID, or a class of java.sql or java.time for dates and times.");
    }

    private static ConversionException unsupportedType(int sqlType) {
        return ConversionException.unsupported("Redshift has no parameters of type " + typeName(sqlType)
                + ". Give a type of java.sql.Types for texts, numbers, booleans, dates, times or bytes.");
    }

    private static String typeName(int sqlType) {
        try {
            return "java.sql.Types." + JDBCType.valueOf(sqlType).getName();
        } catch (IllegalArgumentException e) {
            return "SQL type " + sqlType;
        }
    }
}

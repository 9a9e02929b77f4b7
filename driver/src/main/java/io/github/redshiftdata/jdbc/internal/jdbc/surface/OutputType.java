package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import java.math.BigDecimal;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import org.jspecify.annotations.Nullable;

/**
 * Gives an output parameter as the class of the type that it was registered with, if that widens the value or keeps it
 * as it is. Otherwise the exception names what the procedure gives instead.
 */
final class OutputType {

    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private final ResultSet row;
    private final int column;
    private final int parameter;
    private final int registered;
    private final RedshiftType actual;

    private OutputType(ResultSet row, int column, int parameter, int registered) throws SQLException {
        this.row = row;
        this.column = column;
        this.parameter = parameter;
        this.registered = registered;
        this.actual = RedshiftType.ofServiceName(row.getMetaData().getColumnTypeName(column));
    }

    /** The value of a column of the row of outputs, by the number in {@link Types} of its parameter. */
    static @Nullable Object read(ResultSet row, int column, int parameter, int registered) throws SQLException {
        return new OutputType(row, column, parameter, registered).read();
    }

    private @Nullable Object read() throws SQLException {
        return switch (registered) {
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.CLOB,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.NCLOB -> row.getString(column);
            case Types.TINYINT -> whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case Types.SMALLINT -> whole(Short.MIN_VALUE, Short.MAX_VALUE);
            case Types.INTEGER -> whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case Types.BIGINT -> bigint();
            case Types.NUMERIC, Types.DECIMAL -> decimal();
            case Types.REAL -> single();
            case Types.FLOAT, Types.DOUBLE -> floating();
            case Types.BIT, Types.BOOLEAN -> of(Boolean.class, actual == RedshiftType.BOOLEAN);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                of(byte[].class, actual.objectClass() == byte[].class);
            case Types.DATE -> date();
            case Types.TIME -> of(java.sql.Time.class, actual == RedshiftType.TIME || actual == RedshiftType.TIMETZ);
            case Types.TIMESTAMP ->
                of(Timestamp.class, actual == RedshiftType.DATE || actual.objectClass() == Timestamp.class);
            case Types.TIMESTAMP_WITH_TIMEZONE -> of(OffsetDateTime.class, actual == RedshiftType.TIMESTAMPTZ);
            case Types.TIME_WITH_TIMEZONE -> of(OffsetTime.class, actual == RedshiftType.TIMETZ);
            case Types.ARRAY, Types.DATALINK, Types.DISTINCT, Types.REF, Types.ROWID, Types.SQLXML, Types.STRUCT ->
                throw mismatch();
            default -> row.getObject(column);
        };
    }

    private <T> @Nullable T of(Class<T> target, boolean widens) throws SQLException {
        if (!widens) {
            throw mismatch();
        }
        return row.getObject(column, target);
    }

    // ---------------------------------------------------------------- numbers

    private @Nullable Integer whole(long least, long most) throws SQLException {
        var number = exactNumber();
        return number == null ? null : (Integer) (int) wholeOf(number, least, most);
    }

    private @Nullable Long bigint() throws SQLException {
        var number = exactNumber();
        return number == null ? null : (Long) wholeOf(number, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private long wholeOf(BigDecimal number, long least, long most) throws SQLException {
        boolean fitsLong = number.compareTo(LONG_MIN) >= 0
                && number.compareTo(LONG_MAX) <= 0
                && number.stripTrailingZeros().scale() <= 0;
        if (!fitsLong || number.longValue() < least || number.longValue() > most) {
            throw outOfRange(number.toString());
        }
        return number.longValue();
    }

    private @Nullable BigDecimal decimal() throws SQLException {
        return exactNumber();
    }

    /** The digits of a number of any type; NaN and the infinities have none. */
    private @Nullable BigDecimal exactNumber() throws SQLException {
        requireNumber();
        if (row.getObject(column) instanceof Number number && isSpecial(number)) {
            throw outOfRange(number.toString());
        }
        return row.getBigDecimal(column);
    }

    /** A double becomes the nearest float, as in pgjdbc; an exact number must keep all its digits. */
    private @Nullable Float single() throws SQLException {
        requireNumber();
        Float value = row.getObject(column, Float.class);
        if (value != null && !isFloating() && !isSpecial(value) && !isSame(new BigDecimal(value.toString()))) {
            throw outOfRange(row.getString(column));
        }
        return value;
    }

    private @Nullable Double floating() throws SQLException {
        requireNumber();
        Double value = row.getObject(column, Double.class);
        if (value != null && !isFloating() && !isSpecial(value) && !isSame(new BigDecimal(value.toString()))) {
            throw outOfRange(row.getString(column));
        }
        return value;
    }

    private boolean isSame(BigDecimal number) throws SQLException {
        var exact = row.getBigDecimal(column);
        return exact != null && exact.compareTo(number) == 0;
    }

    private boolean isFloating() {
        return actual == RedshiftType.REAL || actual == RedshiftType.DOUBLE;
    }

    private static boolean isSpecial(Number number) {
        return Double.isNaN(number.doubleValue())
                || (Double.isInfinite(number.doubleValue()) && !(number instanceof BigDecimal));
    }

    private void requireNumber() throws SQLException {
        if (!Number.class.isAssignableFrom(actual.objectClass())) {
            throw mismatch();
        }
    }

    // ---------------------------------------------------------------- dates

    /** A timestamp is a date only at midnight. */
    private java.sql.@Nullable Date date() throws SQLException {
        if (actual == RedshiftType.TIMESTAMP) {
            var dateTime = row.getObject(column, LocalDateTime.class);
            if (dateTime != null && !dateTime.toLocalTime().equals(LocalTime.MIDNIGHT)) {
                throw mismatch();
            }
            return row.getDate(column);
        }
        return of(java.sql.Date.class, actual == RedshiftType.DATE);
    }

    // ---------------------------------------------------------------- errors

    private SQLException mismatch() {
        return Errors.of(SqlState.DATATYPE_MISMATCH, problem() + ". " + advice());
    }

    private SQLException outOfRange(String value) {
        return Errors.of(
                SqlState.NUMERIC_OUT_OF_RANGE,
                problem() + ", which does not hold the value " + value + ". " + advice());
    }

    private String problem() {
        return "Output parameter " + parameter + " is of type " + actual.serviceName() + " and was registered as "
                + name(registered);
    }

    private String advice() {
        return "Register it as " + name(actual.jdbcType()) + ", or name the class in getObject.";
    }

    private static String name(int sqlType) {
        return "java.sql.Types." + JDBCType.valueOf(sqlType).getName();
    }
}

package io.github.redshiftdata.jdbc.internal.types;

import java.sql.Types;
import java.time.DateTimeException;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * The value of one parameter of a statement, ready to be bound or to be written into the SQL. Its toString shows no
 * value: it may be a secret.
 */
public sealed interface ParameterValue {

    /** The text to bind, or null for NULL. */
    @Nullable
    String text();

    /** NULL in place of the value: of the same type, as far as that is known. */
    default String nullSql() {
        return NumberLiterals.nullLike(this);
    }

    /**
     * The type that the value has, or was given as where it is sent as a text.
     *
     * @param sqlType one of {@link Types}; {@link Types#NULL} where the caller gave none
     */
    default RedshiftType typeGiven(int sqlType) {
        return ParameterTypes.of(this, sqlType);
    }

    /** How many digits the value has; 0 but for exact numbers. */
    default int precision() {
        return ParameterTypes.isDecimal(this) ? NumberLiterals.precision(String.valueOf(text())) : 0;
    }

    /** How many digits the value has behind its point; 0 but for exact numbers. */
    default int scale() {
        return ParameterTypes.isDecimal(this) ? NumberLiterals.scale(String.valueOf(text())) : 0;
    }

    /**
     * A text that has to be quoted.
     *
     * @param cast the type that the text is of, or null to let the server find it out from where the parameter stands
     */
    record Text(String text, @Nullable RedshiftType cast) implements ParameterValue {

        /** Whether it is a floating-point number that SQL can hold as digits, which NaN and the infinities are not. */
        public boolean isPlainNumber() {
            return cast != null && Character.isDigit(text.charAt(text.length() - 1));
        }

        @Override
        public String toString() {
            return "Text[cast=" + cast + "]";
        }
    }

    /**
     * A value that SQL can hold without loss.
     *
     * @param sql safe at any place of a statement: 1, (-1), TRUE, DATE '2024-01-31'
     * @param text the same value to bind
     * @param type the type of the value
     */
    record Literal(String sql, String text, RedshiftType type) implements ParameterValue {

        /** The value as an expression that is of its type wherever it stands: a plain number need not be. */
        public String typedSql() {
            return NumberLiterals.typed(this);
        }

        /** Whether its text stands in quotes in SQL. */
        public boolean isQuoted() {
            return type.literalPrefix() != null;
        }

        @Override
        public String toString() {
            return "Literal[type=" + type + "]";
        }
    }

    /**
     * NULL.
     *
     * @param sqlType one of {@link Types}; {@link Types#NULL} where the caller gave none
     */
    record Null(int sqlType) implements ParameterValue {

        /** NULL as an expression of its type, where the caller gave one that decides about overloads. */
        public String typedSql() {
            return NumberLiterals.typedNull(sqlType);
        }

        @Override
        public @Nullable String text() {
            return null;
        }
    }

    /**
     * Bytes, for a varbyte.
     *
     * @param hex two lower-case hexadecimal digits a byte
     */
    record Bytes(String hex) implements ParameterValue {

        static Bytes of(byte[] bytes) {
            return new Bytes(BinaryText.toHex(bytes));
        }

        /** The hexadecimal digits. */
        @Override
        public String text() {
            return hex;
        }

        @Override
        public String toString() {
            return "Bytes[length=" + hex.length() / 2 + "]";
        }
    }

    /**
     * The value of a Java object by its class, as setObject without a type.
     *
     * @throws ConversionException category UNSUPPORTED where the class has no SQL form
     */
    static ParameterValue of(@Nullable Object value) throws ConversionException {
        return value == null ? new Null(Types.NULL) : encoded(value, () -> ParameterEncoding.byClass(value));
    }

    /**
     * The value of a Java object as an SQL type.
     *
     * @param sqlType one of {@link Types}
     * @throws ConversionException where the object has no form in the type
     */
    static ParameterValue of(@Nullable Object value, int sqlType) throws ConversionException {
        if (value == null) {
            return new Null(sqlType);
        }
        return encoded(
                value,
                () -> ParameterEncoding.as(value instanceof CharSequence text ? text.toString() : value, sqlType));
    }

    /**
     * The value of a Java object as an SQL type.
     *
     * @param sqlType one of {@link Types}
     * @param scaleOrLength digits behind the point for NUMERIC and DECIMAL, half up; has no effect on other types
     * @throws ConversionException where the object has no form in the type
     */
    static ParameterValue of(@Nullable Object value, int sqlType, int scaleOrLength) throws ConversionException {
        if (value != null && scaleOrLength >= 0 && (sqlType == Types.NUMERIC || sqlType == Types.DECIMAL)) {
            return encoded(
                    value,
                    () -> ParameterEncoding.numeric(
                            value instanceof CharSequence text ? text.toString() : value, sqlType, scaleOrLength));
        }
        return of(value, sqlType);
    }

    /**
     * A java.sql.Date, Time or Timestamp (or java.util.Date as Timestamp) in the zone of a calendar.
     *
     * @param calendar null for the default zone
     */
    static ParameterValue of(java.util.@Nullable Date value, @Nullable Calendar calendar) throws ConversionException {
        return value == null ? new Null(Types.NULL) : encoded(value, () -> TemporalEncoding.ofDate(value, calendar));
    }

    static ParameterValue nullOf(int sqlType) {
        return new Null(sqlType);
    }

    /** Makes a value. */
    @FunctionalInterface
    interface Encoding {
        ParameterValue encode() throws ConversionException;
    }

    /** A moment at the ends of time may have no form in another zone or class. */
    private static ParameterValue encoded(Object value, Encoding encoding) throws ConversionException {
        try {
            return encoding.encode();
        } catch (DateTimeException | ArithmeticException e) {
            throw ConversionException.cannotCoerce(value.toString(), "a value that Redshift holds: it is too far away");
        }
    }
}

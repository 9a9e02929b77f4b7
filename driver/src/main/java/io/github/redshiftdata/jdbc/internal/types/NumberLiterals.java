package io.github.redshiftdata.jdbc.internal.types;

import java.sql.Types;

/**
 * Numbers as expressions that have the type which their setter names. The server gives bare digits the smallest of
 * integer, bigint and numeric that holds them.
 */
final class NumberLiterals {

    /** The most digits of a numeric. */
    private static final int MOST_DIGITS = 38;

    private NumberLiterals() {}

    static String typed(ParameterValue.Literal value) {
        return switch (value.type()) {
            case SMALLINT, BIGINT -> cast(value.text(), value.type().sqlName());
            // the digits of the least integer do not fit one: they get their sign later
            case INTEGER ->
                value.text().equals(Integer.toString(Integer.MIN_VALUE))
                        ? cast(value.text(), value.type().sqlName())
                        : value.sql();
            case NUMERIC -> decimal(value);
            default -> value.sql();
        };
    }

    /** NULL as an expression of the type that a value has, as far as it has one. */
    static String nullLike(ParameterValue value) {
        if (value instanceof ParameterValue.Literal literal) {
            return cast(
                    "NULL",
                    literal.type() == RedshiftType.NUMERIC
                            ? numeric(literal.text())
                            : literal.type().sqlName());
        }
        if (value instanceof ParameterValue.Text text) {
            return text.cast() == null ? "NULL" : cast("NULL", text.cast().sqlName());
        }
        return value instanceof ParameterValue.Null none ? typedNull(none.sqlType()) : cast("NULL", "varbyte");
    }

    /** The type of a number with these digits. */
    private static String numeric(String digits) {
        int precision = precision(digits);
        return precision <= MOST_DIGITS ? "numeric(" + precision + ", " + scale(digits) + ")" : "numeric";
    }

    /** How many digits a number has. */
    static int precision(String digits) {
        return (int) digits.chars().filter(c -> c >= '0' && c <= '9').count();
    }

    /** How many digits a number has behind its point. */
    static int scale(String digits) {
        int point = digits.indexOf('.');
        return point < 0 ? 0 : digits.length() - point - 1;
    }

    /** Redshift gives a numeric without precision 18 digits and no scale; digits with a point are a numeric anyway. */
    private static String decimal(ParameterValue.Literal value) {
        var digits = value.text();
        int count = digits.length() - (digits.startsWith("-") ? 1 : 0);
        return isWhole(digits) && count <= MOST_DIGITS ? cast(digits, "numeric(" + count + ", 0)") : value.sql();
    }

    private static boolean isWhole(String digits) {
        return digits.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    }

    /** Times have no type here: what is meant can be one with or without a zone. Texts have none, like other texts. */
    static String typedNull(int sqlType) {
        return switch (sqlType) {
            case Types.TINYINT, Types.SMALLINT -> cast("NULL", "smallint");
            case Types.INTEGER -> cast("NULL", "integer");
            case Types.BIGINT -> cast("NULL", "bigint");
            case Types.REAL -> cast("NULL", "real");
            case Types.FLOAT, Types.DOUBLE -> cast("NULL", "double precision");
            case Types.NUMERIC, Types.DECIMAL -> cast("NULL", "numeric");
            case Types.BIT, Types.BOOLEAN -> cast("NULL", "boolean");
            case Types.DATE -> cast("NULL", "date");
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> cast("NULL", "varbyte");
            default -> "NULL";
        };
    }

    private static String cast(String expression, String type) {
        return "CAST(" + expression + " AS " + type + ")";
    }
}

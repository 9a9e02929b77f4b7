package io.github.redshiftdata.jdbc.internal.types;

import java.sql.Types;

/** The types of parameters, as their setters name them. */
final class ParameterTypes {

    private ParameterTypes() {}

    static RedshiftType of(ParameterValue value, int sqlType) {
        if (value instanceof ParameterValue.Literal literal) {
            return literal.type();
        }
        if (value instanceof ParameterValue.Text text) {
            return text.cast() == null ? ofSqlType(sqlType) : text.cast();
        }
        return value instanceof ParameterValue.Null none ? ofSqlType(none.sqlType()) : RedshiftType.VARBYTE;
    }

    static boolean isDecimal(ParameterValue value) {
        return value instanceof ParameterValue.Literal literal && literal.type() == RedshiftType.NUMERIC;
    }

    /** The type that a number in {@link Types} stands for; a text where it has none of its own. */
    static RedshiftType ofSqlType(int sqlType) {
        return switch (sqlType) {
            case Types.TINYINT, Types.SMALLINT -> RedshiftType.SMALLINT;
            case Types.INTEGER -> RedshiftType.INTEGER;
            case Types.BIGINT -> RedshiftType.BIGINT;
            case Types.REAL -> RedshiftType.REAL;
            case Types.FLOAT, Types.DOUBLE -> RedshiftType.DOUBLE;
            case Types.NUMERIC, Types.DECIMAL -> RedshiftType.NUMERIC;
            case Types.BIT, Types.BOOLEAN -> RedshiftType.BOOLEAN;
            case Types.DATE -> RedshiftType.DATE;
            case Types.TIME -> RedshiftType.TIME;
            case Types.TIME_WITH_TIMEZONE -> RedshiftType.TIMETZ;
            case Types.TIMESTAMP -> RedshiftType.TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE -> RedshiftType.TIMESTAMPTZ;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> RedshiftType.VARBYTE;
            default -> RedshiftType.VARCHAR;
        };
    }
}

package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.JdbcWrapper;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue;
import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the parameters without a request: their number, and the types of those that are set. One that is not
 * set counts as a text.
 */
class ParameterMetaDataImpl implements ParameterMetaData, JdbcWrapper {

    private final List<@Nullable ParameterValue> values;
    private final int[] sqlTypes;

    /** @param sqlTypes the type that the setter of each value named, as a number in java.sql.Types */
    ParameterMetaDataImpl(List<@Nullable ParameterValue> values, int[] sqlTypes) {
        this.values = values;
        this.sqlTypes = sqlTypes;
    }

    final @Nullable ParameterValue value(int parameter) throws SQLException {
        check(parameter);
        return values.get(parameter - 1);
    }

    private RedshiftType type(int parameter) throws SQLException {
        var value = value(parameter);
        return value == null ? typeOfUnset(parameter) : value.typeGiven(sqlTypes[parameter - 1]);
    }

    /** The type of a parameter without a value. */
    RedshiftType typeOfUnset(int parameter) {
        return RedshiftType.VARCHAR;
    }

    final void check(int parameter) throws SQLException {
        if (parameter < 1 || parameter > values.size()) {
            throw Errors.of(
                    SqlState.INVALID_DESCRIPTOR_INDEX,
                    "There is no parameter " + parameter + ": the statement has " + values.size()
                            + ", counted from 1.");
        }
    }

    @Override
    public int getParameterCount() {
        return values.size();
    }

    @Override
    public int getParameterType(int parameter) throws SQLException {
        return type(parameter).jdbcType();
    }

    @Override
    public String getParameterTypeName(int parameter) throws SQLException {
        return type(parameter).serviceName();
    }

    @Override
    public String getParameterClassName(int parameter) throws SQLException {
        return type(parameter).objectClass().getName();
    }

    @Override
    public int isNullable(int parameter) throws SQLException {
        check(parameter);
        return parameterNullableUnknown;
    }

    @Override
    public boolean isSigned(int parameter) throws SQLException {
        return type(parameter).isSigned();
    }

    @Override
    public int getPrecision(int parameter) throws SQLException {
        var value = value(parameter);
        return value == null ? 0 : value.precision();
    }

    @Override
    public int getScale(int parameter) throws SQLException {
        var value = value(parameter);
        return value == null ? 0 : value.scale();
    }

    @Override
    public int getParameterMode(int parameter) throws SQLException {
        check(parameter);
        return parameterModeIn;
    }
}

package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of the parameters without asking the service: how many there are, and that each takes text. */
final class ParameterMetaDataImpl implements ParameterMetaData, JdbcWrapper {

    private final List<@Nullable ParameterValue> values;

    ParameterMetaDataImpl(List<@Nullable ParameterValue> values) {
        this.values = values;
    }

    private void check(int parameter) throws SQLException {
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
        check(parameter);
        return Types.VARCHAR;
    }

    @Override
    public String getParameterTypeName(int parameter) throws SQLException {
        check(parameter);
        return "varchar";
    }

    @Override
    public String getParameterClassName(int parameter) throws SQLException {
        check(parameter);
        return String.class.getName();
    }

    @Override
    public int isNullable(int parameter) throws SQLException {
        check(parameter);
        return parameterNullableUnknown;
    }

    @Override
    public boolean isSigned(int parameter) throws SQLException {
        check(parameter);
        return false;
    }

    @Override
    public int getPrecision(int parameter) throws SQLException {
        check(parameter);
        return 0;
    }

    @Override
    public int getScale(int parameter) throws SQLException {
        check(parameter);
        return 0;
    }

    @Override
    public int getParameterMode(int parameter) throws SQLException {
        check(parameter);
        return parameterModeIn;
    }
}

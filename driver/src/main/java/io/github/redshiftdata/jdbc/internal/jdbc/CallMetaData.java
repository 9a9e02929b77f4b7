package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.types.ParameterValue;
import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a call. Those that were registered are outputs, of the registered type. */
final class CallMetaData extends ParameterMetaDataImpl {

    private final Map<Integer, Integer> registered;
    private final boolean returnsValue;

    /**
     * @param registered the number in {@link java.sql.Types} of each output, by its number from 1
     * @param returnsValue whether the first is the value of a function, which is an output even if it is not registered
     */
    CallMetaData(
            List<@Nullable ParameterValue> values,
            int[] sqlTypes,
            Map<Integer, Integer> registered,
            boolean returnsValue) {
        super(values, sqlTypes);
        this.registered = Map.copyOf(registered);
        this.returnsValue = returnsValue;
    }

    @Override
    RedshiftType typeOfUnset(int parameter) {
        var type = registered.get(parameter);
        return type == null ? super.typeOfUnset(parameter) : RedshiftType.ofSetter(type);
    }

    /** The mode of a parameter; unknown if it is neither set nor registered, since only the procedure tells. */
    @Override
    public int getParameterMode(int parameter) throws SQLException {
        check(parameter);
        if (returnsValue && parameter == 1) {
            return parameterModeOut;
        }
        boolean isSet = value(parameter) != null;
        if (registered.containsKey(parameter)) {
            return isSet ? parameterModeInOut : parameterModeOut;
        }
        return isSet ? parameterModeIn : parameterModeUnknown;
    }
}

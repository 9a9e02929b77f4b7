package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.SQLException;
import java.sql.Wrapper;

/** Unwraps any object of the driver to each interface or class that it is an instance of. */
public interface JdbcWrapper extends Wrapper {

    @Override
    default <T> T unwrap(Class<T> type) throws SQLException {
        if (isWrapperFor(type)) {
            return type.cast(this);
        }
        throw Errors.of(
                SqlState.INVALID_PARAMETER_VALUE,
                "This " + getClass().getSimpleName() + " does not wrap a " + type.getName()
                        + ". It can be unwrapped to the java.sql and RedshiftData… interfaces that it implements.");
    }

    @Override
    default boolean isWrapperFor(Class<?> type) throws SQLException {
        // Callers without null checks pass null; the Javadoc asks for an exception then.
        if ((Object) type == null) {
            throw Errors.of(SqlState.INVALID_PARAMETER_VALUE, "The interface to unwrap to is null. Pass a class.");
        }
        return type.isInstance(this);
    }
}

package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.sql.Characters;
import java.sql.ClientInfoStatus;
import java.sql.Connection;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The client info methods of a connection. None costs a request: the session is set with its next statement. */
public interface ConnectionClientInfo extends Connection {

    ClientInfo clientInfo();

    void addWarning(String message);

    private void requireOpen() throws SQLClientInfoException {
        boolean open;
        try {
            open = !isClosed();
        } catch (SQLException e) {
            open = false;
        }
        if (!open) {
            throw new SQLClientInfoException(
                    "The connection is closed. Open another one.",
                    "08003",
                    Map.of(ClientInfo.APPLICATION_NAME, ClientInfoStatus.REASON_UNKNOWN));
        }
    }

    private static void requireSendable(String name, @Nullable String value) throws SQLClientInfoException {
        try {
            Characters.require(value == null ? "" : value, "setClientInfo: a value");
        } catch (IllegalArgumentException e) {
            throw new SQLClientInfoException(
                    e.getMessage() + ".",
                    SqlState.CHARACTER_NOT_IN_REPERTOIRE.code(),
                    Map.of(name, ClientInfoStatus.REASON_VALUE_INVALID),
                    e);
        }
    }

    @Override
    default void setClientInfo(@Nullable String name, @Nullable String value) throws SQLClientInfoException {
        requireOpen();
        if (name != null && clientInfo().knows(name)) {
            requireSendable(name, value);
            clientInfo().set(name, value);
        } else {
            addWarning("Client info \"" + Shown.value(name) + "\" is not known and was not set. Known: "
                    + ClientInfo.NAMES + ".");
        }
    }

    @Override
    default void setClientInfo(@Nullable Properties properties) throws SQLClientInfoException {
        requireOpen();
        if (properties == null) {
            throw new SQLClientInfoException(
                    "setClientInfo: the properties are null. Pass empty ones to clear the client info.",
                    SqlState.INVALID_PARAMETER_VALUE.code(),
                    Map.of(ClientInfo.APPLICATION_NAME, ClientInfoStatus.REASON_UNKNOWN));
        }
        for (var name : ClientInfo.NAMES) {
            requireSendable(name, properties.getProperty(name));
        }
        for (var name : ClientInfo.NAMES) {
            clientInfo().set(name, properties.getProperty(name));
        }
        for (var name : properties.stringPropertyNames()) {
            if (!clientInfo().knows(name)) {
                setClientInfo(name, properties.getProperty(name));
            }
        }
    }

    @Override
    default @Nullable String getClientInfo(@Nullable String name) throws SQLException {
        requireOpen();
        return clientInfo().get(name);
    }

    @Override
    default Properties getClientInfo() throws SQLException {
        requireOpen();
        return clientInfo().all();
    }
}

package io.github.redshiftdata.jdbc;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;

/**
 * Keeps a connection in a HikariCP pool after a query timeout: the statement was cancelled, and the session goes on.
 * HikariCP would throw it away. It is set by name, as HikariCP's {@code exceptionOverrideClassName}; nothing else needs
 * HikariCP.
 */
public final class HikariExceptionOverride implements SQLExceptionOverride {

    private static final String LOST_CONNECTION = "08";

    /** For HikariCP, which makes it by its class name. */
    public HikariExceptionOverride() {}

    @java.lang.Override
    public Override adjudicate(SQLException exception) {
        var state = exception.getSQLState();
        if (exception instanceof SQLTimeoutException && state != null && !state.startsWith(LOST_CONNECTION)) {
            return Override.DO_NOT_EVICT;
        }
        return Override.CONTINUE_EVICT;
    }
}

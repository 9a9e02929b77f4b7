package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataHandle;
import io.github.redshiftdata.jdbc.RedshiftDataHistoryEntry;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.jdbc.RedshiftDataStatus;
import io.github.redshiftdata.jdbc.RedshiftDataSubmitOptions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods of a connection about statements that nobody waits for. */
interface SubmittingConnection extends RedshiftDataConnection {

    /** What does the work. */
    SubmittedStatements submitted();

    @Override
    default RedshiftDataHandle submit(RedshiftDataSubmitOptions options, String sql, @Nullable Object... parameters)
            throws SQLException {
        return submitted().submit(options, sql, parameters);
    }

    @Override
    default RedshiftDataHandle handle(String statementId) throws SQLException {
        return submitted().handle(statementId);
    }

    @Override
    default RedshiftDataStatement attach(String statementId) throws SQLException {
        return submitted().attach(statementId, false);
    }

    @Override
    default List<RedshiftDataHistoryEntry> history(
            @Nullable String namePrefix, @Nullable RedshiftDataStatus status, @Nullable Instant since)
            throws SQLException {
        return submitted().history(namePrefix, status, since);
    }
}

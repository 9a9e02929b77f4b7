package io.github.redshiftdata.emulator.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** What one session writes into the {@link QueryLog}, and reads from it. */
final class SessionHistory {

    /** CALL too: a procedure may make one, and so does a view without schema binding. */
    private static final Set<String> VIEWS_MADE_BY = Set.of("create", "alter", "call");

    private final BaseConnection connection;
    private final QueryLog log;
    private final String user;
    private final String database;
    private long next;
    /** The query id of the first statement of the open transaction; 0 where none is open. */
    private long transaction;

    private boolean mayHaveLabel;
    private QueryLog.@Nullable Run run;
    private long startNanos;

    SessionHistory(BaseConnection connection, QueryLog log, String user, String database) {
        this.connection = connection;
        this.log = log;
        this.user = user;
        this.database = database;
    }

    /** The number of the next statement; one without a number is not told of. */
    void next(long queryId) {
        next = queryId;
    }

    void started(String sql) {
        long query = next;
        next = 0;
        run = null;
        if (query > 0) {
            startNanos = System.nanoTime();
            run = new QueryLog.Run(
                    query,
                    transaction > 0 ? transaction : query,
                    user,
                    connection.getBackendPID(),
                    database,
                    label(),
                    sql,
                    Instant.now());
            log.started(run);
        }
    }

    /** A label that cannot be read is none: the statement itself will tell what is wrong with the session. */
    private String label() {
        if (!mayHaveLabel || connection.getTransactionState() == TransactionState.FAILED) {
            return "";
        }
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT coalesce(current_setting('redshift.query_group', true), '')")) {
            return result.next() ? result.getString(1) : "";
        } catch (SQLException e) {
            return "";
        }
    }

    void handOver(Translation translation) throws SQLException {
        if (run != null && connection.getTransactionState() != TransactionState.FAILED) {
            log.handOver(connection, database, user, translation);
        }
    }

    /** @param error null where the statement succeeded */
    void ended(Translation translation, @Nullable String error, long rows) {
        if (run != null) {
            log.ended(run, Duration.ofNanos(System.nanoTime() - startNanos), error, rows);
            boolean open = connection.getTransactionState() != TransactionState.IDLE
                    || translation.kind() == Translation.Kind.BEGIN;
            transaction = !open ? 0 : transaction > 0 ? transaction : run.query();
        }
        if (translation.kind() == Translation.Kind.COMMAND) {
            mayHaveLabel |= translation.tokens().toList().stream()
                    .anyMatch(token -> token.text().contains("redshift.query_group"));
            if (VIEWS_MADE_BY.contains(translation.firstWord())) {
                log.viewMade();
            }
        }
    }
}

package io.github.redshiftdata.emulator.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session on PostgreSQL. Results are read through a portal, so that they never lie in the heap as a whole. */
final class PostgresSession implements EngineSession {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresSession.class);
    private static final int ROWS_PER_FETCH = 1000;
    private static final String FAILED_TRANSACTION = "25P02";

    private final Connection connection;
    private final PGConnection postgres;
    private boolean caseSensitiveNames;
    private volatile boolean running;
    private volatile boolean cancelled;

    PostgresSession(Connection connection) throws SQLException {
        this.connection = connection;
        this.postgres = connection.unwrap(PGConnection.class);
    }

    @Override
    public long execute(String sql, Map<String, String> parameters, RowSink sink) throws EngineException {
        Translation translation = Dialect.translate(sql, parameters, caseSensitiveNames);
        cancelled = false;
        running = true;
        try {
            return switch (translation.kind()) {
                case BEGIN -> begin(translation);
                case COMMIT -> end(true);
                case ROLLBACK -> end(false);
                case NOTHING -> 0;
                case QUERY -> query(translation, sink);
                case COMMAND -> run(translation, sink);
                case COMMITTING -> {
                    long rows = run(translation, sink);
                    end(true);
                    yield rows;
                }
            };
        } catch (SQLException e) {
            throw ErrorTexts.of(e, translation, pid());
        } finally {
            running = false;
        }
    }

    /** A transaction within a transaction is a warning in PostgreSQL, and nothing else. */
    private long begin(Translation translation) throws SQLException {
        if (connection.getAutoCommit()) {
            connection.setAutoCommit(false);
            if (SqlLexer.tokens(translation.sql()).stream().anyMatch(token -> token.isWord("only"))) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET TRANSACTION READ ONLY");
                }
            }
        }
        return 0;
    }

    private long end(boolean commit) throws SQLException {
        if (!connection.getAutoCommit()) {
            try {
                if (commit) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
            } catch (SQLException e) {
                // COMMIT of a failed transaction rolls it back, and that is no error.
                if (!FAILED_TRANSACTION.equals(e.getSQLState())) {
                    throw e;
                }
            } finally {
                connection.setAutoCommit(true);
            }
        }
        return 0;
    }

    /** A portal lives in a transaction: where the user has none, the query gets one of its own. */
    private long query(Translation translation, RowSink sink) throws SQLException, EngineException {
        boolean own = connection.getAutoCommit();
        if (!own) {
            return run(translation, sink);
        }
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            long rows = run(translation, sink);
            done = true;
            return rows;
        } finally {
            end(done);
        }
    }

    private long run(Translation translation, RowSink sink) throws SQLException, EngineException {
        try (Statement statement = translation.open(connection)) {
            statement.setEscapeProcessing(false);
            statement.setFetchSize(ROWS_PER_FETCH);
            boolean rows = translation.execute(statement);
            noteCaseSensitivity(translation);
            if (!rows) {
                return Math.max(0, statement.getLargeUpdateCount());
            }
            try (ResultSet result = statement.getResultSet()) {
                read(result, sink);
            }
            return -1;
        }
    }

    private void read(ResultSet result, RowSink sink) throws SQLException, EngineException {
        List<ResultColumn> columns = ResultColumns.of(result.getMetaData(), connection);
        sink.columns(columns.stream().map(ResultColumn::column).toList());
        var cells = new @Nullable Object[columns.size()];
        while (result.next()) {
            if (cancelled) {
                throw ErrorTexts.cancelled(pid(), null);
            }
            for (int i = 0; i < cells.length; i++) {
                cells[i] = columns.get(i).read(result, i + 1);
            }
            sink.row(cells);
        }
    }

    /** Names are folded here and not in PostgreSQL, so the setting must be known here. */
    private void noteCaseSensitivity(Translation translation) throws SQLException {
        if (translation.kind() == Translation.Kind.COMMAND
                && translation.sql().contains("redshift.enable_case_sensitive_identifier")) {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(
                            "SELECT lower(coalesce(current_setting('redshift.enable_case_sensitive_identifier', true),"
                                    + " '')) IN ('on', 'true', 't', '1', 'yes')")) {
                caseSensitiveNames = result.next() && result.getBoolean(1);
            }
        }
    }

    @Override
    public void cancel() {
        if (!running) {
            return;
        }
        cancelled = true;
        try {
            // Not Statement.cancel(): that does nothing while the next rows are fetched.
            postgres.cancelQuery();
        } catch (SQLException e) {
            LOG.debug("The statement could not be cancelled; it has most likely ended", e);
        }
    }

    @Override
    public int pid() {
        return postgres.getBackendPID();
    }

    @Override
    public void close() {
        try {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.close();
        } catch (SQLException e) {
            LOG.debug("The session could not be closed in order", e);
        }
    }
}

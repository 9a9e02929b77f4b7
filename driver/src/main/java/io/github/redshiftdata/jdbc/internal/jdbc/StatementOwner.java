package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.session.BatchLength;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.meta.CatalogCache;
import io.github.redshiftdata.jdbc.internal.trace.Call;
import io.github.redshiftdata.jdbc.internal.trace.ConnectionTrace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What a statement and its results need of their connection. Usable from any thread. */
interface StatementOwner {

    /** What {@code Statement.getConnection} gives. */
    Connection connection();

    DriverConfig config();

    /** The connection as traces and log lines name it. */
    ConnectionTrace trace();

    /** Runs an execution of a statement, told by the method of java.sql. */
    default <T> T told(String method, List<BoundStatement> script, Call.Work<T, SQLException> work)
            throws SQLException {
        return StatementCalls.during(trace(), method, script, work);
    }

    /** The binder for prepared statements. */
    ParameterBinder binder();

    /** How long the statements are that a batch of rows becomes. */
    BatchLength batchLength();

    /** The columns of queries that have not run, by the text of the query. */
    CatalogCache columns();

    /**
     * Throws if the connection is closed, or its session is lost for good.
     *
     * @throws SQLException of SQLSTATE 08003 or 08006
     */
    void checkOpen() throws SQLException;

    /** Whether the program closed or aborted the connection. The results of a lost session can be read until then. */
    boolean wasClosed();

    /** Runs statements in the session; returns an outcome for each. */
    List<StatementOutcome> execute(List<BoundStatement> script, StatementSettings.Values settings, CallerSignal signal)
            throws SQLException;

    /** Runs the elements of a batch; returns a count for each. */
    long[] executeBatch(List<BoundStatement> elements, StatementSettings.Values settings, CallerSignal signal)
            throws SQLException;

    /** Runs a query that neither begins nor fails a transaction of the program; empty if no answer would be sure. */
    Optional<StatementOutcome> executeApart(
            BoundStatement query, StatementSettings.Values settings, CallerSignal signal) throws SQLException;

    /** Waits for a statement that was submitted elsewhere. */
    List<StatementOutcome> attach(
            String statementId, boolean submittedHere, StatementSettings.Values settings, CallerSignal signal)
            throws SQLException;

    /** Submits statements without waiting for them. */
    SubmittedStatements submitted();

    /**
     * Called when a statement failed before it was sent, or its rows could not be read: an open transaction has failed
     * too. Returns the exception.
     */
    SQLException missed(SQLException why);

    /** Opens the rows of an outcome: the first page is fetched here. */
    ResultSetImpl openRows(StatementImpl statement, StatementOutcome outcome) throws SQLException;

    /** Called when the statement was closed. */
    void closed(StatementImpl statement);
}

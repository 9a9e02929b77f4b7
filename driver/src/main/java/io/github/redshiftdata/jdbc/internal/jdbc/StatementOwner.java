package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.meta.CatalogCache;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What a statement and its results need of their connection. Usable from any thread. */
interface StatementOwner {

    /** What {@code Statement.getConnection} gives. */
    Connection connection();

    DriverConfig config();

    /** Of prepared statements. */
    ParameterBinder binder();

    /** The columns that queries would have, by their text. */
    CatalogCache columns();

    /**
     * Refuses the call where the connection is closed, or lost for good.
     *
     * @throws SQLException of SQLSTATE 08003 or 08006
     */
    void checkOpen() throws SQLException;

    /** Whether the connection was closed or aborted. The results of a lost session can be read until then. */
    boolean wasClosed();

    /** Runs statements in the session; an outcome for each. */
    List<StatementOutcome> execute(List<BoundStatement> script, StatementSettings.Values settings, CallerSignal signal)
            throws SQLException;

    /** Runs the elements of a batch; a count for each. */
    long[] executeBatch(List<BoundStatement> elements, StatementSettings.Values settings, CallerSignal signal)
            throws SQLException;

    /** Runs a query that neither begins nor fails a transaction of the program; empty where no answer would be sure. */
    Optional<StatementOutcome> executeApart(
            BoundStatement query, StatementSettings.Values settings, CallerSignal signal) throws SQLException;

    /** Waits for a statement that was started elsewhere. */
    List<StatementOutcome> attach(String statementId, StatementSettings.Values settings, CallerSignal signal)
            throws SQLException;

    /** A statement failed without having been sent, or its rows could not be read: so has an open transaction. Gives it back. */
    SQLException missed(SQLException why);

    /** Opens the rows of an outcome: the first page is fetched here. */
    ResultSetImpl openRows(StatementImpl statement, StatementOutcome outcome) throws SQLException;

    /** The statement was closed. */
    void closed(StatementImpl statement);
}

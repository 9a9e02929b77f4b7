package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.Login;
import io.github.redshiftdata.jdbc.internal.exec.session.BatchLength;
import io.github.redshiftdata.jdbc.internal.exec.session.DataSession;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.ClientInfo;
import io.github.redshiftdata.jdbc.internal.meta.CatalogCache;
import io.github.redshiftdata.jdbc.internal.result.MemoryBudget;
import io.github.redshiftdata.jdbc.internal.trace.ConnectionTrace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the statements of a connection, and runs their texts in its session. */
final class ConnectionStatements implements StatementOwner {

    private final RedshiftDataConnection connection;
    private final DriverConfig config;
    private final DataSession session;
    private final ConnectionLife life;
    private final OpenStatements open;
    private final ClientInfo clientInfo;
    private final Warnings warnings;
    private final ConnectionTrace trace;
    private final KnownCatalog catalog;
    private final ParameterBinder binder;
    private final SubmittedStatements submitted;
    /** The login while one thread makes the connection; null afterwards. */
    private @Nullable Login login;

    ConnectionStatements(
            RedshiftDataConnection connection,
            DriverConfig config,
            DataSession session,
            ConnectionLife life,
            OpenStatements open,
            ClientInfo clientInfo,
            Warnings warnings,
            ConnectionTrace trace,
            CatalogApi operations) {
        this.connection = connection;
        this.config = config;
        this.session = session;
        this.life = life;
        this.open = open;
        this.clientInfo = clientInfo;
        this.warnings = warnings;
        this.trace = trace;
        this.catalog = new KnownCatalog(config, session, operations, new StatementQueries(this));
        this.binder = new ParameterBinder(
                config.parameterMode() == DriverConfig.ParameterMode.LITERAL
                        ? ParameterBinder.Mode.LITERAL
                        : ParameterBinder.Mode.BIND);
        this.submitted = new SubmittedStatements(
                this,
                session.detached(),
                () -> options((int) config.queryTimeout().toSeconds()));
    }

    /** Statements of this connection that nobody waits for. */
    @Override
    public SubmittedStatements submitted() {
        return submitted;
    }

    /** What the connection knows of the catalog, which it asks for by statements of this object. */
    KnownCatalog catalog() {
        return catalog;
    }

    /** Sets the login whose time the next statements use; null once the connection is made. */
    void during(@Nullable Login making) {
        login = making;
    }

    /** A statement with the default settings of the connection. */
    StatementImpl create() throws SQLException {
        return create(settings(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY));
    }

    StatementImpl create(StatementSettings.Values settings) throws SQLException {
        return opened(new StatementImpl(this, settings));
    }

    /** A prepared statement with the default settings of the connection. */
    PreparedStatementImpl prepare(String sql) throws SQLException {
        return prepare(sql, settings(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY));
    }

    PreparedStatementImpl prepare(String sql, StatementSettings.Values settings) throws SQLException {
        return opened(new PreparedStatementImpl(this, settings, sql));
    }

    CallableStatementImpl prepareCall(String sql, StatementSettings.Values settings) throws SQLException {
        return opened(new CallableStatementImpl(this, settings, sql));
    }

    /**
     * The settings of a new statement. A result set type that is not supported is replaced, with a warning of the
     * connection.
     */
    StatementSettings.Values settings(int type, int concurrency) throws SQLException {
        checkOpen();
        var chosen = ResultSetOpener.chooseType(type, concurrency, warnings);
        var values = new StatementSettings.Values(
                chosen, 0, (int) config.queryTimeout().toSeconds());
        values.resultFormat = config.resultFormat();
        values.withEvent = config.withEvent();
        return values;
    }

    /** Registers a new statement with the connection. If a close of the connection would miss it, it is closed here. */
    private <T extends StatementImpl> T opened(T statement) throws SQLException {
        open.add(statement);
        if (life.wasClosed()) {
            statement.close();
            throw Errors.closed("connection");
        }
        return statement;
    }

    @Override
    public RedshiftDataConnection connection() {
        return connection;
    }

    @Override
    public DriverConfig config() {
        return config;
    }

    @Override
    public ConnectionTrace trace() {
        return trace;
    }

    @Override
    public ParameterBinder binder() {
        return binder;
    }

    @Override
    public BatchLength batchLength() {
        return session.batchLength();
    }

    @Override
    public CatalogCache columns() {
        return catalog.columns();
    }

    @Override
    public void checkOpen() throws SQLException {
        life.checkOpen();
    }

    @Override
    public boolean wasClosed() {
        return life.wasClosed();
    }

    @Override
    public void closed(StatementImpl statement) {
        open.remove(statement);
    }

    @Override
    public List<StatementOutcome> execute(
            List<BoundStatement> script, StatementSettings.Values settings, CallerSignal signal) throws SQLException {
        checkOpen();
        try {
            return session.execute(script, options(settings), signal);
        } finally {
            catalog.noticed(script);
        }
    }

    @Override
    public long[] executeBatch(List<BoundStatement> elements, StatementSettings.Values settings, CallerSignal signal)
            throws SQLException {
        checkOpen();
        try {
            return session.executeBatch(elements, options(settings), signal);
        } finally {
            catalog.noticed(elements);
        }
    }

    /**
     * Does what {@link DataSession#executeApart} does, but is empty too if the open transaction changed what the query
     * may read.
     */
    @Override
    public Optional<StatementOutcome> executeApart(
            BoundStatement query, StatementSettings.Values settings, CallerSignal signal) throws SQLException {
        checkOpen();
        return session.inTransaction() && catalog.onlyTheSessionSees()
                ? Optional.empty()
                : StatementCalls.during(
                        trace,
                        "getMetaData",
                        List.of(query),
                        () -> session.executeApart(query, options(settings.queryTimeoutSeconds), signal));
    }

    /** Runs a query outside any session, with the settings of a statement. */
    ResultSet openOutsideTheSession(StatementImpl statement, BoundStatement query) throws SQLException {
        checkOpen();
        var options = options(statement.settings().queryTimeoutSeconds);
        var outcomes = session.executeOutside(query, options, new CallerSignal());
        return openRows(statement, outcomes.get(0));
    }

    /** Opens the rows of a query that has run before, with the settings and the time of another statement. */
    ResultSet openAgain(StatementImpl statement, StatementOutcome outcome) throws SQLException {
        checkOpen();
        var options = options(statement.settings().queryTimeoutSeconds);
        return openRows(statement, session.readAgain(outcome, options, statement.newSignal()));
    }

    @Override
    public List<StatementOutcome> attach(
            String statementId, boolean submittedHere, StatementSettings.Values settings, CallerSignal signal)
            throws SQLException {
        checkOpen();
        return trace.during(
                "attach", () -> session.detached().attach(statementId, submittedHere, options(settings), signal));
    }

    @Override
    public SQLException missed(SQLException why) {
        return session.missed(why);
    }

    @Override
    public ResultSetImpl openRows(StatementImpl statement, StatementOutcome outcome) throws SQLException {
        return ResultSetOpener.open(
                statement, outcome, session.lookAhead(), MemoryBudget.shared(config.resultBufferBytes()));
    }

    private ExecuteOptions options(StatementSettings.Values settings) {
        return options(settings.queryTimeoutSeconds)
                .withResultFormat(settings.resultFormat)
                .withEvent(settings.withEvent);
    }

    private ExecuteOptions options(int timeoutSeconds) {
        return new ExecuteOptions(Duration.ofSeconds(timeoutSeconds), clientInfo.statementName()).during(login);
    }
}

package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataCounters;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.jdbc.RedshiftDataSubmission;
import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.sdk.ClientLease;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.Login;
import io.github.redshiftdata.jdbc.internal.exec.session.DataSession;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.ClientInfo;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.ConnectionClientInfo;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.JdbcWrapper;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.UnsupportedConnection;
import io.github.redshiftdata.jdbc.internal.meta.CatalogCache;
import io.github.redshiftdata.jdbc.internal.meta.CatalogSession;
import io.github.redshiftdata.jdbc.internal.meta.Metadata;
import io.github.redshiftdata.jdbc.internal.result.MemoryBudget;
import java.sql.CallableStatement;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A connection: one Data API session and what JDBC keeps beside it. Statements may be used from several threads; the
 * session runs them one after another.
 */
final class ConnectionImpl implements RedshiftDataConnection, ConnectionClientInfo, UnsupportedConnection, JdbcWrapper {

    private final DriverConfig config;
    private final ClientLease lease;
    private final DataSession session;
    private final ServerIdentity identity;
    private final CurrentSchema schema;
    private final OpenStatements statements = new OpenStatements();
    private final ClientInfo clientInfo;
    private final ParameterBinder binder;
    private final Metadata metadata;
    private final CatalogChanges catalogChanges;
    /** The columns that queries would have, by their text. */
    private final CatalogCache columns;

    private final Warnings warnings = new Warnings();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean readOnly;
    private volatile int networkTimeoutMillis;
    /** While the connection is being made, by one thread. */
    private @Nullable Login login;

    ConnectionImpl(DriverConfig config, ClientLease lease, CatalogApi catalog, DataSession session) {
        this.config = config;
        this.lease = lease;
        this.session = session;
        this.identity = new ServerIdentity(this);
        this.schema = new CurrentSchema(this, identity);
        this.clientInfo = new ClientInfo(config.applicationName());
        this.readOnly = config.readOnly();
        this.binder = new ParameterBinder(
                config.parameterMode() == DriverConfig.ParameterMode.LITERAL
                        ? ParameterBinder.Mode.LITERAL
                        : ParameterBinder.Mode.BIND);
        this.metadata = new Metadata(config, catalog, new OwnCatalogSession(), session.nanoTime());
        this.columns = new CatalogCache(config.metadataCacheLife(), session.nanoTime());
        this.catalogChanges = new CatalogChanges(() -> {
            metadata.changed();
            columns.clear();
        });
        session.whenSilent(this::leftAlone);
    }

    /** Sets what the configuration asks for, and proves that the connection works, unless it is to be lazy. */
    void open(Login making) throws SQLException {
        session.readOnly(readOnly);
        var wantedSchema = config.currentSchema();
        if (wantedSchema != null) {
            schema.preset(wantedSchema);
        }
        if (config.lazyConnect()) {
            return;
        }
        login = making;
        try {
            new Connecting(identity, config, making).prove();
        } finally {
            login = null;
        }
    }

    /** The session as the metadata use it. */
    private final class OwnCatalogSession implements CatalogSession {

        @Override
        public List<List<@Nullable String>> query(String sql) throws SQLException {
            return DriverQuery.rows(ConnectionImpl.this, sql);
        }

        /** A failed query would end the transaction; so beside one, in no session. */
        @Override
        public List<List<@Nullable String>> queryAside(String sql) throws SQLException {
            return isOutsideTransactions() ? query(sql) : DriverQuery.rowsOutsideTheSession(ConnectionImpl.this, sql);
        }

        @Override
        public <T> T asking(Question<T> question) throws SQLException {
            return session.asking(question::ask);
        }

        @Override
        public void await(CompletableFuture<?> answer) throws InterruptedException {
            session.await(answer);
        }

        @Override
        public Duration requestTimeout() {
            return session.requestTimeout();
        }

        @Override
        public Duration networkTimeout() {
            return Duration.ofMillis(networkTimeoutMillis);
        }

        @Override
        public boolean holdsWhatOnlyItSees() {
            return catalogChanges.onlyTheSessionSees();
        }

        @Override
        public boolean isOutsideTransactions() {
            return session.autoCommit() && !session.inTransaction();
        }
    }

    List<StatementOutcome> executeOutsideTheSession(BoundStatement query, int timeoutSeconds) throws SQLException {
        checkOpen();
        return session.executeOutside(query, options(timeoutSeconds), new CallerSignal());
    }

    /** As {@link DataSession#executeApart}; empty too where the open transaction changed what the query may read. */
    Optional<StatementOutcome> executeApart(
            BoundStatement query, StatementSettings.Values settings, CallerSignal signal) throws SQLException {
        checkOpen();
        return session.inTransaction() && catalogChanges.onlyTheSessionSees()
                ? Optional.empty()
                : session.executeApart(query, options(settings.queryTimeoutSeconds), signal);
    }

    // ---------------------------------------------------------------- what statements ask for

    void checkOpen() throws SQLException {
        if (closed.get()) {
            throw Errors.closed("connection");
        }
        if (session.isDead()) {
            if (closed.get()) {
                // Not dead a moment ago: it was closed between the two looks.
                throw Errors.closed("connection");
            }
            throw Errors.of(
                    SqlState.CONNECTION_FAILURE,
                    "The Data API session of this connection has ended, and what it held cannot be restored. "
                            + "Close the connection and open another one.");
        }
    }

    List<StatementOutcome> execute(List<BoundStatement> script, StatementSettings.Values settings, CallerSignal signal)
            throws SQLException {
        checkOpen();
        try {
            return session.execute(script, options(settings), signal);
        } finally {
            noticed(script);
        }
    }

    long[] executeBatch(List<BoundStatement> elements, StatementSettings.Values settings, CallerSignal signal)
            throws SQLException {
        checkOpen();
        try {
            return session.executeBatch(elements, options(settings), signal);
        } finally {
            noticed(elements);
        }
    }

    List<StatementOutcome> attach(String statementId, StatementSettings.Values settings, CallerSignal signal)
            throws SQLException {
        checkOpen();
        return session.attach(statementId, options(settings), signal);
    }

    private ExecuteOptions options(StatementSettings.Values settings) {
        return options(settings.queryTimeoutSeconds).withResultFormat(settings.resultFormat);
    }

    private ExecuteOptions options(int timeoutSeconds) {
        return new ExecuteOptions(Duration.ofSeconds(timeoutSeconds), clientInfo.statementName()).during(login);
    }

    private void noticed(List<BoundStatement> script) {
        if (schema.noticed(script)) {
            columns.clear();
        }
        catalogChanges.noticed(script, session.inTransaction());
    }

    /** Opens the rows of an outcome for a statement. */
    ResultSetImpl openRows(StatementImpl statement, StatementOutcome outcome) throws SQLException {
        return ResultSetOpener.open(
                statement, outcome, session.lookAhead(), MemoryBudget.shared(config.resultBufferBytes()));
    }

    /** A statement that a close would miss is closed here. */
    private <T extends StatementImpl> T opened(T statement) throws SQLException {
        statements.add(statement);
        if (closed.get()) {
            statement.close();
            throw Errors.closed("connection");
        }
        return statement;
    }

    void closed(StatementImpl statement) {
        statements.remove(statement);
    }

    CatalogCache columns() {
        return columns;
    }

    DriverConfig config() {
        return config;
    }

    ParameterBinder binder() {
        return binder;
    }

    DataSession session() {
        return session;
    }

    // ---------------------------------------------------------------- statements

    @Override
    public Statement createStatement() throws SQLException {
        return createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return createStatement(type, concurrency, getHoldability());
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return opened(new StatementImpl(this, settings(type, concurrency, holdability)));
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        return prepareStatement(sql, type, concurrency, getHoldability());
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        var values = settings(type, concurrency, holdability);
        return opened(new PreparedStatementImpl(this, values, sql));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        checkOpen();
        return prepareStatement(sql, GeneratedKeys.wished(autoGeneratedKeys));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        checkOpen();
        return prepareStatement(sql, GeneratedKeys.wished(columnIndexes));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        checkOpen();
        return prepareStatement(sql, GeneratedKeys.wished(columnNames));
    }

    private PreparedStatement prepareStatement(String sql, boolean keysWished) throws SQLException {
        var statement = (PreparedStatementImpl) prepareStatement(sql);
        statement.wishForKeys(keysWished);
        return statement;
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return prepareCall(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        return prepareCall(sql, type, concurrency, getHoldability());
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        var values = settings(type, concurrency, holdability);
        return opened(new CallableStatementImpl(this, values, sql));
    }

    private StatementSettings.Values settings(int type, int concurrency, int holdability) throws SQLException {
        checkOpen();
        var chosen = ResultSetOpener.chooseType(type, concurrency, warnings);
        setHoldability(holdability);
        var values = new StatementSettings.Values(
                chosen, 0, (int) config.queryTimeout().toSeconds());
        values.resultFormat = config.resultFormat();
        return values;
    }

    @Override
    public RedshiftDataCounters getCounters() {
        return snapshot(lease.counters());
    }

    @Override
    public RedshiftDataCounters getTotalCounters() {
        return snapshot(lease.total());
    }

    private static RedshiftDataCounters snapshot(Counters counters) {
        return new RedshiftDataCounters(
                counters.calls(),
                counters.retries(),
                counters.throttledCalls(),
                counters.waits(),
                counters.waitTime(),
                counters.bytes(),
                counters.rows());
    }

    @Override
    public RedshiftDataStatement attach(String statementId) throws SQLException {
        checkOpen();
        var statement = (StatementImpl) createStatement();
        try {
            statement.attach(statementId);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    @Override
    public String nativeSQL(String sql) throws SQLException {
        checkOpen();
        return UserSql.translate(sql);
    }

    // ---------------------------------------------------------------- transactions

    @Override
    public boolean getAutoCommit() throws SQLException {
        checkOpen();
        return session.autoCommit();
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        checkOpen();
        try {
            session.autoCommit(autoCommit);
        } finally {
            if (!session.inTransaction()) {
                transactionEnded();
            }
        }
    }

    @Override
    public void commit() throws SQLException {
        checkOpen();
        try {
            session.commit();
        } finally {
            transactionEnded();
        }
    }

    @Override
    public void rollback() throws SQLException {
        checkOpen();
        try {
            session.rollback();
        } finally {
            transactionEnded();
        }
    }

    private void transactionEnded() {
        schema.transactionEnded();
        columns.clear();
        catalogChanges.transactionEnded();
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        checkOpen();
        return TRANSACTION_SERIALIZABLE;
    }

    /** Redshift runs every transaction serializable: the weaker levels are accepted as an upgrade to it. */
    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        checkOpen();
        switch (level) {
            case TRANSACTION_READ_UNCOMMITTED,
                    TRANSACTION_READ_COMMITTED,
                    TRANSACTION_REPEATABLE_READ,
                    TRANSACTION_SERIALIZABLE -> {}
            default ->
                throw Errors.of(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "Transaction isolation " + level + " is not supported. Use TRANSACTION_SERIALIZABLE.");
        }
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        checkOpen();
        return readOnly;
    }

    @Override
    public void setReadOnly(boolean readOnly) throws SQLException {
        checkOpen();
        if (readOnly != this.readOnly && session.inTransaction()) {
            throw Errors.of(
                    SqlState.ACTIVE_SQL_TRANSACTION,
                    "The read-only mode cannot change inside a transaction. Commit or roll back first.");
        }
        this.readOnly = readOnly;
        session.readOnly(readOnly);
    }

    @Override
    public int getHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public void setHoldability(int holdability) throws SQLException {
        checkOpen();
        switch (holdability) {
            case ResultSet.HOLD_CURSORS_OVER_COMMIT -> {}
            case ResultSet.CLOSE_CURSORS_AT_COMMIT ->
                warnings.add("Results stay open over a commit: the service keeps them, whatever the transaction does.");
            default ->
                throw Errors.of(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "Holdability " + holdability + " is not known. Use ResultSet.HOLD_CURSORS_OVER_COMMIT.");
        }
    }

    // ---------------------------------------------------------------- database and schema

    @Override
    public String getCatalog() throws SQLException {
        checkOpen();
        return config.database();
    }

    /** A connection stays in its database: another name is ignored, as the Javadoc of JDBC asks. */
    @Override
    public void setCatalog(@Nullable String catalog) throws SQLException {
        checkOpen();
        if (catalog != null && !catalog.equals(getCatalog())) {
            warnings.add("A connection cannot change its database. Connect to \"" + Shown.value(catalog)
                    + "\" by another URL.");
        }
    }

    @Override
    public @Nullable String getSchema() throws SQLException {
        checkOpen();
        return schema.get();
    }

    @Override
    public void setSchema(@Nullable String name) throws SQLException {
        checkOpen();
        columns.clear();
        schema.set(name);
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        checkOpen();
        return new DatabaseMetaDataImpl(this, metadata);
    }

    @Override
    public Map<String, Class<?>> getTypeMap() throws SQLException {
        checkOpen();
        return Map.of();
    }

    @Override
    public void setTypeMap(@Nullable Map<String, Class<?>> map) throws SQLException {
        checkOpen();
        if (map != null && !map.isEmpty()) {
            throw Errors.unsupported("User-defined types: Redshift has none, so a type map");
        }
    }

    // ---------------------------------------------------------------- client info

    @Override
    public ClientInfo clientInfo() {
        return clientInfo;
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings.first();
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        warnings.clear();
    }

    @Override
    public void addWarning(String message) {
        warnings.add(message);
    }

    // ---------------------------------------------------------------- life

    @Override
    public void close() throws SQLException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        // Before its statements: what they are ended by is the close of the connection.
        session.abort();
        try {
            statements.closeAll();
        } finally {
            giveUp();
        }
    }

    /** The service gives no answers: the connection is closed, and what is left of it given up by a thread of the driver. */
    private void leftAlone() {
        if (closed.compareAndSet(false, true)) {
            byOwnThread(() -> {
                statements.cancelAll();
                giveUp();
            });
        }
    }

    private void giveUp() {
        try {
            session.giveUp();
        } finally {
            session.whenIdle(lease::close);
        }
    }

    /** Also where the session is lost for good: pools that ask no more than this must not lend the connection. */
    @Override
    public boolean isClosed() {
        return closed.get() || session.isDead();
    }

    /** Whether it was closed or aborted. The results of a lost session can be read until then. */
    boolean wasClosed() {
        return closed.get();
    }

    @Override
    public void abort(@Nullable Executor executor) throws SQLException {
        if (executor == null) {
            throw Errors.of(SqlState.INVALID_PARAMETER_VALUE, "abort(null): pass an executor to clean up with.");
        }
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        session.abort();
        statements.cancelAll();
        cleanUpBy(executor);
    }

    /** An executor that refuses, throws or drops the task is no reason to leave the session and its locks behind. */
    private void cleanUpBy(Executor executor) throws SQLException {
        var begun = new AtomicBoolean();
        Runnable cleanUp = () -> {
            if (begun.compareAndSet(false, true)) {
                giveUp();
            }
        };
        try {
            executor.execute(cleanUp);
        } catch (RuntimeException | Error refused) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "The executor given to abort did not take the clean-up: " + refused
                            + ". The connection is aborted all the same, and its session given up by the driver.",
                    refused);
        } finally {
            if (!begun.get()) {
                byOwnThread(cleanUp);
            }
        }
    }

    private void byOwnThread(Runnable cleanUp) {
        if (!session.inBackground(cleanUp)) {
            cleanUp.run();
        }
    }

    @Override
    public boolean isValid(int timeoutSeconds) throws SQLException {
        if (timeoutSeconds < 0) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "isValid(" + timeoutSeconds + ") is negative. Use 0 for no limit, or a positive number.");
        }
        return !closed.get() && session.isValid(Duration.ofSeconds(timeoutSeconds));
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        checkOpen();
        return networkTimeoutMillis;
    }

    /**
     * Limits how long a call waits without any answer of the service: then it ends, and the connection is closed. The
     * executor is not needed, since the thread of the call watches the clock itself.
     */
    @Override
    public void setNetworkTimeout(@Nullable Executor executor, int milliseconds) throws SQLException {
        checkOpen();
        if (milliseconds < 0) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "setNetworkTimeout(" + milliseconds + ") is negative. Use 0 for no limit, or milliseconds.");
        }
        networkTimeoutMillis = milliseconds;
        session.networkTimeout(Duration.ofMillis(milliseconds));
    }

    @Override
    public @Nullable String getSessionId() {
        return session.sessionId();
    }

    @Override
    public List<RedshiftDataSubmission> getUnknownSubmissions() {
        return session.unknownSubmissions().all().stream()
                .<RedshiftDataSubmission>map(UnknownSubmission::new)
                .toList();
    }

    ServerIdentity identity() {
        return identity;
    }

    @Override
    public String toString() {
        return "RedshiftDataConnection[" + config.sanitizedUrl() + "]";
    }
}

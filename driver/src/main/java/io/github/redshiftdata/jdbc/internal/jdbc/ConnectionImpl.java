package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataCounters;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.jdbc.RedshiftDataSubmission;
import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.ConnectionClient;
import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.StatementFactory;
import io.github.redshiftdata.jdbc.internal.result.Cursor;
import java.sql.Connection;
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
final class ConnectionImpl
        implements RedshiftDataConnection,
                StatementFactory,
                ConnectionClientInfo,
                UnsupportedConnection,
                JdbcWrapper {

    private final DriverConfig config;
    private final ConnectionClient client;
    private final DataSession session;
    private final ConnectionLife life;
    private final ConnectionStatements statements;
    private final KnownCatalog catalog;
    private final ClientInfo clientInfo;
    private final Warnings warnings = new Warnings();
    private volatile boolean readOnly;

    ConnectionImpl(DriverConfig config, ConnectionClient client, CatalogApi operations, DataSession session) {
        this.config = config;
        this.client = client;
        this.session = session;
        this.clientInfo = new ClientInfo(config.applicationName());
        this.readOnly = config.readOnly();
        var open = new OpenStatements();
        this.life = new ConnectionLife(session, open, client::close);
        this.statements =
                new ConnectionStatements(this, config, session, life, open, clientInfo, warnings, operations);
        this.catalog = statements.catalog();
    }

    /** Sets what the configuration asks for, and proves that the connection works, unless it is to be lazy. */
    void open(Login making) throws SQLException {
        session.readOnly(readOnly);
        var wantedSchema = config.currentSchema();
        if (wantedSchema != null) {
            catalog.schema().preset(wantedSchema);
        }
        if (config.lazyConnect()) {
            return;
        }
        statements.during(making);
        try {
            new Connecting(catalog.identity(), config, making).prove();
        } finally {
            statements.during(null);
        }
    }

    private void checkOpen() throws SQLException {
        life.checkOpen();
    }

    // ---------------------------------------------------------------- statements

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return statements.create(settings(type, concurrency, holdability));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        return statements.prepare(sql, settings(type, concurrency, holdability));
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
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        return statements.prepareCall(sql, settings(type, concurrency, holdability));
    }

    private StatementSettings.Values settings(int type, int concurrency, int holdability) throws SQLException {
        var values = statements.settings(type, concurrency);
        setHoldability(holdability);
        return values;
    }

    @Override
    public RedshiftDataCounters getCounters() {
        return snapshot(client.counters());
    }

    @Override
    public RedshiftDataCounters getTotalCounters() {
        return snapshot(client.total());
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
        var statement = statements.create();
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
                catalog.transactionEnded();
            }
        }
    }

    @Override
    public void commit() throws SQLException {
        checkOpen();
        try {
            session.commit();
        } finally {
            catalog.transactionEnded();
        }
    }

    @Override
    public void rollback() throws SQLException {
        checkOpen();
        try {
            session.rollback();
        } finally {
            catalog.transactionEnded();
        }
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
        return catalog.schema().get();
    }

    @Override
    public void setSchema(@Nullable String name) throws SQLException {
        checkOpen();
        catalog.columns().clear();
        catalog.schema().set(name);
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        checkOpen();
        return new DatabaseMetaDataImpl(new OwnMetadata(), catalog.metadata());
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
        life.close();
    }

    /** Also where the session is lost for good: pools that ask no more than this must not lend the connection. */
    @Override
    public boolean isClosed() {
        return life.isClosed();
    }

    @Override
    public void abort(@Nullable Executor executor) throws SQLException {
        if (executor == null) {
            throw Errors.of(SqlState.INVALID_PARAMETER_VALUE, "abort(null): pass an executor to clean up with.");
        }
        life.abort(executor);
    }

    @Override
    public boolean isValid(int timeoutSeconds) throws SQLException {
        if (timeoutSeconds < 0) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "isValid(" + timeoutSeconds + ") is negative. Use 0 for no limit, or a positive number.");
        }
        return !life.wasClosed() && session.isValid(Duration.ofSeconds(timeoutSeconds));
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        checkOpen();
        return (int) session.networkTimeout().toMillis();
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

    /** This connection, as its metadata use it. */
    private final class OwnMetadata implements MetadataOwner {

        @Override
        public Connection connection() {
            return ConnectionImpl.this;
        }

        @Override
        public DriverConfig config() {
            return config;
        }

        @Override
        public void checkOpen() throws SQLException {
            life.checkOpen();
        }

        @Override
        public String user() throws SQLException {
            return catalog.identity().get().user();
        }

        @Override
        public Cursor whileOpen(CatalogRead read) throws SQLException {
            return session.whileOpen(read::read);
        }
    }

    @Override
    public String toString() {
        return "RedshiftDataConnection[" + config.sanitizedUrl() + "]";
    }
}

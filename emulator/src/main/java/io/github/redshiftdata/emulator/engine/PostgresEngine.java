package io.github.redshiftdata.emulator.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/** PostgreSQL, started for this engine or found by its URL, with Redshift's system objects in each database. */
public final class PostgresEngine implements Engine {

    private static final String DATABASE = "dev";

    /** Says that keys of tables that the session creates are not enforced. */
    private static final String NOTED_KEYS = "redshift.keys = 'noted'";

    /** Connections beside those of the sessions: statements without one, metadata, cancels, the ledger. */
    private static final int SPARE_CONNECTIONS = 30;

    /** How long an emulator that was killed may take to disappear from the database. */
    private static final int PATIENCE_MILLIS = 30_000;

    private final @Nullable EmbeddedServer server;
    private final String url;
    private final Logins logins;
    private final Set<String> prepared = ConcurrentHashMap.newKeySet();
    private final CommitOutcomes outcomes;
    private final QueryLog queryLog = new QueryLog();
    private final List<String> notices = new ArrayList<>();
    private @Nullable PostgresLedger ledger;
    private boolean postgresFeatures;
    private boolean enforcedKeys;
    private int capacity;

    private PostgresEngine(@Nullable EmbeddedServer server, String url) {
        this.server = server;
        this.url = url;
        this.logins = new Logins(url, server != null);
        this.outcomes = new CommitOutcomes(() -> logins.openOwn(ownDatabase()));
    }

    /**
     * Starts the engine: a PostgreSQL of its own, or the one that the options name.
     *
     * @throws EngineException where the database cannot be reached or prepared
     * @throws UncheckedIOException where the server's files cannot be written or it does not start
     */
    public static PostgresEngine start(EngineOptions options) throws EngineException {
        return start(options, Template.of(options));
    }

    /** @param template what an embedded PostgreSQL starts from; null where there is no place for one */
    static PostgresEngine start(EngineOptions options, @Nullable Template template) throws EngineException {
        String given = options.jdbcUrl();
        if (given != null) {
            return prepared(new PostgresEngine(null, given), options);
        }
        try {
            return prepared(embedded(options, template), options);
        } catch (EngineException e) {
            if (template == null || !template.isThere()) {
                throw e;
            }
            // Its server starts and is of no use all the same.
            template.discard(e);
            return prepared(embedded(options, null), options);
        }
    }

    private static PostgresEngine prepared(PostgresEngine engine, EngineOptions options) throws EngineException {
        boolean ready = false;
        try {
            engine.postgresFeatures = options.postgresFeatures();
            engine.enforcedKeys = options.enforcedKeys();
            engine.prepare(options);
            ready = true;
            return engine;
        } catch (SQLException e) {
            String what = ErrorTexts.notThere(e) ? "PostgreSQL is not there: " : "PostgreSQL could not be prepared: ";
            throw new EngineException(what + e.getMessage(), false, e);
        } finally {
            if (!ready) {
                engine.close();
            }
        }
    }

    private static PostgresEngine embedded(EngineOptions options, @Nullable Template template) throws EngineException {
        int connections = options.sessions() + SPARE_CONNECTIONS;
        if (template != null && !template.isThere()) {
            fill(template, options);
        }
        try {
            EmbeddedServer server = template == null ? null : template.start(connections);
            server = server == null ? EmbeddedServer.start(connections) : server;
            return new PostgresEngine(server, server.url(DATABASE));
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start: " + e.getMessage(), e);
        }
    }

    /** Prepares a server for the template, as all that start from it would have to do for themselves. */
    private static void fill(Template template, EngineOptions options) throws EngineException {
        var first = new EngineOptions(
                null,
                options.sampleData(),
                Keeping.NEVER,
                options.sessions(),
                options.postgresFeatures(),
                options.enforcedKeys());
        try (PostgresEngine engine = start(first, null)) {
            template.keep(Objects.requireNonNull(engine.server));
        }
    }

    private void prepare(EngineOptions options) throws SQLException, EngineException {
        try (Connection connection = logins.openOwn(server == null ? ownDatabase() : "postgres");
                Statement statement = connection.createStatement()) {
            @Nullable String notice = ServerVersion.check(connection);
            if (notice != null) {
                notices.add(notice);
            }
            logins.prepare(connection);
            notices.addAll(logins.notices());
            if (server != null && !Catalog.databases(connection).contains(DATABASE)) {
                letEveryoneCreateInPublic();
                statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + Logins.ADMIN);
            }
        }
        boolean complete;
        try (Connection connection = logins.openOwn(ownDatabase())) {
            install(connection, ownDatabase());
            if (server != null) {
                logins.handOver(connection);
            }
            complete = SystemObjects.installed(connection);
            capacity = capacity(connection);
        }
        if (options.sampleData() && complete) {
            try (Connection connection = logins.open(ownDatabase(), null);
                    Statement statement = connection.createStatement()) {
                statement.execute(enforcedKeys ? "RESET redshift.keys" : "SET " + NOTED_KEYS);
                SystemObjects.installSample(connection);
            }
        }
        openLedger(options.keeping());
    }

    /** As in Redshift, in each database that is created on an embedded server. */
    private void letEveryoneCreateInPublic() throws SQLException, EngineException {
        try (Connection connection = logins.openOwn("template1");
                Statement statement = connection.createStatement()) {
            statement.execute("GRANT CREATE ON SCHEMA public TO PUBLIC");
        }
    }

    private static int capacity(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT current_setting('max_connections')::integer")) {
            result.next();
            return Math.max(1, result.getInt(1) - SPARE_CONNECTIONS);
        }
    }

    private void openLedger(Keeping keeping) throws SQLException, EngineException {
        boolean wanted = keeping == Keeping.ALWAYS || (keeping == Keeping.IF_ALONE && server == null);
        if (!wanted) {
            return;
        }
        if (!logins.superuser()) {
            refuseToKeep(keeping);
            return;
        }
        ledger = PostgresLedger.open(
                () -> logins.openOwn(ownDatabase()),
                keeping == Keeping.ALWAYS ? PATIENCE_MILLIS : PATIENCE_MILLIS / 20);
        if (ledger == null && keeping == Keeping.ALWAYS) {
            throw new EngineException(
                    "Another emulator keeps its statements in the database " + ownDatabase()
                            + "; stop it, or start this one with --keep never (Keeping.NEVER).",
                    false,
                    null);
        } else if (ledger == null) {
            notices.add("Another emulator keeps its statements in this database; those of this one end with it.");
        }
    }

    /** The user's SQL runs as the login itself here, so it could read and change whatever this login writes down. */
    private void refuseToKeep(Keeping keeping) throws EngineException {
        String reason = "Only with a superuser's login are statements kept for the next emulator";
        if (keeping == Keeping.ALWAYS) {
            throw new EngineException(
                    reason + "; give one for the database " + ownDatabase()
                            + ", or start with --keep never (Keeping.NEVER).",
                    false,
                    null);
        }
        notices.add(reason + "; those of this one end with it.");
    }

    private String ownDatabase() {
        return DatabaseUrl.database(url);
    }

    /** What whoever starts the engine should know: a sentence each. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public @Nullable Ledger ledger() {
        return ledger;
    }

    @Override
    public CommitOutcome outcome(String evidence) {
        return outcomes.await(evidence);
    }

    /** A URL of PostgreSQL for a look behind the emulator, with the superuser's name and password. */
    public String postgresUrl() {
        return url;
    }

    @Override
    public EngineSession connect(String database, @Nullable String user) throws EngineException {
        Connection connection = login(database, user);
        try {
            try (Statement statement = connection.createStatement()) {
                String mark = ledger == null ? "" : "; " + ledger.markSession();
                statement.execute("SET TimeZone = 'UTC'; SET DateStyle = 'ISO, MDY'; SET IntervalStyle = 'postgres'"
                        + (enforcedKeys ? "" : "; SET " + NOTED_KEYS) + mark);
            }
            var unwrapped = connection.unwrap(BaseConnection.class);
            String loggedIn = unwrapped.getQueryExecutor().getUser();
            return new PostgresSession(
                    unwrapped, outcomes, postgresFeatures, new SessionHistory(unwrapped, queryLog, loggedIn, database));
        } catch (SQLException e) {
            close(connection, e);
            throw ErrorTexts.of(e, null, 0);
        }
    }

    private Connection login(String database, @Nullable String user) throws EngineException {
        try {
            installIn(database);
            return logins.open(database, user);
        } catch (SQLException e) {
            throw ErrorTexts.of(e, null, 0);
        }
    }

    private void installIn(String database) throws SQLException {
        if (!prepared.contains(database)) {
            try (Connection connection = logins.openOwn(database)) {
                install(connection, database);
            }
        }
    }

    /** Puts the system objects into a database the first time that somebody comes to it. */
    private synchronized void install(Connection connection, String database) throws SQLException {
        if (!prepared.contains(database)) {
            if (logins.superuser()) {
                SystemObjects.install(connection);
                logins.admitTo(connection);
            }
            prepared.add(database);
        }
    }

    @Override
    public List<String> databases() throws EngineException {
        return catalog(ownDatabase(), Catalog::databases);
    }

    @Override
    public List<String> schemas(String database, @Nullable String schemaPattern) throws EngineException {
        return catalog(database, connection -> Catalog.schemas(connection, schemaPattern));
    }

    @Override
    public List<EngineTable> tables(String database, @Nullable String schemaPattern, @Nullable String tablePattern)
            throws EngineException {
        return catalog(database, connection -> Catalog.tables(connection, schemaPattern, tablePattern));
    }

    @Override
    public List<EngineColumn> columns(String database, @Nullable String schema, @Nullable String table)
            throws EngineException {
        return catalog(database, connection -> Catalog.columns(connection, schema, table));
    }

    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T catalog(String database, Question<T> question) throws EngineException {
        try (Connection connection = login(database, null)) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw ErrorTexts.of(e, null, 0);
        }
    }

    @Override
    public void close() {
        outcomes.close();
        if (ledger != null) {
            ledger.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static void close(Connection connection, Exception cause) {
        try {
            connection.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}

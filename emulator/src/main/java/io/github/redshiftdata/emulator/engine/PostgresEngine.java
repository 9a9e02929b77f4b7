package io.github.redshiftdata.emulator.engine;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, started for this engine or found by its URL, with Redshift's system objects in each database. */
public final class PostgresEngine implements Engine {

    private static final String DATABASE = "dev";

    private final @Nullable EmbeddedServer server;
    private final String url;
    private final Logins logins;
    private final Set<String> prepared = ConcurrentHashMap.newKeySet();

    private PostgresEngine(@Nullable EmbeddedServer server, String url) {
        this.server = server;
        this.url = url;
        this.logins = new Logins(url);
    }

    /**
     * Starts the engine: a PostgreSQL of its own, or the one that the options name.
     *
     * @throws EngineException where the database cannot be reached or prepared
     * @throws UncheckedIOException where the server's files cannot be written or it does not start
     */
    public static PostgresEngine start(EngineOptions options) throws EngineException {
        String given = options.jdbcUrl();
        PostgresEngine engine = given == null ? embedded() : new PostgresEngine(null, given);
        try {
            engine.prepare(options.sampleData());
            return engine;
        } catch (SQLException e) {
            engine.close();
            throw ErrorTexts.of(e, null, 0);
        } catch (EngineException e) {
            engine.close();
            throw e;
        }
    }

    private static PostgresEngine embedded() {
        try {
            EmbeddedServer server = EmbeddedServer.start(EmbeddedPostgres.builder()
                    .setServerConfig("shared_buffers", "32MB")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("timezone", "UTC")
                    .setCleanDataDirectory(true));
            return new PostgresEngine(server, server.url(DATABASE));
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start: " + e.getMessage(), e);
        }
    }

    private void prepare(boolean sampleData) throws SQLException, EngineException {
        String database = DatabaseUrl.database(url);
        try (Connection connection = logins.openOwn(server == null ? database : "postgres");
                Statement statement = connection.createStatement()) {
            logins.prepare(connection);
            if (server != null) {
                statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + Logins.ADMIN);
            }
        }
        boolean complete;
        try (Connection connection = logins.openOwn(database)) {
            install(connection, database);
            if (server != null) {
                logins.handOver(connection);
            }
            complete = SystemObjects.installed(connection);
        }
        if (sampleData && complete) {
            try (Connection connection = logins.open(database, null)) {
                SqlScript.run(connection, "sample-data.sql");
            }
        }
    }

    /** What whoever starts the engine should know: a sentence each. */
    public List<String> notices() {
        return logins.notices();
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
                statement.execute("SET TimeZone = 'UTC'; SET DateStyle = 'ISO, MDY'; SET IntervalStyle = 'postgres'");
            }
            return new PostgresSession(connection);
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
        return catalog(DatabaseUrl.database(url), Catalog::databases);
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
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException("The embedded PostgreSQL did not stop", e);
            }
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

package io.github.redshiftdata.emulator.engine;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/** PostgreSQL, started for this engine or found by its URL, with Redshift's system objects in each database. */
public final class PostgresEngine implements Engine {

    private static final String DATABASE = "dev";

    private final @Nullable EmbeddedPostgres server;
    private final String url;
    private final Set<String> prepared = ConcurrentHashMap.newKeySet();

    private PostgresEngine(@Nullable EmbeddedPostgres server, String url) {
        this.server = server;
        this.url = url;
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
        }
    }

    private static PostgresEngine embedded() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("shared_buffers", "32MB")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("timezone", "UTC")
                    .setCleanDataDirectory(true)
                    .start();
            return new PostgresEngine(server, "jdbc:postgresql://localhost:" + server.getPort() + "/dev?user=postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start: " + e.getMessage(), e);
        }
    }

    private void prepare(boolean sampleData) throws SQLException {
        if (server != null) {
            try (Connection connection = open("postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + DATABASE);
                statement.execute("CREATE ROLE awsuser SUPERUSER LOGIN");
            }
        }
        String database = DatabaseUrl.database(url);
        try (Connection connection = open(database)) {
            install(connection, database);
            if (sampleData) {
                SqlScript.run(connection, "sample-data.sql");
            }
        }
    }

    /** A URL of PostgreSQL for a look behind the emulator: {@code jdbc:postgresql://localhost:port/dev?user=postgres}. */
    public String postgresUrl() {
        return url;
    }

    @Override
    public EngineSession connect(String database, @Nullable String user) throws EngineException {
        Connection connection = login(database);
        try {
            install(connection, database);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TimeZone = 'UTC'; SET DateStyle = 'ISO, MDY'; SET IntervalStyle = 'postgres'");
            }
            if (user != null) {
                authorize(connection, user);
            }
            return new PostgresSession(connection);
        } catch (SQLException e) {
            close(connection, e);
            throw ErrorTexts.of(e, null, 0);
        } catch (EngineException e) {
            close(connection, e);
            throw e;
        }
    }

    private Connection login(String database) throws EngineException {
        try {
            return open(database);
        } catch (SQLException e) {
            throw ErrorTexts.of(e, null, 0);
        }
    }

    private static void authorize(Connection connection, String user) throws EngineException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION AUTHORIZATION \"" + user.replace("\"", "\"\"") + '"');
        } catch (SQLException e) {
            throw ErrorTexts.ofLogin(e, user);
        }
    }

    private Connection open(String database) throws SQLException {
        var properties = new Properties();
        // Text only: the values' texts are what the service sends.
        PGProperty.BINARY_TRANSFER.set(properties, false);
        // A table may be altered in a long session: metadata is asked for each time.
        PGProperty.DATABASE_METADATA_CACHE_FIELDS.set(properties, 0);
        PGProperty.PREPARE_THRESHOLD.set(properties, 0);
        PGProperty.APPLICATION_NAME.set(properties, "redshift-data-emulator");
        return DriverManager.getConnection(DatabaseUrl.withDatabase(url, database), properties);
    }

    /** Puts the system objects into a database the first time that somebody comes to it. */
    private synchronized void install(Connection connection, String database) throws SQLException {
        if (!prepared.contains(database)) {
            SystemObjects.install(connection);
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
        try (Connection connection = open(database)) {
            install(connection, database);
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

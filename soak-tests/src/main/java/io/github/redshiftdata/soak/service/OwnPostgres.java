package io.github.redshiftdata.soak.service;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The PostgreSQL behind the emulators of a run. It belongs to the run, so it outlives an emulator that is killed. */
public final class OwnPostgres implements AutoCloseable {

    private final EmbeddedPostgres server;

    private OwnPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts it with a role for the emulator and no database of ours yet. */
    public static OwnPostgres start() throws SQLException {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("shared_buffers", "64MB")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("max_connections", "600")
                    .setServerConfig("timezone", "UTC")
                    .setCleanDataDirectory(true)
                    .start();
            var postgres = new OwnPostgres(server);
            postgres.execute("postgres", "CREATE ROLE awsuser SUPERUSER LOGIN");
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start: " + e.getMessage(), e);
        }
    }

    /** Makes an empty database. */
    public void create(String database) throws SQLException {
        execute("postgres", "CREATE DATABASE " + database);
    }

    /** Runs statements directly, past the service. */
    public void execute(String database, String... sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            for (var one : sql) {
                statement.execute(one);
            }
        }
    }

    /** The URL of a database of it, for pgjdbc. */
    public String url(String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database + "?user=postgres";
    }

    /** Opens a connection to look at the data directly. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        }
    }
}

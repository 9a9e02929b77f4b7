package io.github.redshiftdata.emulator.engine;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An embedded PostgreSQL on a directory of its own, which goes with it. It has a password from its very first moment, which
 * never stands among a process's arguments; the file that initdb reads it from is the owner's only and is gone when the
 * server runs.
 */
final class EmbeddedServer {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);

    /** A machine may be busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A copy has nothing to make first; where it does not start by then, a new one is made. */
    private static final Duration PATIENCE_WITH_A_COPY = Duration.ofSeconds(10);

    private final EmbeddedPostgres server;
    private final ParentWatch watch;
    private final Path directory;
    private volatile String password;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread atEnd = new Thread(this::close, "redshift-data-emulator-postgres");

    private EmbeddedServer(EmbeddedPostgres server, ParentWatch watch, Path directory, String password) {
        this.server = server;
        this.watch = watch;
        this.directory = directory;
        this.password = password;
    }

    /**
     * Starts a server that is set up but for its logins.
     *
     * @param connections how many it has room for
     */
    static EmbeddedServer start(int connections) throws IOException {
        Path directory = newDirectory();
        String password = Logins.random();
        Path file = Files.createTempFile("redshift-data-emulator", ".password");
        try {
            Files.writeString(file, password + "\n", StandardCharsets.US_ASCII);
            // The builder hands these to initdb behind its own "-A trust", and the last one counts.
            EmbeddedPostgres.Builder builder = builder(connections)
                    .setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig("pwfile", file.toString())
                    // Text is compared by its bytes, as in Redshift, whatever the language of this machine.
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("wal-segsize", "1");
            return start(builder, directory, password, PATIENCE);
        } finally {
            Files.delete(file);
        }
    }

    /**
     * Starts a server on a directory that another one has left in order, and gives it a password of its own.
     *
     * @param password that of the server before
     */
    static EmbeddedServer startOn(Path directory, String password, int connections) throws IOException {
        EmbeddedServer started = start(builder(connections), directory, password, PATIENCE_WITH_A_COPY);
        String next = Logins.random();
        try (Connection connection = DriverManager.getConnection(started.url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE postgres PASSWORD '" + next + "'");
            started.password = next;
            return started;
        } catch (SQLException e) {
            started.close();
            throw new IOException("The password could not be changed: " + e.getMessage(), e);
        }
    }

    /** A directory for a server, which nobody else may look into. */
    static Path newDirectory() throws IOException {
        return Files.createTempDirectory("epg");
    }

    private static EmbeddedPostgres.Builder builder(int connections) {
        return EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "32MB")
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("min_wal_size", "2MB")
                .setServerConfig("max_wal_size", "1GB")
                .setServerConfig("max_connections", Integer.toString(connections))
                .setServerConfig("timezone", "UTC");
    }

    private static EmbeddedServer start(
            EmbeddedPostgres.Builder builder, Path directory, String password, Duration patience) throws IOException {
        var watch = new ParentWatch();
        boolean ready = false;
        try {
            builder.setConnectConfig("password", password)
                    .setPGStartupWait(patience)
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setDataDirectoryCustomizer(watch::start);
            var server = new EmbeddedServer(builder.start(), watch, directory, password);
            Runtime.getRuntime().addShutdownHook(server.atEnd);
            ready = true;
            return server;
        } finally {
            if (!ready) {
                watch.end();
                DirectoryTree.delete(directory);
            }
        }
    }

    /** The URL of the superuser, with the password. */
    String url(String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database + "?user=postgres&password="
                + password;
    }

    String password() {
        return password;
    }

    /** Ends the server in order, so that another one may start on its directory, which stays. */
    Path stop() throws IOException {
        closed.set(true);
        watch.leave();
        forgetAtEnd();
        server.close();
        return directory;
    }

    /** Ends the server at once: nothing is kept of what it has. */
    void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        if (Thread.currentThread() != atEnd) {
            forgetAtEnd();
        }
        if (!watch.end()) {
            try {
                server.close();
            } catch (IOException e) {
                LOG.warn("The embedded PostgreSQL did not stop", e);
            }
        }
        DirectoryTree.delete(directory);
    }

    private void forgetAtEnd() {
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            LOG.trace("The program ends by now", e);
        }
    }
}

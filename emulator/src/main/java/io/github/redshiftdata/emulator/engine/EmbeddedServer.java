package io.github.redshiftdata.emulator.engine;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gives an embedded PostgreSQL a password from its very first moment. It is random for each start and known to this
 * process alone: it never stands among a process's arguments, and the file that initdb reads it from is the owner's only
 * and is gone when the server runs.
 */
final class EmbeddedServer {

    private final EmbeddedPostgres server;
    private final String password;

    private EmbeddedServer(EmbeddedPostgres server, String password) {
        this.server = server;
        this.password = password;
    }

    /** Starts a server that is set up but for its logins. */
    static EmbeddedServer start(EmbeddedPostgres.Builder builder) throws IOException {
        var password = Logins.random();
        Path file = Files.createTempFile("redshift-data-emulator", ".password");
        try {
            Files.writeString(file, password + "\n", StandardCharsets.US_ASCII);
            // The builder hands these to initdb behind its own "-A trust", and the last one counts.
            builder.setLocaleConfig("auth", "scram-sha-256").setLocaleConfig("pwfile", file.toString());
            builder.setConnectConfig("password", password);
            return new EmbeddedServer(builder.start(), password);
        } finally {
            Files.delete(file);
        }
    }

    /** The URL of the superuser, with the password. */
    String url(String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database + "?user=postgres&password="
                + password;
    }

    void close() throws IOException {
        server.close();
    }
}

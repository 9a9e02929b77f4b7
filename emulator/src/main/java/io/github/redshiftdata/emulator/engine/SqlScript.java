package io.github.redshiftdata.emulator.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Scripts of PostgreSQL's SQL that lie beside this class. */
final class SqlScript {

    private SqlScript() {}

    /** Runs all statements of the scripts in one transaction. */
    static void run(Connection connection, String... names) throws SQLException {
        connection.setAutoCommit(false);
        boolean done = false;
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String name : names) {
                statement.execute(text(name));
            }
            done = true;
        } finally {
            if (done) {
                connection.commit();
            } else {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    private static String text(String name) {
        try (InputStream stream = SqlScript.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The script " + name + " is missing in this jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

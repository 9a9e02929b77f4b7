package io.github.redshiftdata.tests.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a program that is killed within a transaction keeps from others, and for how long. */
class KilledProgramIT {

    private static final Duration KEPT = Duration.ofSeconds(5);

    @Test
    void theLocksOfAKilledProgramAreSoonFreeAndThoseOfALivingOneAreKept() throws Exception {
        try (var emulator = TestEmulator.own();
                var writer = emulator.connect()) {
            var table = emulator.newSchema() + ".t";
            execute(writer, "CREATE TABLE " + table + " (a int)", 0);
            execute(writer, "INSERT INTO " + table + " VALUES (1)", 0);
            var url = emulator.url("transactionIdleSeconds=" + KEPT.toSeconds());
            var program = start(url, "UPDATE " + table + " SET a = 2");
            try {
                var update = "UPDATE " + table + " SET a = 3";
                // The program lives and thinks: its transaction is kept for longer than its session's own time.
                assertThatThrownBy(() -> execute(writer, update, (int) KEPT.toSeconds() + 3))
                        .isInstanceOf(SQLException.class)
                        .extracting(e -> ((SQLException) e).getSQLState())
                        .isEqualTo("57014");
                program.destroyForcibly().waitFor();
                execute(writer, update, 30);
                try (var statement = writer.createStatement();
                        var rows = statement.executeQuery("SELECT a FROM " + table)) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(3);
                }
            } finally {
                program.destroyForcibly();
            }
        }
    }

    private static void execute(Connection connection, String sql, int timeout) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(timeout);
            statement.executeUpdate(sql);
        }
    }

    private static Process start(String url, String sql) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var program = new ProcessBuilder(
                        java,
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Thinking.class.getName(),
                        url,
                        sql)
                .redirectErrorStream(true)
                .start();
        var output = new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
        assertThat(output.readLine()).isEqualTo(Thinking.READY);
        return program;
    }

    /** A program that leaves its transaction open. */
    static final class Thinking {

        static final String READY = "ready";

        private Thinking() {}

        public static void main(String[] arguments) throws SQLException, IOException {
            try (var connection = DriverManager.getConnection(arguments[0])) {
                connection.setAutoCommit(false);
                execute(connection, arguments[1], 0);
                System.out.println(READY);
                // Nobody writes to it, so this waits until the program is killed.
                System.in.read();
            }
        }
    }
}

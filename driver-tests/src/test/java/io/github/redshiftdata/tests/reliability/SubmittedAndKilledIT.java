package io.github.redshiftdata.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataHandle;
import io.github.redshiftdata.jdbc.RedshiftDataSubmitOptions;
import io.github.redshiftdata.tests.support.SubmittingJvm;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A program submits a statement and is killed; another virtual machine, this one, finds what it submitted. */
class SubmittedAndKilledIT {

    /** What the program had noted before it died. */
    enum Noted {
        ID,
        TOKEN,
        NAME
    }

    @ParameterizedTest
    @EnumSource
    void theStatementOfAProgramThatWasKilledIsFoundAndRunsOnce(Noted noted) throws Exception {
        try (var emulator = TestEmulator.own()) {
            var schema = emulator.newSchema();
            createTable(emulator, schema);
            var name = "job of " + schema;
            var token = "run of " + schema;
            var sql = "insert into " + schema + ".t select a from pg_sleep(2), generate_series(1, 5) as a;"
                    + " select a from " + schema + ".t order by a";
            var id = submitAndKill(emulator, name, token, sql);

            try (var connection = emulator.connect()) {
                var own = connection.unwrap(RedshiftDataConnection.class);
                var handle = found(own, noted, id, name, token, sql);
                assertThat(handle.getStatementId()).isEqualTo(id);
                assertThat(handle.await(Duration.ofMinutes(1))).isTrue();
                try (var results = handle.results()) {
                    assertThat(results.getUpdateCount()).isEqualTo(5);
                    assertThat(results.getMoreResults()).isTrue();
                    var rows = results.getResultSet();
                    for (var n = 1; n <= 5; n++) {
                        assertThat(rows.next()).isTrue();
                        assertThat(rows.getInt(1)).isEqualTo(n);
                    }
                    assertThat(rows.next()).isFalse();
                }
            }
            assertThat(count(emulator, schema)).isEqualTo(5);
        }
    }

    private static void createTable(TestEmulator emulator, String schema) throws SQLException {
        try (var connection = DriverManager.getConnection(emulator.postgresUrl());
                var statement = connection.createStatement()) {
            statement.execute("create table " + schema + ".t (a int)");
        }
    }

    private static String submitAndKill(TestEmulator emulator, String name, String token, String sql)
            throws IOException, InterruptedException {
        var program = SubmittingJvm.start(emulator.url(), name, token, sql);
        try (var output = new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            var line = output.readLine();
            while (line != null && !line.startsWith("submitted ")) {
                line = output.readLine();
            }
            assertThat(line).isNotNull();
            return String.valueOf(line).substring("submitted ".length());
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    private static RedshiftDataHandle found(
            RedshiftDataConnection connection, Noted noted, String id, String name, String token, String sql)
            throws SQLException {
        return switch (noted) {
            case ID -> connection.handle(id);
            case TOKEN ->
                connection.submit(
                        RedshiftDataSubmitOptions.defaults()
                                .withStatementName(name)
                                .withClientToken(token),
                        sql);
            case NAME ->
                connection.handle(connection.history(name, null, null).get(0).statementId());
        };
    }

    private static long count(TestEmulator emulator, String schema) throws SQLException {
        try (var connection = DriverManager.getConnection(emulator.postgresUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + schema + ".t")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

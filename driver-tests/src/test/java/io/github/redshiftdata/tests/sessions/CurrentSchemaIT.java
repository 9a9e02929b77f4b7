package io.github.redshiftdata.tests.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.tests.support.CapturedLogs;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** getSchema tells what the server would, and setSchema sets it whatever happened before. */
class CurrentSchemaIT {

    private TestEmulator emulator;
    private Connection connection;
    private String schema;

    @BeforeEach
    void open() throws SQLException {
        emulator = TestEmulator.own();
        connection = emulator.connect();
        schema = emulator.newSchema();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        emulator.close();
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String asked() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select current_schema()")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** What the connection tells is what the server tells, and so it is after setSchema. */
    private void assertTold() throws SQLException {
        assertThat(connection.getSchema()).isEqualTo(asked());
        connection.setSchema(schema);
        assertThat(asked()).isEqualTo(schema);
        assertThat(connection.getSchema()).isEqualTo(schema);
    }

    private void failAStatement() {
        assertThatThrownBy(() -> run("select nope")).isInstanceOf(SQLException.class);
    }

    @Test
    void noStatementWaitsForWhoAsksForTheSchema() throws Exception {
        connection.setSchema(schema);
        emulator.emulator().faults().on("GetStatementResult").once().delay(Duration.ofSeconds(40));
        emulator.emulator().resetCalls();
        var asking = new FutureTask<>(connection::getSchema);
        var asker = new Thread(asking);
        asker.start();
        while (!emulator.emulator().calls().containsKey("GetStatementResult")) {
            Thread.onSpinWait();
        }
        var running = new FutureTask<>(() -> {
            run("set search_path to public");
            return connection.getSchema();
        });
        new Thread(running).start();
        assertThat(running.get(20, TimeUnit.SECONDS)).isEqualTo("public");
        assertThat(asking.isDone()).isFalse();
        asker.interrupt();
        assertThatThrownBy(asking::get).hasCauseInstanceOf(SQLException.class);
        assertThat(connection.getSchema()).isEqualTo("public");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCommitThatRollsBackTakesTheSchemaBack(boolean bySql) throws SQLException {
        connection.setAutoCommit(false);
        run("select 1");
        if (bySql) {
            run("set search_path to " + schema);
        } else {
            connection.setSchema(schema);
        }
        assertThat(connection.getSchema()).isEqualTo(schema);
        failAStatement();
        assertThatThrownBy(connection::commit)
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("25P02");
        assertTold();
    }

    @Test
    void aRollbackTakesTheSchemaBack() throws SQLException {
        connection.setAutoCommit(false);
        run("select 1");
        connection.setSchema(schema);
        connection.rollback();
        assertTold();
    }

    @Test
    void aRollbackInSqlTakesTheSchemaBack() throws SQLException {
        run("begin");
        run("set search_path to " + schema);
        assertThat(connection.getSchema()).isEqualTo(schema);
        run("rollback");
        assertTold();
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit()", "commit", "setAutoCommit"})
    void aLocalSchemaEndsWithItsTransaction(String end) throws SQLException {
        connection.setAutoCommit(false);
        run("set local search_path to " + schema);
        assertThat(connection.getSchema()).isEqualTo(schema);
        switch (end) {
            case "commit()" -> connection.commit();
            case "setAutoCommit" -> connection.setAutoCommit(true);
            default -> run(end);
        }
        assertTold();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reset all",
                "reset search_path",
                "set search_path to default",
                "select set_config('search_path', 'public', false)",
                "set search_path to public; select 1",
            })
    void whatResetsThePathIsNoticed(String sql) throws SQLException {
        connection.setSchema(schema);
        assertThat(connection.getSchema()).isEqualTo(schema);
        run(sql);
        assertTold();
    }

    @Test
    void aSettingByParametersIsNoticed() throws SQLException {
        assertThat(connection.getSchema()).isEqualTo("public");
        try (var statement = connection.prepareStatement("select set_config(?, ?, false)")) {
            statement.setString(1, "search_path");
            statement.setString(2, schema);
            statement.execute();
        }
        assertTold();
    }

    @Test
    void aProcedureMaySetThePath() throws SQLException {
        run("create procedure " + schema + ".moves() as $$ begin set search_path to " + schema
                + "; end; $$ language plpgsql");
        assertThat(connection.getSchema()).isEqualTo("public");
        run("call " + schema + ".moves()");
        assertTold();
    }

    @Test
    void aSchemaThatIsDroppedOrMadeIsNoticed() throws SQLException {
        var other = emulator.newSchema();
        connection.setSchema(other);
        assertThat(connection.getSchema()).isEqualTo(other);
        run("drop schema " + other);
        assertThat(connection.getSchema()).isNull();
        run("create schema " + other);
        assertThat(connection.getSchema()).isEqualTo(other);
        assertTold();
    }

    @Test
    void theNameIsToldAsTheServerTakesIt() throws SQLException {
        connection.setSchema(schema.toUpperCase(Locale.ROOT));
        assertThat(connection.getSchema()).isEqualTo(schema);
        connection.setSchema("no_such_schema");
        assertThat(connection.getSchema()).isNull();
        assertTold();
    }

    @Test
    void nullIsTheDefaultPathAndAnEmptyNameIsRefused() throws SQLException {
        connection.setSchema(schema);
        connection.setSchema(null);
        assertThat(connection.getSchema()).isEqualTo("public");
        assertThat(asked()).isEqualTo("public");
        for (var name : List.of("", "a\0b")) {
            assertThatThrownBy(() -> connection.setSchema(name))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("setSchema")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("22023");
        }
        assertTold();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSchemaOfTheUrlIsToldAsTheServerTakesIt(boolean lazy) throws SQLException {
        for (var given : List.of(schema, schema.toUpperCase(Locale.ROOT))) {
            try (var there = emulator.connect("currentSchema=" + given, "lazyConnect=" + lazy)) {
                assertThat(there.getSchema()).isEqualTo(schema);
            }
        }
        try (var nowhere = emulator.connect("currentSchema=no_such_schema", "lazyConnect=" + lazy)) {
            assertThat(nowhere.getSchema()).isNull();
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private List<String> path(String list, boolean lazy) throws SQLException {
        try (var there = emulator.connect("currentSchema=" + encoded(list), "lazyConnect=" + lazy);
                var statement = there.createStatement();
                var rows = statement.executeQuery("select array_to_string(current_schemas(false), '|')")) {
            assertThat(rows.next()).isTrue();
            String path = rows.getString(1);
            List<String> names = path == null || path.isEmpty() ? List.of() : List.of(path.split("\\|"));
            assertThat(there.getSchema()).isEqualTo(names.isEmpty() ? null : names.get(0));
            return names;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSchemaOfTheUrlMayBeAList(boolean lazy) throws SQLException {
        var other = emulator.newSchema();
        run("create schema \"" + schema + ", my \"\"own\"\"\"");
        assertThat(path(schema + ",public", lazy)).containsExactly(schema, "public");
        assertThat(path(" " + other + " , " + schema.toUpperCase(Locale.ROOT) + " ", lazy))
                .containsExactly(other, schema);
        assertThat(path("public, \"" + schema + ", my \"\"own\"\"\"," + other, lazy))
                .containsExactly("public", schema + ", my \"own\"", other);
        assertThat(path("no_such_schema," + schema, lazy)).containsExactly(schema);
        assertThat(path("\"$user\"," + schema, lazy)).containsExactly(schema);
        run("create table " + schema + ".only_here (a int)");
        try (var there = emulator.connect("currentSchema=" + encoded(other + "," + schema), "lazyConnect=" + lazy);
                var statement = there.createStatement()) {
            statement.execute("select * from only_here");
            statement.execute("create table made_there (a int)");
        }
        run("select * from " + other + ".made_there");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theListIsThatOfPostgresDriver(boolean lazy) throws SQLException {
        for (var list : List.of(schema + ",public", "public , " + schema, "\"" + schema + "\", no_such_schema")) {
            try (var theirs = DriverManager.getConnection(emulator.postgresUrl() + "&currentSchema=" + encoded(list));
                    var statement = theirs.createStatement();
                    var rows = statement.executeQuery("select unnest(current_schemas(false))")) {
                var names = new ArrayList<String>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                assertThat(path(list, lazy)).isEqualTo(names);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,", ",a", "a b", "\"a", "a,,b", "\"\""})
    void whatIsNoListIsRefusedBeforeAnyRequest(String list) {
        emulator.resetCalls();
        assertThatThrownBy(() -> emulator.connect("currentSchema=" + encoded(list)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("currentSchema")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("22023");
        assertThat(emulator.calls()).isEmpty();
    }

    private static List<String> warnings(String logged) {
        return logged.lines().filter(line -> line.startsWith("WARN ")).toList();
    }

    @Test
    void aSchemaThatDoesNotExistIsAWarningInTheLogAndAnErrorWhereItCounts() throws SQLException {
        CapturedLogs.listen();
        try (var there = emulator.connect("currentSchema=" + encoded("no_such_schema," + schema + ",\"Nor This\""));
                var statement = there.createStatement()) {
            var logged = CapturedLogs.stop();
            assertThat(warnings(logged))
                    .hasSize(2)
                    .anyMatch(line -> line.contains("no_such_schema"))
                    .anyMatch(line -> line.contains("Nor This"));
            assertThat((Throwable) there.getWarnings()).isNull();
            assertThatThrownBy(() -> statement.execute("select * from nowhere"))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("42P01");
        }
        CapturedLogs.listen();
        try (var there = emulator.connect("currentSchema=nowhere_at_all");
                var statement = there.createStatement()) {
            assertThat(warnings(CapturedLogs.stop()))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("nowhere_at_all");
            assertThatThrownBy(() -> statement.execute("create table t (a int)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("no schema");
        }
    }

    @Test
    void theSameSchemaAgainCostsNothing() throws SQLException {
        connection.setSchema(schema);
        emulator.resetCalls();
        connection.setSchema(schema);
        assertThat(emulator.calls()).isEmpty();
        connection.getSchema();
        connection.getSchema();
        assertThat(emulator.calls()).isEqualTo(Map.of("ExecuteStatement", 1L, "GetStatementResult", 1L));
        emulator.resetCalls();
        connection.setSchema(schema);
        connection.setAutoCommit(false);
        run("select 1");
        connection.commit();
        connection.getSchema();
        assertThat(emulator.calls()).isEqualTo(Map.of("ExecuteStatement", 3L));
    }

    @Test
    void askingAfterSetSchemaBeginsNoTransaction() throws SQLException {
        connection.setAutoCommit(false);
        connection.setSchema(schema);
        emulator.resetCalls();
        assertThat(connection.getSchema()).isEqualTo(schema);
        connection.setReadOnly(true);
        assertThat(emulator.calls()).isEmpty();
        connection.setSchema("no_such_schema");
        run("select 1");
        assertThat(connection.getSchema()).isNull();
    }

    @Test
    void anInterruptedThreadIsToldWhatItSet() throws SQLException {
        Thread.currentThread().interrupt();
        connection.setSchema(schema);
        assertThat(connection.getSchema()).isEqualTo(schema);
        assertThat(Thread.interrupted()).isTrue();
        assertTold();
    }

    @Test
    void whatWasSetIsToldAsLongAsTheServerCannotBeAskedForIt() throws SQLException {
        connection.setSchema("no_such_schema");
        emulator.emulator()
                .faults()
                .on("GetStatementResult")
                .always()
                .error("ResourceNotFoundException", 400, "Query does not have result");
        assertThat(connection.getSchema()).isEqualTo("no_such_schema");
        emulator.emulator().faults().clear();
        assertThat(connection.getSchema()).isNull();
        assertTold();
    }

    @Test
    void theSchemaOfTheUrlIsKnownFromConnecting() throws SQLException {
        emulator.resetCalls();
        try (var there = emulator.connect("currentSchema=" + schema)) {
            var connecting = emulator.calls();
            assertThat(there.getSchema()).isEqualTo(schema);
            there.setSchema(schema);
            assertThat(emulator.calls()).isEqualTo(connecting);
        }
    }
}

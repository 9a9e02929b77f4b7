package io.github.redshiftdata.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
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

package io.github.redshiftdata.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every fault at every call of every scenario: what comes out is right, or an SQLException that says what happened; no
 * row is in twice, none is missing without an exception, and none is in that an exception says is not. What comes of
 * reading is a table of {@code docs/reliability.md}, written by {@code -Ddocs.write=true}.
 */
class ReliabilityIT {

    private static final int WORKERS = 8;
    private static final Path DOCUMENT = Path.of("../docs/reliability.md");
    private static final String START = "<!-- reading -->\n";
    private static final String END = "<!-- /reading -->\n";

    private static final BlockingQueue<TestEmulator> EMULATORS = new ArrayBlockingQueue<>(WORKERS);
    private static final AtomicInteger CELLS = new AtomicInteger();
    private static String table = "";

    /** What came out: how the table shows it, and what is wrong with it, if anything. */
    private record Outcome(String shown, List<String> wrong) {}

    @BeforeAll
    static void start() throws SQLException {
        table = TestEmulator.shared().newSchema() + ".kept";
        try (var postgres = DriverManager.getConnection(TestEmulator.shared().postgresUrl());
                var statement = postgres.createStatement()) {
            statement.execute("create table " + table + " (cell int, n int)");
        }
        for (var i = 0; i < WORKERS; i++) {
            EMULATORS.add(TestEmulator.own(400));
        }
    }

    @AfterAll
    static void stop() {
        EMULATORS.forEach(TestEmulator::close);
    }

    @Test
    void everyFaultAtEveryCallGivesTheRightRowsOrAClearException() throws Exception {
        var calls = new EnumMap<FaultScenario, List<String>>(FaultScenario.class);
        for (var scenario : FaultScenario.values()) {
            calls.put(scenario, recordWithoutFault(scenario));
        }
        var outcomes = runAll(calls);
        var wrong = new ArrayList<String>();
        outcomes.forEach((cell, outcome) -> outcome.wrong().forEach(what -> wrong.add(cell + ": " + what)));
        calls.keySet().removeIf(scenario -> scenario.rows() > 0);
        var matrix = matrix(calls, outcomes);
        assertThat(wrong).as("cells that break the rules").isEmpty();
        compare(matrix);
    }

    /** One combination. */
    private record Cell(FaultScenario scenario, int position, FaultKind fault) {}

    private static List<String> recordWithoutFault(FaultScenario scenario) throws Exception {
        return withEmulator(emulator -> {
            var cell = CELLS.incrementAndGet();
            List<String> calls;
            try (var connection = emulator.connect()) {
                emulator.emulator().faults().startRecording();
                scenario.run(connection, table, cell);
                calls = emulator.emulator().faults().recorded();
            }
            assertThat(ToldRows.wrong(scenario, null, rowsOf(cell))).isEmpty();
            return calls;
        });
    }

    private static Map<Cell, Outcome> runAll(Map<FaultScenario, List<String>> calls) throws Exception {
        var cells = new ArrayList<Cell>();
        calls.forEach((scenario, operations) -> {
            for (var position = 1; position <= operations.size(); position++) {
                for (var fault : FaultKind.values()) {
                    cells.add(new Cell(scenario, position, fault));
                }
            }
        });
        var pool = Executors.newFixedThreadPool(WORKERS);
        try {
            var tasks = new ArrayList<Callable<Map.Entry<Cell, Outcome>>>();
            cells.forEach(cell -> tasks.add(() -> Map.entry(cell, withEmulator(emulator -> run(cell, emulator)))));
            var outcomes = new java.util.HashMap<Cell, Outcome>();
            for (var done : pool.invokeAll(tasks)) {
                outcomes.put(done.get().getKey(), done.get().getValue());
            }
            return outcomes;
        } finally {
            pool.shutdownNow();
        }
    }

    @FunctionalInterface
    private interface OnEmulator<T> {
        T run(TestEmulator emulator) throws Exception;
    }

    private static <T> T withEmulator(OnEmulator<T> work) throws Exception {
        var emulator = EMULATORS.take();
        try {
            return work.run(emulator);
        } finally {
            emulator.emulator().faults().clear();
            EMULATORS.add(emulator);
        }
    }

    private static Outcome run(Cell cell, TestEmulator emulator) throws SQLException {
        var number = CELLS.incrementAndGet();
        var wrong = new ArrayList<String>();
        SQLException failure = null;
        try (var connection = emulator.connect()) {
            var faults = emulator.emulator().faults();
            var sessionId = connection.unwrap(RedshiftDataConnection.class).getSessionId();
            assertThat(sessionId).isNotNull();
            cell.fault().set(faults.onAny().nth(cell.position()), emulator, String.valueOf(sessionId));
            try {
                cell.scenario().run(connection, table, number);
            } catch (SQLException e) {
                failure = e;
            } catch (RuntimeException | AssertionError e) {
                wrong.add("neither right nor an SQLException: " + e);
            }
            faults.clear();
            wrong.addAll(wrongAfterwards(connection));
        }
        wrong.addAll(ToldRows.wrong(cell.scenario(), failure, rowsOf(number)));
        return new Outcome(failure == null ? "right" : failure.getSQLState(), wrong);
    }

    /** The connection works on, or says that it is dead. */
    private static List<String> wrongAfterwards(Connection connection) {
        try (var statement = connection.createStatement()) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            statement.execute("select 1");
            return List.of();
        } catch (SQLException e) {
            try {
                var dead = String.valueOf(e.getSQLState()).startsWith("08") && !connection.isValid(5);
                return dead ? List.of() : List.of("the connection is neither usable nor dead: " + e);
            } catch (SQLException isValid) {
                return List.of("isValid throws: " + isValid);
            }
        }
    }

    private static List<Integer> rowsOf(int cell) throws SQLException {
        try (var postgres = DriverManager.getConnection(TestEmulator.shared().postgresUrl());
                var statement = postgres.createStatement();
                var rows = statement.executeQuery("select n from " + table + " where cell = " + cell)) {
            var found = new ArrayList<Integer>();
            while (rows.next()) {
                found.add(rows.getInt(1));
            }
            return found;
        }
    }

    private static String matrix(Map<FaultScenario, List<String>> calls, Map<Cell, Outcome> outcomes) {
        var text = new StringBuilder();
        calls.forEach((scenario, operations) -> {
            text.append("\n### ").append(scenario.title()).append("\n\n| Fault |");
            operations.forEach(operation -> text.append(' ').append(operation).append(" |"));
            text.append("\n|---|").append("---|".repeat(operations.size())).append('\n');
            for (var fault : FaultKind.values()) {
                text.append("| ").append(fault.label()).append(" |");
                for (var position = 1; position <= operations.size(); position++) {
                    var outcome = outcomes.get(new Cell(scenario, position, fault));
                    text.append(' ')
                            .append(outcome == null ? "?" : outcome.shown())
                            .append(" |");
                }
                text.append('\n');
            }
        });
        return text.append('\n').toString();
    }

    private static void compare(String matrix) throws IOException {
        var document = Files.readString(DOCUMENT);
        var start = document.indexOf(START) + START.length();
        var end = document.indexOf(END);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(DOCUMENT, document.substring(0, start) + matrix + document.substring(end));
        } else {
            assertThat(document.substring(start, end))
                    .as("the table of docs/reliability.md; write it with -Ddocs.write=true")
                    .isEqualTo(matrix);
        }
    }
}

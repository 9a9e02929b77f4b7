package io.github.redshiftdata.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.AnsweringProxy;
import io.github.redshiftdata.tests.support.ProxyFault;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two faults in a row, and a lost answer before an outage: some of the cells that the driver's own test runs in virtual
 * time, here with a real service and the rows counted on its PostgreSQL. Always the same cells, unless
 * {@code -Dpairs.seed} says otherwise; {@code -Dpairs.count} is how many.
 */
class FaultPairsIT {

    private static final int WORKERS = 8;
    private static final long SEED = Long.getLong("pairs.seed", 20251128L);
    private static final int PAIRS = Integer.getInteger("pairs.count", 240);
    private static final int MOST_REQUESTS = 7;
    private static final List<FaultScenario> WRITERS = List.of(
            FaultScenario.INSERT,
            FaultScenario.LONG_INSERT,
            FaultScenario.PREPARED_BATCH,
            FaultScenario.BATCH,
            FaultScenario.TRANSACTION);

    private static final List<ProxyFault> AWAY =
            List.of(ProxyFault.CUT, ProxyFault.HTML_502, ProxyFault.EXPIRED_TOKEN, ProxyFault.ACCESS_DENIED);

    private static final BlockingQueue<Place> PLACES = new ArrayBlockingQueue<>(WORKERS);
    private static final AtomicInteger CELLS = new AtomicInteger();
    private static String table = "";

    /** An emulator behind a proxy. */
    private record Place(TestEmulator emulator, AnsweringProxy proxy) {

        Connection connect() throws SQLException {
            var port = emulator.emulator().endpoint().getPort();
            return DriverManager.getConnection(
                    emulator.url("requestTimeout=5").replace(":" + port, ":" + proxy.port()));
        }
    }

    /**
     * One combination.
     *
     * @param outage what comes after the faults, for a time; null for nothing
     */
    private record Cell(
            FaultScenario scenario, Map<Integer, ProxyFault> faults, @Nullable ProxyFault outage, int outageSeconds) {}

    @BeforeAll
    static void start() throws SQLException {
        table = TestEmulator.shared().newSchema() + ".kept";
        try (var postgres = DriverManager.getConnection(TestEmulator.shared().postgresUrl());
                var statement = postgres.createStatement()) {
            statement.execute("create table " + table + " (cell int, n int)");
        }
        for (var i = 0; i < WORKERS; i++) {
            var emulator = TestEmulator.own(400);
            PLACES.add(
                    new Place(emulator, new AnsweringProxy(emulator.emulator().endpoint())));
        }
    }

    @AfterAll
    static void stop() {
        PLACES.forEach(place -> {
            place.proxy().close();
            place.emulator().close();
        });
    }

    @Test
    void whatAProgramIsToldIsTrueAfterTwoFaultsAndAfterALostAnswerBeforeAnOutage() throws Exception {
        // The longest first, so that the others pass the time.
        var cells = new ArrayList<>(outages());
        cells.addAll(pairs());
        assertThat(runAll(cells)).as("cells in which something untrue was told").isEmpty();
    }

    private static List<Cell> outages() {
        var cells = new ArrayList<Cell>();
        for (var scenario : WRITERS) {
            cells.add(new Cell(scenario, Map.of(1, ProxyFault.CUT_AFTER), ProxyFault.CUT, 20));
        }
        for (var scenario : WRITERS) {
            for (var outage : AWAY) {
                cells.add(new Cell(scenario, Map.of(1, ProxyFault.CUT_AFTER), outage, 5));
            }
        }
        return cells;
    }

    private static List<Cell> pairs() {
        var cells = new ArrayList<Cell>();
        for (var scenario : WRITERS) {
            for (var request = 1; request <= MOST_REQUESTS; request++) {
                for (var first : ProxyFault.values()) {
                    for (var second : ProxyFault.values()) {
                        cells.add(new Cell(scenario, Map.of(request, first, request + 1, second), null, 0));
                    }
                }
            }
        }
        Collections.shuffle(cells, new Random(SEED));
        return cells.subList(0, PAIRS);
    }

    private static List<String> runAll(List<Cell> cells) throws Exception {
        var pool = Executors.newFixedThreadPool(WORKERS);
        try {
            var tasks = new ArrayList<Callable<List<String>>>();
            cells.forEach(cell -> tasks.add(() -> run(cell)));
            var wrong = new ArrayList<String>();
            for (var done : pool.invokeAll(tasks)) {
                wrong.addAll(done.get());
            }
            return wrong;
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<String> run(Cell cell) throws Exception {
        var place = PLACES.take();
        try {
            var number = CELLS.incrementAndGet();
            var wrong = new ArrayList<String>();
            SQLException failure = null;
            try (var connection = place.connect()) {
                place.proxy().plan(cell.faults());
                if (cell.outage() != null) {
                    place.proxy().outage(cell.outage(), TimeUnit.SECONDS.toNanos(cell.outageSeconds()));
                }
                try {
                    cell.scenario().run(connection, table, number);
                } catch (SQLException e) {
                    failure = e;
                } catch (RuntimeException | AssertionError e) {
                    wrong.add("neither right nor an SQLException: " + e);
                }
                place.proxy().plan(Map.of());
            }
            wrong.addAll(ToldRows.wrong(cell.scenario(), failure, settledRows(number)));
            return wrong.stream().map(what -> cell + ": " + what).toList();
        } finally {
            place.proxy().plan(Map.of());
            PLACES.add(place);
        }
    }

    /** Once nothing writes any more that names the cell. */
    private static List<Integer> settledRows(int cell) throws SQLException {
        TestEmulator.awaitActive("values (" + cell + ",", 0);
        TestEmulator.awaitActive("select " + cell + ",", 0);
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
}

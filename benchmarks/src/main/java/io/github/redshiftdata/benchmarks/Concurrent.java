package io.github.redshiftdata.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Short queries on many connections of one JVM. */
final class Concurrent {

    private static final String SQL = "SELECT columns=8 rowsPerPage=10 pages=1 callMillis=5";
    private static final int QUERIES = 3_200;
    private static final int ROUNDS = 5;

    private static final int REMOTE_ADDRESS = 2;
    private static final int STATE = 3;
    private static final String ESTABLISHED = "01";

    private Concurrent() {}

    static void run(Charts charts) throws Exception {
        var drivers = new ArrayList<Double>();
        var sdks = new ArrayList<Double>();
        var report = new Report(
                "concurrent",
                "connections",
                "driver queries/s",
                "SDK queries/s",
                "ratio",
                "driver's own threads",
                "driver sockets",
                "SDK sockets");
        warmUp();
        // A server for each side: its port tells whose sockets they are.
        try (var driverEnd = new Endpoint();
                var sdkEnd = new Endpoint();
                var loop = new SdkLoop(sdkEnd.uri())) {
            for (var connections : new int[] {1, 8, 64, 256}) {
                var medians = compare(report, connections, driverEnd, sdkEnd, loop);
                drivers.add(medians[0]);
                sdks.add(medians[1]);
            }
        }
        System.out.println("sockets: connections in the state ESTABLISHED to the side's server in /proc/self/net/tcp*");
        report.print();
        charts.bars(
                "concurrent",
                "Short queries on many connections",
                "queries a second",
                List.of("1", "8", "64", "256"),
                List.of(new Charts.Series("driver", drivers), new Charts.Series("SDK loop", sdks)));
    }

    /** Connections are open before the clock starts, as those of a pool are. */
    private static double[] compare(Report report, int count, Endpoint driverEnd, Endpoint sdkEnd, SdkLoop loop)
            throws Exception {
        var queries = Math.max(1, (count == 1 ? QUERIES / 16 : QUERIES) / count);
        var ratios = new double[ROUNDS];
        var drivers = new double[ROUNDS];
        var sdks = new double[ROUNDS];
        var connections = open(driverEnd, count);
        var callers = Executors.newFixedThreadPool(count);
        try {
            perSecond(callers, connections, connection -> driver(connection, 1), 1);
            for (var round = 0; round < ROUNDS; round++) {
                drivers[round] = perSecond(callers, connections, connection -> driver(connection, queries), queries);
                sdks[round] = perSecond(callers, connections, connection -> sdk(loop, queries), queries);
                ratios[round] = drivers[round] / sdks[round];
            }
            report.row(
                    count,
                    Report.median(drivers),
                    Report.median(sdks),
                    Report.median(ratios),
                    driverThreads(),
                    sockets(driverEnd.uri().getPort()),
                    sockets(sdkEnd.uri().getPort()));
            report.result("ratio" + count, Report.median(ratios));
            return new double[] {Report.median(drivers), Report.median(sdks)};
        } finally {
            callers.shutdown();
            for (var connection : connections) {
                connection.close();
            }
        }
    }

    private static List<Connection> open(Endpoint endpoint, int count) throws SQLException {
        var connections = new ArrayList<Connection>();
        for (var i = 0; i < count; i++) {
            connections.add(DriverManager.getConnection(endpoint.jdbcUrl()));
        }
        return connections;
    }

    private static void warmUp() throws Exception {
        try (var endpoint = new Endpoint();
                var loop = new SdkLoop(endpoint.uri())) {
            var connections = open(endpoint, 32);
            var callers = Executors.newFixedThreadPool(32);
            for (var round = 0; round < 2; round++) {
                perSecond(callers, connections, connection -> driver(connection, QUERIES / 32), 1);
                perSecond(callers, connections, connection -> sdk(loop, QUERIES / 32), 1);
            }
            callers.shutdown();
            for (var connection : connections) {
                connection.close();
            }
        }
    }

    /** What each connection does. */
    private interface Work {
        void run(Connection connection) throws SQLException;
    }

    private static void driver(Connection connection, int queries) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var query = 0; query < queries; query++) {
                try (var rows = statement.executeQuery(SQL)) {
                    while (rows.next()) {
                        Decode.blackHole = rows.getLong(1);
                    }
                }
            }
        }
    }

    private static void sdk(SdkLoop loop, int queries) {
        for (var query = 0; query < queries; query++) {
            loop.read(SQL, page -> {
                for (var row : page.records()) {
                    Decode.blackHole = row.get(0).longValue();
                }
            });
        }
    }

    /** All at once: queries a second. */
    private static double perSecond(ExecutorService callers, List<Connection> connections, Work work, int queries)
            throws Exception {
        var tasks = connections.stream()
                .map(connection -> (Callable<Void>) () -> {
                    work.run(connection);
                    return null;
                })
                .toList();
        var start = System.nanoTime();
        for (var done : callers.invokeAll(tasks)) {
            done.get();
        }
        return queries * 1000.0 * connections.size() / Overlap.millisSince(start);
    }

    private static long driverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("redshift-data"))
                .count();
    }

    /** Established connections of this process's network to a port. */
    private static long sockets(int port) throws IOException {
        var count = 0L;
        for (var table : new String[] {"/proc/self/net/tcp", "/proc/self/net/tcp6"}) {
            for (var line : Files.readAllLines(Path.of(table))) {
                var fields = line.strip().split("\\s+", -1);
                var remote = fields[REMOTE_ADDRESS];
                if (ESTABLISHED.equals(fields[STATE])
                        && Integer.parseInt(remote.substring(remote.indexOf(':') + 1), 16) == port) {
                    count++;
                }
            }
        }
        return count;
    }
}

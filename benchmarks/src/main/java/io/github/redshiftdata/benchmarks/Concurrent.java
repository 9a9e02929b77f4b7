package io.github.redshiftdata.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Short queries on many connections of one JVM. */
final class Concurrent {

    private static final String SQL = "SELECT columns=8 rowsPerPage=10 pages=1 callMillis=5";
    private static final int QUERIES = 6_400;
    private static final int ROUNDS = 5;

    private static final int REMOTE_ADDRESS = 2;
    private static final int STATE = 3;
    private static final String ESTABLISHED = "01";

    private Concurrent() {}

    static void run() throws Exception {
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
                var queries = connections == 1 ? QUERIES / 16 : QUERIES;
                var ratios = new double[ROUNDS];
                var drivers = new double[ROUNDS];
                var sdks = new double[ROUNDS];
                var threads = 0L;
                for (var round = 0; round < ROUNDS; round++) {
                    var driver = driver(driverEnd, connections, queries);
                    var sdk = sdk(loop, connections, queries);
                    drivers[round] = driver.perSecond();
                    sdks[round] = sdk.perSecond();
                    ratios[round] = driver.perSecond() / sdk.perSecond();
                    threads = Math.max(threads, driver.threads());
                }
                report.row(
                        connections,
                        Report.median(drivers),
                        Report.median(sdks),
                        Report.median(ratios),
                        threads,
                        sockets(driverEnd.uri().getPort()),
                        sockets(sdkEnd.uri().getPort()));
                report.result("ratio" + connections, Report.median(ratios));
            }
        }
        System.out.println("sockets: connections in the state ESTABLISHED to the side's server in /proc/self/net/tcp*");
        report.print();
    }

    private static void warmUp() throws Exception {
        try (var endpoint = new Endpoint();
                var loop = new SdkLoop(endpoint.uri())) {
            for (var round = 0; round < 2; round++) {
                driver(endpoint, 32, QUERIES);
                sdk(loop, 32, QUERIES);
            }
        }
    }

    private record Figures(double perSecond, long threads) {}

    private static Figures driver(Endpoint endpoint, int connections, int queries) throws Exception {
        return together(
                connections,
                () -> {
                    try (var connection = DriverManager.getConnection(endpoint.jdbcUrl());
                            var statement = connection.createStatement()) {
                        for (var query = 0; query < queries / connections; query++) {
                            try (var rows = statement.executeQuery(SQL)) {
                                while (rows.next()) {
                                    Decode.blackHole = rows.getLong(1);
                                }
                            }
                        }
                    }
                    return null;
                },
                queries);
    }

    private static Figures sdk(SdkLoop loop, int connections, int queries) throws Exception {
        return together(
                connections,
                () -> {
                    for (var query = 0; query < queries / connections; query++) {
                        loop.read(
                                SQL,
                                page -> Decode.blackHole =
                                        page.records().get(0).get(0).longValue());
                    }
                    return null;
                },
                queries);
    }

    /** All at once. The threads are those that are there right after; idle ones stay for seconds. */
    private static Figures together(int connections, Callable<Void> work, int queries) throws Exception {
        var pool = Executors.newFixedThreadPool(connections);
        try {
            var start = System.nanoTime();
            var running = new ArrayList<java.util.concurrent.Future<Void>>();
            for (var i = 0; i < connections; i++) {
                running.add(pool.submit(work));
            }
            for (var each : running) {
                each.get();
            }
            var seconds = Overlap.millisSince(start) / 1000;
            return new Figures(queries / seconds, driverThreads());
        } finally {
            pool.shutdown();
        }
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

package io.github.redshiftdata.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
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

    private Concurrent() {}

    static void run() throws Exception {
        var report = new Report(
                "concurrent",
                "connections",
                "driver queries/s",
                "SDK queries/s",
                "ratio",
                "driver threads",
                "driver sockets");
        try (var endpoint = new Endpoint();
                var loop = new SdkLoop(endpoint.uri())) {
            driver(endpoint, 64);
            sdk(loop, 64);
            for (var connections : new int[] {1, 8, 64, 256}) {
                var queries = connections == 1 ? QUERIES / 16 : QUERIES;
                var driver = driver(endpoint, Math.max(1, connections), queries);
                var sdk = sdk(loop, connections, queries);
                var driverAgain = driver(endpoint, connections, queries);
                var sdkAgain = sdk(loop, connections, queries);
                var ratio = (driver.perSecond() + driverAgain.perSecond()) / (sdk.perSecond() + sdkAgain.perSecond());
                report.row(
                        connections,
                        (driver.perSecond() + driverAgain.perSecond()) / 2,
                        (sdk.perSecond() + sdkAgain.perSecond()) / 2,
                        ratio,
                        driver.threads() - connections,
                        driver.sockets());
                report.result("ratio" + connections, ratio);
            }
        }
        report.print();
    }

    private record Figures(double perSecond, int threads, long sockets) {}

    private static void driver(Endpoint endpoint, int connections) throws Exception {
        driver(endpoint, connections, QUERIES);
    }

    private static void sdk(SdkLoop loop, int connections) throws Exception {
        sdk(loop, connections, QUERIES);
    }

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

    /** All at once; threads and sockets are those before the first has ended. */
    private static Figures together(int connections, Callable<Void> work, int queries) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        threads.resetPeakThreadCount();
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
            return new Figures(queries / seconds, threads.getPeakThreadCount(), sockets());
        } finally {
            pool.shutdown();
        }
    }

    private static long sockets() throws IOException {
        var count = 0L;
        try (var open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (var file : open) {
                if (Files.isSymbolicLink(file) && isSocket(file)) {
                    count++;
                }
            }
        }
        return count;
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}

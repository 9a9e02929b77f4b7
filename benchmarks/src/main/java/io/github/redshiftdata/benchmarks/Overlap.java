package io.github.redshiftdata.benchmarks;

import java.sql.DriverManager;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Pages that take long on the wire, and a reader that takes long over each page. */
final class Overlap {

    private static final int PAGES = 30;
    private static final int ROWS_PER_PAGE = 500;
    private static final int MILLIS = 40;

    private Overlap() {}

    static void run() throws Exception {
        var sql = "SELECT columns=8 rowsPerPage=" + ROWS_PER_PAGE + " pages=" + PAGES + " delayMillis=" + MILLIS;
        var report = new Report("overlap", "side", "ms for " + PAGES + " pages");
        try (var endpoint = new Endpoint();
                var connection = DriverManager.getConnection(endpoint.jdbcUrl());
                var loop = new SdkLoop(endpoint.uri())) {
            var driver = Double.MAX_VALUE;
            var sdk = Double.MAX_VALUE;
            for (var round = 0; round < 3; round++) {
                var start = System.nanoTime();
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery(sql)) {
                    for (var row = 1; rows.next(); row++) {
                        Decode.blackHole = rows.getLong(1);
                        if (row % ROWS_PER_PAGE == 0) {
                            work();
                        }
                    }
                }
                driver = Math.min(driver, millisSince(start));
                start = System.nanoTime();
                loop.read(sql, page -> {
                    for (var row : page.records()) {
                        Decode.blackHole = row.get(0).longValue();
                    }
                    work();
                });
                sdk = Math.min(sdk, millisSince(start));
            }
            report.row("driver", driver);
            report.row("SDK loop", sdk);
            report.result("ratio", driver / sdk);
            report.print();
        }
    }

    static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static void work() {
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
        for (var left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}

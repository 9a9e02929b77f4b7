package io.github.redshiftdata.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * A result far larger than the heap, in a JVM of 64 MB; then two of them at once. Nothing forces a collection: what is
 * live is what the serial collector leaves when it collects the whole heap because it is full.
 */
final class Stream {

    private static final int ROWS_PER_PAGE = 10_000;
    private static final int PAGES = 1000;

    private Stream() {}

    static void run() throws IOException, InterruptedException {
        try (var endpoint = new Endpoint();
                var reader = new ChildJvm(List.of("-Xmx64m", "-XX:+UseSerialGC"), Reader.class, endpoint.jdbcUrl())) {
            var status = reader.printed();
            if (status != 0) {
                throw new IOException("The reader in 64 MB ended with status " + status);
            }
        }
    }

    /** What runs in the small JVM. */
    static final class Reader {

        private static final AtomicLong PEAK = new AtomicLong();
        private static final AtomicLong PEAK_LIVE = new AtomicLong();
        private static final AtomicLong WHOLE_COLLECTIONS = new AtomicLong();

        private Reader() {}

        public static void main(String[] arguments) throws SQLException, IOException {
            watchCollections();
            var report = new Report(
                    "stream",
                    "results",
                    "rows",
                    "rows/s",
                    "collections of the whole heap",
                    "peak live heap, MB",
                    "peak after any GC, MB",
                    "peak RSS, MB");
            try (var connection = DriverManager.getConnection(arguments[0]);
                    var first = connection.createStatement();
                    var second = connection.createStatement()) {
                var start = System.nanoTime();
                var rows = 0L;
                try (var one = first.executeQuery(sql(PAGES))) {
                    while (one.next()) {
                        Decode.blackHole = one.getLong(1) + text(one.getString(2)) + text(one.getString(3));
                        rows++;
                    }
                }
                show(report, "one", rows, start);
                report.result("rows", rows);
                start = System.nanoTime();
                rows = 0;
                try (var one = first.executeQuery(sql(PAGES / 2));
                        var two = second.executeQuery(sql(PAGES / 2))) {
                    while (one.next() && two.next()) {
                        Decode.blackHole = one.getLong(1) + two.getLong(1) + text(two.getString(2));
                        rows += 2;
                    }
                }
                show(report, "two at once", rows, start);
            }
            report.result("heap_mb", (PEAK_LIVE.get() == 0 ? PEAK : PEAK_LIVE).get() / 1048576.0);
            report.result("after_any_gc_mb", PEAK.get() / 1048576.0);
            report.result("rss_mb", (double) peakRss());
            report.print();
            System.exit(0);
        }

        private static String sql(int pages) {
            return "SELECT columns=3 rowsPerPage=" + ROWS_PER_PAGE + " pages=" + pages;
        }

        private static int text(String text) {
            return text.length();
        }

        private static void show(Report report, String name, long rows, long start) throws IOException {
            report.row(
                    name,
                    rows,
                    rows * 1000 / Overlap.millisSince(start),
                    WHOLE_COLLECTIONS.get(),
                    PEAK_LIVE.get() / 1048576.0,
                    PEAK.get() / 1048576.0,
                    (double) peakRss());
        }

        /** Notes what is left after each collection. */
        private static void watchCollections() {
            for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
                ((NotificationEmitter) collector)
                        .addNotificationListener(
                                (notification, handback) -> {
                                    var info = GarbageCollectionNotificationInfo.from(
                                            (CompositeData) notification.getUserData());
                                    var heap = info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                                            .filter(pool -> isHeap(pool.getKey()))
                                            .mapToLong(pool -> used(pool.getValue()))
                                            .sum();
                                    PEAK.accumulateAndGet(heap, Math::max);
                                    if (info.getGcAction().contains("major")) {
                                        WHOLE_COLLECTIONS.incrementAndGet();
                                        PEAK_LIVE.accumulateAndGet(heap, Math::max);
                                    }
                                },
                                null,
                                null);
            }
        }

        private static long used(MemoryUsage usage) {
            return usage.getUsed();
        }

        private static boolean isHeap(String pool) {
            return pool.contains("Eden")
                    || pool.contains("Survivor")
                    || pool.contains("Old")
                    || pool.contains("Tenured");
        }

        private static long peakRss() throws IOException {
            for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                }
            }
            return 0;
        }
    }
}

package io.github.redshiftdata.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One JVM of a fleet: it tells when it is ready, when it begins to count, and what its queries took. */
final class FleetMember {

    private static final int CONNECTIONS = 4;
    private static final List<String> OPTIONS = List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** Starts one. */
    static ChildJvm start(String jdbcUrl, int settling, int seconds) throws IOException {
        return new ChildJvm(OPTIONS, FleetMember.class, jdbcUrl, Integer.toString(settling), Integer.toString(seconds));
    }

    private FleetMember() {}

    /** Connects, waits for a byte, then works; the last line holds the seconds that each counted query took. */
    public static void main(String[] arguments) throws Exception {
        var connections = new ArrayList<Connection>();
        for (var number = 0; number < CONNECTIONS; number++) {
            connections.add(DriverManager.getConnection(arguments[0]));
            query(connections.get(number));
        }
        System.out.println("ready");
        if (System.in.read() < 0) {
            return;
        }
        var start = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[1]));
        var end = start + TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[2]));
        var threads = Executors.newFixedThreadPool(CONNECTIONS + 1);
        threads.execute(() -> tell(start));
        var waits = new ArrayList<Double>();
        var tasks = connections.stream()
                .map(connection -> (Callable<List<Double>>) () -> work(connection, start, end))
                .toList();
        for (var done : threads.invokeAll(tasks)) {
            waits.addAll(done.get());
        }
        System.out.println(waits.stream()
                .map(wait -> String.format(Locale.ROOT, "%.3f", wait))
                .collect(Collectors.joining(" ")));
        System.exit(0);
    }

    private static void tell(long start) {
        try {
            TimeUnit.NANOSECONDS.sleep(start - System.nanoTime());
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
        System.out.println("counting");
    }

    /** The waits, in seconds, of the queries that ended while they were counted. */
    private static List<Double> work(Connection connection, long start, long end) throws SQLException {
        var waits = new ArrayList<Double>();
        while (true) {
            var began = System.nanoTime();
            query(connection);
            var now = System.nanoTime();
            if (now - end >= 0) {
                return waits;
            }
            if (now - start >= 0) {
                waits.add((now - began) / 1e9);
            }
        }
    }

    private static void query(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select 1")) {
            rows.next();
        }
    }
}

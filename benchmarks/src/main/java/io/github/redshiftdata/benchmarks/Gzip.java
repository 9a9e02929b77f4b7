package io.github.redshiftdata.benchmarks;

import io.github.redshiftdata.emulator.Emulator;
import io.github.redshiftdata.emulator.EmulatorOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.SplittableRandom;

/** Rows over a line of 20 Mbit/s with 40 ms for a round trip, and over none, compressed and as they are. The emulator compresses. */
final class Gzip {

    private static final int ROWS = 40_000;
    private static final int ROUNDS = 3;
    private static final int MEGABITS = 20;
    private static final int MILLIS_EACH_WAY = 20;

    private static final LocalDateTime BEGIN = LocalDateTime.of(2026, 1, 1, 0, 0);

    private Gzip() {}

    static void run() throws SQLException, IOException {
        var report = new Report("gzip", "rows and way", "as they are, ms", "compressed, ms");
        var options = EmulatorOptions.defaults().withSampleData(false).withCompressed(true);
        try (var emulator = Emulator.start(options);
                var line = new SlowLine(emulator.endpoint(), MEGABITS, MILLIS_EACH_WAY)) {
            try (var connection = DriverManager.getConnection(emulator.jdbcUrl())) {
                fill(connection, "usual", Gzip::usual);
                fill(connection, "random", random(new SplittableRandom(1)));
            }
            var way = MEGABITS + " Mbit/s, " + 2 * MILLIS_EACH_WAY + " ms";
            var usual = compared(report, "usual, " + way, line.port(), "usual");
            var random = compared(report, "random, " + way, line.port(), "random");
            var direct = compared(
                    report, "usual, no line between", emulator.endpoint().getPort(), "usual");
            report.result("ratio", usual);
            report.result("random_ratio", random);
            report.result("loopback_ratio", direct);
            report.print();
        }
    }

    /** Sets the values of a row. */
    private interface Row {
        void set(PreparedStatement insert, int row) throws SQLException;
    }

    private static void fill(Connection connection, String table, Row row) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "create table " + table + " (c0 bigint, c1 varchar(64), c2 varchar(64), c3 numeric(12, 2),"
                            + " c4 timestamp, c5 float8, c6 int, c7 boolean)");
        }
        try (var insert = connection.prepareStatement("insert into " + table + " values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (var number = 1; number <= ROWS; number++) {
                row.set(insert, number);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The values of the pages of the other scenarios. */
    private static void usual(PreparedStatement insert, int row) throws SQLException {
        insert.setLong(1, row * 7919L);
        insert.setString(2, "customer number " + row);
        insert.setString(3, "Straße " + row % 977 + ", Köln");
        insert.setBigDecimal(4, BigDecimal.valueOf(row % 100_000 * 100L + row % 100, 2));
        insert.setObject(5, BEGIN.plusMonths(row % 12).plusDays(row % 28).plusSeconds(row % 3541));
        insert.setDouble(6, row / 8.0);
        insert.setObject(7, row % 50 == 0 ? null : row % 1000, Types.INTEGER);
        insert.setBoolean(8, row % 2 == 0);
    }

    /** Values that have next to nothing in common. */
    private static Row random(SplittableRandom random) {
        return (insert, row) -> {
            insert.setLong(1, random.nextLong());
            insert.setString(2, "Customer " + random.nextInt(5000));
            insert.setString(3, Long.toString(random.nextLong(1L << 52), 36));
            insert.setBigDecimal(4, BigDecimal.valueOf(random.nextLong(10_000_000), 2));
            insert.setObject(5, BEGIN.plusSeconds(random.nextInt(31_536_000)));
            insert.setDouble(6, random.nextDouble());
            insert.setInt(7, random.nextInt(100));
            insert.setBoolean(8, random.nextInt(10) == 0);
        };
    }

    /** How many times faster the rows come compressed, by the best of some rounds of both. */
    private static double compared(Report report, String name, int port, String table) throws SQLException {
        var plain = Double.MAX_VALUE;
        var compressed = Double.MAX_VALUE;
        for (var round = 0; round < ROUNDS; round++) {
            plain = Math.min(plain, read(port, table, false));
            compressed = Math.min(compressed, read(port, table, true));
        }
        report.row(name, plain, compressed);
        return plain / compressed;
    }

    private static double read(int port, String table, boolean compressed) throws SQLException {
        var url = "jdbc:redshift-data://127.0.0.1:" + port + "/dev?compressedResults=" + compressed;
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select * from " + table)) {
            var start = System.nanoTime();
            var count = 0;
            while (rows.next()) {
                Decode.blackHole = rows.getLong(1);
                count++;
            }
            if (count != ROWS) {
                throw new SQLException(count + " rows instead of " + ROWS);
            }
            return Overlap.millisSince(start);
        }
    }
}

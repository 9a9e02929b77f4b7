package io.github.redshiftdata.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.redshiftdata.model.Field;

/** Rows per second and bytes allocated per row: the driver, and the loop on the SDK that reads the same fields. */
final class Decode {

    private static final int WARM_UP = 5;
    private static final int ROUNDS = 9;
    private static final int PAGES = 40;

    /** Reads the whole result once, and says how many rows it had. */
    interface Side {
        long read(String sql) throws Exception;
    }

    /** How the driver asks for a result. */
    private enum ResultFormat {
        JSON,
        CSV
    }

    private record Figures(double rowsPerSecond, double bytesPerRow) {}

    private final Endpoint endpoint;
    private final Report report = new Report(
            "decode",
            "columns",
            "driver rows/s",
            "SDK rows/s",
            "ratio",
            "driver B/row",
            "SDK B/row",
            "alloc",
            "drained rows/s");

    /** Keeps the values read alive; printed nowhere. */
    static volatile long blackHole;

    private final List<String> widths = new ArrayList<>();
    private final List<Double> driverValues = new ArrayList<>();
    private final List<Double> sdkValues = new ArrayList<>();

    private Decode(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    static void run(Charts charts) throws Exception {
        try (var endpoint = new Endpoint()) {
            var decode = new Decode(endpoint);
            decode.compare();
            charts.bars(
                    "decode",
                    "Reading a result: values per second",
                    "million values a second",
                    decode.widths,
                    List.of(
                            new Charts.Series("driver", decode.driverValues),
                            new Charts.Series("SDK loop", decode.sdkValues)));
        }
    }

    private void compare() throws Exception {
        var two = compare(2, 8000, ResultFormat.JSON);
        var eight = compare(8, 3000, ResultFormat.JSON);
        var hundred = compare(100, 300, ResultFormat.JSON);
        var csv = compare(8, 3000, ResultFormat.CSV);
        report.result("ratio", eight[0]);
        report.result("alloc", eight[1]);
        report.result("ratio2", two[0]);
        report.result("ratio100", hundred[0]);
        report.result("ratio_csv", csv[0]);
        report.print();
    }

    /** The format is the driver's; the loop on the SDK reads JSON all the same. */
    private double[] compare(int columns, int rowsPerPage, ResultFormat format) throws Exception {
        var sql = "SELECT columns=" + columns + " rowsPerPage=" + rowsPerPage + " pages=" + PAGES;
        var url = endpoint.jdbcUrl() + "&resultFormat=" + format.name().toLowerCase(Locale.ROOT);
        try (var connection = DriverManager.getConnection(url);
                var loop = new SdkLoop(endpoint.uri());
                var drain = new SdkLoop(endpoint.uri(), new Draining())) {
            Side driver = text -> {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery(text)) {
                    return readDriver(rows, columns);
                }
            };
            Side sdk = text -> readSdk(loop, text, columns);
            var sides = List.of(driver, sdk, (Side) text -> {
                drain.read(text, page -> {});
                return (long) rowsPerPage * PAGES;
            });
            var rounds = measure(sides, sql);
            var figures = rounds.stream().map(Decode::median).toList();
            var ratio = medianRatio(rounds.get(0), rounds.get(1));
            var alloc = figures.get(0).bytesPerRow() / figures.get(1).bytesPerRow();
            report.row(
                    format == ResultFormat.CSV ? columns + " as CSV" : columns,
                    figures.get(0).rowsPerSecond(),
                    figures.get(1).rowsPerSecond(),
                    ratio,
                    figures.get(0).bytesPerRow(),
                    figures.get(1).bytesPerRow(),
                    alloc,
                    figures.get(2).rowsPerSecond());
            widths.add(columns + (format == ResultFormat.CSV ? " columns (CSV)" : " columns"));
            driverValues.add(figures.get(0).rowsPerSecond() * columns / 1e6);
            sdkValues.add(figures.get(1).rowsPerSecond() * columns / 1e6);
            return new double[] {ratio, alloc};
        }
    }

    /** The sides in turn, round by round, so that what disturbs one disturbs the others, too. */
    private static List<List<Figures>> measure(List<Side> sides, String sql) throws Exception {
        var times = new ArrayList<List<Figures>>();
        sides.forEach(side -> times.add(new ArrayList<>()));
        for (var round = 0; round < WARM_UP + ROUNDS; round++) {
            for (var side = 0; side < sides.size(); side++) {
                System.gc();
                var bytes = allocated();
                var start = System.nanoTime();
                var rows = sides.get(side).read(sql);
                var nanos = System.nanoTime() - start;
                if (round >= WARM_UP) {
                    times.get(side).add(new Figures(rows * 1e9 / nanos, (double) (allocated() - bytes) / rows));
                }
            }
        }
        return times;
    }

    private static double medianRatio(List<Figures> some, List<Figures> others) {
        return Report.median(IntStream.range(0, ROUNDS)
                .mapToDouble(round ->
                        some.get(round).rowsPerSecond() / others.get(round).rowsPerSecond())
                .toArray());
    }

    private static Figures median(List<Figures> figures) {
        return new Figures(
                Report.median(
                        figures.stream().mapToDouble(Figures::rowsPerSecond).toArray()),
                Report.median(figures.stream().mapToDouble(Figures::bytesPerRow).toArray()));
    }

    /** What all threads that are alive have allocated. */
    private static long allocated() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var sum = 0L;
        for (var bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    private long readDriver(ResultSet rows, int columns) throws SQLException {
        var count = 0L;
        var sum = 0L;
        while (rows.next()) {
            count++;
            for (var column = 1; column <= columns; column++) {
                switch (Pages.typeName(column - 1)) {
                    case "int8" -> sum += rows.getLong(column);
                    case "int4" -> sum += rows.getInt(column);
                    case "float8" -> sum += (long) rows.getDouble(column);
                    case "bool" -> sum += rows.getBoolean(column) ? 1 : 0;
                    default -> sum += rows.getString(column).length();
                }
            }
        }
        blackHole = sum;
        return count;
    }

    private long readSdk(SdkLoop loop, String sql, int columns) {
        var counter = new long[2];
        loop.read(sql, page -> {
            for (var row : page.records()) {
                counter[0]++;
                for (var column = 0; column < columns; column++) {
                    counter[1] += value(row.get(column), Pages.typeName(column));
                }
            }
        });
        blackHole = counter[1];
        return counter[0];
    }

    private static long value(Field field, String type) {
        if (Boolean.TRUE.equals(field.isNull())) {
            return 0;
        }
        return switch (type) {
            case "int8", "int4" -> field.longValue();
            case "float8" -> field.doubleValue().longValue();
            case "bool" -> field.booleanValue() ? 1 : 0;
            default -> field.stringValue().length();
        };
    }
}

package io.github.redshiftdata.benchmarks;

import io.github.redshiftdata.emulator.Emulator;
import io.github.redshiftdata.emulator.EmulatorOptions;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Rows per second into a table, where every call takes 20 ms more. */
final class Batch {

    private static final int ROWS = 10_000;
    /** One by one all of them would take minutes: the time of these is multiplied, and the report says so. */
    private static final int ROWS_ONE_BY_ONE = 500;

    private static final int FORTY = 40;
    private static final Duration CALL = Duration.ofMillis(20);

    private Batch() {}

    static void run(Charts charts) throws SQLException, IOException {
        var report = new Report("batch", "side", "rows sent", "calls", "s for 10,000 rows", "rows/s");
        try (var emulator = Emulator.start(EmulatorOptions.defaults().withSampleData(false));
                var loop = new SdkLoop(emulator.endpoint());
                var connection = DriverManager.getConnection(emulator.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("create table calls (a int, b varchar(40))");
            Calls.batch(connection, ROWS);
            byForty(loop, ROWS / 10);
            emulator.faults().onAny().always().delay(CALL);

            emulator.resetCalls();
            var start = System.nanoTime();
            Calls.batch(connection, ROWS);
            var driver = Overlap.millisSince(start) / 1000;
            report.row("driver, addBatch", ROWS, calls(emulator), driver, ROWS / driver);

            emulator.resetCalls();
            start = System.nanoTime();
            byForty(loop, ROWS);
            var byForty = Overlap.millisSince(start) / 1000;
            report.row("SDK, 40 per BatchExecute", ROWS, calls(emulator), byForty, ROWS / byForty);

            emulator.resetCalls();
            start = System.nanoTime();
            for (var row = 0; row < ROWS_ONE_BY_ONE; row++) {
                loop.execute(insert(row));
            }
            var oneByOne = Overlap.millisSince(start) / 1000 * ROWS / ROWS_ONE_BY_ONE;
            report.row(
                    "SDK, one Execute per row (extrapolated)",
                    ROWS_ONE_BY_ONE,
                    calls(emulator),
                    oneByOne,
                    ROWS / oneByOne);
            report.result("ratio", byForty / driver);
            report.result("ratio_one_by_one", oneByOne / driver);
            report.print();
            charts.bars(
                    "batch",
                    "10,000 rows into a table, 20 ms per call",
                    "rows a second",
                    List.of("one Execute per row (extrapolated)", "40 per BatchExecute", "driver, addBatch"),
                    List.of(new Charts.Series(
                            "rows a second", List.of(ROWS / oneByOne, ROWS / byForty, ROWS / driver))));
        }
    }

    private static void byForty(SdkLoop loop, int rows) {
        for (var row = 0; row < rows; row += FORTY) {
            var sqls = IntStream.range(row, row + FORTY).mapToObj(Batch::insert).toList();
            loop.client().batchExecuteStatement(request -> request.workgroupName("bench")
                    .database("dev")
                    .sqls(sqls)
                    .waitTimeSeconds(1));
        }
    }

    private static String insert(int row) {
        return "insert into calls values (" + row + ", 'a name of row " + row + "')";
    }

    private static long calls(Emulator emulator) {
        return emulator.calls().values().stream().mapToLong(Long::longValue).sum();
    }
}

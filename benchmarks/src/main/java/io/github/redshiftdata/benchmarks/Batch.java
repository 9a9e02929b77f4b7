package io.github.redshiftdata.benchmarks;

import io.github.redshiftdata.emulator.Emulator;
import io.github.redshiftdata.emulator.EmulatorOptions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.IntStream;

/** Rows per second into a table, where every call takes 20 ms more. */
final class Batch {

    private static final int ROWS = 10_000;
    private static final int ROWS_ONE_BY_ONE = 200;
    private static final int ROWS_BY_FORTY = 4_000;
    private static final int FORTY = 40;
    private static final Duration CALL = Duration.ofMillis(20);

    private Batch() {}

    static void run() throws SQLException {
        var report = new Report("batch", "side", "rows", "calls", "rows/s");
        try (var emulator = Emulator.start(EmulatorOptions.defaults().withSampleData(false));
                var loop = new SdkLoop(emulator.endpoint());
                var connection = DriverManager.getConnection(emulator.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("create table calls (a int, b varchar(40))");
            Calls.batch(connection, ROWS);
            emulator.faults().onAny().always().delay(CALL);
            emulator.resetCalls();
            var start = System.nanoTime();
            Calls.batch(connection, ROWS);
            var driver = ROWS * 1000 / Overlap.millisSince(start);
            report.row("driver, addBatch", ROWS, calls(emulator), driver);

            emulator.resetCalls();
            start = System.nanoTime();
            for (var row = 0; row < ROWS_BY_FORTY; row += FORTY) {
                var sqls = IntStream.range(row, row + FORTY)
                        .mapToObj(Batch::insert)
                        .toList();
                loop.client().batchExecuteStatement(request -> request.workgroupName("bench")
                        .database("dev")
                        .sqls(sqls)
                        .waitTimeSeconds(1));
            }
            var byForty = ROWS_BY_FORTY * 1000 / Overlap.millisSince(start);
            report.row("SDK, 40 per BatchExecute", ROWS_BY_FORTY, calls(emulator), byForty);

            emulator.resetCalls();
            start = System.nanoTime();
            for (var row = 0; row < ROWS_ONE_BY_ONE; row++) {
                loop.execute(insert(row));
            }
            report.row(
                    "SDK, one Execute per row",
                    ROWS_ONE_BY_ONE,
                    calls(emulator),
                    ROWS_ONE_BY_ONE * 1000 / Overlap.millisSince(start));
            report.result("ratio", driver / byForty);
            report.print();
        }
    }

    private static String insert(int row) {
        return "insert into calls values (" + row + ", 'a name of row " + row + "')";
    }

    private static long calls(Emulator emulator) {
        return emulator.calls().values().stream().mapToLong(Long::longValue).sum();
    }
}

package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/** A session of the driver on a fake service. */
final class Setup {

    final FakeTime time = new FakeTime();
    final FakeDataApi api = new FakeDataApi(time);
    final LongPolling longPolling = new LongPolling();
    final DataSession session;

    Setup() {
        this(SessionMode.ALWAYS);
    }

    Setup(SessionMode mode) {
        this(mode, Runnable::run);
    }

    Setup(SessionMode mode, Executor threads) {
        this(mode, threads, Duration.ofMinutes(30));
    }

    Setup(SessionMode mode, Executor threads, Duration keepAlive) {
        this(mode, threads, keepAlive, api -> api);
    }

    /** Something stands between the driver and the service. */
    Setup(UnaryOperator<DataApi> between) {
        this(SessionMode.ALWAYS, Runnable::run, Duration.ofMinutes(30), between);
    }

    private Setup(SessionMode mode, Executor threads, Duration keepAlive, UnaryOperator<DataApi> between) {
        session = new DataSession(
                between.apply(api),
                longPolling,
                config(mode, keepAlive),
                time.pacing(),
                threads,
                sql -> sql.equals("SELECT 1") || sql.equals("SELECT 2"));
    }

    List<StatementOutcome> run(String... sqls) throws SQLException {
        return run(Duration.ZERO, new Canceller(), sqls);
    }

    List<StatementOutcome> run(Duration timeout, Canceller canceller, String... sqls) throws SQLException {
        return session.execute(bound(sqls), new ExecuteOptions(timeout, null), canceller);
    }

    StatementOutcome one(String sql) throws SQLException {
        return run(sql).get(0);
    }

    long[] batch(String... sqls) throws SQLException {
        return session.executeBatch(bound(sqls), new ExecuteOptions(Duration.ZERO, null), new Canceller());
    }

    static List<BoundStatement> bound(String... sqls) {
        return Arrays.stream(sqls)
                .map(sql -> new BoundStatement(sql, List.of(), kindOf(sql)))
                .toList();
    }

    private static StatementKind kindOf(String sql) {
        if (sql.contains(" AS SELECT") || (sql.startsWith("SELECT") && sql.contains(" INTO "))) {
            return StatementKind.TABLE_OF_QUERY;
        }
        return switch (sql.split(" ", 2)[0].toUpperCase(Locale.ROOT)) {
            case "SELECT" -> StatementKind.QUERY;
            case "INSERT" -> StatementKind.INSERT;
            case "CREATE" -> StatementKind.DDL;
            case "TRUNCATE" -> StatementKind.AUTO_COMMITTING;
            case "SET" -> StatementKind.SET;
            case "BEGIN" -> StatementKind.BEGIN;
            case "COMMIT" -> StatementKind.COMMIT;
            case "ROLLBACK" -> StatementKind.ROLLBACK;
            case "CALL" -> StatementKind.CALL;
            case "MERGE" -> StatementKind.MERGE;
            case "COPY", "UNLOAD" -> StatementKind.LOAD;
            case "EXECUTE" -> StatementKind.EXECUTE;
            case "ANALYZE" -> StatementKind.MAINTENANCE;
            default -> StatementKind.OTHER;
        };
    }

    private static DriverConfig config(SessionMode mode, Duration keepAlive) {
        return new DriverConfig(
                "jdbc:fake",
                "eu-west-1",
                null,
                new DriverConfig.Workgroup("work"),
                "dev",
                new DriverConfig.IamIdentity(),
                new DriverConfig.DefaultChain(),
                mode,
                keepAlive,
                true,
                DriverConfig.ParameterMode.BIND,
                DriverConfig.ResultFormat.JSON,
                DriverConfig.MetadataSource.API,
                Duration.ofMinutes(1),
                1_000_000,
                Duration.ZERO,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                100,
                null,
                null,
                false,
                Map.of());
    }
}

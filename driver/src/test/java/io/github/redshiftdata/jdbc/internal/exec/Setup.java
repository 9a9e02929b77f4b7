package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.Pace;
import io.github.redshiftdata.jdbc.internal.api.Paces.Operation;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
        session = new DataSession(between.apply(api), longPolling, config(mode, keepAlive), time.pacing(), threads);
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
        return Arrays.stream(sqls).map(BoundStatement::ofDriver).toList();
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

    /** Some wait for their turn of an operation of which the service has refused a request as one too many. */
    Pace crowd(Operation operation, int waiting) {
        var pace = api.paces().of(operation);
        pace.throttled();
        for (var number = 0; number < waiting; number++) {
            pace.reserve();
        }
        return pace;
    }

    /** When the next one's turn would come, on the clock. */
    long turnOfNext(Pace pace) {
        var turn = pace.reserve();
        var left = turn.left();
        turn.leave();
        return time.nanos() + left;
    }
}

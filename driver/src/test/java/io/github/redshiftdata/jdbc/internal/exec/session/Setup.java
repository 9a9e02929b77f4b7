package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.api.AdaptiveRate;
import io.github.redshiftdata.jdbc.internal.api.ApplicationNames;
import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.ExecutionModes;
import io.github.redshiftdata.jdbc.internal.api.KeepAliveChanges;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.api.StatementLengths;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ReadOnly;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ScriptMode;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionTimes;
import io.github.redshiftdata.jdbc.internal.config.NetworkConfig;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeTime;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A session of the driver on a fake service. */
public final class Setup {

    public final FakeTime time = new FakeTime();
    public final FakeDataApi api = new FakeDataApi(time);
    final LongPolling longPolling = new LongPolling();
    final KeepAliveChanges keepAliveChanges = new KeepAliveChanges();
    final ExecutionModes modes = new ExecutionModes();
    /** What the driver's timer is to begin later, and after which pauses. */
    final List<Runnable> later = new ArrayList<>();

    final List<Duration> pauses = new ArrayList<>();
    /** What the timer throws; null for nothing. */
    @Nullable
    Throwable refusesLater;

    public final DataSession session;

    public Setup() {
        this(SessionMode.ALWAYS);
    }

    public Setup(SessionMode mode) {
        this(mode, Runnable::run);
    }

    public Setup(SessionMode mode, Executor threads) {
        this(mode, threads, Duration.ofMinutes(30));
    }

    public Setup(SessionMode mode, Executor threads, Duration keepAlive) {
        this(mode, threads, same(keepAlive), api -> api);
    }

    /** With times of which some differ. */
    Setup(SessionTimes times) {
        this(SessionMode.ALWAYS, Runnable::run, times, api -> api);
    }

    /** With such times, and statements that are committed in this mode. */
    Setup(SessionTimes times, ScriptMode scriptMode) {
        this(SessionMode.ALWAYS, Runnable::run, times, ReadOnly.ALWAYS, scriptMode, api -> api);
    }

    /** Something stands between the driver and the service. */
    public Setup(UnaryOperator<DataApi> between) {
        this(SessionMode.ALWAYS, Runnable::run, same(Duration.ofMinutes(30)), between);
    }

    /** A connection that makes something else of the read-only mode. */
    Setup(SessionMode mode, ReadOnly readOnly) {
        this(mode, Runnable::run, same(Duration.ofMinutes(30)), readOnly, ScriptMode.TRANSACTION, api -> api);
    }

    /** Statements of a script and elements of a batch are committed in this mode. */
    Setup(SessionMode mode, ScriptMode scriptMode) {
        this(mode, Runnable::run, same(Duration.ofMinutes(30)), ReadOnly.ALWAYS, scriptMode, api -> api);
    }

    private Setup(SessionMode mode, Executor threads, SessionTimes times, UnaryOperator<DataApi> between) {
        this(mode, threads, times, ReadOnly.ALWAYS, ScriptMode.TRANSACTION, between);
    }

    private Setup(
            SessionMode mode,
            Executor threads,
            SessionTimes times,
            ReadOnly readOnly,
            ScriptMode scriptMode,
            UnaryOperator<DataApi> between) {
        var share = new ClientShare(
                longPolling,
                keepAliveChanges,
                new ApplicationNames(),
                modes,
                new StatementLengths(),
                threads,
                this::begin);
        session = new DataSession(between.apply(api), share, config(mode, times, readOnly, scriptMode), time.clock());
    }

    private static SessionTimes same(Duration keepAlive) {
        return new SessionTimes(keepAlive, keepAlive, keepAlive);
    }

    private Runnable begin(Duration pause, Runnable work) {
        if (refusesLater instanceof Error error) {
            throw error;
        }
        if (refusesLater instanceof RuntimeException refusal) {
            throw refusal;
        }
        pauses.add(pause);
        later.add(work);
        return () -> later.remove(work);
    }

    public List<StatementOutcome> run(String... sqls) throws SQLException {
        return run(Duration.ZERO, new CallerSignal(), sqls);
    }

    public List<StatementOutcome> run(Duration timeout, CallerSignal signal, String... sqls) throws SQLException {
        return session.execute(bound(sqls), new ExecuteOptions(timeout, null), signal);
    }

    StatementOutcome one(String sql) throws SQLException {
        return run(sql).get(0);
    }

    long[] batch(String... sqls) throws SQLException {
        return session.executeBatch(bound(sqls), new ExecuteOptions(Duration.ZERO, null), new CallerSignal());
    }

    public static List<BoundStatement> bound(String... sqls) {
        return Arrays.stream(sqls).map(BoundStatement::ofDriver).toList();
    }

    private static DriverConfig config(SessionMode mode, SessionTimes times, ReadOnly readOnly, ScriptMode scriptMode) {
        return new DriverConfig(
                "jdbc:fake",
                "eu-west-1",
                null,
                new DriverConfig.Workgroup("work"),
                "dev",
                new DriverConfig.IamIdentity(),
                new DriverConfig.DefaultChain(),
                NetworkConfig.NONE,
                mode,
                times,
                true,
                DriverConfig.ParameterMode.BIND,
                DriverConfig.ResultFormat.JSON,
                scriptMode,
                DriverConfig.MetadataSource.API,
                Duration.ofMinutes(1),
                "Redshift",
                1_000_000,
                Duration.ZERO,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                100,
                null,
                List.of(),
                null,
                false,
                false,
                readOnly,
                DriverConfig.Tracing.NONE,
                null,
                Map.of());
    }

    /** Some wait for their turn of an operation of which the service has refused a request as one too many. */
    public AdaptiveRate crowd(Operation operation, int waiting) {
        var rate = api.rates().of(operation);
        rate.throttled();
        for (var number = 0; number < waiting; number++) {
            rate.reserve();
        }
        return rate;
    }

    /** When the next one's turn would come, on the clock. */
    public long turnOfNext(AdaptiveRate rate) {
        var turn = rate.reserve();
        var left = turn.left();
        turn.leave();
        return time.nanos() + left;
    }
}

package io.github.redshiftdata.benchmarks;

import io.github.redshiftdata.jdbc.internal.api.ApplicationNames;
import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.ExecutionModes;
import io.github.redshiftdata.jdbc.internal.api.KeepAliveChanges;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.api.SessionDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementEntry;
import io.github.redshiftdata.jdbc.internal.api.StatementFilter;
import io.github.redshiftdata.jdbc.internal.api.StatementLengths;
import io.github.redshiftdata.jdbc.internal.api.StatementPage;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.config.EmbeddedEndpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.session.ClientShare;
import io.github.redshiftdata.jdbc.internal.exec.session.DataSession;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The driver's own waiting, on a service and a clock that are simulated: the clock moves when the driver pauses, or when
 * the service holds an answer back, and requests take no time.
 */
final class SimulatedService implements DataApi {

    private final boolean waits;
    private final Counters counters = new Counters();
    private final OperationRates rates = new OperationRates(() -> this.nanos);
    private final DataSession session;
    private long nanos;
    private long end;
    private long polls;
    private double runSeconds;

    /**
     * A service with one session of the driver.
     *
     * @param waits whether it knows WaitTimeSeconds
     */
    SimulatedService(boolean waits, long seed) throws ConfigurationException {
        this.waits = waits;
        var longPolling = new LongPolling();
        if (!waits) {
            longPolling.noticedUnsupported();
        }
        var config = ConfigReader.read(
                "jdbc:redshift-data://bench:us-east-1/dev?serverless=true",
                new Properties(),
                0,
                EmbeddedEndpoint.onTheClassPath());
        var share = new ClientShare(
                longPolling,
                new KeepAliveChanges(),
                new ApplicationNames(),
                new ExecutionModes(),
                new StatementLengths(),
                Runnable::run,
                (pause, work) -> () -> {});
        session = new DataSession(this, share, config, new DriverClock(() -> nanos, this::pass, new Random(seed)));
    }

    /** Runs one statement of this length through the driver. */
    PollPolicy.Cost run(double seconds) throws SQLException {
        runSeconds = seconds;
        polls = 0;
        session.execute(
                List.of(BoundStatement.ofDriver("CREATE TABLE t (a int)")),
                new ExecuteOptions(Duration.ZERO, null),
                new CallerSignal());
        return new PollPolicy.Cost((nanos - end) / 1e9 / seconds, polls);
    }

    private void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    @Override
    public OperationRates rates() {
        return rates;
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public Submitted executeStatement(SubmitRequest request, Duration timeout) {
        end = nanos + (long) (runSeconds * 1e9);
        hold(request.waitSeconds());
        return new Submitted("statement", "session", waits ? status() : null, waits ? false : null, null);
    }

    @Override
    public StatementDescription describeStatement(String statementId, int waitSeconds, Duration timeout) {
        polls++;
        hold(waitSeconds);
        return new StatementDescription(
                statementId, status(), false, -1, -1, "session", null, List.of(), null, ResultFormat.JSON, null);
    }

    private void hold(int waitSeconds) {
        if (waits) {
            nanos = Math.max(
                    nanos, Math.min(end, nanos + Duration.ofSeconds(waitSeconds).toNanos()));
        }
    }

    private StatementStatus status() {
        return nanos >= end ? StatementStatus.FINISHED : StatementStatus.STARTED;
    }

    @Override
    public Submitted batchExecuteStatement(SubmitRequest request, Duration timeout) {
        throw new UnsupportedOperationException("No batches are simulated");
    }

    @Override
    public ResultPage getStatementResult(String statementId, @Nullable String nextToken, Duration timeout) {
        throw new UnsupportedOperationException("No results are simulated");
    }

    @Override
    public ResultPage getStatementResultV2(String statementId, @Nullable String nextToken, Duration timeout) {
        throw new UnsupportedOperationException("No results are simulated");
    }

    @Override
    public StatementPage listStatements(StatementFilter filter, @Nullable String nextToken, Duration timeout) {
        throw new UnsupportedOperationException("No statements are listed");
    }

    @Override
    public boolean cancelStatement(String statementId, Duration timeout) {
        return false;
    }

    @Override
    public Optional<SessionDescription> findSession(String sessionId, Duration timeout) {
        return Optional.empty();
    }

    @Override
    public List<StatementEntry> findStatements(String nameStart, Duration timeout) {
        return List.of();
    }
}

package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.Deadline;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Login;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One execution under way: of a statement, or of a whole script or batch.
 *
 * @param options as its caller wants it
 * @param deadline of its query timeout, which runs already
 */
public record Execution(ExecuteOptions options, Deadline deadline, CallerSignal signal) {

    private static final ExecuteOptions WITHOUT_LIMIT = new ExecuteOptions(Duration.ZERO, null);

    ResultFormat resultFormat() {
        return options.resultFormat();
    }

    /** Of the connection that is being made by it, or null. */
    @Nullable
    Login login() {
        return options.login();
    }

    /** The query timeout from now on, for a wait after the statement; a login has one time for everything. */
    Deadline deadlineAnew(DriverClock clock) {
        return login() != null && deadline.exists() ? deadline : clock.deadline(timeout());
    }

    /** The query timeout; zero for none. */
    Duration timeout() {
        return deadline.timeout();
    }

    /** The StatementName of one of its submissions: unique, and the name that the user gave is its beginning. */
    String nameOf(String clientToken) {
        var given = options.statementName();
        return (given == null ? "redshift-data-jdbc" : given) + ' ' + clientToken;
    }

    /** The same for rows of another format. */
    Execution withResultFormat(ResultFormat format) {
        return new Execution(options.withResultFormat(format), deadline, signal);
    }

    /** Without a name, a deadline or anyone who could cancel it; not ended by an interrupt of its thread either. */
    public static Execution uninterruptible() {
        return new Execution(WITHOUT_LIMIT, Deadline.NONE, CallerSignal.uninterruptible());
    }

    /** Of a thread of the driver, for which no caller waits: the want of answers closes no connection. */
    public static Execution unattended() {
        return new Execution(WITHOUT_LIMIT, Deadline.NONE, CallerSignal.unattended());
    }
}

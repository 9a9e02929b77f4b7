package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.Deadline;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Login;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One execution under way: of a statement, or of a whole script or batch.
 *
 * @param options how its caller wants it to run
 * @param deadline the end of its query timeout, which runs already
 */
public record Execution(ExecuteOptions options, Deadline deadline, CallerSignal signal) {

    private static final ExecuteOptions WITHOUT_LIMIT = new ExecuteOptions(Duration.ZERO, null);

    ResultFormat resultFormat() {
        return options.resultFormat();
    }

    /** The connection that is being made by this execution, or null. */
    @Nullable
    Login login() {
        return options.login();
    }

    /**
     * A deadline that starts the query timeout anew, for a wait after the statement. A login has one limit for
     * everything, so its deadline stays.
     */
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

    /** Whether its caller only submits, and waits for no end. */
    boolean isDetached() {
        return options.detached() != null;
    }

    /** Whether its caller only submits, into the session of the connection. */
    public boolean isDetachedInSession() {
        var how = options.detached();
        return how != null && how.inSession();
    }

    /** A copy for what must be done, and waited for, before a submission that is not waited for. */
    public Execution attended() {
        return new Execution(options.attended(), deadline, signal);
    }

    /** The ClientToken of a new submission: the caller's own, or one that no other has. */
    String newToken() {
        var how = options.detached();
        return how == null || how.clientToken() == null ? UUID.randomUUID().toString() : how.clientToken();
    }

    /** What a caller that only submits may do if the answer was lost; empty for any other. */
    String howToFind(String clientToken) {
        return isDetached()
                ? " Submit the same again with the client token " + clientToken
                        + " within 8 hours: that finds it, and never runs it twice."
                : "";
    }

    /** A copy for rows of another format. */
    Execution withResultFormat(ResultFormat format) {
        return new Execution(options.withResultFormat(format), deadline, signal);
    }

    /**
     * An execution without a name and a deadline that no caller can cancel. An interrupt of its thread does not end it
     * either.
     */
    public static Execution uninterruptible() {
        return new Execution(WITHOUT_LIMIT, Deadline.NONE, CallerSignal.uninterruptible());
    }

    /**
     * An execution of a driver's thread that no caller waits for: if the service does not answer, the connection stays
     * open.
     */
    public static Execution unattended() {
        return new Execution(WITHOUT_LIMIT, Deadline.NONE, CallerSignal.unattended());
    }
}

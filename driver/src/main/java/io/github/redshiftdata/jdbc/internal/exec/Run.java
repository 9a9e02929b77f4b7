package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The terms of one execution: of a statement, or of a whole script or batch.
 *
 * @param login of the connection that is being made by it, or null
 */
record Run(
        @Nullable String statementName,
        Deadline deadline,
        Canceller canceller,
        ResultFormat resultFormat,
        @Nullable Login login) {

    Run(@Nullable String statementName, Deadline deadline, Canceller canceller, ResultFormat resultFormat) {
        this(statementName, deadline, canceller, resultFormat, null);
    }

    /** The query timeout from now on, for a wait after the statement; a login has one time for everything. */
    Deadline deadlineAnew(Pacing pacing) {
        return login != null && deadline.exists() ? deadline : pacing.deadline(timeout());
    }

    /** The query timeout; zero for none. */
    Duration timeout() {
        return deadline.timeout();
    }

    /**
     * The StatementName of one of its submissions: nobody else's is the same, and the name that the user gave is its
     * beginning.
     */
    String nameOf(String clientToken) {
        return (statementName == null ? "redshift-data-jdbc" : statementName) + ' ' + clientToken;
    }

    /** The same for rows of another format. */
    Run withResultFormat(ResultFormat format) {
        return new Run(statementName, deadline, canceller, format, login);
    }

    /** Without a name, a deadline or anyone who could cancel it; not ended by an interrupt of its thread either. */
    static Run regardless() {
        return new Run(null, Deadline.NONE, Canceller.deaf(), ResultFormat.JSON);
    }

    /** Of a thread of the driver: nobody waits for it, so the want of answers closes no connection. */
    static Run unattended() {
        return new Run(null, Deadline.NONE, Canceller.unattended(), ResultFormat.JSON);
    }
}

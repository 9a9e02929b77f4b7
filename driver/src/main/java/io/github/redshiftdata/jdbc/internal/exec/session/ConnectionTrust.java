package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the results of the last calls say about the connection. */
final class ConnectionTrust {

    private static final Pattern ABOUT_THE_CONNECTION = Pattern.compile("08...|57P..|58...");

    private final DriverClock clock;
    private volatile @Nullable Long lastSuccess;
    private volatile boolean doubted;
    /** What the program was told of the last call that left in doubt what it did. */
    private volatile @Nullable SQLException doubt;

    ConnectionTrust(DriverClock clock) {
        this.clock = clock;
    }

    void succeeded() {
        lastSuccess = clock.now();
        doubted = false;
        knownAgain();
    }

    /** Called when a call ended well: its program goes on, and has seen the exception of any call before. */
    void knownAgain() {
        doubt = null;
    }

    /** Called with what the program is told of a call of which it is not known what it did. */
    void leftInDoubt(SQLException told) {
        doubt = told;
    }

    /** What the program was told when a call was left in doubt, unless another has ended well since; else null. */
    @Nullable
    SQLException doubt() {
        return doubt;
    }

    /**
     * Called when a call failed. After a failure that is about the connection, earlier successes prove nothing any
     * more; a statement that fails by itself says nothing about the connection.
     */
    SQLException failed(SQLException e, CallerSignal signal) {
        var notTaken = e instanceof SQLTimeoutException && !signal.isAccepted();
        if (notTaken
                || ABOUT_THE_CONNECTION.matcher(String.valueOf(e.getSQLState())).matches()) {
            lastSuccess = null;
            doubted = true;
        }
        return e;
    }

    /**
     * When a call succeeded last, on the driver's clock; null if none did, or a later failure makes the connection
     * doubtful.
     */
    @Nullable
    Long lastSuccess() {
        return lastSuccess;
    }

    /** Whether a call has failed since then for a reason that may be a dead session. */
    boolean isDoubted() {
        return doubted;
    }
}

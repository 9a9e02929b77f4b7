package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the last calls say of the connection. */
final class ConnectionTrust {

    private static final Pattern ABOUT_THE_CONNECTION = Pattern.compile("08...|57P..|58...");

    private final DriverClock clock;
    private volatile @Nullable Long lastSuccess;
    private volatile boolean doubted;

    ConnectionTrust(DriverClock clock) {
        this.clock = clock;
    }

    void succeeded() {
        lastSuccess = clock.now();
        doubted = false;
    }

    /**
     * A call failed. After a failure that is about the connection, what succeeded before proves nothing any more; a statement
     * that fails by itself speaks neither for the connection nor against it.
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

    /** When something succeeded last, if it did and nothing speaks against it since. */
    @Nullable
    Long lastSuccess() {
        return lastSuccess;
    }

    /** Whether something failed since then that a dead session may be the reason of. */
    boolean isDoubted() {
        return doubted;
    }
}

package io.github.redshiftdata.jdbc.internal.exec.session;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a connection should only read, and whether its session is set to that. Guarded by {@link SessionLock}, except
 * {@link #wanted}.
 */
final class ReadOnlyMode {

    /** Runs a setting in the session. */
    @FunctionalInterface
    interface Setter {
        void run(String setting) throws SQLException;
    }

    private volatile boolean wanted;
    /**
     * The setting of the session, for statements outside a transaction; null if a SET failed, so that it may have come
     * or not.
     */
    private @Nullable Boolean ofTheSession = false;

    void want(boolean on) {
        wanted = on;
    }

    boolean isWanted() {
        return wanted;
    }

    /** Sets the session to what is wanted, unless it is known to be set so. */
    void apply(Setter setter) throws SQLException {
        var on = wanted;
        var is = ofTheSession;
        if (is != null && is == on) {
            return;
        }
        // If the SET ends in an exception, it may have been made or not. The null makes the next call set it again.
        ofTheSession = null;
        setter.run("SET readonly TO " + (on ? 1 : 0));
        ofTheSession = on;
    }
}

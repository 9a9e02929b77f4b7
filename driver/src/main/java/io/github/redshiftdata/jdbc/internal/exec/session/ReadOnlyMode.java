package io.github.redshiftdata.jdbc.internal.exec.session;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Whether a connection is to read only, and whether its session is set to that. Guarded by {@link SessionLock}, but for the wish. */
final class ReadOnlyMode {

    /** Runs a setting in the session. */
    @FunctionalInterface
    interface Setter {
        void run(String setting) throws SQLException;
    }

    private volatile boolean wanted;
    /** For statements that stand alone; null while a setting may have come or not. */
    private @Nullable Boolean ofTheSession = false;

    void want(boolean on) {
        wanted = on;
    }

    boolean isWanted() {
        return wanted;
    }

    /** Makes the session as it is wanted, unless it surely is so. */
    void apply(Setter setter) throws SQLException {
        var on = wanted;
        var is = ofTheSession;
        if (is != null && is == on) {
            return;
        }
        // Of a setting that ends early nobody knows whether it was made: then it is made again.
        ofTheSession = null;
        setter.run("SET readonly TO " + (on ? 1 : 0));
        ofTheSession = on;
    }
}

package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ReadOnly;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a connection should only read, and whether its session is set to that. Guarded by {@link SessionLock}, except
 * {@code wanted}.
 */
final class ReadOnlyMode {

    /** Runs a setting in the session. */
    @FunctionalInterface
    interface Setter {
        void run(String setting) throws SQLException;
    }

    private final ReadOnly meaning;
    private volatile boolean wanted;
    /**
     * The setting of the session, for statements outside a transaction; null if a SET failed, so that it may have come
     * or not.
     */
    private @Nullable Boolean ofTheSession = false;

    ReadOnlyMode(ReadOnly meaning) {
        this.meaning = meaning;
    }

    void want(boolean on) {
        wanted = on;
    }

    /** Whether transactions begin read-only. */
    boolean countsInTransactions() {
        return wanted && meaning != ReadOnly.IGNORE;
    }

    /** Whether statements outside a transaction may not write. */
    boolean countsOutside() {
        return wanted && meaning == ReadOnly.ALWAYS;
    }

    /** Sets the session read-only or back, unless it is known to be set so. */
    void apply(boolean on, Setter setter) throws SQLException {
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

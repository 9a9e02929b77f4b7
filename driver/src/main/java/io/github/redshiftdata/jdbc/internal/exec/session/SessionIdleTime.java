package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long the session has been idle, which it may only be for so long. Written under {@link SessionLock}. */
final class SessionIdleTime {

    private final DriverClock clock;
    /** Whoever looks this often or oftener never finds a session that has just ended. */
    private final Duration half;

    private volatile @Nullable Long lastUse;
    private volatile boolean mayBeBusy;

    SessionIdleTime(DriverClock clock, Duration keepAlive) {
        this.clock = clock;
        this.half = keepAlive.dividedBy(2);
    }

    /** A statement has ended in the session. */
    void used() {
        lastUse = clock.now();
        mayBeBusy = false;
    }

    /** The end of a statement did not come to be known: it may run on. */
    void leftRunning() {
        mayBeBusy = true;
    }

    boolean mayBeBusy() {
        return mayBeBusy;
    }

    /** Whether half of the time that the session may be idle is over. */
    boolean isLong() {
        var last = lastUse;
        return last == null || clock.since(last).compareTo(half) >= 0;
    }
}

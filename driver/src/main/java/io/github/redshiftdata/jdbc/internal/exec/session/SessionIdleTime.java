package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long the session has been idle; the service ends it after its idle time. Written under {@link SessionLock}. */
final class SessionIdleTime {

    private final DriverClock clock;
    /** Half of the idle time. Checking at least this often finds the session before it expires. */
    private final Duration half;

    private volatile @Nullable Long lastUse;
    private volatile boolean mayBeBusy;

    SessionIdleTime(DriverClock clock, Duration keepAlive) {
        this.clock = clock;
        this.half = keepAlive.dividedBy(2);
    }

    /** Called when a statement has ended in the session. */
    void used() {
        lastUse = clock.now();
        mayBeBusy = false;
    }

    /** Called when the end of a statement is not known: it may run on. */
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

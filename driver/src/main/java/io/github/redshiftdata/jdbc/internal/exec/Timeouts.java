package io.github.redshiftdata.jdbc.internal.exec;

import java.time.Duration;

/** How long single requests may take. */
final class Timeouts {

    /** Past the deadline, for the answer of a wait that ends with it. */
    private static final Duration WAIT_GRACE = Duration.ofMillis(250);
    /** Past the deadline, to learn the id of the statement: without it nothing can be cancelled. */
    private static final Duration SUBMIT_GRACE = Duration.ofSeconds(2);

    private final Pacing pacing;
    private final Duration requestTimeout;
    private volatile Duration networkTimeout = Duration.ZERO;

    Timeouts(Pacing pacing, Duration requestTimeout) {
        this.pacing = pacing;
        this.requestTimeout = requestTimeout;
    }

    /** The limit of {@code Connection.setNetworkTimeout}; zero means none. */
    void networkTimeout(Duration timeout) {
        networkTimeout = timeout;
    }

    /** For a request that is answered at once. */
    Duration request() {
        return networkTimeout.isZero() ? requestTimeout : Durations.min(requestTimeout, networkTimeout);
    }

    Duration submission(int waitSeconds, Deadline deadline) {
        return clip(request().plusSeconds(waitSeconds), deadline, SUBMIT_GRACE);
    }

    Duration waiting(int waitSeconds, Deadline deadline) {
        return clip(request().plusSeconds(waitSeconds), deadline, WAIT_GRACE);
    }

    private Duration clip(Duration timeout, Deadline deadline, Duration grace) {
        return Durations.min(timeout, deadline.left(pacing).plus(grace));
    }
}

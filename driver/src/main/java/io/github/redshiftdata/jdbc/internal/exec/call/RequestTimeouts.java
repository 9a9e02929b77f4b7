package io.github.redshiftdata.jdbc.internal.exec.call;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** How long single requests may take. */
public final class RequestTimeouts {

    /**
     * How long a request may go on past the deadline, so that the answer of a wait that ends with the deadline still
     * arrives.
     */
    private static final Duration WAIT_GRACE = Duration.ofMillis(250);
    /** The limit for an endpoint that has not answered yet, and may not be the Data API. */
    private static final Duration FIRST = Duration.ofSeconds(15);
    /** The limit of the last request after a cancel, which learns what became of the statement. */
    private static final Duration LAST_TRY = Duration.ofMillis(700);

    private final DriverClock clock;
    private final Duration requestTimeout;
    private volatile Duration networkTimeout = Duration.ZERO;
    /** Completes at the next change of the network timeout. */
    private volatile CompletableFuture<Void> change = new CompletableFuture<>();

    public RequestTimeouts(DriverClock clock, Duration requestTimeout) {
        this.clock = clock;
        this.requestTimeout = requestTimeout;
    }

    /** The limit of {@code Connection.setNetworkTimeout}; zero means none. */
    public void networkTimeout(Duration timeout) {
        CompletableFuture<Void> happens;
        synchronized (this) {
            networkTimeout = timeout;
            happens = change;
            change = new CompletableFuture<>();
        }
        happens.complete(null);
    }

    /**
     * Completes at the next change of the network timeout, so that a waiting thread can compute its time again. The
     * thread takes it before it reads the timeout.
     */
    CompletableFuture<Void> change() {
        return change;
    }

    /** Zero for none. */
    public Duration networkTimeout() {
        return networkTimeout;
    }

    /**
     * How many seconds the service may hold back an answer: at most half of the network timeout, so that a waiting
     * service is not taken for a silent one.
     */
    public int longestWait(int seconds) {
        var half = networkTimeout.toSeconds() / 2;
        return networkTimeout.isZero() ? seconds : (int) Math.min(seconds, half);
    }

    /** The limit of a request that the service answers at once. */
    public Duration request() {
        return networkTimeout.isZero() ? requestTimeout : Durations.min(requestTimeout, networkTimeout);
    }

    /**
     * The limit of a submission. The deadline does not shorten it: the caller may leave earlier, but only the end of
     * the request tells whether the statement was accepted.
     */
    public Duration submission(int waitSeconds, boolean reached) {
        var limit = request().plusSeconds(waitSeconds);
        return reached ? limit : Durations.min(limit, FIRST);
    }

    public Duration waiting(int waitSeconds, Deadline deadline) {
        return Durations.min(
                request().plusSeconds(waitSeconds), deadline.left(clock).plus(WAIT_GRACE));
    }

    /** The limit of the last request about a statement whose caller does not want to wait any more. */
    public Duration lastTry() {
        return Durations.min(request(), LAST_TRY);
    }
}

package io.github.redshiftdata.jdbc.internal.exec.call;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** How long single requests may take. */
public final class RequestTimeouts {

    /** Past the deadline, for the answer of a wait that ends with it. */
    private static final Duration WAIT_GRACE = Duration.ofMillis(250);
    /** For an endpoint that has not answered yet, and may not be the Data API. */
    private static final Duration FIRST = Duration.ofSeconds(15);
    /** For whoever has cancelled, to learn what became of the statement. */
    private static final Duration LAST_TRY = Duration.ofMillis(700);

    private final DriverClock clock;
    private final Duration requestTimeout;
    private volatile Duration networkTimeout = Duration.ZERO;
    /** Happens at the next change of the network timeout. */
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

    /** The next change of the network timeout: whoever waits looks at it again then. Taken before the timeout is read. */
    CompletableFuture<Void> change() {
        return change;
    }

    /** Zero for none. */
    public Duration networkTimeout() {
        return networkTimeout;
    }

    /** How many seconds the service may hold back an answer: so long that it is not taken for silent. */
    public int longestWait(int seconds) {
        var half = networkTimeout.toSeconds() / 2;
        return networkTimeout.isZero() ? seconds : (int) Math.min(seconds, half);
    }

    /** For a request that is answered at once. */
    public Duration request() {
        return networkTimeout.isZero() ? requestTimeout : Durations.min(requestTimeout, networkTimeout);
    }

    /** For a submission, which its caller may leave: only its own end tells whether it was accepted. */
    public Duration submission(int waitSeconds, boolean reached) {
        var limit = request().plusSeconds(waitSeconds);
        return reached ? limit : Durations.min(limit, FIRST);
    }

    public Duration waiting(int waitSeconds, Deadline deadline) {
        return Durations.min(
                request().plusSeconds(waitSeconds), deadline.left(clock).plus(WAIT_GRACE));
    }

    /** For the one request that is owed to a statement whose caller does not want to wait any more. */
    public Duration lastTry() {
        return Durations.min(request(), LAST_TRY);
    }
}

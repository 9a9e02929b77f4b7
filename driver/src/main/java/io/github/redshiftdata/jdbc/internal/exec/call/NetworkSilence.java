package io.github.redshiftdata.jdbc.internal.exec.call;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Ends a call, and with it the connection, once its requests have had no answer for the network timeout. A refusal and an
 * error of the service are answers too; a statement that the service keeps answering for may run for hours.
 */
public final class NetworkSilence {

    private final DriverClock clock;
    private final RequestTimeouts timeouts;
    private final Runnable closing;

    /**
     * For the calls of one connection.
     *
     * @param closing closes the connection; run in the thread of a call that had no answer, by several at worst
     */
    public NetworkSilence(DriverClock clock, RequestTimeouts timeouts, Runnable closing) {
        this.clock = clock;
        this.timeouts = timeouts;
        this.closing = closing;
    }

    /** A call sends a request; those before it that had no answer count on. */
    public void asked(CallerSignal call) {
        call.asked(this, clock.now());
    }

    /** An answer came. */
    public void heard(CallerSignal call) {
        call.heard();
    }

    /** A request failed, be it by an answer or for want of one. */
    public void failed(CallerSignal call, DataApiException failed) {
        if (failed.failure().isAnswered()) {
            call.heard();
        }
    }

    /** How long a call may still wait that has had no answer since a time. */
    Duration left(long since) {
        var limit = timeouts.networkTimeout();
        return limit.isZero() ? Durations.FOREVER : limit.minus(clock.since(since));
    }

    /** How long a call may wait at most that has no answer at all. */
    Duration longest() {
        var limit = timeouts.networkTimeout();
        return limit.isZero() ? Durations.FOREVER : limit;
    }

    /** The next change of the network timeout, taken before {@link #left} is asked. */
    CompletableFuture<Void> change() {
        return timeouts.change();
    }

    void end() {
        closing.run();
    }
}

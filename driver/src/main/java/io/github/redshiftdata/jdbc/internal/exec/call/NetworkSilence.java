package io.github.redshiftdata.jdbc.internal.exec.call;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Ends a call, and the connection with it, once its requests have had no answer for the network timeout. A refusal and
 * an error of the service are answers too; a statement may run for hours as long as the service answers.
 */
public final class NetworkSilence {

    private final DriverClock clock;
    private final RequestTimeouts timeouts;
    private final Runnable closing;

    /**
     * For the calls of one connection.
     *
     * @param closing closes the connection; runs in the thread of the call that had no answer, in several threads at
     *     worst
     */
    public NetworkSilence(DriverClock clock, RequestTimeouts timeouts, Runnable closing) {
        this.clock = clock;
        this.timeouts = timeouts;
        this.closing = closing;
    }

    /**
     * Called when a call sends a request. If an earlier request has no answer yet, the time still counts from that one.
     */
    public void asked(CallerSignal call) {
        call.asked(this, clock.now());
    }

    /** Called when a request of a call was answered. */
    public void heard(CallerSignal call) {
        call.heard();
    }

    /** Called when a request of a call failed, by an answer of the service or for lack of one. */
    public void failed(CallerSignal call, DataApiException failed) {
        if (failed.failure().isAnswered()) {
            call.heard();
        }
    }

    /** How long a call may still wait if it has had no answer since a time. */
    Duration left(long since) {
        var limit = timeouts.networkTimeout();
        return limit.isZero() ? Durations.FOREVER : limit.minus(clock.since(since));
    }

    /** How long a call may wait without any answer. */
    Duration longest() {
        var limit = timeouts.networkTimeout();
        return limit.isZero() ? Durations.FOREVER : limit;
    }

    /**
     * Completes at the next change of the network timeout. The caller takes it before it asks {@link #left}, so that no
     * change is missed.
     */
    CompletableFuture<Void> change() {
        return timeouts.change();
    }

    void end() {
        closing.run();
    }
}

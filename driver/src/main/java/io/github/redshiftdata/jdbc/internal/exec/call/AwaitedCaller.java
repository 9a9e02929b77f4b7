package io.github.redshiftdata.jdbc.internal.exec.call;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The call that another call waits for: a call of the same connection, or a thread of the driver. The waiting call is
 * bound by its requests: their answers count as signs of life, and if they stay away for the network timeout, the wait
 * ends.
 *
 * @param asker gives the signal of the call that asks the service now, or null; it may be another one later in the wait
 */
public record AwaitedCaller(NetworkSilence silence, Supplier<@Nullable CallerSignal> asker) {

    /**
     * How much longer a call may wait that has waited since a time. When that is over, the caller must ask this again.
     */
    Duration patience(long waitsSince) {
        var now = asker.get();
        var since = now == null ? null : now.unansweredSince();
        return since == null ? silence.longest() : silence.left(Math.max(since, waitsSince));
    }
}

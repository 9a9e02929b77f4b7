package io.github.redshiftdata.jdbc.internal.exec.call;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Those who ask the service for what a call waits for: another call of its connection, or a thread of the driver. Who waits
 * for them waits as if it asked itself, from then on: their answers are signs of life, and the want of them ends its wait.
 *
 * @param asker who asks now, or null; another one may take its place during the wait
 */
public record AwaitedCaller(NetworkSilence silence, Supplier<@Nullable CallerSignal> asker) {

    /** How much longer somebody may wait who has waited since a time. When that is over it is to be asked again. */
    Duration patience(long waitsSince) {
        var now = asker.get();
        var since = now == null ? null : now.unansweredSince();
        return since == null ? silence.longest() : silence.left(Math.max(since, waitsSince));
    }
}

package io.github.redshiftdata.jdbc.internal.exec.call;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets time pass; tests replace it. */
@FunctionalInterface
public interface Sleeper {

    void sleep(Duration duration) throws InterruptedException;

    /**
     * Waits until one of several things has happened, but no longer than a time. Returns normally if one of them
     * failed, too.
     */
    default void await(List<CompletableFuture<?>> happenings, Duration longest) throws InterruptedException {
        var any = CompletableFuture.anyOf(happenings.toArray(CompletableFuture<?>[]::new));
        try {
            any.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException happenedOrOver) {
            // The caller checks which of them it was.
        } finally {
            // A future that outlives the wait must not keep a reference to it.
            any.cancel(false);
        }
    }
}

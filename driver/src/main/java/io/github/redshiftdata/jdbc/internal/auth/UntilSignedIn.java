package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.log.CloseQuietly;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the credentials of one client have open. Others may wait for a sign-in that this client has begun, so what the sign-in
 * needs is closed when it has ended, and not before.
 */
final class UntilSignedIn {

    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private CompletableFuture<?> signIn = CompletableFuture.completedFuture(null);
    private boolean closed;

    /** Adds what is to be closed, before all that was added earlier. */
    synchronized void push(AutoCloseable resource) {
        owned.push(resource);
    }

    /**
     * Begins a sign-in, or finds the one that is under way.
     *
     * @return null if nobody has to be waited for
     * @throws IllegalStateException if this was closed before
     */
    synchronized @Nullable PendingSignIn during(Supplier<@Nullable PendingSignIn> beginning) {
        // One that is under way may need another one first.
        var isFirst = signIn.isDone();
        if (closed && isFirst) {
            throw new IllegalStateException("the connection was closed");
        }
        var begun = beginning.get();
        if (begun != null) {
            signIn = isFirst ? begun.end() : CompletableFuture.allOf(signIn, begun.end());
        }
        return begun;
    }

    /**
     * Closes all, at once or in the thread of the sign-in. Waits for nothing.
     *
     * @param last is closed after the others; null for nothing
     */
    void close(@Nullable AutoCloseable last) {
        CompletableFuture<?> underWay;
        synchronized (this) {
            closed = true;
            underWay = signIn;
        }
        var unused = underWay.whenComplete((result, failure) -> closeAll(last));
    }

    private synchronized void closeAll(@Nullable AutoCloseable last) {
        while (!owned.isEmpty()) {
            CloseQuietly.quietly(owned.pop());
        }
        if (last != null) {
            CloseQuietly.quietly(last);
        }
    }
}

package io.github.redshiftdata.jdbc.internal.auth;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Waits for a sign-in that asks nobody. */
final class Waiting {

    private Waiting() {}

    /** Waits for its end, if there is something to wait for. */
    static void forEnd(@Nullable PendingSignIn pending) {
        if (pending == null) {
            return;
        }
        try {
            var unused = pending.end().get();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted during the sign-in");
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    failed.getCause() == null ? "it failed" : failed.getCause().getMessage(), failed);
        }
    }
}

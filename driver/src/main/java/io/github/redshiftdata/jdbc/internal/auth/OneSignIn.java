package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.auth.IdentityCenter.NotSignedInException;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One sign-in at a time, in a thread of its own: callers may leave, and a person who comes back to it later still finds it. One
 * that failed is remembered for a minute, so that a tool with many connections does not ask again and again.
 *
 * @param <T> what it gives
 */
final class OneSignIn<T> {

    private static final Duration REFUSAL_COUNTS = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Executor starter;
    private @Nullable Attempt<T> attempt;
    private @Nullable Refusal refusal;

    /** A sign-in that failed, and with what. */
    private record Refusal(CredentialsFailedException reason, Instant at, Object with) {}

    /** Asks the person. */
    @FunctionalInterface
    interface Asking<T> {
        /**
         * What the sign-in gives.
         *
         * @param shown to be told where the person is to sign in
         */
        T ask(Consumer<String> shown) throws Exception;
    }

    /** One sign-in that is under way. */
    private static final class Attempt<T> implements PendingSignIn {
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private volatile String shown = "";

        @Override
        public CompletableFuture<?> end() {
            return result;
        }

        @Override
        public String shown() {
            return shown;
        }
    }

    OneSignIn(InstantSource clock) {
        this(clock, OneSignIn::inThreadOfItsOwn);
    }

    /** @param starter runs what asks the person */
    OneSignIn(InstantSource clock, Executor starter) {
        this.clock = clock;
        this.starter = starter;
    }

    private static void inThreadOfItsOwn(Runnable work) {
        var thread = new Thread(work, "redshift-data-sign-in");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The sign-in that is under way, or a new one.
     *
     * @param what how messages name it
     * @param with what it is tried with: one that failed with something else is no reason not to try
     * @throws CredentialsFailedException if it failed with the same shortly before
     */
    synchronized PendingSignIn begin(String what, Object with, Asking<T> asking) {
        var current = attempt;
        if (current != null && !current.result.isDone()) {
            return current;
        }
        var known = refusal;
        if (known != null
                && known.with().equals(with)
                && clock.instant().isBefore(known.at().plus(REFUSAL_COUNTS))) {
            throw new CredentialsFailedException(
                    known.reason().getMessage() + " (this was less than a minute ago: it is not tried again before)",
                    known.reason());
        }
        refusal = null;
        var made = new Attempt<T>();
        // Where there is no thread for it, nobody may wait for it.
        starter.execute(() -> run(made, what, with, asking));
        attempt = made;
        return made;
    }

    private void run(Attempt<T> made, String what, Object with, Asking<T> asking) {
        try {
            made.result.complete(asking.ask(text -> made.shown = text));
        } catch (InterruptedException interrupt) {
            fail(made, what, with, "it was interrupted", interrupt);
        } catch (NotSignedInException | IllegalStateException told) {
            fail(made, what, with, String.valueOf(told.getMessage()), told);
        } catch (Throwable failed) {
            fail(made, what, with, Credentials.reason(failed), failed);
        }
    }

    private void fail(Attempt<T> made, String what, Object with, String reason, Throwable cause) {
        var failure = new CredentialsFailedException(what + " failed: " + Shown.oneLine(reason), cause);
        synchronized (this) {
            refusal = new Refusal(failure, clock.instant(), with);
        }
        made.result.completeExceptionally(failure);
    }
}

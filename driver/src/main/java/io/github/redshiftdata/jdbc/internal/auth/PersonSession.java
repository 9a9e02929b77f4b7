package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * The temporary keys that one person has got, for all connections of this JVM with the same sign-in. At most one sign-in at a
 * time asks the person, and one that failed is remembered for a minute, so that a tool with many connections does not ask again
 * and again.
 */
final class PersonSession {

    private static final Map<Object, PersonSession> SHARED = new ConcurrentHashMap<>();
    private static final Duration REFUSAL_COUNTS = Duration.ofMinutes(1);
    /** Keys that end so soon are not used any more. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final InstantSource clock;
    private @Nullable AwsSessionCredentials keys;
    private @Nullable Attempt attempt;
    private @Nullable Refusal refusal;

    /** A sign-in that failed, and with what. */
    private record Refusal(CredentialsFailedException reason, Instant at, Object with) {}

    /** Asks the person. */
    @FunctionalInterface
    interface Asking {
        /**
         * The keys.
         *
         * @param shown to be told where the person is to sign in
         */
        AwsSessionCredentials ask(Consumer<String> shown) throws Exception;
    }

    /** One sign-in that is under way. */
    private static final class Attempt implements PendingSignIn {
        private final CompletableFuture<AwsSessionCredentials> result = new CompletableFuture<>();
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

    PersonSession(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The one of this JVM.
     *
     * @param identity all that makes one sign-in differ from another
     */
    static PersonSession shared(Object identity, InstantSource clock) {
        return SHARED.computeIfAbsent(identity, first -> new PersonSession(clock));
    }

    /** The keys, without asking anybody; null if only a person can help. */
    synchronized @Nullable AwsSessionCredentials keys() {
        var known = keys;
        return known != null
                        && known.expirationTime()
                                .filter(end -> clock.instant().plus(MARGIN).isBefore(end))
                                .isPresent()
                ? known
                : null;
    }

    /** Forgets the keys: AWS says that they have ended. */
    synchronized void forget() {
        keys = null;
    }

    /**
     * Signs in, if that is needed: waits for the one who does it already, or asks the person.
     *
     * @param what how messages name the sign-in
     * @param with what it is tried with: one that failed with something else is no reason not to try
     * @return null if there are keys
     * @throws CredentialsFailedException if it failed with the same shortly before
     */
    synchronized @Nullable PendingSignIn signIn(String what, Object with, Asking asking) {
        if (keys() != null) {
            return null;
        }
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
        var made = new Attempt();
        attempt = made;
        var thread = new Thread(() -> run(made, what, with, asking), "redshift-data-sign-in");
        thread.setDaemon(true);
        thread.start();
        return made;
    }

    private void run(Attempt made, String what, Object with, Asking asking) {
        try {
            var fresh = asking.ask(text -> made.shown = text);
            synchronized (this) {
                keys = fresh;
            }
            made.result.complete(fresh);
        } catch (InterruptedException interrupt) {
            fail(made, what, with, "it was interrupted", interrupt);
        } catch (IllegalStateException told) {
            fail(made, what, with, String.valueOf(told.getMessage()), told);
        } catch (Throwable failed) {
            fail(made, what, with, Credentials.reason(failed), failed);
        }
    }

    private void fail(Attempt made, String what, Object with, String reason, Throwable cause) {
        var failure = new CredentialsFailedException(what + " failed: " + Shown.oneLine(reason), cause);
        synchronized (this) {
            refusal = new Refusal(failure, clock.instant(), with);
        }
        made.result.completeExceptionally(failure);
    }
}

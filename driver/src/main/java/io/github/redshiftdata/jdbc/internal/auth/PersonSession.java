package io.github.redshiftdata.jdbc.internal.auth;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** The temporary keys that one person has got, for all connections of this JVM with the same sign-in. */
final class PersonSession {

    private static final Map<Object, PersonSession> SHARED = new ConcurrentHashMap<>();
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final RoleKeys keys;
    private final OneSignIn<AwsSessionCredentials> signIn;

    PersonSession(InstantSource clock) {
        this.clock = clock;
        this.keys = new RoleKeys(clock, MARGIN);
        this.signIn = new OneSignIn<>(clock);
    }

    /** By which the end of the keys is judged. */
    InstantSource clock() {
        return clock;
    }

    /**
     * The one of this JVM.
     *
     * @param identity all that makes one sign-in differ from another
     */
    static PersonSession shared(Object identity, InstantSource clock) {
        return SHARED.computeIfAbsent(identity, first -> new PersonSession(clock));
    }

    /**
     * The keys, without asking a person.
     *
     * @param withoutAPerson signs in with what the program has given; null if it has given nothing
     * @param otherwise what to say if only a person can help
     */
    AwsSessionCredentials keys(@Nullable Supplier<@Nullable PendingSignIn> withoutAPerson, String otherwise) {
        var known = keys.get();
        if (known == null && withoutAPerson != null) {
            Waiting.forEnd(withoutAPerson.get());
            known = keys.get();
        }
        if (known == null) {
            throw new IllegalStateException(otherwise);
        }
        return known;
    }

    /** Forgets the keys: AWS says that they have ended. */
    void forget() {
        keys.forget();
    }

    /**
     * Signs in, if that is needed: waits for the one who does it already, or asks the person.
     *
     * @param what how messages name the sign-in
     * @param with what it is tried with: one that failed with something else is no reason not to try
     * @return null if there are keys
     * @throws CredentialsFailedException if it failed with the same shortly before
     */
    synchronized @Nullable PendingSignIn signIn(
            String what, Object with, OneSignIn.Asking<AwsSessionCredentials> asking) {
        return keys.get() == null ? signIn.begin(what, with, shown -> keep(asking.ask(shown))) : null;
    }

    /** With the lock of {@link #signIn}: whoever finds no keys there finds the sign-in still under way. */
    private synchronized AwsSessionCredentials keep(AwsSessionCredentials fresh) {
        return keys.keep(fresh);
    }
}

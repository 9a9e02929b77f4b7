package io.github.redshiftdata.jdbc.internal.auth;

import java.util.concurrent.CompletableFuture;

/** A sign-in that waits for a person, in a thread of its own: callers may leave, and others may wait for the same one. */
public interface PendingSignIn {

    /** What to wait for: ends without a value, or with a {@link CredentialsFailedException}. */
    CompletableFuture<?> end();

    /** Where the person is to sign in, for the message of who does not wait any longer; empty if nobody is asked yet. */
    String shown();
}

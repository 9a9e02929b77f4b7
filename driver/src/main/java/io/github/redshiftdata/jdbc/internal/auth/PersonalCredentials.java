package io.github.redshiftdata.jdbc.internal.auth;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Credentials that a person must have helped to get. Nobody is asked by {@link #resolveCredentials()}. */
interface PersonalCredentials extends AwsCredentialsProvider {

    /**
     * Asks the person, if that is needed.
     *
     * @param byAPool whether a connection pool opens the connection
     * @return null if nobody has to be waited for
     * @throws CredentialsFailedException if it failed shortly before
     */
    @Nullable
    PendingSignIn signIn(boolean byAPool);

    /** AWS says that the credentials have ended. */
    void ended();
}

package io.github.redshiftdata.jdbc.internal.auth;

/**
 * No credentials could be had. Passes through the SDK as the cause of its exception. What the SDK lists of the
 * configuration files is left out of its message and of its causes.
 */
public final class CredentialsFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CredentialsFailedException(String message, Throwable cause) {
        super(ProfileNames.leftOut(message), ProfileNames.leftOut(cause));
    }
}

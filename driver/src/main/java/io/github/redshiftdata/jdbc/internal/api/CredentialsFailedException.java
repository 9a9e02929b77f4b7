package io.github.redshiftdata.jdbc.internal.api;

/** No credentials could be had. Passes through the SDK as the cause of its exception. */
final class CredentialsFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CredentialsFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}

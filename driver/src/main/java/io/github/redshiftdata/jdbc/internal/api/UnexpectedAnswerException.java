package io.github.redshiftdata.jdbc.internal.api;

/** An answer that cannot come from the Redshift Data API. Passes through the SDK as the cause of its exception. */
final class UnexpectedAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnexpectedAnswerException(String message) {
        super(message);
    }
}

package io.github.redshiftdata.jdbc.internal.api.sdk;

import org.jspecify.annotations.Nullable;

/**
 * An answer that cannot come from the Redshift Data API, or lacks what each of its answers has. The SDK passes it on as
 * the cause of its own exception.
 */
final class UnexpectedAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String requestId;

    UnexpectedAnswerException(String message, @Nullable String requestId) {
        super(message);
        this.requestId = requestId;
    }

    /** The AWS request id, if the answer has one. */
    @Nullable
    String requestId() {
        return requestId;
    }
}

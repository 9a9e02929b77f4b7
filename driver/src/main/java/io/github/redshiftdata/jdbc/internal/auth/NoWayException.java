package io.github.redshiftdata.jdbc.internal.auth;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An address could not be reached, or did not answer; knows the words for people. */
public final class NoWayException extends IOException {

    private static final long serialVersionUID = 1L;

    private final WayFailure failure;

    public NoWayException(WayFailure failure, @Nullable Throwable cause) {
        super(failure.told(), cause);
        this.failure = failure;
    }

    /** Why, and what to do. */
    public WayFailure failure() {
        return failure;
    }
}

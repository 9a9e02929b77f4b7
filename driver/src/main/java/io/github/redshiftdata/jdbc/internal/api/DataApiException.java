package io.github.redshiftdata.jdbc.internal.api;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;

/** A request that did not succeed. What it means for the caller is in {@link #failure()}. */
public final class DataApiException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient ServiceFailure failure;

    public DataApiException(ServiceFailure failure, Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    public ServiceFailure failure() {
        return failure;
    }
}

package io.github.redshiftdata.jdbc.internal.error;

import org.jspecify.annotations.Nullable;

/** The end of a message, by which support finds the statement and the request again. */
final class Reference {

    private Reference() {}

    static String of(@Nullable String statementId, @Nullable String requestId) {
        var statement = statementId == null ? "" : " [statement id " + statementId + "]";
        var request = requestId == null ? "" : " [request id " + requestId + "]";
        return statement + request;
    }
}

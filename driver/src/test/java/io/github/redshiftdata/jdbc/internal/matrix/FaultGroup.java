package io.github.redshiftdata.jdbc.internal.matrix;

import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer;

/** Faults that are one kind to a reader. */
enum FaultGroup {
    USED_UP("rate or quota used up"),
    REQUEST_REFUSED("request refused by the service"),
    SIGN_IN_REFUSED("credentials refused, expired or denied"),
    SERVICE_FAILED("failure of the service (5xx)"),
    SOMETHING_BETWEEN("page of something between (302, 401, 403, 404, 407, 413)"),
    UNREADABLE("answer that cannot be read, or lacks what it must have"),
    NO_ANSWER("connection cut, or no answer"),
    NOT_REACHED("endpoint not reached"),
    NOT_SIGNED("no credentials to sign with"),
    WAREHOUSE("session ends, backend dies, cancel comes too late");

    private final String title;

    FaultGroup(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    static FaultGroup of(Fault fault) {
        var answer = fault.answer();
        return answer == null ? WAREHOUSE : of(answer);
    }

    private static FaultGroup of(WireAnswer answer) {
        return switch (answer) {
            case THROTTLING, ACTIVE_STATEMENTS, ACTIVE_SESSIONS, ACTIVE_WAITING -> USED_UP;
            case VALIDATION, SESSION_NOT_AVAILABLE, NOT_FOUND, QUERY_TIMEOUT -> REQUEST_REFUSED;
            case EXPIRED_TOKEN,
                    ACCESS_DENIED,
                    UNRECOGNIZED_CLIENT,
                    INVALID_SIGNATURE,
                    INCOMPLETE_SIGNATURE,
                    MISSING_TOKEN,
                    REQUEST_EXPIRED -> SIGN_IN_REFUSED;
            case INTERNAL,
                    EXECUTE_STATEMENT,
                    BATCH_EXECUTE_STATEMENT,
                    DATABASE_CONNECTION,
                    HTML_500,
                    HTML_502,
                    HTML_503,
                    HTML_504 -> SERVICE_FAILED;
            case HTML_401, HTML_403, HTML_407, HTML_302, HTML_404, HTML_413 -> SOMETHING_BETWEEN;
            case HTML_200,
                    NOTHING_IN_IT,
                    TYPE_IN_IT,
                    EMPTY,
                    NO_CONTENT,
                    NOT_JSON,
                    JSON_NULL,
                    JSON_LIST,
                    REPEATED_MEMBERS,
                    NULL_MEMBERS -> UNREADABLE;
            case CUT_IN_HEADERS, CUT_AFTER_HEADER, CUT_IN_BODY, RESET, SILENCE -> NO_ANSWER;
            case REFUSED -> NOT_REACHED;
            case SIGNER_THROWS, SIGN_IN_ENDED, SIGNER_GIVES_NULL, SIGNER_IS_SLOW -> NOT_SIGNED;
        };
    }
}

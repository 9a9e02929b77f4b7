package io.github.redshiftdata.soak.proxy;

/** What a request meets on its way. */
enum RequestFault {
    // ---- the request does not arrive
    RESET_BEFORE(8),
    CUT_BEFORE(4),
    CUT_IN_REQUEST_HEADERS(3),
    CUT_IN_REQUEST_BODY(5),
    BLACK_HOLE_BEFORE(3),
    UNAVAILABLE(6),
    THROTTLED(4),
    SIGN_IN_EXPIRED(2),
    // ---- it is carried out, and its answer is lost
    SWALLOWED_CUT(16),
    SWALLOWED_RESET(12),
    HALF_CLOSED(5),
    BLACK_HOLE_AFTER(5),
    CUT_IN_ANSWER_HEADERS(5),
    CUT_IN_ANSWER_BODY(6),
    RESET_IN_ANSWER_BODY(4),
    TRUNCATED(5),
    EMPTY(2),
    // ---- it is answered, but not soon
    STALLED(5),
    DRIPPED(5),
    LATE(10);

    private final int weight;

    RequestFault(int weight) {
        this.weight = weight;
    }

    /** How often it is drawn, beside the others. */
    int weight() {
        return weight;
    }

    boolean losesTheAnswer() {
        return compareTo(SWALLOWED_CUT) >= 0 && compareTo(EMPTY) <= 0;
    }

    boolean isAnsweredByTheProxy() {
        return this == UNAVAILABLE || this == THROTTLED || this == SIGN_IN_EXPIRED;
    }
}

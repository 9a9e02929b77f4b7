package io.github.redshiftdata.jdbc.internal.matrix;

/** A rule that a cell breaks. */
record Violation(Kind kind, String what) {

    enum Kind {
        FALSE_DEFINITE("told as not in, and is in"),
        LOST("told as in, and is not"),
        DOUBLE("in more than once"),
        PARTIAL("in by half, of what is one transaction"),
        IN_BEFORE_COMMIT("in before its COMMIT"),
        COMMIT_AFTER_FAILURE("a commit after a failure does not say 25P02 or 08xxx"),
        STARTED_AFTER("sent for the first time after the call had ended"),
        WRONG_COUNT("a count is wrong"),
        NEEDLESS_DOUBT("told as unknown although the service refused it"),
        DOUBT_IN_WORDS_ONLY("told as unknown without the error code 1"),
        STATE_OF_DOUBT("told as unknown with another SQLSTATE than 58000, 08007, 57014, 08003"),
        NO_SQL_EXCEPTION("ended with something that is no SQLException, or has no SQLSTATE"),
        TOO_LATE("took longer than documented"),
        NEXT_WORK_WRONG("what is done next on the connection is lost, or does more than it says"),
        UNUSABLE("the connection neither works nor is dead"),
        LEFT_OPEN("a transaction stays open after close"),
        INTERRUPT_STATUS("the interrupt status of the thread is wrong");

        final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }
    }
}

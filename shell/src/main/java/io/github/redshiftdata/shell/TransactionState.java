package io.github.redshiftdata.shell;

import io.github.redshiftdata.shell.script.Words;

/** Whether a transaction is open, as far as the statements that ran say it: java.sql does not tell. */
enum TransactionState {
    NONE("="),
    OPEN("*"),
    /** A statement in it failed: only a rollback is of use. */
    FAILED("!");

    private final String mark;

    TransactionState(String mark) {
        this.mark = mark;
    }

    /** The character of the prompt. */
    String mark() {
        return mark;
    }

    /** The state after a statement that went well. */
    TransactionState after(String statement) {
        var words = Words.first(statement, 2);
        if (words.isEmpty()) {
            return this;
        }
        return switch (words.get(0)) {
            case "BEGIN" -> OPEN;
            case "START" -> words.contains("TRANSACTION") ? OPEN : this;
            case "COMMIT", "END", "ROLLBACK", "ABORT", "TRUNCATE" -> NONE;
            default -> this;
        };
    }

    /** The state after a statement that failed. */
    TransactionState afterError() {
        return this == NONE ? NONE : FAILED;
    }
}

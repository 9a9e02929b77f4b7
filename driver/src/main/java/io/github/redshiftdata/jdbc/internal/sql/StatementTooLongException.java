package io.github.redshiftdata.jdbc.internal.sql;

/** A statement of a text has more characters than it may have. */
public final class StatementTooLongException extends SqlTextException {

    private static final long serialVersionUID = 1L;

    private final int start;
    private final int end;

    StatementTooLongException(String text, int start, int end) {
        super("A statement has " + (end - start) + " characters, which is too long", text, start);
        this.start = start;
        this.end = end;
    }

    /** Where the statement begins in the text that was read. */
    public int start() {
        return start;
    }

    /** Where the statement ends in the text that was read. */
    public int end() {
        return end;
    }
}

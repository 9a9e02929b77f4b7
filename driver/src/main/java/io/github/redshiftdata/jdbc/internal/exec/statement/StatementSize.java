package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.SQLException;
import java.util.List;

/** The length of a statement as the service counts it. */
public final class StatementSize {

    private StatementSize() {}

    /** The bytes of a text in UTF-8, counted without writing them. */
    public static long ofUtf8(String text) {
        return ofUtf8(text, 0, text.length());
    }

    /** The bytes in UTF-8 of the characters from one index to before another. */
    public static long ofUtf8(CharSequence text, int from, int to) {
        long bytes = (long) to - from;
        for (var i = from; i < to; i++) {
            var c = text.charAt(i);
            if (c >= 0x800 && !Character.isSurrogate(c)) {
                bytes += 2;
            } else if (c >= 0x80) {
                // Half of a pair has half of its four bytes.
                bytes++;
            }
        }
        return bytes;
    }

    /**
     * Refuses statements that are longer than the service takes.
     *
     * @throws SQLException of SQLSTATE 54001
     */
    public static void check(List<BoundStatement> statements, int limit) throws SQLException {
        for (var statement : statements) {
            var size = ofUtf8(statement.sql());
            if (size > limit) {
                throw tooLong(size, limit);
            }
        }
    }

    /** The exception for a statement that is longer than the service takes; nothing of it was sent. */
    public static SQLException tooLong(long bytes, int limit) {
        return Errors.of(
                SqlState.STATEMENT_TOO_COMPLEX,
                "The statement is " + bytes + " bytes long in UTF-8; the limit is " + limit
                        + ". Split it, or load the data with COPY.");
    }
}

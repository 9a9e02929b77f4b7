package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.sql.SqlStatement;
import java.sql.SQLException;

/** Reads texts in a JVM of its own, whose heap is the limit. Prints the pieces that needed more. */
final class ReadingInSmallHeap {

    /** How long a text is. */
    static final int LENGTH = 5_000_000;

    private static final int LIMIT = 100_000;

    private ReadingInSmallHeap() {}

    /** Reads a long text of each piece. */
    public static void main(String[] pieces) {
        for (var piece : pieces) {
            try {
                read(piece.repeat(LENGTH / piece.length()));
            } catch (OutOfMemoryError e) {
                System.out.println("too much: " + piece);
            } catch (SQLException e) {
                System.out.println("refused (" + e.getSQLState() + "): " + piece);
            }
        }
    }

    private static void read(String text) throws SQLException {
        var prepared = UserSql.prepare(text, LIMIT);
        var statements = UserSql.withoutComments(prepared.script());
        var markers = statements.stream().mapToInt(SqlStatement::markerCount).sum();
        System.out.println(statements.size() + " statements, " + markers + " markers, " + prepared.parameterCount()
                + " parameters");
    }
}

package io.github.redshiftdata.jdbc.internal.sql;

import java.util.Set;

/**
 * Tells the statements that do no harm behind one that has failed: they tidy up, or add something that was not there. What
 * deletes, overwrites, moves or opens something may rely on the success of what stands before it, and so may what reads
 * data to store something new.
 */
final class Additions {

    /** What a plain CREATE makes without a look at the data. */
    private static final Set<String> MADE = Set.of("table", "schema", "database", "library");

    private static final Set<String> MADE_ELSEWHERE = Set.of("table", "schema", "database", "view", "protected");

    private Additions() {}

    static boolean are(TokenReader reader, StatementKind kind, Mentions mentions) {
        if (mentions.temporaryThings()) {
            return false;
        }
        return switch (reader.peek().word()) {
            case "vacuum", "analyze", "analyse" -> true;
            case "create" -> create(reader, kind);
            case "alter" -> kind == StatementKind.AUTO_COMMITTING && altersOnly(reader);
            default -> false;
        };
    }

    private static boolean create(TokenReader reader, StatementKind kind) {
        if (reader.peek(1).isWord("external")) {
            // An external table may be filled by a query.
            return MADE_ELSEWHERE.contains(reader.peek(2).word())
                    && !(reader.peek(2).isWord("table") && reader.contains("select"));
        }
        return MADE.contains(reader.peek(1).word()) && kind != StatementKind.TABLE_OF_QUERY;
    }

    /** {@code ALTER TABLE … ALTER COLUMN … TYPE} and {@code … ADD PARTITION}. */
    private static boolean altersOnly(TokenReader reader) {
        return reader.startsWith("alter", "table")
                && !reader.contains("append")
                && !reader.contains("drop")
                && !reader.contains("set")
                && !reader.contains("rename");
    }
}

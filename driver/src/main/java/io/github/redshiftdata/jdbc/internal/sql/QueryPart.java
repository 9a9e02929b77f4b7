package io.github.redshiftdata.jdbc.internal.sql;

/**
 * The part of a statement in which expressions stand: all of a query, what comes behind EXPLAIN, the query of CREATE
 * TABLE … AS.
 *
 * @param start the number of the first token that counts; {@link Integer#MAX_VALUE} where there is no such part
 * @param writes whether the part is an INSERT, UPDATE or MERGE, whose columns give values their types
 */
record QueryPart(int start, boolean writes) {

    private static final QueryPart NONE = new QueryPart(Integer.MAX_VALUE, false);

    /** The part of a statement whose tokens the reader has not begun to read. */
    static QueryPart of(TokenReader reader, StatementKind kind) {
        return switch (kind) {
            case QUERY, CALL, DELETE -> new QueryPart(0, false);
            case INSERT, UPDATE, MERGE -> new QueryPart(0, true);
            case ROWS -> reader.peek().isWord("explain") ? explained(reader) : NONE;
            case DDL, TABLE_OF_QUERY, SESSION -> inside(reader);
            default -> NONE;
        };
    }

    private static QueryPart explained(TokenReader reader) {
        for (int at = 0; !reader.atEnd(); at++) {
            switch (reader.next().word()) {
                case "select", "with", "delete" -> {
                    return new QueryPart(at, false);
                }
                case "insert", "update", "merge" -> {
                    return new QueryPart(at, true);
                }
                default -> {
                    // a word of EXPLAIN itself
                }
            }
        }
        return NONE;
    }

    /** The query of CREATE … AS, PREPARE … AS or DECLARE … FOR; SELECT … INTO is one from its first word on. */
    private static QueryPart inside(TokenReader reader) {
        if (isQuery(reader)) {
            return new QueryPart(0, false);
        }
        int depth = 0;
        for (int at = 0; !reader.atEnd(); at++) {
            var token = reader.next();
            depth += TokenReader.depthChange(token);
            if (depth == 0 && (token.isWord("as") || token.isWord("for")) && isQuery(reader)) {
                return new QueryPart(at + 1, false);
            }
        }
        return NONE;
    }

    private static boolean isQuery(TokenReader reader) {
        int at = 0;
        while (reader.peek(at).isPunctuation('(')) {
            at++;
        }
        var word = reader.peek(at).word();
        return word.equals("select") || word.equals("with");
    }
}

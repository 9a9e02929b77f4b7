package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;

/** {@code SELECT TOP n …}: LIMIT n where the query ends. A branch of a UNION gets parentheses for that. */
final class TopRows {

    private TopRows() {}

    /**
     * Rewrites it where it is one.
     *
     * @param index the word TOP
     * @param number what is behind it
     */
    static void rewrite(TokenList tokens, int index, int number) {
        int select = tokens.previous(index);
        if (tokens.get(select).isWord("distinct") || tokens.get(select).isWord("all")) {
            select = tokens.previous(select);
        }
        if (!tokens.get(select).isWord("select") || tokens.get(number).kind() != Kind.NUMBER) {
            return;
        }
        int end = end(tokens, index, false);
        boolean branch = isSetOperator(tokens.get(end)) || followsSetOperator(tokens, select);
        // The order of a UNION is that of all its branches.
        int last = tokens.previous(branch && !isSetOperator(tokens.get(end)) ? end(tokens, index, true) : end);
        // Not behind a comment, which may be one to the end of its line.
        tokens.insert(last + 1, " LIMIT " + tokens.get(number).text() + (branch ? ")" : ""));
        tokens.remove(index, number + 1);
        if (branch) {
            tokens.insert(select, "(");
        }
    }

    /** Where the SELECT ends: at a set operator, at the parenthesis around it, at the end, or in a routine at what goes on. */
    private static int end(TokenList tokens, int from, boolean beforeOrder) {
        int depth = 0;
        int end = from;
        while (end < tokens.size()) {
            Token token = tokens.get(end);
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            boolean ends = isSetOperator(token) || token.isSymbol(";") || token.isWord("loop");
            boolean order = token.isWord("order") || token.isWord("limit") || token.isWord("offset");
            if (depth < 0 || (depth == 0 && (ends || (beforeOrder && order)))) {
                return end;
            }
            end++;
        }
        return end;
    }

    private static boolean followsSetOperator(TokenList tokens, int select) {
        Token before = tokens.get(tokens.previous(select));
        return isSetOperator(before)
                || ((before.isWord("all") || before.isWord("distinct"))
                        && isSetOperator(tokens.get(tokens.previous(tokens.previous(select)))));
    }

    private static boolean isSetOperator(Token token) {
        return token.isWord("union") || token.isWord("except") || token.isWord("intersect") || token.isWord("minus");
    }
}

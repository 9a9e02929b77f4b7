package io.github.redshiftdata.emulator.engine;

import java.util.ArrayList;
import java.util.List;

/** What UPDATE, DELETE and INSERT … VALUES compute, with the tables that they see. */
final class Changes {

    private Changes() {}

    /** Gives the quotients outside of queries their scale. */
    static void divide(TokenList tokens, DatabaseFacts facts) {
        int first = tokens.first();
        switch (tokens.get(first).word()) {
            case "update" -> {
                int set = tokens.find(first, "set");
                int from = tokens.find(Math.max(set, 0), "from");
                int where = tokens.find(Math.max(set, 0), "where");
                if (set >= 0) {
                    List<Token> more =
                            from >= 0 ? text(tokens, from + 1, where >= 0 ? where : tokens.size()) : List.of();
                    rewrite(tokens, set + 1, tables(text(tokens, first + 1, set), more), facts);
                }
            }
            case "delete" -> {
                int from = tokens.find(first, "from");
                int using = tokens.find(first, "using");
                int where = tokens.find(first, "where");
                if (from >= 0 && where >= 0) {
                    List<Token> more = using >= 0 ? text(tokens, using + 1, where) : List.of();
                    rewrite(tokens, where + 1, tables(text(tokens, from + 1, using >= 0 ? using : where), more), facts);
                }
            }
            case "insert" -> {
                int values = tokens.find(first, "values");
                if (values >= 0) {
                    rewrite(tokens, values + 1, List.of(), facts);
                }
            }
            default -> {}
        }
    }

    private static List<Token> text(TokenList tokens, int from, int to) {
        return tokens.toList().subList(from, Math.max(from, to));
    }

    private static List<Token> tables(List<Token> changed, List<Token> more) {
        var from = new ArrayList<>(TokenList.added("FROM "));
        from.addAll(changed);
        if (!more.isEmpty()) {
            from.addAll(TokenList.added(", "));
            from.addAll(more);
        }
        return from;
    }

    private static void rewrite(TokenList tokens, int from, List<Token> tables, DatabaseFacts facts) {
        List<Token> text = text(tokens, from, tokens.size());
        if (Quotients.mayBe(text)) {
            tokens.replace(from, tokens.size(), Quotients.rewrite(text, tables, facts));
        }
    }
}

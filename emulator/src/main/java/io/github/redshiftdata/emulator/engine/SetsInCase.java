package io.github.redshiftdata.emulator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A CASE of the list that gives rows, such as {@code CASE WHEN a THEN generate_series(1, 3) ELSE 0 END}. It becomes a UNION of its
 * branches, of which only the chosen one gives rows: none, one or several for the row at hand.
 */
final class SetsInCase {

    private static final Set<String> GIVE_ROWS =
            Set.of("generate_series", "unnest", "pg_get_cols", "pg_get_late_binding_view_cols");

    private SetsInCase() {}

    static void rewrite(SelectBlock block) {
        List<Token> list = block.clauses().get(0).body();
        if (list.stream().noneMatch(token -> token.isWord("case"))
                || list.stream().noneMatch(token -> GIVE_ROWS.contains(token.word()))) {
            return;
        }
        block.items(block.items().stream().map(SetsInCase::item).toList());
    }

    private static SelectItem item(SelectItem item) {
        var tokens = new TokenList(item.expression());
        int first = tokens.first();
        boolean whole = tokens.get(first).isWord("case") && tokens.next(end(tokens, first)) >= tokens.size();
        String label = whole ? label(tokens, first) : "";
        // From the end to the start: so an inner CASE is done before the one around it.
        boolean changed = false;
        for (int i = tokens.size() - 1; i >= 0; i--) {
            int end = tokens.get(i).isWord("case") ? end(tokens, i) : tokens.size();
            if (end < tokens.size() && givesRows(tokens, i, end) && !isAskedForRows(tokens, i)) {
                tokens.replace(i, end + 1, union(tokens, i));
                changed = true;
            }
        }
        SelectItem other = changed ? item.with(tokens.toList()) : item;
        return changed && whole && item.name() == null ? other.named(label) : other;
    }

    /** As the database names a CASE: by what is behind ELSE where that has a name. */
    private static String label(TokenList tokens, int start) {
        List<Integer> borders = borders(tokens, start);
        int last = borders.get(borders.size() - 2);
        int end = borders.get(borders.size() - 1);
        boolean otherwise = tokens.get(last).isWord("else");
        String label = otherwise
                ? SelectItem.of(tokens.toList().subList(last + 1, end)).label()
                : "?column?";
        return label.equals("?column?") ? "case" : label;
    }

    /** The END of the CASE that begins here; the size where there is none. */
    private static int end(TokenList tokens, int start) {
        int depth = 0;
        for (int i = start; i < tokens.size(); i++) {
            depth += tokens.get(i).isWord("case") ? 1 : tokens.get(i).isWord("end") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    /** Whether a call in it, but for those of its subqueries, gives rows. */
    private static boolean givesRows(TokenList tokens, int start, int end) {
        for (int i = start; i < end; i = tokens.next(i)) {
            int open = tokens.next(i);
            if (tokens.get(i).isSymbol("(") && tokens.get(open).startsQuery()) {
                i = tokens.close(i);
            } else if (tokens.get(open).isSymbol("(")
                    && GIVE_ROWS.contains(tokens.get(i).word())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a condition, or what is compared, gives rows: PostgreSQL refuses that with a sentence of its own. */
    private static boolean isAskedForRows(TokenList tokens, int start) {
        List<Integer> borders = borders(tokens, start);
        for (int i = 0; i + 1 < borders.size(); i++) {
            Token begin = tokens.get(borders.get(i));
            boolean isCondition = begin.isWord("case") || begin.isWord("when");
            if (isCondition && givesRows(tokens, borders.get(i), borders.get(i + 1))) {
                return true;
            }
        }
        return false;
    }

    /** Where CASE, WHEN, THEN, ELSE and END stand. */
    private static List<Integer> borders(TokenList tokens, int start) {
        int end = end(tokens, start);
        var borders = new ArrayList<>(List.of(start));
        int depth = 0;
        for (int i = start + 1; i < end; i++) {
            Token token = tokens.get(i);
            depth += TokenList.opens(token) || token.isWord("case") ? 1 : 0;
            depth -= TokenList.closes(token) || token.isWord("end") ? 1 : 0;
            boolean border = token.isWord("when") || token.isWord("then") || token.isWord("else");
            if (depth == 0 && border) {
                borders.add(i);
            }
        }
        borders.add(end);
        return borders;
    }

    private static List<Token> union(TokenList tokens, int start) {
        List<Integer> borders = borders(tokens, start);
        List<Token> all = tokens.toList();
        List<Token> compared = all.subList(start + 1, borders.get(1));
        boolean simple = compared.stream().anyMatch(Token::significant);
        var sql = new ArrayList<>(TokenList.added("unnest(ARRAY("));
        var before = new ArrayList<Token>();
        List<Token> condition = List.of();
        boolean otherwise = false;
        for (int i = 1; i + 1 < borders.size(); i++) {
            List<Token> piece = all.subList(borders.get(i) + 1, borders.get(i + 1));
            switch (tokens.get(borders.get(i)).word()) {
                case "when" -> condition = condition(simple, compared, piece);
                case "then" -> {
                    branch(sql, before, piece, condition);
                    sql.addAll(TokenList.added(" UNION ALL "));
                    before.addAll(condition);
                    before.addAll(TokenList.added(" IS NOT TRUE AND "));
                }
                default -> {
                    branch(sql, before, piece, TokenList.added("true"));
                    otherwise = true;
                }
            }
        }
        if (!otherwise) {
            branch(sql, before, TokenList.added(" NULL "), TokenList.added("true"));
        }
        sql.addAll(TokenList.added("))"));
        return sql;
    }

    private static List<Token> condition(boolean simple, List<Token> compared, List<Token> piece) {
        var condition = new ArrayList<>(TokenList.added("("));
        if (simple) {
            condition.addAll(TokenList.added("("));
            condition.addAll(compared);
            condition.addAll(TokenList.added(") = ("));
        }
        condition.addAll(piece);
        condition.addAll(TokenList.added(simple ? "))" : ")"));
        return condition;
    }

    private static void branch(List<Token> sql, List<Token> before, List<Token> result, List<Token> condition) {
        sql.addAll(TokenList.added("SELECT "));
        sql.addAll(result);
        sql.addAll(TokenList.added(" WHERE "));
        sql.addAll(before);
        sql.addAll(condition);
    }
}

package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.SelectBlock.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Calls with OVER that PostgreSQL lacks: IGNORE NULLS, RATIO_TO_REPORT, and the aggregates with an order of their own. They become
 * aggregates over the same window, or one with the order in it.
 */
final class WindowFunctions {

    private static final Set<String> NAMES = Set.of(
            "lag",
            "lead",
            "first_value",
            "last_value",
            "nth_value",
            "ratio_to_report",
            "listagg",
            "percentile_cont",
            "percentile_disc");

    private static final Set<String> OF_NULLS = Set.of("lag", "lead", "first_value", "last_value", "nth_value");

    private final TokenList tokens;
    private final int name;
    private final int open;
    private final List<List<Token>> arguments;
    private boolean ignoresNulls;
    private List<Token> order = List.of();
    private int overOpen;

    private WindowFunctions(TokenList tokens, int name, int open) {
        this.tokens = tokens;
        this.name = name;
        this.open = open;
        this.arguments = new ArrayList<>(tokens.arguments(open));
    }

    static void rewrite(SelectBlock block) throws EngineException {
        if (block.tokens().stream().noneMatch(token -> NAMES.contains(token.word()))) {
            return;
        }
        var items = new ArrayList<SelectItem>();
        for (SelectItem item : block.items()) {
            SelectItem other = item.with(rewritten(item.expression()));
            boolean renamed = !other.expression().equals(item.expression())
                    && !item.label().equals("?column?");
            items.add(renamed ? other.named(item.label()) : other);
        }
        block.items(items);
        for (SelectBlock.Clause clause : block.clauses()) {
            if (clause.part() == Part.QUALIFY || clause.part() == Part.ORDER) {
                clause.body(rewritten(clause.body()));
            }
        }
    }

    private static List<Token> rewritten(List<Token> text) throws EngineException {
        var tokens = new TokenList(text);
        for (int i = tokens.size() - 1; i >= 0; i--) {
            int open = tokens.next(i);
            if (NAMES.contains(tokens.get(i).word())
                    && tokens.get(open).isSymbol("(")
                    && !tokens.get(tokens.previous(i)).isSymbol(".")) {
                new WindowFunctions(tokens, i, open).call();
            }
        }
        return tokens.toList();
    }

    private String function() {
        return tokens.get(name).word();
    }

    private void call() throws EngineException {
        nullsWithin();
        int next = tokens.next(tokens.close(open));
        if (tokens.get(tokens.next(next)).isWord("nulls") && OF_NULLS.contains(function())) {
            ignoresNulls |= tokens.get(next).isWord("ignore");
            tokens.remove(next, tokens.next(next) + 1);
            next = tokens.next(tokens.close(open));
        }
        int behindArguments = next;
        if (tokens.words(next, "within", "group")) {
            int group = tokens.after(next, 2);
            order = inside(group);
            next = tokens.next(tokens.close(group));
        }
        overOpen = tokens.next(next);
        if (!tokens.get(next).isWord("over")) {
            return;
        }
        if (!tokens.get(overOpen).isSymbol("(")) {
            throw notSupported("a named window");
        }
        switch (function()) {
            case "ratio_to_report" -> ratio();
            case "listagg" -> listagg();
            case "percentile_cont", "percentile_disc" -> percentile(behindArguments);
            default -> {
                if (ignoresNulls) {
                    withoutNulls();
                }
            }
        }
    }

    /** {@code f(x IGNORE NULLS)}. */
    private void nullsWithin() {
        int nulls = tokens.previous(tokens.close(open));
        int word = tokens.previous(nulls);
        boolean ignore = tokens.get(word).isWord("ignore");
        if (tokens.get(nulls).isWord("nulls") && (ignore || tokens.get(word).isWord("respect"))) {
            ignoresNulls = ignore;
            tokens.remove(word, nulls + 1);
            arguments.clear();
            arguments.addAll(tokens.arguments(open));
        }
    }

    private List<Token> inside(int parenthesis) {
        return tokens.toList().subList(parenthesis + 1, tokens.close(parenthesis));
    }

    /** The window with more behind what it says. */
    private List<Token> over(String more) {
        var sql = new ArrayList<>(TokenList.added(" OVER ("));
        sql.addAll(inside(overOpen));
        sql.addAll(TokenList.added(more + ")"));
        return sql;
    }

    private void become(Object... parts) {
        var sql = new ArrayList<Token>();
        for (Object part : parts) {
            if (part instanceof String text) {
                sql.addAll(TokenList.added(text));
            } else {
                ((List<?>) part).forEach(token -> sql.add((Token) token));
            }
        }
        tokens.replace(name, tokens.close(overOpen) + 1, sql);
    }

    private void ratio() {
        List<Token> value = arguments.get(0);
        become("(CAST(", value, " AS double precision) / CAST(sum(", value, ")", over(""), " AS double precision))");
    }

    private void withoutNulls() throws EngineException {
        List<Token> value = arguments.get(0);
        List<Token> offset = arguments.size() > 1 ? arguments.get(1) : TokenList.added("1");
        if (arguments.size() > 2) {
            throw notSupported(function() + " with a default and IGNORE NULLS");
        }
        switch (function()) {
            case "first_value", "last_value" -> become("pg_catalog.redshift_" + function() + "(", value, ")", over(""));
            case "nth_value" -> become("pg_catalog.redshift_nth(", values(value, ""), ", ", offset, ")");
            case "lag" ->
                become(
                        "pg_catalog.redshift_nth_last(",
                        values(value, " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"),
                        ", ",
                        offset,
                        ")");
            default ->
                become(
                        "pg_catalog.redshift_nth(",
                        values(value, " ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING"),
                        ", ",
                        offset,
                        ")");
        }
    }

    private List<Token> values(List<Token> value, String frame) {
        var sql = new ArrayList<>(TokenList.added("array_agg("));
        sql.addAll(value);
        sql.addAll(TokenList.added(") FILTER (WHERE ("));
        sql.addAll(value);
        sql.addAll(TokenList.added(") IS NOT NULL)"));
        sql.addAll(over(frame));
        return sql;
    }

    /** The order stands within the call by now. */
    private void listagg() throws EngineException {
        List<Token> all = inside(open);
        int by = new TokenList(all).find(0, "order");
        if (new TokenList(all).get(0).isWord("distinct")) {
            throw notSupported("LISTAGG (DISTINCT …) OVER");
        }
        if (by >= 0) {
            become(
                    "listagg(",
                    all.subList(0, by),
                    ")",
                    over(" " + TokenList.text(all.subList(by, all.size()))
                            + " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING"));
        }
    }

    private void percentile(int within) throws EngineException {
        var sorted = new TokenList(order);
        int by = sorted.next(sorted.first());
        int last = sorted.previous(sorted.size());
        boolean descending = sorted.get(last).isWord("desc");
        if (within == overOpen || order.isEmpty() || !sorted.get(by).isWord("by")) {
            return;
        }
        boolean direction = descending || sorted.get(last).isWord("asc");
        List<Token> value = order.subList(by + 1, direction ? last : order.size());
        boolean continuous = function().equals("percentile_cont");
        become(
                "pg_catalog.redshift_" + function() + "(",
                arguments.get(0),
                ", array_agg(" + (continuous ? "CAST(" : ""),
                value,
                (continuous ? " AS double precision)" : "") + ")",
                over(""),
                ", " + descending + ")");
    }

    private EngineException notSupported(String what) {
        return Dialect.failure(what + " is not supported by the emulator");
    }
}

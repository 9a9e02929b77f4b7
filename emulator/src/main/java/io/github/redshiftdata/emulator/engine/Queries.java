package io.github.redshiftdata.emulator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rewrites what needs to know where a query's clauses begin and end: a query is taken apart into its WITH, the branches of its
 * UNIONs and their clauses, subqueries first, and each SELECT goes through the rules.
 */
final class Queries {

    /** Statements with a query at their end, or that are one. */
    private static final Set<String> WITH_QUERY =
            Set.of("select", "with", "insert", "create", "explain", "declare", "prepare");

    /** What may stand before the query of such a statement. */
    private static final Set<String> BEFORE_QUERY = Set.of("as", "for", "explain", "verbose", "analyze");

    private static final Set<String> SET_OPERATORS = Set.of("union", "intersect", "except");

    private static final Set<String> AFTER_SET_OPERATOR = Set.of("all", "distinct", "select", "values", "with");

    /** Whether what a query computes needs its precision: it is divided somewhere, or stored. */
    private final boolean needsPrecision;

    private final DatabaseFacts facts;

    private Queries(DatabaseFacts facts, boolean needsPrecision) {
        this.facts = facts;
        this.needsPrecision = needsPrecision;
    }

    /** Rewrites the queries of a statement. */
    static void rewrite(TokenList tokens, DatabaseFacts facts) throws EngineException {
        boolean divides = Quotients.mayBe(tokens.toList());
        if ((!divides && tokens.toList().stream().noneMatch(token -> token.isWord("select"))) || !tokens.balanced()) {
            return;
        }
        boolean stores = tokens.get(tokens.first()).isWord("create");
        var queries = new Queries(facts, divides || stores);
        int start = start(tokens);
        List<Token> all = tokens.toList();
        // Nothing may be put behind a comment that has no end of a line behind it.
        int end = tokens.previous(tokens.size()) + 1;
        var scope = Scope.outermost(start < end);
        var rewritten = new ArrayList<>(queries.nested(all.subList(0, Math.min(start, end)), scope));
        rewritten.addAll(queries.query(all.subList(Math.min(start, end), end), scope));
        tokens.replace(0, end, rewritten);
        if (divides) {
            Changes.divide(tokens, facts);
        }
    }

    /** Where the query begins that the statement is or ends with; the size where there is none. */
    private static int start(TokenList tokens) {
        int first = tokens.first();
        if (!WITH_QUERY.contains(tokens.get(first).word())) {
            return tokens.get(first).isSymbol("(") ? first : tokens.size();
        }
        int depth = 0;
        for (int i = first; i < tokens.size(); i = tokens.next(i)) {
            Token token = tokens.get(i);
            Token before = tokens.get(tokens.previous(i));
            depth += TokenList.opens(token) ? 1 : TokenList.closes(token) ? -1 : 0;
            boolean query = token.isWord("select")
                    || (token.isWord("with") && (i == first || BEFORE_QUERY.contains(before.word())));
            if (depth == 0 && query && !before.isSymbol(".")) {
                return i;
            }
        }
        return tokens.size();
    }

    /** The subqueries within some text. */
    private List<Token> nested(List<Token> text, Scope scope) throws EngineException {
        var tokens = new TokenList(text);
        var result = new ArrayList<Token>();
        for (int i = 0; i < tokens.size(); i++) {
            Token first = tokens.get(tokens.next(i));
            boolean subquery = tokens.get(i).isSymbol("(") && first.startsQuery();
            result.add(tokens.get(i));
            if (subquery) {
                int close = tokens.close(i);
                result.addAll(query(text.subList(i + 1, close), scope));
                i = close - 1;
            }
        }
        return result;
    }

    private List<Token> query(List<Token> text, Scope outer) throws EngineException {
        var tokens = new TokenList(text);
        var result = new ArrayList<Token>();
        Scope scope = outer;
        int start = tokens.first();
        if (tokens.get(start).isWord("with")) {
            scope = outer.nested();
            int end = with(tokens, start, scope, result);
            start = end;
        } else {
            result.addAll(text.subList(0, Math.min(start, text.size())));
        }
        branches(text.subList(Math.min(start, text.size()), text.size()), scope, result);
        return result;
    }

    /** Each query of WITH may name those before it. */
    private int with(TokenList tokens, int with, Scope scope, List<Token> result) throws EngineException {
        int at = with;
        int next = tokens.next(with);
        if (tokens.get(next).isWord("recursive")) {
            scope.recursive();
            next = tokens.next(next);
        }
        while (next < tokens.size()) {
            int as = tokens.find(next, "as");
            int open = tokens.next(as);
            if (as < 0 || !tokens.get(open).isSymbol("(")) {
                break;
            }
            int close = tokens.close(open);
            result.addAll(tokens.toList().subList(at, open + 1));
            List<Token> query = query(tokens.toList().subList(open + 1, Math.min(close, tokens.size())), scope);
            result.addAll(query);
            scope.common(
                    tokens.get(next).name(),
                    scope.text(tokens.toList().subList(next, open + 1)) + scope.text(query) + ")");
            at = close;
            next = tokens.next(close);
            if (!tokens.get(next).isSymbol(",")) {
                break;
            }
            next = tokens.next(next);
        }
        int end = Math.min(tokens.next(at), tokens.size());
        result.addAll(tokens.toList().subList(Math.min(at, tokens.size()), end));
        return end;
    }

    private void branches(List<Token> text, Scope scope, List<Token> result) throws EngineException {
        var tokens = new TokenList(text);
        int depth = 0;
        int start = 0;
        boolean several = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += TokenList.opens(token) ? 1 : TokenList.closes(token) ? -1 : 0;
            if (depth == 0 && SET_OPERATORS.contains(token.word()) && isSetOperator(tokens, i)) {
                several = true;
                branch(text.subList(start, i), scope, false, result);
                int behind = tokens.next(i);
                if (tokens.get(behind).isWord("all") || tokens.get(behind).isWord("distinct")) {
                    behind = tokens.next(behind);
                }
                result.addAll(text.subList(i, behind));
                start = behind;
                i = behind - 1;
            }
        }
        branch(text.subList(start, text.size()), scope, several, result);
    }

    private static boolean isSetOperator(TokenList tokens, int index) {
        Token before = tokens.get(tokens.previous(index));
        Token next = tokens.get(tokens.next(index));
        return !before.isSymbol(".")
                && !before.isWord("as")
                && (AFTER_SET_OPERATOR.contains(next.word()) || next.isSymbol("("));
    }

    /** @param ofAll whether an ORDER BY at the end is that of all branches */
    private void branch(List<Token> text, Scope scope, boolean ofAll, List<Token> result) throws EngineException {
        var tokens = new TokenList(text);
        if (!tokens.get(tokens.first()).isWord("select")) {
            result.addAll(nested(text, scope));
            return;
        }
        SelectBlock block = SelectBlock.of(text);
        var tail = new ArrayList<Token>();
        if (ofAll) {
            var ends = List.of(SelectBlock.Part.ORDER, SelectBlock.Part.LIMIT, SelectBlock.Part.OTHER);
            tail.addAll(block.tokens(ends));
            block = new SelectBlock(block.clauses().stream()
                    .filter(clause -> !ends.contains(clause.part()))
                    .toList());
        }
        result.addAll(select(block, scope));
        result.addAll(tail);
    }

    private List<Token> select(SelectBlock block, Scope outer) throws EngineException {
        Scope scope = outer.nested();
        SelectBlock.Clause from = block.clause(SelectBlock.Part.FROM);
        if (from != null) {
            FromClause tables = FromClause.of(from.body());
            tables.names(scope);
            from.body(tables.tokens());
        }
        if (from != null) {
            from.body(nested(from.body(), scope));
            scope.from(from.tokens());
        }
        for (SelectBlock.Clause clause : block.clauses()) {
            if (clause != from) {
                clause.body(nested(clause.body(), scope));
            }
        }
        refuse(block);
        GroupByAll.rewrite(block);
        Pivot.rewrite(block, scope, facts);
        if (SuperPaths.mayBe(block)) {
            SuperPaths.rewrite(block, scope);
        }
        WindowFunctions.rewrite(block);
        LateralAliases.rewrite(block, scope, facts);
        if (needsPrecision) {
            Quotients.rewrite(block, scope, facts);
        }
        SetsInCase.rewrite(block);
        return Outside.rewrite(block, scope, facts);
    }

    private static void refuse(SelectBlock block) throws EngineException {
        for (SelectBlock.Clause clause : block.clauses()) {
            if (clause.part() == SelectBlock.Part.OTHER
                    && (clause.head().get(0).isWord("connect")
                            || clause.head().get(0).isWord("start"))) {
                throw Dialect.failure("CONNECT BY is not supported by the emulator\n  Hint: Use WITH RECURSIVE.");
            }
            if (clause.part() == SelectBlock.Part.WHERE) {
                refuseOuterJoins(new TokenList(clause.body()));
            }
        }
    }

    private static void refuseOuterJoins(TokenList tokens) throws EngineException {
        for (int i = tokens.first(); i < tokens.size(); i = tokens.next(i)) {
            int plus = tokens.next(i);
            if (tokens.get(i).isSymbol("(")
                    && tokens.get(plus).isSymbol("+")
                    && tokens.get(tokens.next(plus)).isSymbol(")")) {
                throw Dialect.failure("the outer join operator (+) is not supported by the emulator"
                        + "\n  Hint: Use LEFT JOIN.\n  Position: "
                        + (tokens.get(i).source() + 1));
            }
        }
    }
}

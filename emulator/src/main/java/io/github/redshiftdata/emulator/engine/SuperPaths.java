package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.SelectBlock.Part;
import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ways into SUPER: {@code t.s[0].x} as calls of functions, and {@code FROM t, t.s AS x AT i} as tables of the elements.
 * PostgreSQL's own arrays take the brackets too, and count as they do.
 */
final class SuperPaths {

    private final Scope scope;

    private SuperPaths(Scope scope) {
        this.scope = scope;
    }

    static void rewrite(SelectBlock block, Scope scope) throws EngineException {
        var paths = new SuperPaths(scope);
        for (SelectBlock.Clause clause : block.clauses()) {
            if (clause.part() == Part.FROM) {
                clause.body(paths.from(clause.body()));
            } else if (clause.part() != Part.SELECT && clause.part() != Part.INTO) {
                clause.body(paths.expression(clause.body()));
            }
        }
        block.items(block.items().stream().map(paths::item).toList());
    }

    private SelectItem item(SelectItem item) {
        List<Token> changed = expression(item.expression());
        if (item.name() != null || changed.equals(item.expression())) {
            return item.with(changed);
        }
        // One way, whatever it is cast to, goes by the name that is its last.
        var tokens = new TokenList(item.expression());
        @Nullable Path path = path(tokens, tokens.first());
        return path != null && onlyCast(tokens, tokens.next(path.end - 1))
                ? item.with(changed).named(path.lastName())
                : item.with(changed);
    }

    private static boolean onlyCast(TokenList tokens, int behind) {
        boolean only = behind >= tokens.size() || tokens.get(behind).isSymbol("::");
        for (int i = behind; i < tokens.size(); i = tokens.next(i)) {
            Token token = tokens.get(i);
            only &= token.kind() != Kind.SYMBOL || List.of("::", "(", ",", ")").contains(token.text());
        }
        return only;
    }

    /** A name, and what follows it by points and brackets. */
    private static final class Path {

        /** With the symbol of a bracket for each index. */
        private final List<Token> names = new ArrayList<>();

        private final List<List<Token>> indexes = new ArrayList<>();
        private int end;

        String lastName() {
            return names.stream()
                    .filter(token -> token.kind() != Kind.SYMBOL)
                    .reduce((first, second) -> second)
                    .orElseThrow()
                    .name();
        }
    }

    /** The path that begins here; null where it is a function's name or one name alone, or holds a slice. */
    private static @Nullable Path path(TokenList tokens, int start) {
        if (!tokens.get(start).isName() || tokens.get(start).isWord("array")) {
            return null;
        }
        var path = new Path();
        path.names.add(tokens.get(start));
        int last = start;
        while (true) {
            int next = tokens.next(last);
            Token name = tokens.get(tokens.next(next));
            if (tokens.get(next).isSymbol(".") && name.isName()) {
                path.names.add(name);
                last = tokens.next(next);
            } else if (tokens.get(next).isSymbol("[")) {
                int close = tokens.closeBracket(next);
                List<Token> index = tokens.toList().subList(next + 1, Math.min(close, tokens.size()));
                if (index.stream().noneMatch(Token::significant)
                        || index.stream().anyMatch(token -> token.isSymbol(":") || token.kind() == Kind.PARAMETER)) {
                    return null;
                }
                path.names.add(tokens.get(next));
                path.indexes.add(index);
                last = close;
            } else {
                path.end = last + 1;
                return tokens.get(next).isSymbol("(") || tokens.get(next).isSymbol(".") || path.names.size() == 1
                        ? null
                        : path;
            }
        }
    }

    private List<Token> expression(List<Token> text) {
        var tokens = new TokenList(text);
        var result = new ArrayList<Token>();
        for (int i = 0; i < tokens.size(); i++) {
            Token before = tokens.get(tokens.previous(i));
            boolean begins =
                    tokens.get(i).isName() && !before.isSymbol(".") && !before.isSymbol("::") && !before.isWord("as");
            // Subqueries are rewritten already.
            if (tokens.get(i).isSymbol("(") && tokens.get(tokens.next(i)).startsQuery()) {
                int close = Math.min(tokens.close(i), tokens.size() - 1);
                result.addAll(text.subList(i, close + 1));
                i = close;
                continue;
            }
            @Nullable Path path = begins ? path(tokens, i) : null;
            @Nullable List<Token> way = path == null ? null : way(path);
            if (path == null || way == null) {
                result.add(tokens.get(i));
            } else {
                result.addAll(way);
                i = path.end - 1;
            }
        }
        return result;
    }

    /** The calls that lead along the path; null where it is a column and nothing more. */
    private @Nullable List<Token> way(Path path) {
        int names = column(path);
        if (names < 0 || names >= path.names.size()) {
            return null;
        }
        List<Token> base = new ArrayList<>();
        String first = path.names.get(0).name();
        boolean element = scope.kind(first) == Scope.Kind.ELEMENT;
        if (element) {
            base.add(path.names.get(0));
            base.addAll(TokenList.added("."));
        }
        for (int i = 0; i < names; i++) {
            base.addAll(i == 0 ? List.of() : TokenList.added("."));
            base.add(path.names.get(i));
        }
        int index = 0;
        for (Token step : path.names.subList(names, path.names.size())) {
            base.addAll(0, TokenList.added("pg_catalog.redshift_at("));
            base.addAll(TokenList.added(", "));
            if (step.kind() == Kind.SYMBOL) {
                base.addAll(expression(path.indexes.get(index++)));
            } else {
                base.add(step.with(Kind.STRING, '\'' + step.name().replace("'", "''") + '\''));
            }
            base.addAll(TokenList.added(")"));
        }
        return base;
    }

    /** How many of the names are the column's; -1 where it cannot be told. */
    private int column(Path path) {
        String first = path.names.get(0).name();
        Token second = path.names.get(1);
        Scope.@Nullable Kind kind = scope.kind(first);
        if (kind == Scope.Kind.ELEMENT || second.kind() == Kind.SYMBOL) {
            return 1;
        }
        if (kind == Scope.Kind.TABLE) {
            return 2;
        }
        for (int schema = 0; schema + 2 < Math.min(path.names.size(), 4); schema++) {
            boolean table = path.names.subList(schema, schema + 3).stream().allMatch(Token::isName)
                    && scope.schemaTable(
                            path.names.get(schema).name(),
                            path.names.get(schema + 1).name());
            if (table) {
                return schema + 3;
            }
        }
        return scope.complete() ? 1 : -1;
    }

    private List<Token> from(List<Token> text) throws EngineException {
        return FromClause.of(text).rewritten(new FromClause.Rewriting() {
            @Override
            public List<Token> item(FromClause.Item item) throws EngineException {
                return table(item);
            }

            @Override
            public List<Token> joining(List<Token> joining) {
                return expression(joining);
            }
        });
    }

    private List<Token> table(FromClause.Item item) throws EngineException {
        if (!scope.isElement(item)) {
            return item.tokens();
        }
        List<Token> words = item.words();
        List<Token> path = item.unpivotsObject() ? words.subList(1, words.size()) : words;
        Path parsed = path(new TokenList(path), 0);
        List<Token> way = parsed == null ? null : way(parsed);
        List<Token> value = way != null ? way : elementOrColumn(path);
        String alias = item.alias() != null ? item.alias() : lastName(path).name();
        String function = item.unpivotsObject()
                ? "redshift_attributes("
                : item.index() != null ? "redshift_elements_at(" : "redshift_elements(";
        var sql = new ArrayList<>(TokenList.added(" LATERAL pg_catalog." + function));
        sql.addAll(value);
        String index = item.index() == null ? "" : ", " + SelectItem.quoted(item.index());
        sql.addAll(
                TokenList.added(") AS " + SelectItem.quoted(alias) + " (" + SelectItem.quoted(alias) + index + ") "));
        return sql;
    }

    private List<Token> elementOrColumn(List<Token> path) {
        boolean element = path.size() == 1 && scope.kind(path.get(0).name()) == Scope.Kind.ELEMENT;
        return element ? List.of(path.get(0), Token.added(Kind.SYMBOL, "."), path.get(0)) : path;
    }

    private static Token lastName(List<Token> path) {
        return path.stream()
                .filter(Token::isName)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** Whether a SELECT can have a way into SUPER at all. */
    static boolean mayBe(SelectBlock block) {
        return block.tokens().stream()
                .anyMatch(token -> token.isSymbol("[") || token.isSymbol(".") || token.isWord("unpivot"));
    }
}

package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code PIVOT} becomes a query of aggregates with FILTER, grouped by the columns that it does not name, and {@code UNPIVOT} one of
 * a row for each of the columns it names.
 */
final class Pivot {

    private static final Set<String> NO_COLUMNS =
            Set.of("null", "true", "false", "distinct", "case", "when", "then", "else", "end");

    private final FromClause.Item item;
    private final TokenList turning;
    private final int open;
    private final List<String> columns;

    private Pivot(FromClause.Item item, List<String> columns) {
        this.item = item;
        this.turning = new TokenList(item.turning());
        int at = turning.first();
        while (!turning.get(at).isSymbol("(")) {
            at = turning.next(at);
        }
        this.open = at;
        this.columns = columns;
    }

    /** Rewrites a FROM clause that has one. */
    static void rewrite(SelectBlock block, Scope scope, DatabaseFacts facts) throws EngineException {
        SelectBlock.@Nullable Clause from = block.clause(SelectBlock.Part.FROM);
        if (from == null
                || FromClause.of(from.body()).items().stream()
                        .allMatch(item -> item.turning().isEmpty())) {
            return;
        }
        from.body(FromClause.of(from.body()).rewritten(new FromClause.Rewriting() {
            @Override
            public List<Token> item(FromClause.Item item) throws EngineException {
                return item.turning().isEmpty() ? item.tokens() : turned(item, scope, facts);
            }

            @Override
            public List<Token> joining(List<Token> text) {
                return text;
            }
        }));
    }

    private static List<Token> turned(FromClause.Item item, Scope scope, DatabaseFacts facts) throws EngineException {
        var source = TokenList.joined(TokenList.added("SELECT * FROM "), named(item.source()));
        List<String> columns = facts.columns(scope.asked(source)).stream()
                .map(DatabaseFacts.Column::name)
                .toList();
        var pivot = new Pivot(item, columns);
        var sql = new ArrayList<>(TokenList.added("("));
        sql.addAll(pivot.turning.get(pivot.turning.first()).isWord("pivot") ? pivot.pivot() : pivot.unpivot());
        sql.addAll(TokenList.added(")" + (item.alias() == null ? " AS redshift_pivot" : "")));
        sql.addAll(item.naming());
        return sql;
    }

    /** PostgreSQL before 16 wants a name for each subquery. */
    private static List<Token> named(List<Token> source) {
        var tokens = new TokenList(source);
        boolean bare = tokens.get(tokens.previous(tokens.size())).isSymbol(")")
                && tokens.get(tokens.first()).isSymbol("(");
        return bare ? TokenList.joined(source, TokenList.added(" AS redshift_source")) : source;
    }

    /** What stands between FOR and the end: the column, IN, and the list in parentheses. */
    private int forWord() throws EngineException {
        int found = turning.find(open + 1, "for");
        int in = turning.after(found, 2);
        if (found < 0
                || !turning.get(in).isWord("in")
                || !turning.get(turning.next(in)).isSymbol("(")) {
            throw Dialect.failure(
                    "this form of " + turning.get(turning.first()).text() + " is not supported by the emulator");
        }
        return found;
    }

    private List<Token> between(int from, int to) {
        return turning.toList().subList(from, to);
    }

    private List<Token> pivot() throws EngineException {
        int forWord = forWord();
        Token column = turning.get(turning.next(forWord));
        List<List<Token>> aggregates = TokenList.split(between(open + 1, forWord));
        List<List<Token>> values = turning.arguments(turning.after(forWord, 3));
        if (values.stream().anyMatch(value -> value.isEmpty() || value.get(0).startsQuery())) {
            throw Dialect.failure("PIVOT with a query for its values is not supported by the emulator");
        }
        Set<String> used = used(aggregates, column);
        List<String> groups = columns.stream()
                .filter(name -> !used.contains(name))
                .map(SelectItem::quoted)
                .toList();
        var sql = new ArrayList<>(TokenList.added("SELECT " + String.join(", ", groups)));
        boolean first = groups.isEmpty();
        for (List<Token> value : values) {
            for (List<Token> aggregate : aggregates) {
                sql.addAll(TokenList.added(first ? "" : ", "));
                first = false;
                sql.addAll(cell(SelectItem.of(aggregate), SelectItem.of(value), column));
            }
        }
        sql.addAll(TokenList.added(" FROM "));
        sql.addAll(named(item.source()));
        sql.addAll(TokenList.added(groups.isEmpty() ? "" : " GROUP BY " + String.join(", ", groups)));
        return sql;
    }

    private static List<Token> cell(SelectItem aggregate, SelectItem value, Token column) {
        var sql = new ArrayList<>(aggregate.expression());
        sql.addAll(TokenList.added(" FILTER (WHERE "));
        sql.add(column);
        sql.addAll(TokenList.added(" IS NOT DISTINCT FROM "));
        sql.addAll(value.expression());
        String name = value.name() != null ? value.name() : valueName(value.expression());
        sql.addAll(TokenList.added(
                ") AS " + SelectItem.quoted(name + (aggregate.name() == null ? "" : "_" + aggregate.name()))));
        return sql;
    }

    private static String valueName(List<Token> value) {
        List<Token> words = value.stream().filter(Token::significant).toList();
        String text = words.size() == 1 ? StringLiteral.plainValue(words.get(0)) : null;
        return text != null ? text : TokenList.text(words).toLowerCase(Locale.ROOT);
    }

    /** The columns that the aggregates and FOR name. */
    private static Set<String> used(List<List<Token>> aggregates, Token column) {
        var used = new HashSet<String>();
        used.add(column.name());
        for (List<Token> aggregate : aggregates) {
            SelectItem.of(aggregate).expression().stream()
                    .filter(token -> token.isName() && !NO_COLUMNS.contains(token.word()))
                    .map(Token::name)
                    .forEach(used::add);
        }
        return used;
    }

    private List<Token> unpivot() throws EngineException {
        int forWord = forWord();
        String value = turning.get(turning.next(open)).name();
        String name = turning.get(turning.next(forWord)).name();
        boolean nulls = turning.words(turning.next(turning.first()), "include", "nulls");
        var rows = new ArrayList<String>();
        var used = new HashSet<String>();
        for (List<Token> argument : turning.arguments(turning.after(forWord, 3))) {
            List<Token> words = argument.stream().filter(Token::significant).toList();
            Token last = words.get(words.size() - 1);
            Token column = words.get(0);
            used.add(column.name());
            String text = last.kind() == Kind.STRING ? String.valueOf(StringLiteral.plainValue(last)) : last.name();
            rows.add("('" + text.replace("'", "''") + "'::varchar, " + column.text() + ")");
        }
        List<String> kept = columns.stream()
                .filter(column -> !used.contains(column))
                .map(SelectItem::quoted)
                .toList();
        var sql = new ArrayList<>(TokenList.added("SELECT "
                + kept.stream().map(column -> column + ", ").reduce("", String::concat)
                + "redshift_row." + SelectItem.quoted(name) + ", redshift_row." + SelectItem.quoted(value) + " FROM "));
        sql.addAll(named(item.source()));
        sql.addAll(TokenList.added(" CROSS JOIN LATERAL (VALUES " + String.join(", ", rows) + ") AS redshift_row ("
                + SelectItem.quoted(name) + ", " + SelectItem.quoted(value) + ")"
                + (nulls ? "" : " WHERE redshift_row." + SelectItem.quoted(value) + " IS NOT NULL")));
        return sql;
    }
}

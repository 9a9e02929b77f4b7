package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.NumericType.Family;
import io.github.redshiftdata.emulator.engine.SelectBlock.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Quotients of NUMERICs get the precision and scale that Redshift documents, for which the types of both sides must be known.
 * Where they are not, the database refuses to divide. What a SELECT computes gets its documented type as well, where that
 * SELECT or one around it divides, or where it is stored.
 */
final class Quotients {

    private final DatabaseFacts facts;
    private final Scope scope;
    private final List<Token> from;
    private final Map<String, NumericType> asked = new HashMap<>();

    private Quotients(DatabaseFacts facts, Scope scope, List<Token> from) {
        this.facts = facts;
        this.scope = scope;
        this.from = from;
    }

    /** Whether a text divides at all. */
    static boolean mayBe(List<Token> text) {
        return text.stream().anyMatch(token -> token.isSymbol("/"));
    }

    static void rewrite(SelectBlock block, Scope scope, DatabaseFacts facts) throws EngineException {
        SelectBlock.@Nullable Clause from = block.clause(Part.FROM);
        var quotients = new Quotients(facts, scope, from == null ? List.of() : from.tokens());
        boolean ordered = block.distinct() && block.clause(Part.ORDER) != null;
        var items = new ArrayList<SelectItem>();
        for (SelectItem item : block.items()) {
            items.add(quotients.item(item, !ordered));
        }
        for (SelectBlock.Clause clause : block.clauses()) {
            if (clause.part() != Part.SELECT && clause.part() != Part.INTO && mayBe(clause.body())) {
                clause.body(quotients.text(clause.body()));
            }
        }
        block.items(items);
    }

    /** Text that is no query, such as what an UPDATE sets, with the tables it sees. */
    static List<Token> rewrite(List<Token> text, List<Token> from, DatabaseFacts facts) {
        return new Quotients(facts, Scope.outermost(true), from).text(text);
    }

    private List<Token> text(List<Token> text) {
        return Arithmetic.rewrite(text, this::type).text();
    }

    private SelectItem item(SelectItem item, boolean typed) throws EngineException {
        Arithmetic.Operand operand = Arithmetic.rewrite(item.expression(), this::type);
        List<Token> text = operand.text();
        if (typed && operand.computed() && operand.type().get().family() == Family.NUMERIC) {
            var cast = new ArrayList<>(TokenList.added(" CAST("));
            cast.addAll(text);
            cast.addAll(TokenList.added(" AS " + operand.type().get().sql() + ") "));
            text = cast;
        }
        boolean same = text.equals(item.expression());
        return same || item.name() != null ? item.with(text) : item.with(text).named(label(item));
    }

    /** What the database would call the item as it was. */
    private String label(SelectItem item) throws EngineException {
        DatabaseFacts.@Nullable Column column = describe(item.expression());
        return column == null ? item.label() : column.name();
    }

    private NumericType type(List<Token> expression) {
        return asked.computeIfAbsent(TokenList.text(expression), text -> {
            DatabaseFacts.@Nullable Column column = describe(parenthesized(expression));
            return column == null ? NumericType.UNKNOWN : NumericType.of(column);
        });
    }

    private static List<Token> parenthesized(List<Token> expression) {
        return TokenList.joined(TokenList.joined(TokenList.added("("), expression), TokenList.added(")"));
    }

    /** Null where the database cannot tell, as of a part of a query with a table around it. */
    private DatabaseFacts.@Nullable Column describe(List<Token> expression) {
        var query = new ArrayList<>(TokenList.added("SELECT "));
        query.addAll(expression);
        query.addAll(TokenList.added(" "));
        query.addAll(from);
        for (List<Token> around : scope.around(query)) {
            try {
                List<DatabaseFacts.Column> columns = facts.columns(scope.asked(around));
                if (columns.size() == 1) {
                    return columns.get(0);
                }
            } catch (EngineException e) {
                // Whatever is wrong with the statement, its run tells.
            }
        }
        return null;
    }
}

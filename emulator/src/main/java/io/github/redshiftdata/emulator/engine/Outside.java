package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.SelectBlock.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code QUALIFY condition} and {@code * EXCLUDE (columns)}: the SELECT becomes a subquery that has the condition as a column more,
 * and a SELECT around it takes the rows and columns that are wanted, in the wanted order.
 */
final class Outside {

    private static final List<Part> INNER = List.of(Part.FROM, Part.WHERE, Part.GROUP, Part.HAVING, Part.WINDOW);

    private static final String COLUMN = "redshift_";

    private final SelectBlock block;
    private final List<SelectItem> items;
    private final Set<String> excluded = new HashSet<>();
    private final List<Token> hidden = new ArrayList<>();
    private final List<String> hiddenNames = new ArrayList<>();

    private Outside(SelectBlock block) {
        this.block = block;
        this.items = new ArrayList<>(block.items());
    }

    /** The tokens of a SELECT, rewritten where it has one of the two. */
    static List<Token> rewrite(SelectBlock block, Scope scope, DatabaseFacts facts) throws EngineException {
        var outside = new Outside(block);
        boolean excludes = outside.takeExclusion();
        return excludes || block.clause(Part.QUALIFY) != null ? outside.around(scope, facts) : block.tokens();
    }

    /** Takes EXCLUDE and its names off the list. */
    private boolean takeExclusion() {
        for (int i = 0; i < items.size(); i++) {
            List<Token> item = items.get(i).tokens();
            int exclude = new TokenList(item).find(0, "exclude");
            boolean behindStar =
                    exclude > 0 && SelectItem.of(item.subList(0, exclude)).star();
            if (behindStar) {
                var names = new ArrayList<>(item.subList(exclude + 1, item.size()));
                items.subList(i + 1, items.size()).forEach(later -> names.addAll(later.tokens()));
                names.stream().filter(Token::isName).map(Token::name).forEach(excluded::add);
                boolean listed = new TokenList(item)
                        .get(new TokenList(item).next(exclude))
                        .isSymbol("(");
                items.set(i, SelectItem.of(item.subList(0, exclude)));
                if (!listed) {
                    items.subList(i + 1, items.size()).clear();
                }
                return true;
            }
        }
        return false;
    }

    private List<Token> around(Scope scope, DatabaseFacts facts) throws EngineException {
        List<String> labels = labels(scope, facts);
        SelectBlock.@Nullable Clause qualify = block.clause(Part.QUALIFY);
        if (qualify != null) {
            hide("qualified", qualify.body());
        }
        List<Token> order = order(labels);
        List<Token> inner = inner();
        var sql = new ArrayList<>(TokenList.added(block.distinct() ? "SELECT DISTINCT " : "SELECT "));
        sql.addAll(TokenList.added(outerList(labels)));
        sql.addAll(TokenList.added(" "));
        sql.addAll(block.tokens(List.of(Part.INTO)));
        sql.addAll(TokenList.added(" FROM ("));
        sql.addAll(inner);
        sql.addAll(TokenList.added(") AS redshift_q (" + innerNames(labels.size()) + ")"
                + (qualify == null ? "" : " WHERE redshift_q." + COLUMN + "qualified ")));
        sql.addAll(order);
        sql.addAll(block.tokens(List.of(Part.LIMIT, Part.OTHER)));
        return sql;
    }

    private List<Token> inner() {
        var sql = new ArrayList<>(TokenList.added("SELECT "));
        for (int i = 0; i < items.size(); i++) {
            sql.addAll(TokenList.added(i == 0 ? "" : ","));
            sql.addAll(items.get(i).tokens());
        }
        sql.addAll(hidden);
        sql.addAll(TokenList.added(" "));
        sql.addAll(block.tokens(INNER));
        return sql;
    }

    private List<String> labels(Scope scope, DatabaseFacts facts) throws EngineException {
        try {
            return facts.columns(scope.asked(inner())).stream()
                    .map(DatabaseFacts.Column::name)
                    .toList();
        } catch (EngineException e) {
            // It may be a subquery that sees a table outside, or it is wrong, which the database tells of the whole.
            if (items.stream().anyMatch(SelectItem::star)) {
                throw e;
            }
            return items.stream().map(SelectItem::label).toList();
        }
    }

    private void hide(String name, List<Token> expression) {
        hiddenNames.add(COLUMN + name);
        hidden.addAll(TokenList.added(", ("));
        hidden.addAll(expression);
        hidden.addAll(TokenList.added(")"));
    }

    private String innerNames(int visible) {
        var names = new ArrayList<String>();
        for (int i = 1; i <= visible; i++) {
            names.add(COLUMN + i);
        }
        names.addAll(hiddenNames);
        return String.join(", ", names);
    }

    private String outerList(List<String> labels) throws EngineException {
        var columns = new ArrayList<String>();
        for (int i = 0; i < labels.size(); i++) {
            if (!excluded.remove(labels.get(i))) {
                columns.add("redshift_q." + COLUMN + (i + 1) + " AS " + SelectItem.quoted(labels.get(i)));
            }
        }
        if (!excluded.isEmpty()) {
            throw Dialect.failure("column \"" + excluded.iterator().next() + "\" in EXCLUDE does not exist");
        }
        return String.join(", ", columns);
    }

    /** By the number or the name of a column, else by one more that is not selected. */
    private List<Token> order(List<String> labels) {
        SelectBlock.@Nullable Clause clause = block.clause(Part.ORDER);
        var sql = new ArrayList<Token>();
        if (clause == null) {
            return sql;
        }
        for (List<Token> element : TokenList.split(clause.body())) {
            var tokens = new TokenList(element);
            int end = keyEnd(tokens);
            List<Token> key = element.subList(0, end);
            Token first = tokens.get(tokens.first());
            boolean alone = tokens.next(tokens.first()) >= end;
            sql.addAll(TokenList.added(sql.isEmpty() ? " ORDER BY " : ", "));
            if (alone && first.kind() == Token.Kind.NUMBER) {
                sql.addAll(key);
            } else if (alone && first.isName() && labels.contains(first.name())) {
                sql.addAll(TokenList.added("redshift_q." + COLUMN + (labels.indexOf(first.name()) + 1) + " "));
            } else {
                hide("order_" + hiddenNames.size(), key);
                sql.addAll(TokenList.added("redshift_q." + hiddenNames.get(hiddenNames.size() - 1) + " "));
            }
            sql.addAll(element.subList(end, element.size()));
        }
        return sql;
    }

    /** Where ASC, DESC or NULLS begins. */
    private static int keyEnd(TokenList tokens) {
        int end = tokens.size();
        for (int i = tokens.previous(end); i > 0; i = tokens.previous(i)) {
            if (!Set.of("asc", "desc", "nulls", "first", "last")
                    .contains(tokens.get(i).word())) {
                return i + 1;
            }
        }
        return end;
    }
}

package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.SelectBlock.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code SELECT a AS x, x + 1}: a name that the list has given stands for its expression behind it, and in the clauses
 * behind the list. A column of that name in FROM goes before it.
 */
final class LateralAliases {

    private static final List<Part> CLAUSES = List.of(Part.WHERE, Part.GROUP, Part.HAVING, Part.QUALIFY, Part.ORDER);

    private final Map<String, List<Token>> expressions = new HashMap<>();

    private LateralAliases() {}

    static void rewrite(SelectBlock block, Scope scope, DatabaseFacts facts) {
        List<SelectItem> items = block.items();
        Set<String> used = used(block, items);
        if (used.isEmpty()) {
            return;
        }
        Set<String> columns = new HashSet<>();
        SelectBlock.@Nullable Clause from = block.clause(Part.FROM);
        if (from != null) {
            try {
                facts.columns(scope.asked(TokenList.joined(TokenList.added("SELECT * "), from.tokens())))
                        .forEach(column -> columns.add(column.name()));
            } catch (EngineException e) {
                // Whatever is wrong with it, or seen from outside only: it runs as it is.
                return;
            }
        }
        used.removeAll(columns);
        if (!used.isEmpty()) {
            new LateralAliases().replace(block, items, used);
        }
    }

    /** The names of the list that stand elsewhere too. */
    private static Set<String> used(SelectBlock block, List<SelectItem> items) {
        var names = new HashSet<String>();
        var used = new HashSet<String>();
        for (SelectItem item : items) {
            find(item.expression(), names, used);
            if (item.name() != null) {
                names.add(item.name());
            }
        }
        for (Part part : CLAUSES) {
            SelectBlock.@Nullable Clause clause = block.clause(part);
            for (List<Token> element : clause == null ? List.<List<Token>>of() : elements(clause)) {
                find(element, names, used);
            }
        }
        return used;
    }

    /** GROUP BY and ORDER BY know a name that stands alone. */
    private static List<List<Token>> elements(SelectBlock.Clause clause) {
        boolean list = clause.part() == Part.GROUP || clause.part() == Part.ORDER;
        return list
                ? TokenList.split(clause.body()).stream()
                        .filter(element -> !isName(element))
                        .toList()
                : List.of(clause.body());
    }

    private static boolean isName(List<Token> element) {
        List<Token> words = element.stream().filter(Token::significant).toList();
        return !words.isEmpty()
                && words.get(0).isName()
                && words.subList(1, words.size()).stream()
                        .allMatch(token ->
                                Set.of("asc", "desc", "nulls", "first", "last").contains(token.word()));
    }

    private static void find(List<Token> text, Set<String> names, Set<String> used) {
        var tokens = new TokenList(text);
        for (int i = 0; i < tokens.size() && !names.isEmpty(); i++) {
            if (isReference(tokens, i) && names.contains(tokens.get(i).name())) {
                used.add(tokens.get(i).name());
            }
            i = skipped(tokens, i);
        }
    }

    /** Subqueries have names of their own. */
    private static int skipped(TokenList tokens, int index) {
        boolean subquery = tokens.get(index).isSymbol("(")
                && tokens.get(tokens.next(index)).startsQuery();
        return subquery ? tokens.close(index) : index;
    }

    /** Whether the token can be a column's name: not behind a point, a cast or AS, and no function's or table's. */
    private static boolean isReference(TokenList tokens, int index) {
        Token before = tokens.get(tokens.previous(index));
        Token after = tokens.get(tokens.next(index));
        boolean typeOrField = before.isSymbol("::")
                || before.isSymbol(".")
                || before.isWord("as")
                || before.isWord("to")
                || before.kind() == Token.Kind.STRING;
        return tokens.get(index).isName()
                && !typeOrField
                && !after.isSymbol("(")
                && !after.isSymbol(".")
                && after.kind() != Token.Kind.STRING;
    }

    private void replace(SelectBlock block, List<SelectItem> items, Set<String> names) {
        var replaced = new ArrayList<SelectItem>();
        for (SelectItem item : items) {
            SelectItem other = item.with(replaced(item.expression()));
            List<Token> words =
                    item.expression().stream().filter(Token::significant).toList();
            boolean alone =
                    item.name() == null && words.size() == 1 && words.get(0).isName();
            replaced.add(
                    alone && expressions.containsKey(words.get(0).name())
                            ? other.named(words.get(0).name())
                            : other);
            if (item.name() != null && names.contains(item.name())) {
                expressions.putIfAbsent(item.name(), stripped(other.expression()));
            }
        }
        block.items(replaced);
        for (Part part : CLAUSES) {
            SelectBlock.@Nullable Clause clause = block.clause(part);
            if (clause != null) {
                clause.body(clause(clause));
            }
        }
    }

    private List<Token> clause(SelectBlock.Clause clause) {
        if (clause.part() != Part.GROUP && clause.part() != Part.ORDER) {
            return replaced(clause.body());
        }
        var body = new ArrayList<Token>();
        for (List<Token> element : TokenList.split(clause.body())) {
            body.addAll(body.isEmpty() ? List.of() : TokenList.added(","));
            body.addAll(isName(element) ? element : replaced(element));
        }
        return body;
    }

    private static List<Token> stripped(List<Token> expression) {
        var tokens = new TokenList(expression);
        return expression.subList(tokens.first(), tokens.previous(tokens.size()) + 1);
    }

    private List<Token> replaced(List<Token> text) {
        var tokens = new TokenList(text);
        var result = new ArrayList<Token>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            List<Token> expression = isReference(tokens, i) ? expressions.get(token.name()) : null;
            if (expression == null) {
                int end = skipped(tokens, i);
                result.addAll(text.subList(i, Math.min(end + 1, text.size())));
                i = end;
            } else {
                // An error in it is told where it was written first.
                result.addAll(TokenList.added("("));
                result.addAll(expression);
                result.addAll(TokenList.added(")"));
            }
        }
        return result;
    }
}

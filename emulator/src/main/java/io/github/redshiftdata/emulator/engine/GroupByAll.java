package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.SelectBlock.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GROUP BY ALL}: by everything of the list that holds no aggregate and no window. */
final class GroupByAll {

    private static final Set<String> AGGREGATES = Set.of(
            "any_value",
            "avg",
            "bit_and",
            "bit_or",
            "bool_and",
            "bool_or",
            "count",
            "listagg",
            "max",
            "median",
            "min",
            "percentile_cont",
            "percentile_disc",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "sum",
            "var_pop",
            "var_samp",
            "variance");

    private GroupByAll() {}

    static void rewrite(SelectBlock block) throws EngineException {
        SelectBlock.@Nullable Clause group = block.clause(Part.GROUP);
        List<Token> words = group == null
                ? List.of()
                : group.body().stream().filter(Token::significant).toList();
        if (group == null || words.size() != 1 || !words.get(0).isWord("all")) {
            return;
        }
        var numbers = new ArrayList<String>();
        List<SelectItem> items = block.items();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).star()) {
                throw Dialect.failure("GROUP BY ALL with * is not supported by the emulator");
            }
            if (!aggregates(items.get(i).expression())) {
                numbers.add(Integer.toString(i + 1));
            }
        }
        group.body(TokenList.added((numbers.isEmpty() ? " ()" : " " + String.join(", ", numbers)) + " "));
    }

    private static boolean aggregates(List<Token> expression) {
        var tokens = new TokenList(expression);
        for (int i = tokens.first(); i < tokens.size(); i = tokens.next(i)) {
            int open = tokens.next(i);
            boolean call = tokens.get(open).isSymbol("(");
            if (tokens.get(i).isSymbol("(") && tokens.get(open).startsQuery()) {
                i = tokens.close(i);
            } else if (call
                    && (AGGREGATES.contains(tokens.get(i).word())
                            || tokens.get(i).isWord("over"))) {
                return true;
            }
        }
        return false;
    }
}

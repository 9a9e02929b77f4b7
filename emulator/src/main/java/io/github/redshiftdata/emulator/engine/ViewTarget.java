package io.github.redshiftdata.emulator.engine;

import java.util.Map;

/** Redshift writes into no view; PostgreSQL does into simple ones. */
final class ViewTarget {

    /** What stands between the command and its target, and how the refusal begins. */
    private static final Map<String, String> COMMANDS = Map.of(
            "insert", "cannot insert into a view",
            "update", "cannot update a view",
            "delete", "cannot delete from a view",
            "merge", "cannot merge into a view");

    private ViewTarget() {}

    static void refuse(TokenList tokens, DatabaseFacts facts) throws EngineException {
        int at = tokens.first();
        String refusal = COMMANDS.get(tokens.get(at).word());
        if (refusal == null) {
            return;
        }
        int name = tokens.next(at);
        if (tokens.get(name).isWord("into") || tokens.get(name).isWord("from")) {
            name = tokens.next(name);
        }
        int end = name;
        while (tokens.get(tokens.next(end)).isSymbol(".")
                && tokens.get(tokens.after(end, 2)).isName()) {
            end = tokens.after(end, 2);
        }
        if (tokens.get(name).isName()
                && facts.isView(TokenList.text(tokens.toList().subList(name, end + 1)))) {
            throw Dialect.failure(refusal);
        }
    }
}

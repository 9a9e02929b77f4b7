package io.github.redshiftdata.emulator.engine;

import java.util.List;
import java.util.Locale;

/** Statements of Redshift's that the emulator cannot run. PostgreSQL would call them syntax errors, which they are not. */
final class UnsupportedStatements {

    /** How they begin. A star stands for any one word. */
    private static final List<String[]> BEGINNINGS = List.of(
            words("alter datashare"),
            words("drop datashare"),
            words("desc datashare"),
            words("show datashares"),
            words("create datashare"),
            words("grant * on datashare"),
            words("revoke * on datashare"),
            words("create identity provider"),
            words("alter identity provider"),
            words("drop identity provider"),
            words("desc identity provider"),
            words("create masking policy"),
            words("alter masking policy"),
            words("drop masking policy"),
            words("attach masking policy"),
            words("detach masking policy"),
            words("create or replace masking policy"),
            words("create rls policy"),
            words("alter rls policy"),
            words("drop rls policy"),
            words("attach rls policy"),
            words("detach rls policy"),
            words("create model"),
            words("drop model"),
            words("show model"),
            words("explain_model"),
            words("create library"),
            words("create or replace library"),
            words("drop library"),
            words("create external"),
            words("create or replace external"),
            words("alter external"),
            words("drop external"),
            words("show external"),
            words("create template"),
            words("alter template"),
            words("drop template"),
            words("show template"),
            words("copy job"),
            words("use"),
            words("show procedure"),
            words("show policies"),
            words("show role"),
            words("create masking"),
            words("unload"),
            words("copy"));

    private UnsupportedStatements() {}

    private static String[] words(String text) {
        return text.split(" ");
    }

    static void refuse(TokenList tokens) throws EngineException {
        int first = tokens.first();
        for (String[] beginning : BEGINNINGS) {
            int at = first;
            boolean same = true;
            for (String word : beginning) {
                same &= word.equals("*")
                        ? tokens.get(at).isName()
                        : tokens.get(at).isWord(word);
                at = tokens.next(at);
            }
            if (same) {
                throw Dialect.failure(
                        String.join(" ", beginning).toUpperCase(Locale.ROOT).replace(" * ", " … ")
                                + " is not supported by the emulator");
            }
        }
        externalTable(tokens, first);
    }

    private static void externalTable(TokenList tokens, int first) throws EngineException {
        if (!tokens.words(first, "alter", "table")) {
            return;
        }
        for (int i = first; i < tokens.size(); i = tokens.next(i)) {
            boolean partition = (tokens.get(i).isWord("add") || tokens.get(i).isWord("drop"))
                    && (tokens.words(tokens.next(i), "partition")
                            || tokens.words(tokens.next(i), "if", "not", "exists", "partition"));
            boolean property = tokens.words(i, "set", "location")
                    || tokens.words(i, "set", "table")
                    || tokens.words(i, "set", "file");
            if (partition || property) {
                throw Dialect.failure("ALTER TABLE of an external table is not supported by the emulator");
            }
        }
    }
}

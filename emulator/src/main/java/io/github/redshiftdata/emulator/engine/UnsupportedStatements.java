package io.github.redshiftdata.emulator.engine;

import java.util.List;
import java.util.Locale;
import java.util.Set;

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

    private static final Set<String> GRANTED_ON = Set.of("datashare", "external", "model");

    private static final Set<String> GRANTEES = Set.of("account", "namespace", "iam_role");

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
        switch (tokens.get(first).word()) {
            case "grant", "revoke" -> grant(tokens, first);
            case "create" -> {
                datashare(tokens, first);
                int language = tokens.find(first, "language");
                if (language >= 0 && tokens.get(tokens.next(language)).isWord("plpythonu")) {
                    throw notSupported("a function in Python");
                }
            }
            case "drop" -> {
                if (tokens.words(tokens.next(first), "schema") && tokens.find(first, "external") >= 0) {
                    throw notSupported("DROP EXTERNAL DATABASE");
                }
            }
            case "alter" -> {
                for (int i = first; i < tokens.size(); i = tokens.next(i)) {
                    if (tokens.words(i, "row", "level", "security", "on")
                            || tokens.words(i, "row", "level", "security", "off")) {
                        throw notSupported("ROW LEVEL SECURITY");
                    }
                }
            }
            default -> {}
        }
    }

    private static EngineException notSupported(String what) {
        return Dialect.failure(what + " is not supported by the emulator");
    }

    /** Privileges on what the emulator has not, and those of who is no user or role of the database. */
    private static void grant(TokenList tokens, int first) throws EngineException {
        String command = tokens.get(first).text().toUpperCase(Locale.ROOT);
        int on = tokens.find(first, "on");
        String kind = on < 0 ? "" : tokens.get(tokens.next(on)).word();
        if (GRANTED_ON.contains(kind) && tokens.get(tokens.after(on, 2)).isName()) {
            throw notSupported(command + " … ON " + kind.toUpperCase(Locale.ROOT));
        }
        for (int i = first; i < tokens.size(); i = tokens.next(i)) {
            String preposition = tokens.get(i).word();
            int grantee = tokens.next(i);
            boolean before = preposition.equals("to") || preposition.equals("from");
            if (before && tokens.words(grantee, "masking", "policy")) {
                throw notSupported(command + " … TO MASKING POLICY");
            }
            if (before
                    && GRANTEES.contains(tokens.get(grantee).word())
                    && tokens.get(tokens.next(grantee)).kind() == Token.Kind.STRING) {
                throw notSupported(command + " … " + preposition.toUpperCase(Locale.ROOT) + " "
                        + tokens.get(grantee).word().toUpperCase(Locale.ROOT));
            }
            boolean federated = before
                    && tokens.get(grantee + 1).kind() == Token.Kind.PARAMETER
                    && !tokens.get(grantee).isWord("sys");
            if (federated) {
                throw notSupported("the user " + tokens.get(grantee).text()
                        + tokens.get(grantee + 1).text());
            }
        }
    }

    private static void datashare(TokenList tokens, int first) throws EngineException {
        if (!tokens.words(tokens.next(first), "database")) {
            return;
        }
        int from = tokens.find(tokens.after(first, 2), "from");
        if (from >= 0) {
            throw notSupported("CREATE DATABASE … FROM "
                    + tokens.get(tokens.next(from)).text().toUpperCase(Locale.ROOT));
        }
        if (tokens.find(tokens.after(first, 2), "iam_role") >= 0) {
            throw notSupported("CREATE DATABASE … IAM_ROLE");
        }
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

package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.Set;

/** CREATE and ALTER: what steers storage on Redshift's nodes goes; types, identity and routines are translated. */
final class DataDefinition {

    private static final Set<String> UNSUPPORTED = Set.of("external", "library", "model", "datashare", "identity");

    private DataDefinition() {}

    /** Whether nothing remains to be run of an ALTER that only steers storage. */
    static boolean isEmpty(TokenList tokens, int first) {
        if (first >= tokens.size() || !tokens.words(first, "alter", "table")) {
            return false;
        }
        for (int i = first; i < tokens.size(); i++) {
            int next = tokens.next(i);
            Token token = tokens.get(next);
            if (tokens.get(i).isWord("alter")
                    && (token.isWord("diststyle")
                            || token.isWord("distkey")
                            || token.isWord("sortkey")
                            || token.isWord("compound")
                            || token.isWord("encode"))) {
                return true;
            }
            if (tokens.get(i).isWord("column") && tokens.get(tokens.next(next)).isWord("encode")) {
                return true;
            }
        }
        return false;
    }

    static void create(TokenList tokens) throws EngineException {
        for (int i = tokens.next(tokens.first()); i < tokens.size(); i = tokens.next(i)) {
            String word = tokens.get(i).word();
            if (UNSUPPORTED.contains(word)) {
                throw Dialect.failure("CREATE %s is not supported by the emulator"
                        .formatted(tokens.get(i).text()));
            }
            switch (word) {
                case "table" -> {
                    createTable(tokens, i);
                    return;
                }
                case "view" -> {
                    createView(tokens, i);
                    return;
                }
                case "function", "procedure" -> {
                    createRoutine(tokens, i);
                    return;
                }
                case "database" -> {
                    DatabaseSettings.refuseCaseInsensitive(tokens, i);
                    cut(tokens, i, "collate");
                    cut(tokens, i, "isolation");
                    int limit = tokens.find(i, "limit");
                    int most = tokens.next(limit);
                    if (limit >= 0 && tokens.get(most).isWord("unlimited")) {
                        tokens.set(most, tokens.get(most).with(Kind.NUMBER, "-1"));
                    }
                    return;
                }
                case "schema" -> {
                    cut(tokens, i, "quota");
                    return;
                }
                case "user" -> {
                    UserCommand.rewrite(tokens, i);
                    return;
                }
                case "role" -> {
                    RoleCommand.create(tokens, i);
                    return;
                }
                default -> {}
            }
        }
    }

    static void alter(TokenList tokens) throws EngineException {
        int table = tokens.next(tokens.first());
        if (tokens.get(table).isWord("database") || tokens.get(table).isWord("schema")) {
            DatabaseSettings.alter(tokens, table);
        } else if (tokens.get(table).isWord("user")) {
            UserCommand.rewrite(tokens, table);
        } else if (tokens.get(table).isWord("role")) {
            RoleCommand.alter(tokens, table);
        } else if (tokens.words(table, "default", "privileges")) {
            int grant = Math.max(tokens.find(table, "grant"), tokens.find(table, "revoke"));
            int procedures = tokens.find(table, "procedures");
            if (procedures >= 0 && tokens.get(tokens.previous(procedures)).isWord("on")) {
                tokens.set(procedures, tokens.get(procedures).with(Kind.WORD, "ROUTINES"));
            }
            if (grant >= 0) {
                RoleCommand.grant(tokens, grant);
            }
        }
        if (!tokens.get(table).isWord("table")) {
            return;
        }
        if (tokens.find(table, "append") >= 0) {
            throw Dialect.failure("ALTER TABLE APPEND is not supported by the emulator\n  Hint: Use INSERT … SELECT.");
        }
        TypeNames.giveMaximumsNumbers(tokens);
        String storage = Storage.comment(tokens, tokens.next(table), tokens.size());
        if (isEmpty(tokens, tokens.first())) {
            onlyStorage(tokens, table, storage);
            return;
        }
        removeStorageWords(tokens, table, tokens.size());
        tokens.insert(tokens.size(), storage);
        int add = tokens.find(table, "add");
        if (add >= 0) {
            int name = tokens.next(add);
            if (tokens.get(name).isWord("column")) {
                name = tokens.next(name);
            }
            TypeNames.rewrite(tokens, tokens.next(name), true);
        }
        int type = tokens.find(table, "type");
        if (type >= 0) {
            TypeNames.rewrite(tokens, tokens.next(type), true);
        }
    }

    /** A command that changes nothing of the table, so that the comment reaches the trigger and a missing table is told. */
    private static void onlyStorage(TokenList tokens, int table, String storage) {
        int name = tokens.next(table);
        if (tokens.words(name, "if", "exists")) {
            name = tokens.after(name, 2);
        }
        while (tokens.get(tokens.next(name)).isSymbol(".")) {
            name = tokens.after(name, 2);
        }
        tokens.replace(name + 1, tokens.size(), " SET (autovacuum_enabled = true)" + storage);
    }

    private static void createTable(TokenList tokens, int table) {
        int name = tokens.next(table);
        if (tokens.words(name, "if", "not", "exists")) {
            name = tokens.after(name, 3);
        }
        if (tokens.get(name).text().startsWith("\"#")
                && tokens.get(tokens.previous(table)).isWord("create")) {
            tokens.insert(table, "TEMP ");
            name += 2;
        }
        while (tokens.get(tokens.next(name)).isSymbol(".")) {
            name = tokens.after(name, 2);
        }
        TypeNames.giveMaximumsNumbers(tokens);
        int as = tokens.find(name, "as");
        String storage = Storage.comment(tokens, name + 1, as >= 0 ? as : tokens.size());
        removeStorageWords(tokens, name + 1, as >= 0 ? as : tokens.size());
        tokens.insert(tokens.size(), storage);
        int open = tokens.next(name);
        if (tokens.get(open).isSymbol("(")) {
            columns(tokens, open);
        }
    }

    private static void columns(TokenList tokens, int open) {
        int depth = 0;
        for (int i = tokens.close(open) - 1; i > open; i--) {
            Token token = tokens.get(i);
            if (token.isSymbol(")")) {
                depth++;
            } else if (token.isSymbol("(")) {
                depth--;
            } else if (depth == 0 && token.isWord("identity")) {
                identity(tokens, i);
            } else if (depth == 0 && token.isName() && startsColumn(tokens, i)) {
                TypeNames.rewrite(tokens, tokens.next(i), true);
            }
        }
    }

    private static boolean startsColumn(TokenList tokens, int index) {
        Token before = tokens.get(tokens.previous(index));
        return before.isSymbol(",") || before.isSymbol("(");
    }

    /** {@code IDENTITY} with or without {@code (seed, step)}, alone or after GENERATED BY DEFAULT AS. */
    private static void identity(TokenList tokens, int index) {
        int open = tokens.next(index);
        boolean generated = tokens.get(tokens.previous(index)).isWord("as");
        if (!tokens.get(open).isSymbol("(")) {
            tokens.insert(index, generated ? "" : "GENERATED ALWAYS AS ");
            return;
        }
        var arguments = tokens.arguments(open);
        String seed = TokenList.text(arguments.get(0)).replace(" ", "");
        String step = arguments.size() > 1 ? TokenList.text(arguments.get(1)).replace(" ", "") : "1";
        String limit = step.startsWith("-") ? "MAXVALUE " : "MINVALUE ";
        tokens.replace(
                index,
                tokens.close(open) + 1,
                (generated ? "" : "GENERATED ALWAYS AS ") + "IDENTITY (START WITH " + seed + " INCREMENT BY " + step
                        + " " + limit + seed + ")");
    }

    /** DISTSTYLE, DISTKEY, SORTKEY, ENCODE, BACKUP and case collations between the two indexes. */
    private static void removeStorageWords(TokenList tokens, int from, int to) {
        for (int i = Math.min(to, tokens.size()) - 1; i >= from; i--) {
            int next = tokens.next(i);
            boolean name =
                    startsColumn(tokens, i) || tokens.get(tokens.previous(i)).isSymbol(".");
            if (name || tokens.get(i).kind() != Kind.WORD) {
                continue;
            }
            switch (tokens.get(i).word()) {
                case "diststyle", "encode", "backup" -> tokens.remove(i, next + 1);
                case "collate" -> {
                    if (tokens.get(next).word().matches("case_sensitive|cs")) {
                        tokens.remove(i, next + 1);
                    } else if (tokens.get(next).isWord("ci")) {
                        tokens.set(next, tokens.get(next).with(Kind.WORD, "case_insensitive"));
                    }
                }
                case "distkey", "sortkey" -> {
                    boolean columns = tokens.get(next).isSymbol("(");
                    boolean automatic = tokens.get(next).isWord("auto");
                    tokens.remove(i, columns ? tokens.close(next) + 1 : automatic ? next + 1 : i + 1);
                }
                case "compound", "interleaved" -> tokens.remove(i, i + 1);
                case "auto" -> {
                    if (tokens.get(next).isWord("refresh")) {
                        tokens.remove(i, tokens.next(next) + 1);
                    }
                }
                default -> {}
            }
        }
    }

    private static void createView(TokenList tokens, int view) {
        int as = tokens.find(view, "as");
        if (tokens.get(tokens.previous(view)).isWord("materialized") && as >= 0) {
            removeStorageWords(tokens, tokens.next(view) + 1, as);
        }
    }

    private static void createRoutine(TokenList tokens, int routine) throws EngineException {
        TypeNames.giveMaximumsNumbers(tokens);
        for (int i = routine; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() == Kind.DOLLAR_STRING) {
                tokens.set(i, token.with(Kind.DOLLAR_STRING, body(token.text())));
            } else if (token.isWord("nonatomic")) {
                tokens.remove(i, i + 1);
            } else if (token.isWord("nvarchar")) {
                tokens.set(i, token.with(Kind.WORD, "varchar"));
            }
        }
        int open = routine;
        while (open < tokens.size() && !tokens.get(open).isSymbol("(")) {
            open++;
        }
        if (tokens.get(routine).isWord("procedure") && open < tokens.size()) {
            outputArguments(tokens, open);
        }
    }

    private static String body(String dollarString) throws EngineException {
        String tag = dollarString.substring(0, dollarString.indexOf('$', 1) + 1);
        if (dollarString.length() < 2 * tag.length()) {
            return dollarString;
        }
        String body = dollarString.substring(tag.length(), dollarString.length() - tag.length());
        return tag + Dialect.body(body) + tag;
    }

    /** Redshift's CALL does not name output arguments; PostgreSQL lets them out only where they have a default. */
    private static void outputArguments(TokenList tokens, int open) {
        boolean output = false;
        int depth = 0;
        int close = tokens.close(open);
        for (int i = open + 1; i <= close; i++) {
            Token token = tokens.get(i);
            boolean end = depth == 0 && (token.isSymbol(",") || i == close);
            if (end && output) {
                tokens.insert(i, " DEFAULT NULL");
                int added = tokens.close(open) - close;
                i += added;
                close += added;
                output = false;
            } else if (token.isWord("out")) {
                tokens.set(i, token.with(Kind.WORD, "INOUT"));
                output = true;
            } else if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            }
        }
    }

    private static void cut(TokenList tokens, int from, String word) {
        int found = tokens.find(from, word);
        if (found >= 0) {
            tokens.remove(found, tokens.size());
        }
    }
}

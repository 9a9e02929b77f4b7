package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What PostgreSQL takes and Redshift does not: a test that passed with it would fail in the warehouse. */
final class BeyondRedshift {

    /** How statements begin that only PostgreSQL has. */
    private static final Set<String> STATEMENTS = Set.of(
            "checkpoint",
            "cluster",
            "discard",
            "do",
            "import",
            "listen",
            "load",
            "notify",
            "reassign",
            "reindex",
            "security",
            "unlisten");

    /** Their names with parentheses are routines and columns. */
    private static final Set<String> WITHOUT_EXPRESSIONS =
            Set.of("alter", "analyze", "comment", "drop", "grant", "revoke", "show");

    private static final Set<String> CREATED = Set.of(
            "access",
            "aggregate",
            "cast",
            "collation",
            "conversion",
            "domain",
            "event",
            "extension",
            "foreign",
            "index",
            "operator",
            "policy",
            "publication",
            "rule",
            "sequence",
            "server",
            "statistics",
            "subscription",
            "tablespace",
            "transform",
            "trigger",
            "type",
            "unlogged");

    private static final Set<String> TYPES = Set.of(
            "bigserial",
            "bit",
            "box",
            "bytea",
            "cidr",
            "circle",
            "daterange",
            "hstore",
            "inet",
            "int4range",
            "int8range",
            "json",
            "jsonb",
            "line",
            "lseg",
            "macaddr",
            "macaddr8",
            "money",
            "numrange",
            "path",
            "point",
            "polygon",
            "serial",
            "serial4",
            "serial8",
            "smallserial",
            "tsquery",
            "tsrange",
            "tstzrange",
            "tsvector",
            "uuid",
            "xml");

    /** Settings that Redshift has and the emulator hands on as they are. */
    private static final Set<String> SETTINGS = Set.of(
            "application_name",
            "client_encoding",
            "client_min_messages",
            "datestyle",
            "default_transaction_isolation",
            "default_transaction_read_only",
            "extra_float_digits",
            "intervalstyle",
            "search_path",
            "seed",
            "session_authorization",
            "standard_conforming_strings",
            "statement_timeout",
            "timezone",
            "transaction_isolation",
            "transaction_read_only");

    /** What is behind SET and names no setting. */
    private static final Set<String> SET_FORMS = Set.of(
            "all",
            "authorization",
            "characteristics",
            "constraints",
            "names",
            "role",
            "session",
            "time",
            "transaction");

    private static final Map<String, Integer> LONGEST =
            Map.of("varchar", 65535, "nvarchar", 65535, "char", 4096, "character", 4096, "nchar", 4096, "bpchar", 4096);

    private static final int LONGEST_PRECISION = 38;

    private BeyondRedshift() {}

    /** @throws EngineException at the first such place */
    static void refuse(TokenList tokens, DatabaseFacts facts) throws EngineException {
        int first = tokens.first();
        String statement = tokens.get(first).word();
        if (STATEMENTS.contains(statement)) {
            throw notSupported(statement);
        }
        switch (statement) {
            case "create" -> {
                created(tokens, first);
                bodies(tokens, facts);
            }
            case "set", "reset", "show" -> setting(tokens, first);
            default -> {}
        }
        if (!WITHOUT_EXPRESSIONS.contains(statement)) {
            expressions(tokens, facts);
        }
        for (int i = first; i < tokens.size(); i = tokens.next(i)) {
            switch (tokens.get(i).word()) {
                case "for" -> locking(tokens, i);
                case "cast" -> castType(tokens, i);
                default -> {
                    if (tokens.get(i).isSymbol("::")) {
                        type(tokens, tokens.next(i), "");
                    }
                }
            }
        }
    }

    private static void expressions(TokenList tokens, DatabaseFacts facts) throws EngineException {
        PostgresFunctions.refuse(tokens, facts);
        WindowFrames.refuse(tokens);
        IntervalLiterals.refuse(tokens);
    }

    /** Those of functions and procedures, in $$ quotes. */
    private static void bodies(TokenList tokens, DatabaseFacts facts) throws EngineException {
        for (int i = tokens.first(); i < tokens.size(); i = tokens.next(i)) {
            String text = tokens.get(i).text();
            int start = text.indexOf('$', 1) + 1;
            if (tokens.get(i).kind() == Kind.DOLLAR_STRING && text.length() >= 2 * start) {
                expressions(new TokenList(TokenList.added(text.substring(start, text.length() - start))), facts);
            }
        }
    }

    private static void created(TokenList tokens, int create) throws EngineException {
        int kind = tokens.next(create);
        if (tokens.words(kind, "or", "replace")) {
            kind = tokens.after(kind, 2);
        }
        boolean unique = tokens.get(kind).isWord("unique") || tokens.get(kind).isWord("constraint");
        String word = tokens.get(unique ? tokens.next(kind) : kind).word();
        if (CREATED.contains(word)) {
            throw notSupported("CREATE " + word);
        }
        while (tokens.get(kind).isWord("temp")
                || tokens.get(kind).isWord("temporary")
                || tokens.get(kind).isWord("local")) {
            kind = tokens.next(kind);
        }
        if (tokens.get(kind).isWord("sequence")) {
            throw notSupported("CREATE sequence");
        }
        if (tokens.get(kind).isWord("table")) {
            table(tokens, kind);
        } else if (tokens.get(kind).isWord("function")) {
            function(tokens, kind);
        } else if (tokens.get(kind).isWord("procedure")) {
            dollarQuoted(tokens, kind);
        }
    }

    private static void table(TokenList tokens, int table) throws EngineException {
        int open = table;
        while (open < tokens.size()
                && !tokens.get(open).isSymbol("(")
                && !tokens.get(open).isWord("as")) {
            open = tokens.next(open);
        }
        if (!tokens.get(open).isSymbol("(")) {
            return;
        }
        String name = tokens.get(tokens.previous(open)).text().replace("\"", "");
        int depth = 0;
        int close = tokens.close(open);
        for (int i = open; i < close; i = tokens.next(i)) {
            Token token = tokens.get(i);
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            boolean starts = depth == 1 && (token.isSymbol("(") || token.isSymbol(","));
            int column = tokens.next(i);
            if (starts
                    && tokens.get(column).isName()
                    && tokens.get(tokens.next(column)).isName()) {
                type(
                        tokens,
                        tokens.next(column),
                        name + "." + tokens.get(column).text().replace("\"", ""));
            }
            boolean constraint = depth == 1
                    && (token.isWord("check") || token.isWord("exclude"))
                    && (tokens.get(column).isSymbol("(") || tokens.get(column).isWord("using"));
            if (constraint) {
                throw Dialect.failure(token.text().toUpperCase(Locale.ROOT) + " constraints are not supported");
            }
        }
    }

    private static void function(TokenList tokens, int function) throws EngineException {
        int language = tokens.find(function, "language");
        if (language >= 0 && tokens.get(tokens.next(language)).word().equals("plpgsql")) {
            throw Dialect.failure("CREATE FUNCTION in the language plpgsql is not supported"
                    + "\n  Hint: A function is in sql or plpythonu, a procedure in plpgsql.");
        }
        dollarQuoted(tokens, function);
    }

    private static void dollarQuoted(TokenList tokens, int routine) throws EngineException {
        int as = tokens.find(routine, "as");
        Token body = tokens.get(tokens.next(as));
        if (as >= 0 && body.kind() == Kind.STRING) {
            throw Dialect.failure(
                    "the body of a function or procedure must be in $$ quotes\n  Position: " + (body.source() + 1));
        }
    }

    private static void locking(TokenList tokens, int index) throws EngineException {
        int strength = tokens.next(index);
        boolean locks = tokens.get(strength).isWord("update")
                || tokens.get(strength).isWord("share")
                || tokens.words(strength, "no", "key", "update")
                || tokens.words(strength, "key", "share");
        if (locks) {
            throw notSupported("SELECT FOR " + tokens.get(strength).text());
        }
    }

    private static void castType(TokenList tokens, int cast) throws EngineException {
        int open = tokens.next(cast);
        int as = tokens.get(open).isSymbol("(") ? tokens.find(open + 1, "as") : -1;
        if (as >= 0 && as < tokens.close(open)) {
            type(tokens, tokens.next(as), "");
        }
    }

    /** @param column the table's and the column's name where it is one's type */
    private static void type(TokenList tokens, int index, String column) throws EngineException {
        String name = tokens.get(index).word();
        int length = tokens.next(index);
        if (TYPES.contains(name)) {
            throw Dialect.failure(
                    column.isEmpty()
                            ? "type \"%s\" is not supported".formatted(name)
                            : "Column \"%s\" has unsupported type \"%s\".".formatted(column, name));
        }
        if (tokens.get(length).isWord("varying")) {
            name = "varchar";
            length = tokens.next(length);
        }
        Token number = tokens.get(tokens.next(length));
        if (!tokens.get(length).isSymbol("(")
                || number.kind() != Kind.NUMBER
                || number.text().length() > 9) {
            return;
        }
        int size = number.text().matches("\\d+") ? Integer.parseInt(number.text()) : 0;
        Integer longest = LONGEST.get(name);
        if (longest != null && size > longest) {
            throw Dialect.failure("length for type %s cannot exceed %d".formatted(name, longest));
        }
        if (List.of("numeric", "decimal", "dec").contains(name) && (size < 1 || size > LONGEST_PRECISION)) {
            throw Dialect.failure("DECIMAL precision %d must be between 1 and %d".formatted(size, LONGEST_PRECISION));
        }
    }

    private static void setting(TokenList tokens, int first) throws EngineException {
        int index = tokens.next(first);
        if (tokens.get(index).isWord("local") || tokens.get(index).isWord("session")) {
            index = tokens.next(index);
        }
        String name = tokens.get(index).word();
        boolean show = tokens.get(first).isWord("show");
        int after = tokens.next(index);
        if (name.isEmpty() || tokens.get(after).isSymbol(".") || SET_FORMS.contains(name) || name.equals("readonly")) {
            return;
        }
        if (Dialect.REDSHIFT_SETTINGS.contains(name)) {
            if (tokens.get(first).isWord("set")) {
                value(tokens, name, tokens.next(after));
            }
            return;
        }
        // SHOW of more than one word is one of Redshift's lists.
        boolean list = show && (after < tokens.size() || ShowCommand.LISTS.contains(name));
        boolean planner = name.startsWith("enable_") || name.equals("server_version") || name.endsWith("_cost");
        if (!list && !SETTINGS.contains(name) && !(show || planner)) {
            throw Dialect.failure("unrecognized configuration parameter \"" + name + "\"");
        }
        if (tokens.get(first).isWord("set")) {
            value(tokens, name, tokens.next(after));
        }
    }

    /** Values by which the emulator could no longer read what the database answers. */
    private static void value(TokenList tokens, String name, int index) throws EngineException {
        String value =
                tokens.get(index).text().replace("'", "").replace("\"", "").toLowerCase(Locale.ROOT);
        boolean understood =
                switch (name) {
                    case "datestyle" ->
                        value.isEmpty()
                                || value.equals("default")
                                || value.matches("(iso)?(,? *(mdy|dmy|ymd|us|euro|noneuro|european))?");
                    case "intervalstyle" -> value.equals("postgres") || value.equals("default");
                    case "client_encoding" ->
                        Set.of("utf8", "utf-8", "unicode", "default").contains(value);
                    case "standard_conforming_strings" ->
                        Set.of("on", "true", "default").contains(value);
                    case "interval_forbid_composite_literals",
                            "downcase_delimited_identifier",
                            "navigate_super_null_on_error",
                            "cast_super_null_on_error" ->
                        Set.of("on", "true", "default").contains(value);
                    case "describe_field_name_in_uppercase",
                            "enable_case_sensitive_super_attribute",
                            "error_on_nondeterministic_update",
                            "json_parse_truncate_strings",
                            "parse_super_null_on_error" ->
                        Set.of("off", "false", "default").contains(value);
                    default -> true;
                };
        if (!understood) {
            throw Dialect.failure("%s '%s' is not supported by the emulator".formatted(name, value));
        }
    }

    private static EngineException notSupported(String what) {
        return Dialect.failure(what.toUpperCase(Locale.ROOT) + " is not supported");
    }
}

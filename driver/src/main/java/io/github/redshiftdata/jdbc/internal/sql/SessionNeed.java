package io.github.redshiftdata.jdbc.internal.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether a statement needs the session it runs in, or could run anywhere. */
public final class SessionNeed {

    /** Functions that read or change their session; so may all whose names start with {@code pg_}. */
    private static final Set<String> SESSION_FUNCTIONS =
            Set.of("set_config", "current_setting", "nextval", "currval", "setval", "lastval", "setseed");

    /** Functions on the catalog that metadata queries of tools are full of. */
    private static final Set<String> CATALOG_FUNCTIONS = Set.of(
            "pg_get_expr",
            "pg_get_viewdef",
            "pg_get_constraintdef",
            "pg_get_indexdef",
            "pg_get_userbyid",
            "pg_get_late_binding_view_cols",
            "pg_get_cols",
            "pg_encoding_to_char",
            "pg_table_is_visible");

    /** What CREATE, ALTER and DROP may name without touching the session. */
    private static final Set<String> PERMANENT_OBJECTS = Set.of(
            "table",
            "view",
            "materialized",
            "schema",
            "external",
            "user",
            "group",
            "role",
            "function",
            "procedure",
            "database",
            "datashare",
            "library",
            "model",
            "rls",
            "masking",
            "identity",
            "default");

    private SessionNeed() {}

    /**
     * Whether the text provably leaves no state in its session and needs none, so that it gives the same in a session
     * of its own. Text that cannot be read does not.
     */
    public static boolean isStateless(String sql) {
        try {
            return SqlScript.parse(sql).stream().allMatch(SessionNeed::isStateless);
        } catch (SqlTextException unreadable) {
            return false;
        }
    }

    private static boolean isStateless(SqlStatement statement) {
        var tokens = statement.tokens();
        return isStatelessKind(statement) && !namesTemporaryThings(tokens) && !callsSessionFunction(tokens);
    }

    private static boolean isStatelessKind(SqlStatement statement) {
        var reader = new TokenReader(statement.tokens());
        return switch (statement.kind()) {
            case QUERY, INSERT, UPDATE, DELETE, MERGE, MAINTENANCE, EMPTY -> true;
            case ROWS -> !reader.peek().isWord("fetch") && !reader.contains("execute");
            case DDL, TABLE_OF_QUERY, AUTO_COMMITTING -> isOnPermanentObject(reader);
            // COPY and UNLOAD are asked about afterwards: pg_last_copy_count() and the like.
            case LOAD, SET, SESSION, EXECUTE, BEGIN, COMMIT, ROLLBACK, CALL, OTHER -> false;
        };
    }

    private static boolean isOnPermanentObject(TokenReader reader) {
        return switch (reader.peek().word()) {
            case "create", "alter", "drop" -> {
                boolean replaces = reader.peek(1).isWord("or") && reader.peek(2).isWord("replace");
                yield PERMANENT_OBJECTS.contains(reader.peek(replaces ? 3 : 1).word());
            }
            default -> true;
        };
    }

    /** Temporary tables are marked by a word, by the first character of their name or by their schema. */
    private static boolean namesTemporaryThings(List<Token> tokens) {
        return tokens.stream().filter(Token::isName).anyMatch(token -> {
            var name = token.value();
            return token.isWord("temp")
                    || token.isWord("temporary")
                    || name.startsWith("#")
                    || startsWith(name, "pg_temp");
        });
    }

    private static boolean callsSessionFunction(List<Token> tokens) {
        var reader = new TokenReader(tokens);
        while (!reader.atEnd()) {
            var token = reader.next();
            boolean isCall = token.isName() && reader.peek().isPunctuation('(');
            if (isCall && isSessionFunction(token.value())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSessionFunction(String name) {
        var folded = name.toLowerCase(Locale.ROOT);
        return SESSION_FUNCTIONS.contains(folded)
                || folded.startsWith("last_user_")
                || (folded.startsWith("pg_") && !CATALOG_FUNCTIONS.contains(folded));
    }

    private static boolean startsWith(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }
}

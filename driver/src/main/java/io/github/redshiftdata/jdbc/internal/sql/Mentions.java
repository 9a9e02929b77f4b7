package io.github.redshiftdata.jdbc.internal.sql;

import java.util.Locale;
import java.util.Set;

/**
 * The names in a statement that tell of its session. Text in quotes and comments names nothing.
 *
 * @param temporaryThings marked by a word, by the first character of a name or by the schema
 * @param callsOfSessionFunctions which read or change the session
 * @param into a key word, not the name of a column
 * @param setConfig the function that sets a parameter of the session
 * @param schema what a definition has to name if it is to change the search path
 */
record Mentions(
        boolean temporaryThings, boolean callsOfSessionFunctions, boolean into, boolean setConfig, boolean schema) {

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

    /** Those among the tokens of one statement. */
    static Mentions in(TokenList tokens) {
        boolean temporaryThings = false;
        boolean callsOfSessionFunctions = false;
        boolean into = false;
        boolean setConfig = false;
        boolean schema = false;
        for (var reader = new TokenReader(tokens); !reader.atEnd(); reader.skip()) {
            if (reader.standsOnName()) {
                var token = reader.peek();
                var name = token.value().toLowerCase(Locale.ROOT);
                temporaryThings |= isTemporary(token, name);
                callsOfSessionFunctions |=
                        isSessionFunction(name) && reader.peek(1).isPunctuation('(');
                into |= token.isWord("into") && !isNameOfColumn(reader);
                setConfig |= name.equals("set_config");
                schema |= token.isWord("schema") || name.equals("search_path");
            }
        }
        return new Mentions(temporaryThings, callsOfSessionFunctions, into, setConfig, schema);
    }

    private static boolean isTemporary(Token token, String name) {
        return token.isWord("temp") || token.isWord("temporary") || name.startsWith("#") || name.startsWith("pg_temp");
    }

    private static boolean isSessionFunction(String name) {
        return SESSION_FUNCTIONS.contains(name)
                || name.startsWith("last_user_")
                || (name.startsWith("pg_") && !CATALOG_FUNCTIONS.contains(name));
    }

    private static boolean isNameOfColumn(TokenReader reader) {
        return reader.peek(-1).isWord("as") || reader.peek(-1).isPunctuation('.');
    }
}

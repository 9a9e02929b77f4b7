package io.github.redshiftdata.jdbc.internal.sql;

import java.util.Locale;

/**
 * What a SET or RESET sets. Two of them with equal names set the same, so only the later one counts.
 *
 * @param name of the parameter, in lower case; of {@code SET TIME ZONE} it is {@code timezone}. Where no parameter is
 *     named, the statement itself
 * @param isOfTheTransaction whether it holds until the transaction ends, and no longer
 */
public record SessionSetting(String name, boolean isOfTheTransaction) {

    public static final String APPLICATION_NAME = "application_name";
    public static final String QUERY_GROUP = "query_group";
    public static final String TIME_ZONE = "timezone";
    public static final String SEARCH_PATH = "search_path";

    /** The setting of one statement that is a SET, a RESET or the like. */
    public static SessionSetting of(String sql) {
        var reader = new TokenReader(SqlScript.parseOne(sql).tokens());
        if (reader.accept("reset")) {
            return new SessionSetting(name(reader, sql), false);
        }
        if (!reader.accept("set")) {
            return new SessionSetting(sql, false);
        }
        var ofTheTransaction = reader.accept("local") || reader.standsOn("transaction");
        // "SET session TO …" is no statement of Redshift, but "SET SESSION AUTHORIZATION …" and "… CHARACTERISTICS …"
        // are.
        reader.accept("session");
        return new SessionSetting(name(reader, sql), ofTheTransaction);
    }

    private static String name(TokenReader reader, String sql) {
        if (reader.standsOn("time") && reader.peek(1).isWord("zone")) {
            return TIME_ZONE;
        }
        var name = new StringBuilder();
        do {
            if (!reader.standsOnName()) {
                return sql;
            }
            name.append(name.isEmpty() ? "" : ".").append(reader.next().value().toLowerCase(Locale.ROOT));
        } while (reader.accept('.'));
        return name.toString();
    }

    /**
     * The statement that sets a parameter.
     *
     * @throws IllegalArgumentException if the value has a character that Redshift cannot store
     */
    public static String set(String name, String value) {
        return "SET " + name + " TO " + Literals.string(value);
    }

    /** The statement that sets a parameter to what it is in a new session. */
    public static String reset(String name) {
        return "RESET " + name;
    }
}

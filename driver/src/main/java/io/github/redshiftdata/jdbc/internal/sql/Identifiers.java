package io.github.redshiftdata.jdbc.internal.sql;

/** Names of schemas, tables, columns and the like. */
public final class Identifiers {

    private Identifiers() {}

    /**
     * The name in double quotes.
     *
     * @throws IllegalArgumentException if it is empty or has a character that no Redshift name can have
     */
    public static String quote(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A name in Redshift cannot be empty");
        }
        Characters.require(name, "A name");
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Whether the name means the same without quotes: lower case letters, digits and {@code _}, not reserved. */
    public static boolean isSimple(String name) {
        if (name.isEmpty() || isDigit(name.charAt(0)) || Keywords.isReserved(name)) {
            return false;
        }
        return name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '_' || isDigit((char) c));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

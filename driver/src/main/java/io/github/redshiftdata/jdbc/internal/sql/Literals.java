package io.github.redshiftdata.jdbc.internal.sql;

import java.util.HexFormat;

/** Values written as SQL. Whatever the value, the text is one expression and cannot end early. */
public final class Literals {

    /** SQL's NULL. */
    public static final String NULL = "NULL";

    private Literals() {}

    /**
     * A string in quotes. Quotes and backslashes are doubled, so it ends at the same place whether or not the reader
     * takes the backslash for an escape.
     *
     * @throws IllegalArgumentException if the value has a character that Redshift cannot store
     */
    public static String string(String value) {
        var text = new StringBuilder(value.length() + 2);
        appendString(text, value);
        return text.toString();
    }

    /** Appends a string in quotes, as {@link #string} writes it. */
    public static void appendString(StringBuilder text, String value) {
        Characters.require(value, "A string");
        text.append('\'');
        var from = 0;
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '\\' || c == '\'') {
                text.append(value, from, i).append(c);
                from = i;
            }
        }
        text.append(value, from, value.length()).append('\'');
    }

    /** Bytes as a VARBYTE value. */
    public static String bytes(byte[] value) {
        return "FROM_HEX('" + HexFormat.of().formatHex(value) + "')";
    }
}

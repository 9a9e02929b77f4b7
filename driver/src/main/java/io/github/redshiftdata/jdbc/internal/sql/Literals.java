package io.github.redshiftdata.jdbc.internal.sql;

import java.math.BigDecimal;
import java.util.HexFormat;

/** Values written as SQL. Whatever the value, the text is one expression and cannot end early. */
public final class Literals {

    /** SQL's NULL. */
    public static final String NULL = "NULL";

    /** Beyond this scale a plain number would be mostly zeros. */
    private static final int LONGEST_PLAIN_SCALE = 400;

    private Literals() {}

    /**
     * A string in quotes. Quotes and backslashes are doubled, so it ends at the same place whether or not the reader
     * takes the backslash for an escape.
     *
     * @throws IllegalArgumentException if the value has a character that Redshift cannot store
     */
    public static String string(String value) {
        Characters.require(value, "A string");
        return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** Bytes as a VARBYTE value. */
    public static String bytes(byte[] value) {
        return "FROM_HEX('" + HexFormat.of().formatHex(value) + "')";
    }

    /** A boolean. */
    public static String bool(boolean value) {
        return value ? "TRUE" : "FALSE";
    }

    /** A whole number; in parentheses if negative, so that no minus sign meets another. */
    public static String number(long value) {
        return signed(Long.toString(value));
    }

    /** An exact number; in parentheses if negative. */
    public static String number(BigDecimal value) {
        boolean isPlain = Math.abs((long) value.scale()) <= LONGEST_PLAIN_SCALE;
        return signed(isPlain ? value.toPlainString() : value.toString());
    }

    /** A double as FLOAT8, also NaN and the infinities; the server reads the same bits back. */
    public static String number(double value) {
        return "'" + value + "'::float8";
    }

    /** A float as FLOAT4, also NaN and the infinities. */
    public static String number(float value) {
        return "'" + value + "'::float4";
    }

    private static String signed(String number) {
        return number.startsWith("-") ? "(" + number + ")" : number;
    }
}

package io.github.redshiftdata.jdbc.internal.sql;

/** Reads what stands between single quotes. */
final class QuotedText {

    /** The one literal with an unpaired backslash: JDBC's way to write {@code {escape '\'}}. */
    static final String LONE_BACKSLASH = "'\\'";

    private final String text;
    private final int end;
    private final StringBuilder value = new StringBuilder();
    private int at;

    private QuotedText(String text) {
        this.text = text;
        this.at = text.indexOf('\'') + 1;
        this.end = text.length() - 1;
    }

    /** The value of a string literal, as Redshift reads it: the backslash escapes, a quote is doubled. */
    static String ofString(String literal) {
        return literal.equals(LONE_BACKSLASH) ? "\\" : new QuotedText(literal).read();
    }

    private String read() {
        while (at < end) {
            char c = text.charAt(at++);
            if (c == '\'') {
                at++;
                value.append('\'');
            } else if (c == '\\') {
                readEscape();
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }

    private void readEscape() {
        char c = text.charAt(at++);
        switch (c) {
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                readCode(8, 3);
            }
            default -> value.append(c);
        }
    }

    private void readCode(int radix, int maximumDigits) {
        int code = 0;
        int limit = Math.min(end, at + maximumDigits);
        while (at < limit && Character.digit(text.charAt(at), radix) >= 0) {
            code = code * radix + Character.digit(text.charAt(at++), radix);
        }
        value.append((char) (code & 0xFF));
    }
}

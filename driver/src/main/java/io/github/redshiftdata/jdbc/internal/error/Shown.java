package io.github.redshiftdata.jdbc.internal.error;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How messages show what came from outside. A reader, and whatever reads a log line by line, must be able to tell it from
 * the driver's own words.
 */
public final class Shown {

    /** Stands for what is not shown. */
    public static final String HIDDEN = "***";

    private static final int LONGEST = 120;
    private static final int INDENT = 2;
    private static final Pattern LOGIN = Pattern.compile(":.*@", Pattern.DOTALL);

    private Shown() {}

    /** A value for a message: on one line, cut if it is long, and hidden if it may hold a secret. */
    public static String value(@Nullable String given) {
        if (given == null) {
            return "null";
        }
        if (SecretWords.before(given)) {
            return HIDDEN;
        }
        return shortened(oneLine(withoutLogin(given)));
    }

    /** A value for a message, in single quotes. */
    public static String quoted(@Nullable String given) {
        return given == null ? "null" : "'" + value(given) + "'";
    }

    /** An address without the user and password before its {@code @}; any other text as it is. */
    public static String withoutLogin(String text) {
        if (!LOGIN.matcher(SecretWords.decoded(text)).find()) {
            return text;
        }
        // The sign that ends the login may be written as a code: then what stands before it is the login still.
        var host = text.substring(text.lastIndexOf('@') + 1);
        return SecretWords.decoded(host).indexOf('@') < 0 ? HIDDEN + '@' + host : HIDDEN;
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }

    /** The whole text on one line: what would break it, or cannot be seen, is written as in Java's literals. */
    public static String oneLine(String text) {
        return escaped(text, false);
    }

    /**
     * A text of several lines, as the database gives them: lines after the first are indented, so that none can pass for
     * one of the log that it lands in.
     */
    public static String lines(String text) {
        return escaped(text, true);
    }

    /** Whether a text has a line break or another character that cannot be seen. */
    public static boolean hasControls(String text) {
        return text.codePoints().anyMatch(Shown::isControl);
    }

    private static String escaped(String text, boolean mayBreak) {
        if (text.codePoints().noneMatch(Shown::isUnseen)) {
            return text;
        }
        var out = new StringBuilder(text.length() + 16);
        for (var at = 0; at < text.length(); ) {
            var point = text.codePointAt(at);
            at += Character.charCount(point);
            if (mayBreak && point == '\n') {
                out.append('\n').append(" ".repeat(missingIndent(text, at)));
            } else {
                append(out, point);
            }
        }
        return out.toString();
    }

    private static int missingIndent(String text, int start) {
        var spaces = 0;
        while (spaces < INDENT && start + spaces < text.length() && text.charAt(start + spaces) == ' ') {
            spaces++;
        }
        return INDENT - spaces;
    }

    private static void append(StringBuilder out, int point) {
        switch (point) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (!isUnseen(point)) {
                    out.appendCodePoint(point);
                } else if (Character.isBmpCodePoint(point)) {
                    out.append(String.format("\\u%04x", point));
                } else {
                    out.append(String.format(
                            "\\u%04x\\u%04x",
                            (int) Character.highSurrogate(point), (int) Character.lowSurrogate(point)));
                }
            }
        }
    }

    private static boolean isControl(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Marks of direction are among these: they would show a text in another order than it has. */
    private static boolean isUnseen(int point) {
        return isControl(point)
                || Character.getType(point) == Character.FORMAT
                || Character.getType(point) == Character.SURROGATE;
    }
}

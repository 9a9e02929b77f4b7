package io.github.redshiftdata.jdbc.internal.auth;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Removes from a message what the SDK lists of the configuration files: the names of all profiles and of their keys,
 * which a reader of the error should not learn.
 */
final class ProfileNames {

    private static final String LISTING = "ProfileFile(";

    /** Causes deeper than this are not looked at; a cause may also refer to itself. */
    private static final int MOST = 10;

    private ProfileNames() {}

    /** The message without each {@code ProfileFile(…)} and what leads to it. */
    static String leftOut(String message) {
        var start = message.indexOf(LISTING);
        if (start < 0) {
            return message;
        }
        var before = message.substring(0, start).replaceFirst("(: |[,(]? ?profileFile=)$", "");
        return before + leftOut(message.substring(end(message, start + LISTING.length())));
    }

    /**
     * Takes the place of an exception of the SDK, whose own message cannot be changed; its message begins with the type
     * of that exception.
     */
    private static final class Told extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Told(Throwable original, @Nullable Throwable cause) {
            super(leftOut(original.toString()), cause);
            setStackTrace(original.getStackTrace());
        }
    }

    /** The exception itself; or, if it or one of its causes has such a list, an exception that shows the rest of it. */
    static Throwable leftOut(Throwable thrown) {
        return leftOut(thrown, MOST);
    }

    private static Throwable leftOut(Throwable thrown, int depth) {
        if (!lists(thrown, depth)) {
            return thrown;
        }
        var cause = thrown.getCause();
        var told = new Told(thrown, cause == null || depth == 0 ? null : leftOut(cause, depth - 1));
        if (depth > 0) {
            for (var suppressed : thrown.getSuppressed()) {
                told.addSuppressed(leftOut(suppressed, depth - 1));
            }
        }
        return told;
    }

    private static boolean lists(Throwable thrown, int depth) {
        if (String.valueOf(thrown.getMessage()).contains(LISTING)) {
            return true;
        }
        var cause = thrown.getCause();
        return depth > 0
                && ((cause != null && lists(cause, depth - 1))
                        || Arrays.stream(thrown.getSuppressed()).anyMatch(suppressed -> lists(suppressed, depth - 1)));
    }

    /** The place behind the parenthesis that closes the open one; the end of the message if it was cut. */
    private static int end(String message, int start) {
        var open = 1;
        for (var at = start; at < message.length(); at++) {
            open += switch (message.charAt(at)) {
                case '(' -> 1;
                case ')' -> -1;
                default -> 0;
            };
            if (open == 0) {
                return at + 1;
            }
        }
        return message.length();
    }
}

package io.github.redshiftdata.jdbc.internal.api;

/**
 * Leaves out of a message what the SDK lists of the configuration files: the names of all profiles and of their keys, which
 * are nobody's business who reads an error.
 */
final class ProfileNames {

    private static final String LISTING = "ProfileFile(";

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

    /** Where the parenthesis is closed that was opened before; the end of a message that was cut. */
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

package io.github.redshiftdata.jdbc.internal.sql;

/** The characters that a text for Redshift may have: all that UTF-8 knows, but for NUL. */
public final class Characters {

    private Characters() {}

    /**
     * Checks a text before it goes out: otherwise the JSON of a request would hold a question mark in place of half a
     * pair, or the server would refuse or cut what follows a NUL.
     *
     * @param what begins the message: "A parameter"
     * @throws IllegalArgumentException if the text has NUL or one half of a surrogate pair; it says where
     */
    public static void require(String text, String what) {
        int index = firstWrong(text);
        if (index >= 0) {
            char wrong = text.charAt(index);
            var name = wrong == 0 ? "NUL" : "half of a surrogate pair";
            throw new IllegalArgumentException(
                    "%s for Redshift cannot hold the character %s (U+%04X); it is at index %d of %d characters"
                            .formatted(what, name, (int) wrong, index, text.length()));
        }
    }

    /** Whether a text may go out. */
    public static boolean areSendable(String text) {
        return firstWrong(text) < 0;
    }

    private static int firstWrong(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return i;
            }
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}

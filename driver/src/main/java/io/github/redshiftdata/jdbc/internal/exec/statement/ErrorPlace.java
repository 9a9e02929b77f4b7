package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.error.NumberedErrors;
import io.github.redshiftdata.jdbc.internal.error.SecretWords;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * Shows the place in a statement that an error of the database names by its position: the line, and a mark below it.
 * Tools that write the SQL themselves do not show the text, and the number alone does not help their users.
 */
final class ErrorPlace {

    private static final Pattern POSITION = Pattern.compile("\\n *Position: (\\d{1,9})(?=\\n|$| \\[)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern BOUND = Pattern.compile(":p(\\d+)");
    private static final String REFERENCE = " [statement id ";
    private static final String NEXT_LINE = "\n  ";
    private static final String CUT = "…";
    private static final int BEFORE = 40;
    private static final int WIDTH = 80;
    private static final int UNKNOWN = -1;

    private ErrorPlace() {}

    /**
     * Adds the place to the message of an error, if the place is known; otherwise returns the error as it is.
     *
     * @param statement the statement that failed; the values of its parameters are not shown, nor a text that may hold
     *     a secret
     */
    static SQLException shown(SQLException error, BoundStatement statement) {
        var message = String.valueOf(error.getMessage());
        var matcher = POSITION.matcher(message);
        var text = statement.textToLog();
        if (!matcher.find() || SecretWords.in(text)) {
            return error;
        }
        var place = place(Integer.parseInt(matcher.group(1)) - 1, statement, message);
        if (place == UNKNOWN) {
            return error;
        }
        var reference = message.lastIndexOf(REFERENCE);
        var end = reference < 0 ? message.length() : reference;
        var shown =
                NumberedErrors.like(error, message.substring(0, end) + excerpt(text, place) + message.substring(end));
        shown.setStackTrace(error.getStackTrace());
        return shown;
    }

    /**
     * Where the position is in the text as the user wrote it, as an index; {@link #UNKNOWN} if that is not sure.
     *
     * @param offset in characters of the text that the database saw, from 0
     */
    private static int place(int offset, BoundStatement statement, String message) {
        var text = statement.textToLog();
        var sent = statement.sql();
        if (text.equals(sent)) {
            return index(text, offset);
        }
        var place = index(sent, offset);
        if (place != UNKNOWN && place < commonStart(text, sent)) {
            return place;
        }
        // The service decides what it puts in place of a parameter, and so how long that is in the text that the
        // database saw. A place behind parameters is therefore shown only if the message names what stands there.
        for (var seen : new String[] {sent, BOUND.matcher(sent).replaceAll("\\$$1")}) {
            var fromEnd = seen.codePointCount(0, seen.length()) - offset;
            var behind = index(text, text.codePointCount(0, text.length()) - fromEnd);
            if (behind != UNKNOWN && text.length() - behind <= commonEnd(text, sent) && names(message, text, behind)) {
                return behind;
            }
        }
        return UNKNOWN;
    }

    private static int index(String text, int offset) {
        return offset < 0 || offset > text.codePointCount(0, text.length())
                ? UNKNOWN
                : text.offsetByCodePoints(0, offset);
    }

    private static int commonStart(String one, String other) {
        var length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    private static int commonEnd(String one, String other) {
        var length = 0;
        while (length < Math.min(one.length(), other.length())
                && one.charAt(one.length() - 1 - length) == other.charAt(other.length() - 1 - length)) {
            length++;
        }
        return length;
    }

    private static boolean names(String message, String text, int at) {
        return QUOTED.matcher(message)
                .results()
                .anyMatch(quoted -> text.regionMatches(
                        true, at, quoted.group(1), 0, quoted.group(1).length()));
    }

    private static String excerpt(String text, int place) {
        var line = text.lastIndexOf('\n', place - 1) + 1;
        var lineEnd = text.indexOf('\n', place);
        var start = Math.max(line, stepBack(text, place));
        var end = Math.min(lineEnd < 0 ? text.length() : lineEnd, Math.min(text.length(), start + WIDTH));
        end += end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? 1 : 0;
        var before = (start > line ? CUT : "") + plain(text.substring(start, place));
        var after = plain(text.substring(place, end)) + (end < (lineEnd < 0 ? text.length() : lineEnd) ? CUT : "");
        var mark = " ".repeat(before.codePointCount(0, before.length())) + "^";
        return String.join(NEXT_LINE, "", before + after, mark);
    }

    /** Steps back from a place, but not into the middle of a character. */
    private static int stepBack(String text, int place) {
        var start = Math.max(0, place - BEFORE);
        return start > 0 && Character.isLowSurrogate(text.charAt(start)) ? start - 1 : start;
    }

    /**
     * Replaces control characters by blanks: every character takes one column, so the mark stands below the right one.
     */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", " ");
    }
}

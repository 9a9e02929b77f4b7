package io.github.redshiftdata.jdbc.internal.error;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of an error as the service hands it on: a severity and a message, then lines with labels. A message may itself
 * have line breaks, where a name or a value in it has some.
 */
final class DatabaseText {

    private static final Pattern SEVERITY = Pattern.compile("^(ERROR|FATAL|PANIC): *");
    private static final Pattern LABEL = Pattern.compile(
            "\\r?\\n *(?:Detail|Hint|Position|Where|Location|Internal Query|Internal Position):",
            Pattern.CASE_INSENSITIVE);

    /** Where PL/pgSQL raised an error of the user's own: with RAISE, or as an assertion that failed. */
    private static final Pattern RAISED = Pattern.compile(
            "\\n *Where: PL/pgSQL function [^\\n]* line \\d+ at (RAISE|ASSERT) *(\\n|$)", Pattern.CASE_INSENSITIVE);

    /** More labels than any error has are the user's, in a message. */
    private static final int MOST_ENDS = 20;

    private final String severity;
    private final String body;

    DatabaseText(String text) {
        var said = text.strip();
        var matcher = SEVERITY.matcher(said);
        severity = matcher.find() ? matcher.group(1) : "";
        body = said.substring(severity.isEmpty() ? 0 : matcher.end());
    }

    /** Whether the connection ended with this error, or was refused. */
    boolean isFatal() {
        return !severity.isEmpty() && !severity.equals("ERROR");
    }

    /** Whether an error of the database says so itself, as opposed to the service's own client. */
    boolean isOfStatement() {
        return severity.equals("ERROR");
    }

    /** What was said, up to the first line break. */
    String firstLine() {
        return body.lines().findFirst().orElse("").strip();
    }

    /** The state of an error that a procedure of the user's own raised, whatever it says; null for any other error. */
    @Nullable
    SqlState raisedBy() {
        var matcher = RAISED.matcher(body);
        if (!matcher.find()) {
            return null;
        }
        return matcher.group(1).equalsIgnoreCase("RAISE") ? SqlState.RAISE_EXCEPTION : SqlState.ASSERT_FAILURE;
    }

    /**
     * What may be the message, the shortest first: it ends before a label, but what looks like a label may be part of a
     * name or of a value in it.
     */
    List<String> messages() {
        var messages = new ArrayList<String>();
        var matcher = LABEL.matcher(body);
        while (messages.size() < MOST_ENDS && matcher.find()) {
            messages.add(body.substring(0, matcher.start()).stripTrailing());
        }
        messages.add(body);
        return messages;
    }
}

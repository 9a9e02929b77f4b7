package io.github.redshiftdata.jdbc.internal.error;

import static io.github.redshiftdata.jdbc.internal.error.SqlState.*;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes exceptions from errors of the database. The service passes on their text but no SQLSTATE, so the state is
 * derived from the sentences of Redshift and of PostgreSQL, never from words that a user may have chosen.
 */
public final class DatabaseErrors {

    private static final String BROKEN =
            "(closed|reset|lost|broken|refused|terminated|aborted|gone|failed|timed out|not available)";

    /**
     * The messages of the server with FATAL, and of the service's own client without a severity, when a connection
     * breaks.
     */
    private static final Pattern LOST_CONNECTION = Pattern.compile(
            "^(terminating connection\\b|the database system is (shutting|going) down|57P01\\b"
                    + "|(an )?i/o error\\b|(the |this |server )?(connection|socket|session)\\b.*\\b" + BROKEN
                    + "\\b|broken pipe|unexpected (eof|end of (file|stream))|end of (file|stream)\\b|eof\\b"
                    + "|the backend has broken|(could not|unable to) (receive|send|read|write) (data|from|to)"
                    + "|ssl (error|syscall)|software caused connection abort|no route to host"
                    + "|the server (closed|terminated)|server closed the connection)"
                    + "|^\\[amazon\\].*(socket|connection|i/o)",
            Pattern.CASE_INSENSITIVE);

    /**
     * The messages of a lost connection as the error of a statement: whole sentences only, since users raise errors in
     * their own words.
     */
    private static final Pattern LOST_BY_STATEMENT = Pattern.compile(
            "(the |this )?(server |database )?(connection|socket|session)( (to|with) (the )?(server|database|database server"
                    + "|backend|client))?( was| has been| is)? " + BROKEN + "(,? " + BROKEN
                    + ")?( by (peer|(the )?(peer|server|administrator|remote host))| unexpectedly)?\\.?"
                    + "|terminating connection (due to|because of|because) .*"
                    + "|broken pipe|unexpected eof.*|an i/o error occurred while (sending to|reading from) the backend\\.?",
            Pattern.CASE_INSENSITIVE);

    /** The service had no connection to hand the statement to. */
    private static final Pattern NEVER_SENT =
            Pattern.compile("^(could not|unable to) connect to (the )?(database )?server\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern EXTERNAL_IN_READ_ONLY = Pattern.compile(
            "failed to incorporate external table .* into local catalog\\. error=transaction is read-only\\.?",
            Pattern.CASE_INSENSITIVE);

    private static final String READ_ONLY_ADVICE =
            " Before patch 204 Redshift reads external tables (Spectrum, datashares, S3 Tables) only in a transaction that may"
                    + " write. Call setReadOnly(false) for such queries, or set readOnlyMode=ignore.";

    /** Refusals to log in: nothing ran. */
    private static final Set<String> OF_LOGGING_IN =
            Set.of("08001", "28000", "28P01", "3D000", "42501", "53300", "55000", "57P03");

    private DatabaseErrors() {}

    /**
     * Whether a statement failed because its connection to the database broke. What it did may have been committed just
     * before.
     *
     * @param errorText the service's {@code Error}, or null where it gave none: then that may be so, too
     */
    public static boolean isOfLostConnection(@Nullable String errorText) {
        if (errorText == null || errorText.isBlank()) {
            return true;
        }
        var text = new DatabaseText(errorText);
        if (text.raisedBy() != null) {
            return false;
        }
        return LOST_CONNECTION.matcher(text.firstLine()).find()
                || (text.isFatal() && !OF_LOGGING_IN.contains(state(errorText)));
    }

    /** Whether a statement failed because there was no connection to the database: it has surely done nothing. */
    public static boolean wasNeverSent(@Nullable String errorText) {
        if (errorText == null) {
            return false;
        }
        var text = new DatabaseText(errorText);
        return !text.isOfStatement() && NEVER_SENT.matcher(text.firstLine()).find();
    }

    /** Whether a statement was refused because it ran inside a transaction. */
    public static boolean refusesTransaction(String errorText) {
        return ACTIVE_SQL_TRANSACTION.code().equals(state(errorText));
    }

    /**
     * Whether the text says that the statement's session, or its connection to the database, is gone. Narrower than
     * {@link #isOfLostConnection}: an error that may be of the user's own words is none.
     */
    public static boolean endsSession(@Nullable String errorText) {
        if (errorText == null || errorText.isBlank()) {
            return false;
        }
        var text = new DatabaseText(errorText);
        return wasNeverSent(errorText)
                || (text.isOfStatement() ? saysThatItIsLost(text) : isOfLostConnection(errorText));
    }

    /**
     * The exception of a statement that ended without success.
     *
     * @param errorText the service's {@code Error}, or null where it gave none
     * @param aborted whether the statement was cancelled rather than failed
     */
    public static SQLException of(
            @Nullable String errorText,
            boolean aborted,
            String statementId,
            @Nullable String requestId,
            @Nullable Throwable cause) {
        var text = errorText == null || errorText.isBlank() ? sentence(aborted) : errorText.strip();
        var message = text + advice(text) + Reference.of(statementId, requestId);
        var state = aborted ? QUERY_CANCELED.code() : endsSession(text) ? CONNECTION_FAILURE.code() : state(text);
        return Errors.ofDatabase(state, message, cause);
    }

    /** What to do about a refusal whose words do not tell it; empty for any other error. */
    private static String advice(String errorText) {
        var text = new DatabaseText(errorText);
        return text.raisedBy() == null
                        && EXTERNAL_IN_READ_ONLY.matcher(text.firstLine()).matches()
                ? (errorText.endsWith(".") ? "" : ".") + READ_ONLY_ADVICE
                : "";
    }

    /** The state that a text means, unless it tells of a lost connection. */
    static String state(String errorText) {
        var text = new DatabaseText(errorText);
        var raised = text.raisedBy();
        if (raised != null) {
            return raised.code();
        }
        var state = Sentences.known().state(text.messages(), text.isFatal());
        return state == null ? UNKNOWN.code() : state;
    }

    private static boolean saysThatItIsLost(DatabaseText text) {
        var said = text.firstLine();
        return text.isOfStatement()
                ? text.raisedBy() == null && LOST_BY_STATEMENT.matcher(said).matches()
                : LOST_CONNECTION.matcher(said).find();
    }

    private static String sentence(boolean aborted) {
        return aborted
                ? "The statement was cancelled; the service says no more."
                : "The statement failed; the service gives no reason.";
    }
}

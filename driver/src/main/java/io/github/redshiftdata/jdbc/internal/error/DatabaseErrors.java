package io.github.redshiftdata.jdbc.internal.error;

import static io.github.redshiftdata.jdbc.internal.error.SqlState.*;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Errors that the database gave. The service hands on their text but no SQLSTATE: the state is read off the wordings of
 * Redshift and of PostgreSQL.
 */
public final class DatabaseErrors {

    private record Rule(Pattern wording, SqlState state) {}

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    /** The first wording that is found counts, so that the narrower ones come first. */
    private static final List<Rule> RULES = List.of(
            // the end of a statement or transaction
            rule(
                    "cancelled on user'?s request|cancell?ing statement due to|query was cancell?ed|statement timeout",
                    QUERY_CANCELED),
            rule(
                    "serializable isolation violation|could not serialize access|conflict with concurrent transaction",
                    SERIALIZATION_FAILURE),
            rule("deadlock detected", DEADLOCK_DETECTED),
            rule("current transaction is aborted", IN_FAILED_TRANSACTION),
            rule(
                    "(cannot|can't|can not) (run|be executed|be run|be executed from) ?(inside|within|from)? ?a transaction"
                            + "|cannot be executed from a function|cannot run inside",
                    ACTIVE_SQL_TRANSACTION),
            rule("read-only transaction|transaction is read-only", READ_ONLY_TRANSACTION),
            rule("there is no transaction in progress|no transaction is (open|in progress)", NO_ACTIVE_SQL_TRANSACTION),
            rule("terminating connection due to administrator|database system is shutting down", ADMIN_SHUTDOWN),
            rule("database system is starting up|not accepting connections|not yet accepting", CANNOT_CONNECT_NOW),
            // what the service says about a statement that it ran
            rule("database response exceeded size limit", STATEMENT_TOO_COMPLEX),
            rule(
                    "packet for query is too large|statement is too large|memory exhausted|stack depth limit",
                    STATEMENT_TOO_COMPLEX),
            rule(
                    "no value specified for parameter|bind message supplies \\d+ parameters|there is no parameter",
                    UNDEFINED_PARAMETER),
            rule("endpoint doesn't exist in this region", UNABLE_TO_CONNECT),
            // logging in
            rule(
                    "password authentication failed|authentication failed|no pg_hba.conf entry|password has expired"
                            + "|is not permitted to log in|username and password in secret|account .*is locked",
                    INVALID_AUTHORIZATION),
            rule("^FATAL: +(user|role) .*does not exist", INVALID_AUTHORIZATION),
            rule("^FATAL: +database .*does not exist", INVALID_CATALOG_NAME),
            rule("^FATAL: +permission denied", INVALID_AUTHORIZATION),
            rule(
                    "too many (connections|clients)|connection limit .*exceeded|remaining connection slots",
                    TOO_MANY_CONNECTIONS),
            // the warehouse
            rule("disk full|no space left|could not (extend|write).*(disk|space)", DISK_FULL),
            rule("out of memory|insufficient memory|not enough memory", INSUFFICIENT_RESOURCES),
            rule("quota.*exceed|exceed.*quota", CONFIGURATION_LIMIT_EXCEEDED),
            rule("could not obtain lock|lock not available|lock timeout", LOCK_NOT_AVAILABLE),
            rule("is being (accessed|used) by|because it is in use", OBJECT_IN_USE),
            // constraints
            rule("duplicate key|violates unique constraint", UNIQUE_VIOLATION),
            rule(
                    "cannot insert (a )?null value into|null value in column|violates not-null|contains null values",
                    NOT_NULL_VIOLATION),
            rule("violates foreign key constraint", FOREIGN_KEY_VIOLATION),
            rule("violates check constraint", CHECK_VIOLATION),
            rule(
                    "depends? on (it|them|column|table|view|schema|default)|other objects depend|because .* require",
                    DEPENDENT_OBJECTS_EXIST),
            // values
            rule("value too long for|string length exceeds", STRING_TRUNCATION),
            rule("(date|time|timestamp|interval)[^\"]*( field)?( value)? ?out of range", DATETIME_OVERFLOW),
            rule("out of range|overflow", NUMERIC_OUT_OF_RANGE),
            rule("division by zero|divide by zero", DIVISION_BY_ZERO),
            rule(
                    "invalid input syntax for (type )?\"?(date|time|timestamp|interval)|invalid (date|timestamp|time)\\b"
                            + "|error converting text to (date|timestamp)|invalid value \"\" for \"\"",
                    INVALID_DATETIME_FORMAT),
            rule(
                    "invalid input syntax|invalid digit|invalid input value|malformed|invalid boolean|invalid character",
                    INVALID_TEXT_REPRESENTATION),
            rule("invalid byte sequence|string contains invalid", DATA_EXCEPTION),
            // rights
            rule(
                    "permission denied|must be (an? )?(owner|superuser|member)|not authorized|insufficient privilege",
                    INSUFFICIENT_PRIVILEGE),
            // names
            named("column|no such column", "does not exist|not found", UNDEFINED_COLUMN),
            rule("missing from-clause|invalid reference to from-clause", UNDEFINED_COLUMN),
            named("function|procedure|aggregate|operator", "does not exist", UNDEFINED_FUNCTION),
            named("database", "does not exist|not found", INVALID_CATALOG_NAME),
            named("schema", "does not exist|not found", INVALID_SCHEMA_NAME),
            rule("no schema has been selected", INVALID_SCHEMA_NAME),
            named("cursor", "does not exist", INVALID_CURSOR_NAME),
            named("relation|table|view|materialized view|external table", "does not exist|not found", UNDEFINED_TABLE),
            rule("does not exist", UNDEFINED_OBJECT),
            named("column", "already exists|specified more than once", DUPLICATE_COLUMN),
            named("schema", "already exists", DUPLICATE_SCHEMA),
            named("database", "already exists", DUPLICATE_DATABASE),
            named("function|procedure", "already exists", DUPLICATE_FUNCTION),
            named("relation|table|view|materialized view|external table", "already exists", DUPLICATE_TABLE),
            rule("already exists", DUPLICATE_OBJECT),
            // the statement
            rule("is ambiguous", AMBIGUOUS_COLUMN),
            rule("syntax error|unterminated|cannot insert multiple commands|incomplete input", SYNTAX_ERROR),
            rule(
                    "must appear in the group by|aggregate.*not allowed|not allowed in group by|ungrouped column",
                    GROUPING_ERROR),
            rule("cannot (be )?cast|cannot cast|cannot be converted to type|cannot convert type", CANNOT_CAST),
            rule(
                    "is of type .* but expression is of type|types .*cannot be matched|must be type|type mismatch"
                            + "|must be of type|incompatible types",
                    DATATYPE_MISMATCH),
            rule("is not an? (table|view|sequence|index|materialized view)|wrong object type", WRONG_OBJECT),
            rule("not supported|not implemented|unsupported|not yet supported", FEATURE_NOT_SUPPORTED),
            rule("prerequisite|has not been populated", OBJECT_NOT_IN_PREREQUISITE_STATE),
            rule("internal error|assert|xx000", INTERNAL_ERROR));

    /**
     * Sentences of the server and of the service's own client when a connection to the database breaks: with FATAL, or with
     * no severity, which is how the client speaks.
     */
    private static final Pattern LOST_CONNECTION = Pattern.compile(
            "^(\\w+: +)?(terminating connection\\b|the database system is (shutting|going) down|57P01\\b"
                    + "|(an )?i/o error\\b|(the |this |server )?(connection|socket|session)\\b.*\\b(closed|reset|lost|broken"
                    + "|refused|terminated|aborted|gone|failed|timed out|not available)\\b|broken pipe|connection reset"
                    + "|unexpected (eof|end of (file|stream))|end of (file|stream)\\b|eof\\b|the backend has broken"
                    + "|(could not|unable to) (receive|send|read|write) (data|from|to)|ssl (error|syscall)"
                    + "|software caused connection abort|no route to host|the server (closed|terminated)"
                    + "|server closed the connection)"
                    + "|^\\[amazon\\].*(socket|connection|i/o)",
            Pattern.CASE_INSENSITIVE);

    /** The same where the whole line is that sentence: an error of the user's own words may only begin like one. */
    private static final Pattern LOST_CONNECTION_ALONE = Pattern.compile(
            "^ERROR: +(the )?(connection|session)( to (the )?(database|server|database server))?"
                    + " (was |has been )?(closed|reset|terminated|lost)( by (the )?(peer|server|administrator|remote host))?\\.?$"
                    + "|^ERROR: +terminating connection (due to|because of|because) .*$",
            Pattern.CASE_INSENSITIVE);

    /** The service had no connection to hand the statement to. */
    private static final Pattern NEVER_SENT = Pattern.compile(
            "^((FATAL|PANIC): +)?(could not|unable to) connect to (the )?(database )?server\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern OWN_SEVERITY =
            Pattern.compile("^(ERROR|WARNING|NOTICE|INFO|LOG|DEBUG\\w*): ", Pattern.CASE_INSENSITIVE);

    private static final Pattern FATAL = Pattern.compile("^(FATAL|PANIC):", Pattern.CASE_INSENSITIVE);
    /** Refusals to log in: nothing ran. */
    private static final Set<SqlState> OF_LOGGING_IN =
            Set.of(INVALID_AUTHORIZATION, INVALID_CATALOG_NAME, TOO_MANY_CONNECTIONS, CANNOT_CONNECT_NOW);

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
        var firstLine = firstLine(errorText);
        return LOST_CONNECTION.matcher(firstLine).find()
                || (FATAL.matcher(firstLine).find() && !OF_LOGGING_IN.contains(state(errorText)));
    }

    /** Whether a statement failed because there was no connection to the database: it has surely done nothing. */
    public static boolean wasNeverSent(@Nullable String errorText) {
        return errorText != null && NEVER_SENT.matcher(firstLine(errorText)).find();
    }

    /**
     * Whether the text says that the statement's session, or its connection to the database, is gone. Narrower than
     * {@link #isOfLostConnection}: an error that may be of the user's own words is none.
     */
    public static boolean endsSession(@Nullable String errorText) {
        if (errorText == null || errorText.isBlank()) {
            return false;
        }
        var line = firstLine(errorText);
        if (wasNeverSent(errorText) || LOST_CONNECTION_ALONE.matcher(line).find()) {
            return true;
        }
        return !OWN_SEVERITY.matcher(line).find() && isOfLostConnection(errorText);
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
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
        var message = text + Reference.of(statementId, requestId);
        return Errors.of(
                aborted ? QUERY_CANCELED : endsSession(text) ? CONNECTION_FAILURE : state(text), message, cause);
    }

    /** The state that a text means. */
    static SqlState state(String errorText) {
        // Detail and hint speak of other things; the wording of a 1023 stands behind DETAIL on the first line.
        var firstLine = errorText.strip().lines().findFirst().orElse("");
        // Names and values are the user's: "out of memory" may be the name of a table.
        var wording = QUOTED.matcher(firstLine).replaceAll("\"\"");
        for (var rule : RULES) {
            if (rule.wording().matcher(wording).find()) {
                return rule.state();
            }
        }
        if (errorText.toLowerCase(Locale.ROOT).contains("serializable isolation violation")) {
            return SERIALIZATION_FAILURE;
        }
        if (firstLine.startsWith("FATAL:")) {
            return REJECTED_CONNECTION;
        }
        return UNKNOWN;
    }

    private static Rule named(String kinds, String verbs, SqlState state) {
        return rule("^(\\w+: +)?(" + kinds + ") (.*)(" + verbs + ")", state);
    }

    private static String sentence(boolean aborted) {
        return aborted
                ? "The statement was cancelled; the service says no more."
                : "The statement failed; the service gives no reason.";
    }

    private static Rule rule(String wording, SqlState state) {
        return new Rule(Pattern.compile(wording, Pattern.CASE_INSENSITIVE), state);
    }
}

package io.github.redshiftdata.jdbc.internal.error;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the service means by a failure beyond its {@link Kind}. Only its code and its text tell: whole sentences count, in
 * which nothing stands in quotes that the user may have written.
 */
public enum Reason {
    /** The database did not answer the service in time; unlike other refusals this one may not last. */
    SLOW,
    /** The warehouse is not there just now: paused, resuming, being resized. */
    WAREHOUSE_AWAY,
    /** No warehouse has this name, or it is away: the service says the same of both. */
    NO_ENDPOINT,
    /** The session that was given is busy or gone. */
    SESSION_UNAVAILABLE,
    /** There are too many sessions to open one more. */
    SESSIONS_USED_UP,
    /** The member WaitTimeSeconds is not known, or not liked. */
    WAIT_UNSUPPORTED,
    /** The member SessionKeepAliveSeconds is not known, or not liked. */
    KEEP_ALIVE_REFUSED,
    /** The member ExecutionMode, or its value, is not known. */
    EXECUTION_MODE_UNSUPPORTED,
    /** There is nothing left to cancel. */
    ENDED_ALREADY,
    /** Any other reason. */
    OTHER;

    private static final String NO_ENDPOINT_WORDS = "endpoint doesn't exist in this region";

    /** Words of the service itself, without quoted text. */
    private static final String WORDS = "[^'\"\\[]*";

    private static final String WAIT = "[\"']?waittimeseconds[\"']?";

    private static final Pattern OF_WAITING =
            sentence("(1 validation error detected: )?(value '-?\\d*' at 'waittimeseconds' .*"
                    + "|" + WORDS + "\\b(parameter|member|field|key|property|argument)s?\\b" + WORDS + WAIT
                    + WORDS
                    + "|" + WAIT + " (is|was|must|cannot)\\b" + WORDS + ")");

    private static final Pattern OF_KEEP_ALIVE =
            sentence("(1 validation error detected: )?(value '-?\\d*' at 'sessionkeepaliveseconds' .*" + "|" + WORDS
                    + "[\"']?\\bsessionkeepaliveseconds\\b[\"']?" + WORDS + ")");

    private static final String MODE = "[\"']?executionmode[\"']?";

    private static final Pattern OF_EXECUTION_MODE =
            sentence("(1 validation error detected: )?(value '(AUTO_COMMIT)?' at 'executionmode' .*"
                    + "|" + WORDS + "\\b(parameter|member|field|key|property|argument)s?\\b" + WORDS + MODE + WORDS
                    + "|" + MODE + " (is|was|must|cannot)\\b" + WORDS + ")");

    /** Words of the service in which the id of a session may stand in quotes. */
    private static final String WORDS_AND_ID = WORDS + "(['\"][0-9a-fA-F-]+['\"]" + WORDS + ")*";

    /**
     * The messages about a session. The wording for a busy session is not known, and not every wording for one that is
     * gone.
     */
    private static final Pattern OF_SESSION =
            sentence("((the |this |that |your )?((requested|specified|given|provided) )?"
                    + "session(id)?\\b" + WORDS_AND_ID
                    + "\\b(not available|unavailable|invalid|not valid|closed|expired|terminated"
                    + "|busy|in use|not found|unknown|does not exist|doesn't exist|(running|active|in progress))\\b"
                    + WORDS
                    + "|(invalid|unknown|no such) session(id)?\\b" + WORDS_AND_ID
                    + "|((a|an|another|the) )?((active|previous|other) )?(query|statement)\\b" + WORDS
                    + "\\b(running|active|in progress|executing)\\b" + WORDS + "\\bsession\\b" + WORDS_AND_ID + ")");

    private static final Pattern OF_CANCELLING_WHAT_ENDED =
            sentence("could not cancel a query that is already in \\w+ state( with id: \\S+)?");

    /** Names and values stand in quotes. */
    private static final Pattern NOT_UP = Pattern.compile(
            "\\b(cluster|workgroup|namespace|warehouse|endpoint|database)\\b.*"
                    + "\\b(paus(ed|ing)|resum(e|ed|ing)|resiz(ed|ing)|reboot(ed|ing)|starting up|unavailable"
                    + "|not (currently )?available|maintenance)\\b",
            Pattern.CASE_INSENSITIVE);

    /** A value that the service repeats may be a whole statement, with quotes of its own. */
    private static final Pattern REPEATED = Pattern.compile("Value '.*' at '", Pattern.DOTALL);

    private static final Pattern QUOTED = Pattern.compile("(?<![\\p{L}\\d])'[^']*'|\"[^\"]*\"");

    /** The reason of a failure. */
    static Reason of(ServiceFailure failure) {
        if (failure.code().equals("QueryTimeoutException")) {
            return SLOW;
        }
        return switch (failure.kind()) {
            case QUOTA -> failure.code().contains("ActiveSessions") ? SESSIONS_USED_UP : OTHER;
            case NOT_FOUND -> is(OF_SESSION, failure) ? SESSION_UNAVAILABLE : OTHER;
            case SERVICE -> isWarehouseAway(failure.message()) ? WAREHOUSE_AWAY : OTHER;
            case REJECTED -> ofRefusal(failure);
            case THROTTLED, NETWORK, UNREACHABLE, TIMED_OUT, INTERRUPTED, UNAUTHORIZED -> OTHER;
        };
    }

    private static Reason ofRefusal(ServiceFailure failure) {
        if (is(OF_SESSION, failure)) {
            return SESSION_UNAVAILABLE;
        }
        if (is(OF_WAITING, failure)) {
            return WAIT_UNSUPPORTED;
        }
        if (is(OF_KEEP_ALIVE, failure)) {
            return KEEP_ALIVE_REFUSED;
        }
        if (is(OF_EXECUTION_MODE, failure)) {
            return EXECUTION_MODE_UNSUPPORTED;
        }
        if (is(OF_CANCELLING_WHAT_ENDED, failure)) {
            return ENDED_ALREADY;
        }
        if (isWarehouseAway(failure.message())) {
            return WAREHOUSE_AWAY;
        }
        return ownWords(failure).contains(NO_ENDPOINT_WORDS) ? NO_ENDPOINT : OTHER;
    }

    /** Whether the first line of an error of the database says that the warehouse is not there just now. */
    public static boolean tellsOfAnAbsentWarehouse(String errorOfTheDatabase) {
        return isWarehouseAway(errorOfTheDatabase.strip().lines().findFirst().orElse(""));
    }

    private static boolean isWarehouseAway(String text) {
        return NOT_UP.matcher(withoutNames(text)).find();
    }

    /** What the service says itself, in lower case, without the names and values that it repeats. */
    static String ownWords(ServiceFailure failure) {
        return withoutNames(failure.message()).toLowerCase(Locale.ROOT);
    }

    private static String withoutNames(String text) {
        var withoutValues = REPEATED.matcher(text).replaceAll("Value '' at '");
        return QUOTED.matcher(withoutValues).replaceAll("''");
    }

    private static Pattern sentence(String words) {
        return Pattern.compile(words + "\\.?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    private static boolean is(Pattern sentence, ServiceFailure failure) {
        return sentence.matcher(failure.message().strip()).matches();
    }
}

package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.util.regex.Pattern;

/**
 * What the service means by a refusal. Only its text tells: whole sentences count, in which nothing stands in quotes that
 * the user may have written.
 */
final class Refusals {

    /** Own words of the service. */
    private static final String WORDS = "[^'\"\\[]*";

    private static final String WAIT = "[\"']?waittimeseconds[\"']?";

    private static final Pattern OF_WAITING =
            sentence("(1 validation error detected: )?(value '-?\\d*' at 'waittimeseconds' .*"
                    + "|" + WORDS + "\\b(parameter|member|field|key|property|argument)s?\\b" + WORDS + WAIT
                    + WORDS
                    + "|" + WAIT + " (is|was|must|cannot)\\b" + WORDS + ")");

    /** The same, where the id of a session may stand in quotes. */
    private static final String WORDS_AND_ID = WORDS + "(['\"][0-9a-fA-F-]+['\"]" + WORDS + ")*";

    /** What is told of a busy session is not known; of one that is gone not in every form. */
    private static final Pattern OF_SESSION =
            sentence("((the |this |that |your )?((requested|specified|given|provided) )?"
                    + "session(id)?\\b" + WORDS_AND_ID
                    + "\\b(not available|unavailable|invalid|not valid|closed|expired|terminated"
                    + "|busy|in use|not found|unknown|does not exist|doesn't exist|(running|active|in progress))\\b"
                    + WORDS
                    + "|(invalid|unknown|no such) session(id)?\\b" + WORDS_AND_ID
                    + "|((a|an|another|the) )?((active|previous|other) )?(query|statement)\\b" + WORDS
                    + "\\b(running|active|in progress|executing)\\b" + WORDS + "\\bsession\\b" + WORDS_AND_ID + ")");

    private static final Pattern ALREADY_ENDED =
            sentence("could not cancel a query that is already in \\w+ state( with id: \\S+)?");

    private Refusals() {}

    /** The member WaitTimeSeconds is not known, or not liked. */
    static boolean ofWaiting(ServiceFailure failure) {
        return failure.kind() == Kind.REJECTED && is(OF_WAITING, failure);
    }

    /** The session that was given is busy or gone. */
    static boolean ofTheSession(ServiceFailure failure) {
        return (failure.kind() == Kind.REJECTED || failure.kind() == Kind.NOT_FOUND) && is(OF_SESSION, failure);
    }

    /** There is nothing left to cancel. */
    static boolean ofCancellingWhatEnded(ServiceFailure failure) {
        return failure.kind() == Kind.REJECTED && is(ALREADY_ENDED, failure);
    }

    /** The database did not answer the service in time; unlike other refusals this one may not last. */
    static boolean ofBeingSlow(ServiceFailure failure) {
        return failure.code().equals("QueryTimeoutException");
    }

    /** There are too many sessions to open one more. */
    static boolean ofAnotherSession(ServiceFailure failure) {
        return failure.kind() == Kind.QUOTA && failure.code().contains("ActiveSessions");
    }

    private static Pattern sentence(String words) {
        return Pattern.compile(words + "\\.?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    private static boolean is(Pattern sentence, ServiceFailure failure) {
        return sentence.matcher(failure.message().strip()).matches();
    }
}

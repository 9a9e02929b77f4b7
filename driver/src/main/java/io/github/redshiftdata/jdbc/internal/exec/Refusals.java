package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the service means by a refusal. Only its text tells. */
final class Refusals {

    private static final Pattern LOST_SESSION = Pattern.compile(
            "session.*(not available|unavailable|invalid|not valid|closed|expired|terminated|busy|in use"
                    + "|does not exist|doesn't exist|not found|unknown)",
            Pattern.DOTALL);

    private Refusals() {}

    /** The member WaitTimeSeconds is not known, or not liked. */
    static boolean ofWaiting(ServiceFailure failure) {
        return failure.kind() == Kind.REJECTED && text(failure).contains("waittimeseconds");
    }

    /** The session that was given is busy or gone. */
    static boolean ofTheSession(ServiceFailure failure) {
        return (failure.kind() == Kind.REJECTED || failure.kind() == Kind.NOT_FOUND)
                && LOST_SESSION.matcher(text(failure)).find();
    }

    /** There is nothing left to cancel. */
    static boolean ofCancellingWhatEnded(ServiceFailure failure) {
        return failure.kind() == Kind.REJECTED && text(failure).contains("could not cancel a query that is already");
    }

    /** The database did not answer the service in time; unlike other refusals this one may not last. */
    static boolean ofBeingSlow(ServiceFailure failure) {
        return failure.code().equals("QueryTimeoutException");
    }

    /** There are too many sessions to open one more. */
    static boolean ofAnotherSession(ServiceFailure failure) {
        return failure.kind() == Kind.QUOTA && failure.code().contains("ActiveSessions");
    }

    private static String text(ServiceFailure failure) {
        return failure.message().toLowerCase(Locale.ROOT);
    }
}

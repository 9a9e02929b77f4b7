package io.github.redshiftdata.jdbc.internal.exec.call;

import static io.github.redshiftdata.jdbc.internal.exec.call.Bearing.bears;
import static io.github.redshiftdata.jdbc.internal.exec.call.Bearing.bearsAnOutage;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long failed requests are repeated, depending on what the driver does with them. A kind of failure that a constant
 * does not name ends the request at once. The manual's table of these times is written from here.
 */
public enum Patience {
    /**
     * The first statement of a connection, before the service has answered: a wrong address does not mend itself. The
     * limit of the {@link Login} takes the place of most of these times.
     */
    CONNECTING(
            "connects",
            bears(Kind.THROTTLED)
                    .forMinutes(2)
                    .shown("too many requests", "`loginTimeout`; without one %s", "`53400`, `08001`"),
            bears(Kind.QUOTA).forSeconds(30),
            bears(Kind.NETWORK, Kind.TIMED_OUT)
                    .forSeconds(15)
                    .shown("broken connections or no answer, from the first request on", "`08001`"),
            bears(Kind.SERVICE).forSeconds(2).shown("something else answers at the address", "`08001`"),
            bears(Kind.UNREACHABLE, Kind.UNAUTHORIZED)
                    .forSeconds(0)
                    .shown("nobody listens there; a refused sign-in", "`08001`, `28000`")),

    /** Added to the others once an answer has said that the service is there, but unavailable for now. */
    CONNECTING_IN_AN_OUTAGE(
            "connects",
            bears(Kind.SERVICE)
                    .forMinutes(1)
                    .orThreeRequests()
                    .shown(
                            "errors of the service (5xx), a warehouse that is paused, resuming or being resized,"
                                    + " `Redshift endpoint doesn't exist`, all sessions in use",
                            "`loginTimeout`, which counts from the call of `connect`; without one 30 s",
                            "`08001`, `53400` for the sessions")),

    /** Added to {@link #CONNECTING} once a request was sent that had no answer. */
    CONNECTING_IN_DOUBT(
            "connects",
            bears(Kind.UNREACHABLE, Kind.QUOTA, Kind.UNAUTHORIZED).forSeconds(15),
            bears(Kind.NOT_FOUND, Kind.REJECTED).forSeconds(5)),

    /** A statement of a connection whose endpoint has answered as the service does. */
    SUBMITTING(
            "submits a statement",
            bears(Kind.THROTTLED).forMinutes(2).shown("too many requests", "`53400`"),
            bears(Kind.QUOTA).forSeconds(30).shown("500 statements run or wait", "`53400`"),
            bears(Kind.SERVICE, Kind.NETWORK, Kind.TIMED_OUT)
                    .forMinutes(1)
                    .orThreeRequests()
                    .shown("errors of the service, broken connections, no answer", "an unknown outcome"),
            bears(Kind.UNREACHABLE).forSeconds(15).shown("nobody listens at the address", "`08001`")),

    /**
     * Added to {@link #SUBMITTING} once a request was sent that had no answer: only its ClientToken or its name can
     * tell what became of it.
     */
    SUBMITTING_IN_DOUBT(
            "submits a statement",
            bears(Kind.UNREACHABLE, Kind.QUOTA, Kind.UNAUTHORIZED)
                    .forMinutes(1)
                    .orThreeRequests()
                    .shown("a refusal after a request that was not answered", "an unknown outcome"),
            bears(Kind.NOT_FOUND, Kind.REJECTED)
                    .forSeconds(5)
                    .shown("a refusal of the request itself after one that was not answered", "an unknown outcome")),

    /**
     * The wait until the statement has ended. A sign-in that fails is treated as an outage too: the program or the user
     * may sign in again meanwhile.
     */
    WAITING(
            "waits for its end",
            bearsAnOutage(Kind.THROTTLED, Kind.QUOTA, Kind.INTERRUPTED)
                    .forMinutes(10)
                    .orQueryTimeout()
                    .shown("anything, a refused sign-in included", "an unknown outcome"),
            // The request is correct, so the reason of the refusal may pass.
            bears(Kind.REJECTED).forSeconds(30).shown("refusals of the request itself", "an unknown outcome"),
            // A statement that was just submitted may not be known everywhere yet.
            bears(Kind.NOT_FOUND).forSeconds(5).shown("the service does not know the statement", "an unknown outcome")),

    /** Every request about a statement that has ended. */
    READING(
            "reads a page or a count",
            bears(Kind.THROTTLED, Kind.QUOTA).forMinutes(2).shown("too many requests", "`53400`; a count is missing"),
            bearsAnOutage()
                    .forMinutes(1)
                    .shown(
                            "anything else that may pass, a refused sign-in included",
                            "an exception; a count is missing"),
            // The statement has ended, but the part of the service that holds its result may learn of it later.
            bears(Kind.NOT_FOUND)
                    .forSeconds(2)
                    .shown("the service does not know the result", "an exception; a count is missing")),

    CANCELLING(
            "cancels a statement",
            // No statement runs longer than 24 hours.
            bears(Kind.THROTTLED, Kind.QUOTA)
                    .forHours(24)
                    .shown(
                            "too many requests",
                            "0.5 s in the call, then in the background until the statement has ended",
                            "–"),
            // A thread that retries all day gains nothing if the service cannot be reached.
            bearsAnOutage(Kind.INTERRUPTED)
                    .forMinutes(10)
                    .shown(
                            "anything else that may pass, pages of something in between included",
                            "0.5 s in the call, then %s in the background",
                            "–"),
            // A statement that was just submitted may not be known everywhere yet.
            bears(Kind.NOT_FOUND)
                    .forSeconds(5)
                    .shown("the service does not know the statement", "%s in the background", "–")),

    GIVING_UP_A_SESSION(
            "gives up a session",
            bearsAnOutage(Kind.THROTTLED, Kind.QUOTA, Kind.INTERRUPTED)
                    .forMinutes(10)
                    .shown(
                            "anything that may pass",
                            "5 s in `close()`, then %s in the background",
                            "the session ends by its idle time"),
            bears(Kind.REJECTED, Kind.NOT_FOUND)
                    .forMinutes(1)
                    .shown("the session being busy", "%s in the background", "the session ends by its idle time")),

    LOOKING_FOR_A_SUBMISSION(
            "looks for a submission whose answer was lost",
            bearsAnOutage(Kind.THROTTLED, Kind.QUOTA)
                    .forMinutes(10)
                    .shown(
                            "anything that may pass",
                            "2 minutes in the background, %s as long as ListStatements gives no list",
                            "–"),
            // The request is correct, so the reason of the refusal may pass.
            bears(Kind.REJECTED, Kind.NOT_FOUND)
                    .forSeconds(30)
                    .shown("refusals of the request itself, no permission included", "%s in the background", "–")),

    /**
     * The session is busy with a statement that was cancelled but has not ended yet; or the driver knows no other
     * reason for the refusal.
     */
    WAITING_FOR_A_BUSY_SESSION(
            "waits for its session",
            bears(Kind.REJECTED, Kind.NOT_FOUND)
                    .forMinutes(1)
                    .shown("an earlier statement that does not end", "`55006`")),

    /**
     * The service refuses the session, and ListSessions gives no reason: the session may be busy, but is most likely
     * gone.
     */
    WAITING_FOR_A_SESSION_OF_WHICH_NOTHING_IS_TOLD(
            "waits for its session",
            bears(Kind.REJECTED, Kind.NOT_FOUND)
                    .forSeconds(3)
                    .shown("a refusal for which ListSessions gives no reason", "the session is taken for lost"));

    private final String doing;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Bearing> bearings;

    Patience(String doing, Bearing... bearings) {
        this.doing = doing;
        this.bearings = List.of(bearings);
    }

    /** The limits without any stretch. */
    public Map<Kind, Duration> limits() {
        return limits(Duration.ZERO, Duration.ZERO);
    }

    /**
     * How long the driver repeats a request after each kind of failure.
     *
     * @param request the time limit of one request
     * @param queryTimeout zero for none
     */
    public Map<Kind, Duration> limits(Duration request, Duration queryTimeout) {
        var limits = new EnumMap<Kind, Duration>(Kind.class);
        for (var bearing : bearings) {
            bearing.kinds().forEach(kind -> limits.put(kind, bearing.limit(request, queryTimeout)));
        }
        return limits;
    }

    /** The rows of the manual's table: what the driver does, what fails, how long it goes on, and what the program sees then. */
    static Stream<List<String>> rows() {
        return Arrays.stream(values()).flatMap(patience -> patience.bearings.stream()
                .filter(Bearing::isShown)
                .map(bearing -> bearing.row(patience.doing)));
    }
}

package io.github.redshiftdata.jdbc.internal.exec.call;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How long the driver repeats requests that fail with some kinds of failures: one row of a {@link Patience}.
 *
 * @param limit counted from the first of these failures
 * @param stretch what makes the limit longer
 * @param fails the failures in the words of the manual; empty where it does not name them
 * @param goesOn how long the driver goes on, in the words of the manual, with {@code %s} for the limit
 * @param then what the program sees when the limit is over, in the words of the manual
 */
public record Bearing(Set<Kind> kinds, Duration limit, Stretch stretch, String fails, String goesOn, String then) {

    /** What can make the limit longer. */
    enum Stretch {
        NOTHING(""),
        /** The time of three requests, where that is longer. */
        THREE_REQUESTS(", or three `requestTimeout` if that is longer"),
        /** The query timeout, where there is one. */
        QUERY_TIMEOUT(" of nothing but failures; with a query timeout as long as that");

        private final String words;

        Stretch(String words) {
            this.words = words;
        }
    }

    /** How long a cancelled statement has to say how it ended. */
    public static final Duration SETTLING = Duration.ofMillis(300);

    static Bearing bears(Kind... kinds) {
        return bears(Set.of(kinds));
    }

    /** The failures that pass once the service, the network or the sign-in works again, and further kinds. */
    static Bearing bearsAnOutage(Kind... andAlso) {
        var kinds = EnumSet.of(Kind.SERVICE, Kind.NETWORK, Kind.TIMED_OUT, Kind.UNREACHABLE, Kind.UNAUTHORIZED);
        kinds.addAll(List.of(andAlso));
        return bears(kinds);
    }

    private static Bearing bears(Set<Kind> kinds) {
        return new Bearing(kinds, Duration.ZERO, Stretch.NOTHING, "", "%s", "");
    }

    Bearing forSeconds(int seconds) {
        return lasting(Duration.ofSeconds(seconds));
    }

    Bearing forMinutes(int minutes) {
        return lasting(Duration.ofMinutes(minutes));
    }

    Bearing forHours(int hours) {
        return lasting(Duration.ofHours(hours));
    }

    private Bearing lasting(Duration duration) {
        return new Bearing(kinds, duration, stretch, fails, goesOn, then);
    }

    Bearing orThreeRequests() {
        return new Bearing(kinds, limit, Stretch.THREE_REQUESTS, fails, goesOn, then);
    }

    Bearing orQueryTimeout() {
        return new Bearing(kinds, limit, Stretch.QUERY_TIMEOUT, fails, goesOn, then);
    }

    /** A bearing that has a row in the manual's table. */
    Bearing shown(String what, String outcome) {
        return shown(what, "%s", outcome);
    }

    Bearing shown(String what, String length, String outcome) {
        return new Bearing(kinds, limit, stretch, what, length, outcome);
    }

    boolean isShown() {
        return !fails.isEmpty();
    }

    Duration limit(Duration request, Duration queryTimeout) {
        return switch (stretch) {
            case NOTHING -> limit;
            case THREE_REQUESTS -> Durations.max(limit, request.multipliedBy(3));
            case QUERY_TIMEOUT -> queryTimeout.isZero() ? limit : queryTimeout.plus(SETTLING);
        };
    }

    List<String> row(String doing) {
        var length = goesOn.contains("%s") ? goesOn.formatted(words(limit)) + stretch.words : goesOn;
        return List.of(doing, fails, length, then);
    }

    private static String words(Duration duration) {
        if (duration.isZero()) {
            return "told at once";
        }
        return duration.toSeconds() % 60 == 0 ? minutes(duration.toMinutes()) : duration.toSeconds() + " s";
    }

    private static String minutes(long minutes) {
        return minutes == 1 ? "a minute" : minutes + " minutes";
    }
}

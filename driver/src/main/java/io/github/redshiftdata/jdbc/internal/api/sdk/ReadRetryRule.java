package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * How long this package itself repeats a request that changes nothing: a request to the catalog, or a page of a list.
 *
 * @param firstPause doubled with each attempt
 * @param throttled how long to go on while there are too many requests
 * @param unanswered how long to go on while the service fails or cannot be reached
 */
record ReadRetryRule(Duration firstPause, Duration throttled, Duration unanswered) {

    private static final int MOST_DOUBLINGS = 4;
    /** An answer that cannot be read may have been cut on its way, but rarely three times. */
    private static final int MOST_UNREADABLE = 3;

    private static final int NOT_IMPLEMENTED = 501;

    /**
     * How long to pause before the next attempt; empty if there must be none.
     *
     * @param attempts the number of attempts so far
     * @param since the time since the first failure
     */
    Optional<Duration> pauseAfter(ServiceFailure failure, int attempts, Duration since) {
        var limit =
                switch (failure.kind()) {
                    case THROTTLED, QUOTA -> throttled;
                    case NETWORK, UNREACHABLE -> unanswered;
                    case SERVICE -> mayPass(failure, attempts) ? unanswered : Duration.ZERO;
                    case TIMED_OUT, INTERRUPTED, UNAUTHORIZED, NOT_FOUND, REJECTED -> Duration.ZERO;
                };
        var pause = firstPause.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return failure.isClosed() || since.plus(pause).compareTo(limit) > 0 ? Optional.empty() : Optional.of(pause);
    }

    private static boolean mayPass(ServiceFailure failure, int attempts) {
        return failure.code().equals(ServiceFailure.UNEXPECTED_ANSWER)
                ? attempts < MOST_UNREADABLE
                : failure.httpStatus() != NOT_IMPLEMENTED;
    }
}

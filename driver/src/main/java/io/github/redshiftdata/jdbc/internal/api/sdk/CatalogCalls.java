package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.AdaptiveRate;
import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Runs catalog calls at the allowed rate, and repeats them where that helps. */
final class CatalogCalls {

    /** Requests that are refused as too many are repeated as long as there is time. */
    private static final ReadRetryRule PATIENCE =
            new ReadRetryRule(Duration.ofMillis(400), Duration.ofDays(1), Duration.ofSeconds(15));

    /** The longest sleep before the turn is computed again: the share of this JVM may grow meanwhile. */
    private static final Duration LONGEST_WAIT_FOR_SHARE = Duration.ofSeconds(1);
    /** A request gets at least this time, so that it fails for lack of an answer and not for lack of time. */
    private static final Duration SHORTEST_REQUEST = Duration.ofMillis(1);

    /** Sends single requests and classifies their failures. */
    interface Requests {

        /** Runs one call, which an interrupt ends at once. */
        <T> T runInterruptibly(Duration timeout, Function<AwsRequestOverrideConfiguration.Builder, T> call)
                throws DataApiException;

        FailureClassifier failures();

        Counters counters();
    }

    private final Requests calls;
    private final CatalogRates limits;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;

    CatalogCalls(Requests calls, CatalogRates limits) {
        this(calls, limits, Sleeper.real());
    }

    CatalogCalls(Requests calls, CatalogRates limits, Sleeper sleeper) {
        this.calls = calls;
        this.limits = limits;
        this.nanoTime = limits.nanoTime();
        this.sleeper = sleeper;
    }

    /** A question under way. For one thread. */
    final class Question {

        private final CatalogApi.Limits limits;
        private final long deadline;
        private @Nullable Long unansweredSince;

        private Question(CatalogApi.Limits limits) {
            this.limits = limits;
            this.deadline = nanoTime.getAsLong() + limits.question().toNanos();
        }

        private Duration left() {
            return Duration.ofNanos(deadline - nanoTime.getAsLong());
        }

        /** The time limit of the next request. */
        private Duration timeout() {
            var limit = min(left(), limits.request());
            var patience = patience();
            if (patience == null) {
                return limit;
            }
            return min(limit, patience.compareTo(SHORTEST_REQUEST) < 0 ? SHORTEST_REQUEST : patience);
        }

        /** Cuts a wait at the end of the patience with unanswered requests, if that runs. */
        private Duration withinPatience(Duration wait) {
            var patience = patience();
            return patience == null ? wait : min(wait, patience);
        }

        /** Notes whether a request was answered. */
        private void noted(long asked, boolean isAnswered) {
            if (isAnswered) {
                unansweredSince = null;
            } else if (unansweredSince == null) {
                unansweredSince = asked;
            }
        }

        /**
         * How much longer requests may go without an answer; null if there is no limit, or no request is unanswered.
         */
        private @Nullable Duration patience() {
            var since = unansweredSince;
            return limits.unanswered().isZero() || since == null
                    ? null
                    : limits.unanswered().minusNanos(nanoTime.getAsLong() - since);
        }
    }

    /** Begins a question. Its time starts now and includes the waits for its turns. */
    Question begin(CatalogApi.Limits limits) {
        return new Question(limits);
    }

    /** The failure of a listing that has more pages than its caller wants. */
    DataApiException tooManyPages(int wanted) {
        return calls.failures().tooManyPages(wanted);
    }

    /** Runs one call of a question, again and again where that helps. */
    <T> T run(
            CatalogRates.Operation operation,
            Question question,
            Function<AwsRequestOverrideConfiguration.Builder, T> call)
            throws DataApiException {
        long firstFailure = 0;
        DataApiException last = null;
        for (int attempts = 1; ; attempts++) {
            awaitShare(limits.rate(operation), question, last);
            var turn = awaitTurn(operation, question);
            try {
                return ask(limits.rate(operation), question, call);
            } catch (DataApiException failed) {
                last = failed;
                firstFailure = attempts == 1 ? nanoTime.getAsLong() : firstFailure;
                pause(failed, question, attempts, Duration.ofNanos(nanoTime.getAsLong() - firstFailure));
            } finally {
                turn.over();
            }
        }
    }

    private <T> T ask(AdaptiveRate rate, Question question, Function<AwsRequestOverrideConfiguration.Builder, T> call)
            throws DataApiException {
        long asked = nanoTime.getAsLong();
        try {
            var answer = calls.runInterruptibly(question.timeout(), call);
            rate.accepted();
            question.noted(asked, true);
            return answer;
        } catch (DataApiException failed) {
            rate.failed(failed.failure());
            question.noted(asked, !failed.failure().isWithoutAnswer());
            throw failed;
        }
    }

    private static boolean isThrottled(DataApiException failed) {
        return failed.failure().kind() == ServiceFailure.Kind.THROTTLED;
    }

    /** Waits for the next attempt; throws if there must be none. */
    private void pause(DataApiException failed, Question question, int attempts, Duration since)
            throws DataApiException {
        requirePatience(question, failed);
        var pause = PATIENCE.pauseAfter(failed.failure(), attempts, since).orElse(null);
        if (pause == null || pause.compareTo(question.left()) >= 0) {
            throw failed;
        }
        calls.counters().retried();
        sleep(question.withinPatience(pause));
    }

    /**
     * Throws if requests have had no answer for the limit.
     *
     * @param last the failure of the last request, or null before the first
     */
    private void requirePatience(Question question, @Nullable DataApiException last) throws DataApiException {
        var patience = question.patience();
        if (last != null && patience != null && (patience.isNegative() || patience.isZero())) {
            throw calls.failures().silent(last);
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** The failure of a listing whose pages never end. */
    DataApiException endless(int items) {
        var what = "a listing does not end: after " + items
                + " entries the service announces the same page again, or one" + " empty page after another";
        return calls.failures().unreadable(what, null, new IllegalStateException(what));
    }

    /**
     * Waits until the share of this JVM allows one more request.
     *
     * @param last the failure of the request before, or null before the first
     */
    private void awaitShare(AdaptiveRate rate, Question question, @Nullable DataApiException last)
            throws DataApiException {
        var turn = last != null && isThrottled(last) ? rate.reserveAgain() : rate.reserve();
        try {
            for (var wait = turn.left(); wait > 0; wait = turn.left()) {
                requirePatience(question, last);
                var left = question.left();
                if (left.toNanos() <= wait) {
                    throw last == null ? calls.failures().tooLate(left) : last;
                }
                sleep(question.withinPatience(min(Duration.ofNanos(wait), LONGEST_WAIT_FOR_SHARE)));
            }
        } catch (DataApiException over) {
            turn.leave();
            throw over;
        }
    }

    private FixedRate.Turn awaitTurn(CatalogRates.Operation operation, Question question) throws DataApiException {
        var left = question.left();
        var turn = limits.of(operation).reserve(left).orElse(null);
        if (turn == null) {
            throw calls.failures().tooLate(left);
        }
        try {
            for (long wait = turn.left(); wait > 0; wait = turn.left()) {
                sleep(Duration.ofNanos(wait));
            }
        } catch (DataApiException interrupted) {
            turn.leave();
            throw interrupted;
        }
        return turn;
    }

    private void sleep(Duration time) throws DataApiException {
        try {
            sleeper.sleep(time);
        } catch (InterruptedException interrupted) {
            throw calls.failures().interrupted(interrupted, false);
        }
    }
}

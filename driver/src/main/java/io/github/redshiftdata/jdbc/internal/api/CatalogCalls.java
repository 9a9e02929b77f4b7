package io.github.redshiftdata.jdbc.internal.api;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Runs catalog calls at the allowed rate, and asks again where that helps. */
final class CatalogCalls {

    /** Too many requests are waited for as long as there is time. */
    private static final Patience PATIENCE =
            new Patience(Duration.ofMillis(400), Duration.ofDays(1), Duration.ofSeconds(15));

    private final SdkCalls calls;
    private final CatalogLimits limits;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;

    CatalogCalls(SdkCalls calls, CatalogLimits limits) {
        this(calls, limits, Sleeper.real());
    }

    CatalogCalls(SdkCalls calls, CatalogLimits limits, Sleeper sleeper) {
        this.calls = calls;
        this.limits = limits;
        this.nanoTime = limits.nanoTime();
        this.sleeper = sleeper;
    }

    /** The end of a time limit that starts now. */
    long deadline(Duration timeout) {
        return nanoTime.getAsLong() + timeout.toNanos();
    }

    /**
     * Runs one call.
     *
     * @param deadline from {@link #deadline}; waiting for the turn counts
     */
    <T> T run(
            CatalogLimits.Operation operation, long deadline, Function<AwsRequestOverrideConfiguration.Builder, T> call)
            throws DataApiException {
        long firstFailure = 0;
        for (int attempts = 1; ; attempts++) {
            var turn = awaitTurn(operation, deadline);
            try {
                return calls.runInterruptibly(left(deadline), call);
            } catch (DataApiException failed) {
                firstFailure = attempts == 1 ? nanoTime.getAsLong() : firstFailure;
                var since = Duration.ofNanos(nanoTime.getAsLong() - firstFailure);
                var pause = PATIENCE.pauseAfter(failed.failure(), attempts, since);
                if (pause.isEmpty() || pause.get().compareTo(left(deadline)) >= 0) {
                    throw failed;
                }
                calls.counters().retried();
                sleep(pause.get());
            } finally {
                turn.over();
            }
        }
    }

    /** The pages of a listing that come without end. */
    DataApiException endless(int items) {
        var what = "a listing does not end: after " + items
                + " entries the service announces the same page again, or one" + " empty page after another";
        return calls.failures().unreadable(what, null, new IllegalStateException(what));
    }

    private RateLimiter.Turn awaitTurn(CatalogLimits.Operation operation, long deadline) throws DataApiException {
        var left = left(deadline);
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

    private Duration left(long deadline) {
        return Duration.ofNanos(deadline - nanoTime.getAsLong());
    }

    private void sleep(Duration time) throws DataApiException {
        try {
            sleeper.sleep(time);
        } catch (InterruptedException interrupted) {
            throw calls.failures().interrupted(interrupted, false);
        }
    }
}

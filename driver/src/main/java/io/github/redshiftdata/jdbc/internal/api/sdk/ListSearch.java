package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.RealTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Searches a list of the service, page by page: the service may ignore the filter of the request, so every item is
 * checked.
 */
final class ListSearch {

    /** The pause between attempts and between pages, since the service allows three requests per second. */
    private static final Duration PAUSE = Duration.ofMillis(350);

    private static final ReadRetryRule PATIENCE = new ReadRetryRule(PAUSE, Duration.ZERO, Duration.ofMillis(1500));
    private static final int MOST_PAGES = 20;

    private final SdkCalls calls;
    private final Sleeper sleeper;

    ListSearch(SdkCalls calls, Sleeper sleeper) {
        this.calls = calls;
        this.sleeper = sleeper;
    }

    /** One page of a list. */
    record Page<T>(List<T> items, @Nullable String nextToken) {}

    /** Asks for the page of a token; null is the first one. */
    @FunctionalInterface
    interface Pages<T> {
        Page<T> fetch(@Nullable String token, Duration timeout) throws DataApiException;
    }

    /** The first item that is wanted; empty if the whole list has none. */
    <T> Optional<T> first(Duration timeout, Predicate<T> wanted, Pages<T> pages) throws DataApiException {
        return firstOf(timeout, wanted, pages).stream().findFirst();
    }

    /** The items that are wanted on the first page that has any; empty if the whole list has none. */
    <T> List<T> firstOf(Duration timeout, Predicate<T> wanted, Pages<T> pages) throws DataApiException {
        var begun = RealTime.nanos();
        @Nullable String token = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            var answer = fetch(pages, token, timeout, begun);
            var found = answer.items().stream().filter(wanted).toList();
            token = SdkAnswers.textOrEmpty(answer.nextToken()).isEmpty() ? null : answer.nextToken();
            if (!found.isEmpty() || token == null) {
                return found;
            }
            sleep(PAUSE);
        }
        var endless = "the list does not end within " + MOST_PAGES + " pages";
        throw calls.failures().unreadable(endless, null, new IllegalStateException(endless));
    }

    private <T> Page<T> fetch(Pages<T> pages, @Nullable String token, Duration timeout, long begun)
            throws DataApiException {
        long firstFailure = 0;
        for (int attempts = 1; ; attempts++) {
            try {
                return pages.fetch(token, left(timeout, begun));
            } catch (DataApiException failed) {
                firstFailure = attempts == 1 ? RealTime.nanos() : firstFailure;
                var pause = PATIENCE.pauseAfter(
                        failed.failure(), attempts, Duration.ofNanos(RealTime.nanos() - firstFailure));
                if (pause.isEmpty() || pause.get().compareTo(left(timeout, begun)) >= 0) {
                    throw failed;
                }
                calls.counters().retried();
                sleep(pause.get());
            }
        }
    }

    private static Duration left(Duration timeout, long begun) {
        return timeout.minusNanos(RealTime.nanos() - begun);
    }

    private void sleep(Duration time) throws DataApiException {
        try {
            sleeper.sleep(time);
        } catch (InterruptedException interrupt) {
            throw calls.failures().interrupted(interrupt, false);
        }
    }
}

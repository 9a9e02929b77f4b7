package io.github.redshiftdata.jdbc.internal.meta;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the questions of several threads, and keeps the answers. Two threads with the same question send it once; a
 * thread with another question, or one that is answered already, does not wait.
 */
final class SharedQuestions {

    /** A question to a source. */
    @FunctionalInterface
    interface Question<T> {
        List<T> ask() throws SQLException;
    }

    /** A question and the number of changes of the catalog before it. */
    private record Asked(Object key, long changes) {}

    private final CatalogSession session;
    private final CatalogCache cache;
    /**
     * The questions under way. The future is empty if the asking thread had no answer, which may be for reasons of its
     * own.
     */
    private final Map<Asked, CompletableFuture<Optional<List<?>>>> inFlight = new ConcurrentHashMap<>();

    SharedQuestions(CatalogSession session, CatalogCache cache) {
        this.session = session;
        this.cache = cache;
    }

    /** Returns the answer to a question, and keeps it. The class of the key decides the class of the answer. */
    <T> List<T> ask(Object key, Question<T> question) throws SQLException {
        while (true) {
            var changes = cache.changes();
            if (!cache.isOn()) {
                return question.ask();
            }
            var asked = new Asked(key, changes);
            var mine = new CompletableFuture<Optional<List<?>>>();
            var another = inFlight.putIfAbsent(asked, mine);
            if (another == null) {
                return first(asked, mine, question);
            }
            var answer = session.asking(() -> await(another));
            if (answer.isPresent()) {
                return cast(answer.get());
            }
        }
    }

    private <T> List<T> first(Asked asked, CompletableFuture<Optional<List<?>>> mine, Question<T> question)
            throws SQLException {
        try {
            // Another thread may have had the answer just now.
            Optional<List<T>> known = cache.find(asked.key());
            if (known.isEmpty()) {
                var answer = question.ask();
                cache.put(asked.changes(), asked.key(), answer, answer.size());
                known = Optional.of(answer);
            }
            mine.complete(Optional.of(known.get()));
            return known.get();
        } finally {
            inFlight.remove(asked, mine);
            mine.complete(Optional.empty());
        }
    }

    @SuppressWarnings("unchecked") // the class of the key decides the class of the answer
    private static <T> List<T> cast(List<?> answer) {
        return (List<T>) answer;
    }

    private Optional<List<?>> await(CompletableFuture<Optional<List<?>>> another) throws SQLException {
        try {
            session.await(another);
            return another.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Errors.of(
                    SqlState.QUERY_CANCELED,
                    "The thread was interrupted while it waited for another one that reads the catalog.",
                    e);
        }
    }
}

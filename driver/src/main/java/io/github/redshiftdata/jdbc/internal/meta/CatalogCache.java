package io.github.redshiftdata.jdbc.internal.meta;

import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps answers about the catalog for a short time and up to a number of rows. It belongs to one connection, so that no
 * answer passes between different credentials.
 */
public final class CatalogCache {

    private static final long MAX_ROWS = 500_000;

    /** The answer to one question. */
    private record Entry(Object answer, long rows, long expiresAtNanos) {}

    private final long lifeNanos;
    private final LongSupplier nanoTime;
    /** The answers by their questions, the oldest first. Guarded by this object. */
    private final Map<Object, Entry> entries = new LinkedHashMap<>();

    /** Guarded by this object, as {@link #rows} is. */
    private long changes;

    private long rows;

    /** An empty cache whose answers live for a time; with zero, nothing is kept. */
    public CatalogCache(Duration life, LongSupplier nanoTime) {
        this.lifeNanos = life.toNanos();
        this.nanoTime = nanoTime;
    }

    boolean isOn() {
        return lifeNanos > 0;
    }

    /** A cached answer that is still fresh. */
    @SuppressWarnings("unchecked") // the class of the key decides the class of the answer
    public synchronized <T> Optional<T> find(Object key) {
        var entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (nanoTime.getAsLong() - entry.expiresAtNanos() >= 0) {
            remove(key);
            return Optional.empty();
        }
        return Optional.of((T) entry.answer());
    }

    /** Loads an answer. */
    @FunctionalInterface
    interface Loader<T> {
        T load() throws SQLException;
    }

    /**
     * The answer that is kept, or a new one, which is kept then.
     *
     * @param rows how much room an answer takes
     */
    <T> T get(Object key, ToLongFunction<T> rows, Loader<T> loader) throws SQLException {
        Optional<T> known = find(key);
        if (known.isPresent()) {
            return known.get();
        }
        var before = changes();
        var loaded = loader.load();
        put(before, key, loaded, rows.applyAsLong(loaded));
        return loaded;
    }

    /**
     * How often all answers were forgotten. A caller asks for this before it sends a question, and gives it to {@link
     * #put}.
     */
    public synchronized long changes() {
        return changes;
    }

    /**
     * Keeps an answer.
     *
     * @param changesBefore {@link #changes} before the question: an answer from before a change is not kept after it
     */
    public synchronized void put(long changesBefore, Object key, Object answer, long answerRows) {
        if (!isOn() || answerRows > MAX_ROWS || changesBefore != changes) {
            return;
        }
        remove(key);
        entries.put(key, new Entry(answer, answerRows, nanoTime.getAsLong() + lifeNanos));
        rows += answerRows;
        while (rows > MAX_ROWS) {
            remove(entries.keySet().iterator().next());
        }
    }

    private void remove(Object key) {
        @Nullable Entry removed = entries.remove(key);
        if (removed != null) {
            rows -= removed.rows();
        }
    }

    /** Forgets all answers, since the catalog may have changed. */
    public synchronized void clear() {
        changes++;
        entries.clear();
        rows = 0;
    }
}

package io.github.redshiftdata.emulator.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statements of the last 24 hours, or the newest of them where they would fill the heap. Nothing here walks over the
 * statements that have ended, but a listing of them.
 */
public final class StatementStore {

    private static final Duration RETENTION = Duration.ofHours(24);

    private final Map<String, Statement> statements = new ConcurrentHashMap<>();
    private final Map<String, Statement> active = new ConcurrentHashMap<>();
    /** By the negative of the sequence: the newest first is the order in which such a map is quick to walk. */
    private final ConcurrentSkipListMap<Long, Statement> bySequence = new ConcurrentSkipListMap<>();
    /** In the order in which they ended. May hold some that are forgotten already. */
    private final Deque<Statement> ended = new ConcurrentLinkedDeque<>();
    /** Those of the above that have a result. */
    private final Deque<Statement> withResults = new ConcurrentLinkedDeque<>();

    private final AtomicLong sequences = new AtomicLong();
    private final AtomicLong heapBytes = new AtomicLong();
    private final long mostHeapBytes;
    private final ResultSpace space;
    private final History history;
    private final Clock clock;

    /**
     * An empty store.
     *
     * @param mostHeapBytes about how much of the heap statements that have ended may take
     */
    public StatementStore(long mostHeapBytes, ResultSpace space, History history, Clock clock) {
        this.mostHeapBytes = mostHeapBytes;
        this.space = space;
        this.history = history;
        this.clock = clock;
        space.onCrowded(this::giveUpEldestResults);
    }

    /** The number for the next submission. */
    public long nextSequence() {
        return sequences.incrementAndGet();
    }

    public void add(Statement statement) {
        active.put(statement.id(), statement);
        put(statement);
    }

    /** Takes a statement from an earlier life. */
    void restore(Statement statement) {
        sequences.accumulateAndGet(statement.submission().sequence(), Math::max);
        put(statement);
        if (statement.endedAt() != null) {
            keep(statement);
        }
    }

    private void put(Statement statement) {
        statements.put(statement.id(), statement);
        bySequence.put(-statement.submission().sequence(), statement);
    }

    /** Lets a statement reach its end, for all to see. */
    public void end(Statement statement, StatementStatus status, @Nullable String error) {
        var now = clock.instant();
        history.ended(statement, status, error, now);
        active.remove(statement.id());
        // Before its end is seen, so that whoever has seen it finds it among those that have ended.
        keep(statement);
        statement.ended(status, error, now);
    }

    private void keep(Statement statement) {
        heapBytes.addAndGet(statement.weigh());
        ended.add(statement);
        if (statement.hasRows()) {
            withResults.add(statement);
        }
        while (heapBytes.get() > mostHeapBytes && forgetEldest()) {
            // Until the rest fits.
        }
    }

    private boolean forgetEldest() {
        var eldest = ended.pollFirst();
        if (eldest != null) {
            forget(eldest);
            forgetResults();
        }
        return eldest != null;
    }

    private void giveUpEldestResults() {
        while (space.crowded()) {
            var eldest = withResults.pollFirst();
            if (eldest == null) {
                return;
            }
            eldest.dropResults();
        }
    }

    /** Null where there is none or it has expired. */
    public @Nullable Statement find(String id) {
        var statement = statements.get(id);
        if (statement != null && expired(statement, clock.instant())) {
            forget(statement);
            return null;
        }
        return statement;
    }

    /** The newest first. */
    public Stream<Statement> newestFirst() {
        return bySequence.values().stream();
    }

    /** Those that were submitted before the one of this sequence, the newest first. */
    public Stream<Statement> before(long sequence) {
        return bySequence.tailMap(-sequence, false).values().stream();
    }

    /** Ids of the statements that have not ended, in no order. */
    public List<String> active() {
        return List.copyOf(active.keySet());
    }

    public int activeCount() {
        return active.size();
    }

    public int size() {
        return statements.size();
    }

    /** Forgets what is older than 24 hours. */
    public void removeExpired() {
        var now = clock.instant();
        var eldest = ended.peekFirst();
        while (eldest != null && expired(eldest, now)) {
            forgetEldest();
            eldest = ended.peekFirst();
        }
        forgetResults();
        history.sweep();
    }

    /** Lets go of statements that are forgotten and had results. */
    private void forgetResults() {
        var rows = withResults.peekFirst();
        while (rows != null && !statements.containsKey(rows.id())) {
            withResults.removeFirstOccurrence(rows);
            rows = withResults.peekFirst();
        }
    }

    /** Forgets every statement that has ended, as if its 24 hours were over. */
    public void expireNow() {
        while (forgetEldest()) {
            // Until there is none.
        }
        history.sweep();
    }

    /** Cancels again what was cancelled and still runs: a database drops a cancel that comes just before the query. */
    public void repeatCancels() {
        active.values().forEach(Statement::repeatCancel);
    }

    /** Stops everything and frees what is kept. What is written down stays. */
    public void close() {
        active.values().forEach(Statement::cancel);
        statements.values().forEach(Statement::dropResults);
        space.close();
    }

    private static boolean expired(Statement statement, Instant now) {
        var end = statement.endedAt();
        return end != null && now.isAfter(end.plus(RETENTION));
    }

    private void forget(Statement statement) {
        if (statements.remove(statement.id(), statement)) {
            bySequence.remove(-statement.submission().sequence());
            heapBytes.addAndGet(-statement.weight());
            statement.dropResults();
            history.forget(statement.id());
        }
    }
}

package io.github.redshiftdata.emulator.state;

import io.github.redshiftdata.emulator.engine.EngineSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A statement or a batch from its submission until it is forgotten. Safe for use by several threads. */
public final class Statement {

    /** Measured: what a statement takes in the heap without its parts, and each part without its texts and rows. */
    private static final long HEAP_BYTES = 700;

    private static final long HEAP_BYTES_OF_PART = 900;

    private final Submission submission;
    private final List<StatementPart> parts;
    private StatementStatus status = StatementStatus.SUBMITTED;
    private Instant updatedAt;
    private @Nullable String error;
    private long duration;
    private int pid;
    private long weight;
    /** Guards {@link #running}. Held while the database is asked to cancel, which may take long; taken last. */
    private final Object cancelling = new Object();

    private @Nullable EngineSession running;
    private boolean cancelRequested;

    public Statement(Submission submission) {
        this.submission = submission;
        this.updatedAt = submission.createdAt();
        this.parts = IntStream.range(0, submission.texts().size())
                .mapToObj(i -> part(submission, i))
                .toList();
    }

    private static StatementPart part(Submission submission, int index) {
        var text = submission.texts().get(index);
        var id = submission.batch() ? submission.id() + ":" + (index + 1) : submission.id();
        return new StatementPart(id, text.sql(), text.parameters(), submission.createdAt());
    }

    public String id() {
        return submission.id();
    }

    public Submission submission() {
        return submission;
    }

    public List<StatementPart> parts() {
        return parts;
    }

    /** Moves on to PICKED. */
    public synchronized void picked(Instant now) {
        status = StatementStatus.PICKED;
        updatedAt = now;
        parts.forEach(part -> part.moveTo(status, now));
    }

    /**
     * Takes note of the database session that will run the statement.
     *
     * @return false where the statement was cancelled before
     */
    public synchronized boolean started(EngineSession session, Instant now) {
        if (cancelRequested) {
            return false;
        }
        synchronized (cancelling) {
            running = session;
        }
        pid = session.pid();
        status = StatementStatus.STARTED;
        updatedAt = now;
        return true;
    }

    public synchronized void partStarted(StatementPart part, long queryId, Instant now) {
        part.started(queryId, UUID.randomUUID().toString(), now);
        updatedAt = now;
    }

    public synchronized void partFinished(
            StatementPart part, long rowsChanged, @Nullable Result rows, long nanoseconds, Instant now) {
        part.finished(rowsChanged, rows, nanoseconds, now);
        duration += Math.max(0, nanoseconds);
        updatedAt = now;
        notifyAll();
    }

    public synchronized void partEnded(
            StatementPart part, StatementStatus end, @Nullable String text, long nanoseconds, Instant now) {
        part.ended(end, text, nanoseconds, now);
        duration += Math.max(0, nanoseconds);
        updatedAt = now;
        notifyAll();
    }

    /** The database session does not belong to this statement any more; a cancel comes too late. */
    public void detached() {
        synchronized (cancelling) {
            running = null;
        }
    }

    /** Reaches a terminal status and wakes everyone who waits. Parts that never ran are ABORTED. */
    synchronized void ended(StatementStatus end, @Nullable String text, Instant now) {
        for (var part : parts) {
            if (!part.snapshot().status().terminal()) {
                boolean neverRan = submission.batch();
                part.ended(neverRan ? StatementStatus.ABORTED : end, neverRan ? null : text, -1, now);
            }
        }
        status = end;
        error = text;
        updatedAt = now;
        notifyAll();
    }

    /** Stands where it stood in an earlier life, but for the rows of its results. */
    synchronized void restore(Snapshot earlier) {
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).restore(earlier.parts().get(i));
        }
        status = earlier.status();
        updatedAt = earlier.updatedAt();
        error = earlier.error();
        duration = earlier.duration();
        pid = earlier.pid();
    }

    /** Null while it has not ended. */
    synchronized @Nullable Instant endedAt() {
        return status.terminal() ? updatedAt : null;
    }

    /** Whether there are rows that take space. */
    synchronized boolean hasRows() {
        return parts.stream()
                .map(part -> part.snapshot().result())
                .anyMatch(result -> result != null && !result.expired());
    }

    /** Works out, once it has ended, how many bytes of the heap it takes. */
    synchronized long weigh() {
        weight = HEAP_BYTES;
        for (var part : parts) {
            weight += HEAP_BYTES_OF_PART + part.weight();
        }
        return weight;
    }

    /** What {@link #weigh} found. */
    synchronized long weight() {
        return weight;
    }

    /** Asks the statement to stop, wherever it is. */
    public void cancel() {
        synchronized (this) {
            cancelRequested = true;
            notifyAll();
        }
        cancelInDatabase();
    }

    /** Asks again, where the first request came before the database had begun with the text. */
    void repeatCancel() {
        if (cancelRequested()) {
            cancelInDatabase();
        }
    }

    /**
     * With a lock, so that it cannot hit the next statement of the same database session; with one of its own, so that a
     * slow database does not hold up whoever looks at the statement.
     */
    private void cancelInDatabase() {
        synchronized (cancelling) {
            if (running != null) {
                running.cancel();
            }
        }
    }

    public synchronized boolean cancelRequested() {
        return cancelRequested;
    }

    /** Waits until the statement has ended or the time is over. */
    public void awaitEnd(Duration longest) throws InterruptedException {
        await(longest, () -> false);
    }

    /** Waits until a part has ended, or the statement, or the time is over. */
    public void awaitEnd(int part, Duration longest) throws InterruptedException {
        await(longest, () -> parts.get(part).ended());
    }

    /** Waits the whole time, or until the statement is cancelled. */
    public void linger(Duration time) throws InterruptedException {
        await(time, () -> cancelRequested);
    }

    /** Waits until the statement has ended, or it is enough, which is asked with this held. */
    private synchronized void await(Duration longest, BooleanSupplier enough) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!status.terminal() && !enough.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    public synchronized Snapshot snapshot() {
        var session = submission.session();
        return new Snapshot(
                submission,
                status,
                updatedAt,
                error,
                duration,
                pid,
                session == null ? null : session.id(),
                parts.stream().map(StatementPart::snapshot).toList());
    }

    /** Frees what the results hold: their rows have expired. */
    synchronized void dropResults() {
        parts.forEach(StatementPart::dropResult);
    }

    /**
     * The statement as it stood at one moment.
     *
     * @param duration nanoseconds that the parts took together
     * @param pid 0 until it was started
     */
    public record Snapshot(
            Submission submission,
            StatementStatus status,
            Instant updatedAt,
            @Nullable String error,
            long duration,
            int pid,
            @Nullable String sessionId,
            List<StatementPart.Snapshot> parts) {

        /**
         * The statement as it stands once a part is committed.
         *
         * @param whole whether the statement has reached its end with that
         */
        public Snapshot finished(
                StatementPart part, long rowsChanged, @Nullable Result rows, boolean whole, long nanos, Instant now) {
            var after = new ArrayList<>(parts);
            after.replaceAll(one -> one.id().equals(part.id()) ? one.finished(rowsChanged, rows, nanos, now) : one);
            return with(whole ? StatementStatus.FINISHED : status, error, duration + nanos, after, now);
        }

        /** The statement as it stands once all of it is committed. */
        public Snapshot finished(Instant now) {
            return with(StatementStatus.FINISHED, null, duration, parts, now);
        }

        /** The statement as it stands once it has ended like this. Parts that never ran are ABORTED. */
        Snapshot ended(StatementStatus end, @Nullable String text, Instant now) {
            boolean batch = submission.batch();
            var after = new ArrayList<>(parts);
            after.replaceAll(part -> part.status().terminal()
                    ? part
                    : part.ended(batch ? StatementStatus.ABORTED : end, batch ? null : text, now));
            return with(end, text, duration, after, now);
        }

        private Snapshot with(
                StatementStatus end,
                @Nullable String text,
                long nanos,
                List<StatementPart.Snapshot> after,
                Instant now) {
            return new Snapshot(submission, end, now, text, nanos, pid, sessionId, List.copyOf(after));
        }

        /** Whether a part has a result set. */
        public boolean hasResultSet() {
            return parts.stream().anyMatch(part -> part.result() != null);
        }
    }
}

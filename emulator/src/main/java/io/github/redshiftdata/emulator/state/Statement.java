package io.github.redshiftdata.emulator.state;

import io.github.redshiftdata.emulator.engine.EngineSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A statement or a batch from its submission until it is forgotten. Safe for use by several threads. */
public final class Statement {

    private final Submission submission;
    private final List<StatementPart> parts;
    private StatementStatus status = StatementStatus.SUBMITTED;
    private Instant updatedAt;
    private @Nullable String error;
    private long duration;
    private int pid;
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
        part.started(queryId, now);
        updatedAt = now;
    }

    public synchronized void partFinished(
            StatementPart part, long rowsChanged, @Nullable Result rows, long nanoseconds, Instant now) {
        part.finished(rowsChanged, rows, nanoseconds, now);
        duration += Math.max(0, nanoseconds);
        updatedAt = now;
    }

    public synchronized void partEnded(
            StatementPart part, StatementStatus end, @Nullable String text, long nanoseconds, Instant now) {
        part.ended(end, text, nanoseconds, now);
        duration += Math.max(0, nanoseconds);
        updatedAt = now;
    }

    /** The database session does not belong to this statement any more; a cancel comes too late. */
    public void detached() {
        synchronized (cancelling) {
            running = null;
        }
    }

    /** Reaches a terminal status and wakes everyone who waits. Parts that never ran are ABORTED. */
    public synchronized void ended(StatementStatus end, @Nullable String text, Instant now) {
        for (var part : parts) {
            if (!part.snapshot().status().terminal()) {
                var neverRan = submission.batch();
                part.ended(neverRan ? StatementStatus.ABORTED : end, neverRan ? null : text, -1, now);
            }
        }
        status = end;
        error = text;
        updatedAt = now;
        notifyAll();
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
        await(longest, false);
    }

    /** Waits the whole time, or until the statement is cancelled. */
    public void linger(Duration time) throws InterruptedException {
        await(time, true);
    }

    private synchronized void await(Duration longest, boolean endedByCancel) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!status.terminal() && !(endedByCancel && cancelRequested)) {
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

    /** Frees what the results hold. */
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

        /** Whether a part has a result set. */
        public boolean hasResultSet() {
            return parts.stream().anyMatch(part -> part.result() != null);
        }
    }
}

package io.github.redshiftdata.soak.load;

import io.github.redshiftdata.soak.verdict.Violation;
import io.github.redshiftdata.soak.verdict.WrittenCall;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What was called and what came of it. Safe for several threads. */
public final class Journal {

    private final AtomicLong nextKey = new AtomicLong(1);
    private final Queue<WrittenCall> calls = new ConcurrentLinkedQueue<>();
    private final Queue<Violation> violations = new ConcurrentLinkedQueue<>();
    private final AtomicLong cancels = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong rowsRead = new AtomicLong();
    private final AtomicLong failedReads = new AtomicLong();

    /** Keys that nobody else writes; gives the first of them. */
    public long keys(int count) {
        return nextKey.getAndAdd(count);
    }

    /** A call that writes has ended. */
    public void written(WrittenCall call) {
        calls.add(call);
        acknowledged.addAndGet(call.acknowledged());
    }

    /** A call that reads has ended with wrong rows and without an exception. */
    void readWrongly(Violation violation) {
        violations.add(violation);
    }

    /** A call that neither reads nor writes ended as it may not. */
    void toldWrongly(Violation violation) {
        violations.add(violation);
    }

    /** A statement of another thread was cancelled, or was to be. */
    void cancelled() {
        cancels.incrementAndGet();
    }

    /** A result was read to its end. */
    void read(int rows) {
        rowsRead.addAndGet(rows);
    }

    /** A result was given up with an exception. */
    void readFailed() {
        failedReads.incrementAndGet();
    }

    public List<WrittenCall> calls() {
        return List.copyOf(calls);
    }

    /** What was wrong by itself, whatever is in the table. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    public long cancels() {
        return cancels.get();
    }

    /** Lets go of the calls, once they are judged. */
    public void forget() {
        calls.clear();
    }

    /** How many rows were acknowledged. */
    public long acknowledged() {
        return acknowledged.get();
    }

    public long rowsRead() {
        return rowsRead.get();
    }

    public long failedReads() {
        return failedReads.get();
    }
}

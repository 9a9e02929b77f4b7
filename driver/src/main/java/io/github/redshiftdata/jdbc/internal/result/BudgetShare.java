package io.github.redshiftdata.jdbc.internal.result;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;

/**
 * What one result holds of the budget. A result that is dropped without close gives it back too, once it has been
 * collected and somebody wants bytes: this refers to it no further than to learn of that.
 */
final class BudgetShare extends PhantomReference<Object> {

    private final MemoryBudget budget;

    /** Guarded by this object. */
    private long bytes;

    BudgetShare(Object owner, ReferenceQueue<Object> collected, MemoryBudget budget) {
        super(owner, collected);
        this.budget = budget;
    }

    /** Takes the bytes if they are free. */
    synchronized boolean tryReserve(long wanted) {
        if (!budget.tryReserve(wanted)) {
            return false;
        }
        bytes += wanted;
        budget.hold(this);
        return true;
    }

    /** Gives back bytes that were taken. */
    synchronized void release(long given) {
        // An owner may be collected in the midst of giving back.
        var back = Math.min(given, bytes);
        bytes -= back;
        budget.release(back);
        if (bytes == 0) {
            budget.letGo(this);
        }
    }

    /** The owner is gone. */
    synchronized void releaseAll() {
        release(bytes);
    }
}

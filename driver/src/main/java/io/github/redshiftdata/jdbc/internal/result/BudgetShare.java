package io.github.redshiftdata.jdbc.internal.result;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;

/**
 * The bytes of the budget that one result holds. It is a phantom reference to the result, so it does not keep that
 * alive: if a program drops a result without closing it, the bytes are given back once the result has been collected
 * and another one reserves bytes.
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
        // The owner may be collected while it gives bytes back.
        var back = Math.min(given, bytes);
        bytes -= back;
        budget.release(back);
        if (bytes == 0) {
            budget.letGo(this);
        }
    }

    /** Called when the owner was collected. */
    synchronized void releaseAll() {
        release(bytes);
    }
}

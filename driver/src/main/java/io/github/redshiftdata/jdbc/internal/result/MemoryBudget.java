package io.github.redshiftdata.jdbc.internal.result;

import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Limits the bytes of the pages that no program reads yet, over all results of the JVM. Safe for several threads. */
public final class MemoryBudget {

    private static final MemoryBudget SHARED = new MemoryBudget(0);

    private final AtomicLong limit;
    private final AtomicLong reserved = new AtomicLong();

    /**
     * The shares that hold bytes. The set keeps them alive if their owner is collected before it has given the bytes
     * back.
     */
    private final Set<BudgetShare> shares = ConcurrentHashMap.newKeySet();

    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    MemoryBudget(long limitBytes) {
        limit = new AtomicLong(limitBytes);
    }

    /** The one budget of the JVM. Its limit is the largest that any connection has asked for. */
    public static MemoryBudget shared(long limitBytes) {
        SHARED.limit.accumulateAndGet(limitBytes, Math::max);
        return SHARED;
    }

    /** A share for one result, with no bytes reserved yet. */
    BudgetShare shareOf(Object owner) {
        return new BudgetShare(owner, collected, this);
    }

    void hold(BudgetShare share) {
        shares.add(share);
    }

    void letGo(BudgetShare share) {
        shares.remove(share);
    }

    private void takeBackFromCollected() {
        for (var gone = collected.poll(); gone != null; gone = collected.poll()) {
            ((BudgetShare) gone).releaseAll();
        }
    }

    /** Takes the bytes if they are free. */
    boolean tryReserve(long bytes) {
        takeBackFromCollected();
        long current = reserved.get();
        while (current + bytes <= limit.get()) {
            if (reserved.compareAndSet(current, current + bytes)) {
                return true;
            }
            current = reserved.get();
        }
        return false;
    }

    /** Gives back bytes that were taken. */
    void release(long bytes) {
        reserved.addAndGet(-bytes);
    }

    /** The bytes that are taken now. */
    long reservedBytes() {
        takeBackFromCollected();
        return reserved.get();
    }
}

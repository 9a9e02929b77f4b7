package io.github.redshiftdata.jdbc.internal.result;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes the pages that nobody reads yet may take, over all results of the JVM. Safe for several threads. */
public final class MemoryBudget {

    private static final MemoryBudget SHARED = new MemoryBudget(0);

    private final AtomicLong limit;
    private final AtomicLong reserved = new AtomicLong();

    MemoryBudget(long limitBytes) {
        limit = new AtomicLong(limitBytes);
    }

    /** The one budget of the JVM. Its limit is the largest that anybody has asked for. */
    public static MemoryBudget shared(long limitBytes) {
        SHARED.limit.accumulateAndGet(limitBytes, Math::max);
        return SHARED;
    }

    /** Takes the bytes if they are free. */
    public boolean tryReserve(long bytes) {
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
    public void release(long bytes) {
        reserved.addAndGet(-bytes);
    }

    /** The bytes that are taken now. */
    public long reservedBytes() {
        return reserved.get();
    }
}

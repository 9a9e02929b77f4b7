package io.github.redshiftdata.jdbc.internal.matrix;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A future that is waited for in virtual time. */
final class VirtualFuture<T> extends CompletableFuture<T> {

    private static final long FOREVER = TimeUnit.DAYS.toNanos(3650);

    private final VirtualTime time;
    /** Of all futures of a cell: whoever completes one wakes them all, and each looks again. */
    private final Set<Object> waiters;

    VirtualFuture(VirtualTime time, Set<Object> waiters) {
        this.time = time;
        this.waiters = waiters;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new VirtualFuture<>(time, waiters);
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        try {
            return get(FOREVER, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("nobody completes it", e);
        }
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        var end = time.nanos() + Math.min(FOREVER, unit.toNanos(timeout));
        while (!isDone()) {
            if (time.nanos() >= end) {
                throw new TimeoutException();
            }
            waiters.add(time.me());
            var passed = time.passes(end - time.nanos());
            waiters.remove(time.me());
            if (!passed) {
                Thread.interrupted();
                throw new InterruptedException();
            }
        }
        return super.get();
    }

    @Override
    public T join() {
        while (!isDone()) {
            waiters.add(time.me());
            time.pass(java.time.Duration.ofNanos(FOREVER));
            waiters.remove(time.me());
        }
        return super.join();
    }
}

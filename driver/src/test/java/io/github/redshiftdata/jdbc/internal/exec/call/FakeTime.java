package io.github.redshiftdata.jdbc.internal.exec.call;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A clock that only moves when somebody sleeps or waits. */
public final class FakeTime {

    /** How long the machine has slept so far, which only the time of day tells. */
    private Duration asleep = Duration.ZERO;

    private long nanos = 1_000_000_000L;
    /** While a request is on its way, its time passes for the request alone. */
    private long ahead;

    private boolean inRequest;

    /** Runs once, when somebody waits for something next. */
    @Nullable
    public Runnable duringAwait;

    /** How often somebody has waited so far, be it for something or for time to pass. */
    private int waits;

    private int chosenWait;
    private Runnable inChosenWait = () -> {};

    /** The thread that sleeps next is interrupted. */
    public boolean interruptsSleep;

    /** The next thread that waits for something is interrupted in the moment in which it happens. */
    public boolean interruptsWithEnd;

    public void sleepMachine(Duration duration) {
        asleep = asleep.plus(duration);
    }

    public void pass(Duration duration) {
        if (inRequest) {
            ahead += duration.toNanos();
        } else {
            nanos += duration.toNanos();
        }
    }

    public int waits() {
        return waits;
    }

    /**
     * Does something when a wait has just begun.
     *
     * @param number of the wait, counted from now on from 1
     */
    public void atWait(int number, Runnable action) {
        chosenWait = waits + number;
        inChosenWait = action;
    }

    private void waitBegins() {
        waits++;
        if (waits == chosenWait) {
            inChosenWait.run();
        }
    }

    boolean isInRequest() {
        return inRequest;
    }

    public long nanos() {
        return nanos + ahead;
    }

    public Duration since(long start) {
        return Duration.ofNanos(nanos() - start);
    }

    /** Something that ends at a time of this clock. */
    static final class Later<T> extends CompletableFuture<T> {

        private final long due;
        private final Runnable end;

        Later(long due, CompletableFuture<T> outcome) {
            this.due = due;
            this.end = () -> {
                try {
                    complete(outcome.join());
                } catch (CompletionException failed) {
                    completeExceptionally(failed.getCause());
                }
            };
        }
    }

    /** Runs a request now, and gives its outcome when the time that it took has passed. */
    public <T> CompletableFuture<T> later(Supplier<CompletableFuture<T>> request) {
        if (inRequest) {
            return request.get();
        }
        inRequest = true;
        CompletableFuture<T> outcome;
        long took;
        try {
            outcome = request.get();
        } finally {
            took = ahead;
            ahead = 0;
            inRequest = false;
        }
        return took == 0 ? outcome : new Later<>(nanos + took, outcome);
    }

    public DriverClock clock() {
        return new DriverClock(
                this::nanos, () -> Duration.ofNanos(nanos()).plus(asleep).toMillis(), new FakeSleeper(), new Random(1));
    }

    private final class FakeSleeper implements Sleeper {

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            waitBegins();
            if (interruptsSleep) {
                interruptsSleep = false;
                throw new InterruptedException();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            pass(duration);
        }

        @Override
        public void await(List<CompletableFuture<?>> happenings, Duration longest) throws InterruptedException {
            waitBegins();
            var action = duringAwait;
            if (action != null) {
                duringAwait = null;
                action.run();
                return;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (happenings.stream().anyMatch(CompletableFuture::isDone)) {
                return;
            }
            var end = nanos + longest.toNanos();
            var next = happenings.stream()
                    .filter(Later.class::isInstance)
                    .map(Later.class::cast)
                    .filter(later -> later.due <= end)
                    .min((one, other) -> Long.compare(one.due, other.due));
            if (next.isPresent()) {
                nanos = Math.max(nanos, next.get().due);
                next.get().end.run();
                if (interruptsWithEnd) {
                    interruptsWithEnd = false;
                    throw new InterruptedException();
                }
            } else {
                nanos = end;
            }
        }
    }
}

package io.github.redshiftdata.jdbc.internal.matrix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A clock for several threads, of which one runs at a time: whoever waits hands over to the one whose wait ends first,
 * and the clock jumps there. So a cell with minutes of waiting takes microseconds, and always goes the same way.
 */
final class VirtualTime {

    /** One thread on this clock. All but {@link #interrupted} is guarded by the clock. */
    private static final class Party {
        @Nullable
        Thread thread;

        long wake;
        boolean waits;
        boolean interruptible;
        final boolean main;
        /** An interrupt that came while it waited, kept for its end. */
        volatile boolean interrupted;

        Party(boolean main) {
            this.main = main;
        }

        boolean isInterrupted() {
            // In this order: the party notes the interrupt before it clears the status.
            var known = thread;
            return interruptible && ((known != null && known.isInterrupted()) || interrupted);
        }
    }

    /** A wait of the thread that the cell is about, from and to. */
    record Wait(long from, long to) {}

    private static final ThreadLocal<@Nullable Party> CURRENT = new ThreadLocal<>();

    /** Who waits for longer waits for something to happen, and not for the time to pass. */
    private static final long FOR_EVER = Duration.ofDays(100).toNanos();

    private static final int MOST_TRIES = 100_000;

    private final Executor threads;
    private final List<Party> parties = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();
    private volatile @Nullable Party running;
    private volatile long now = 1_000_000_000L;
    private long steps;
    private boolean over;
    private volatile boolean hangs;

    /**
     * A clock; the calling thread is the one that the cell is about.
     *
     * @param threads run what the driver does in threads of its own; as many as it wants
     */
    VirtualTime(Executor threads) {
        this.threads = threads;
        var me = new Party(true);
        me.thread = Thread.currentThread();
        parties.add(me);
        CURRENT.set(me);
        running = me;
    }

    long nanos() {
        return now;
    }

    Duration since(long start) {
        return Duration.ofNanos(now - start);
    }

    /** The waits of the cell's own thread so far. */
    List<Wait> waits() {
        return waits;
    }

    /** The sleeper of the driver. */
    void sleep(Duration duration) throws InterruptedException {
        if (!passes(duration.toNanos())) {
            Thread.interrupted();
            throw new InterruptedException();
        }
    }

    /** Waits; false where an interrupt ended it, whose status stays set. */
    boolean passes(long nanos) {
        return wait(nanos, true);
    }

    /** Waits, whoever interrupts. */
    void pass(Duration duration) {
        wait(duration.toNanos(), false);
    }

    /** Runs work in another thread, from now on. */
    void spawn(Runnable work) {
        var party = new Party(false);
        synchronized (this) {
            party.wake = now;
            party.waits = true;
            parties.add(party);
        }
        threads.execute(() -> run(party, work));
    }

    /** What the calling thread waits with; for {@link #wake}. */
    Object me() {
        return current();
    }

    /** Ends the wait of a thread now. */
    synchronized void wake(Object waiter) {
        var party = (Party) waiter;
        if (party.waits) {
            party.wake = Math.min(party.wake, now);
        }
    }

    /** Ends what still runs in other threads, each at its next wait. */
    void end() {
        synchronized (this) {
            over = true;
            parties.forEach(party -> party.wake = party.main ? Long.MAX_VALUE : now);
        }
        for (var tries = 0; alone() == null; tries++) {
            pass(Duration.ofNanos(1));
            if (tries > MOST_TRIES) {
                forgetOthers();
            }
        }
        CURRENT.remove();
    }

    /** Of threads that are held up for good. */
    private synchronized void forgetOthers() {
        parties.stream()
                .filter(party -> !party.main)
                .map(party -> party.thread)
                .filter(java.util.Objects::nonNull)
                .forEach(Thread::interrupt);
        parties.removeIf(party -> !party.main);
    }

    private synchronized @Nullable Party alone() {
        return parties.size() == 1 ? parties.get(0) : null;
    }

    private static Party current() {
        var me = CURRENT.get();
        if (me == null) {
            throw new IllegalStateException("not a thread of this clock");
        }
        return me;
    }

    private void run(Party me, Runnable work) {
        synchronized (this) {
            me.thread = Thread.currentThread();
        }
        CURRENT.set(me);
        awaitTurn(me);
        try {
            if (!isOver()) {
                work.run();
            }
        } catch (CellOver e) {
            // As wanted.
        } finally {
            CURRENT.remove();
            synchronized (this) {
                parties.remove(me);
                if (running == me) {
                    handOver(next());
                }
            }
            Thread.interrupted();
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    private boolean wait(long nanos, boolean interruptible) {
        var me = current();
        comeBack(me);
        if (interruptible && Thread.currentThread().isInterrupted()) {
            return false;
        }
        var from = now;
        synchronized (this) {
            steps++;
            me.wake = now + Math.max(0, nanos);
            if (me.wake < 0) {
                me.wake = Long.MAX_VALUE;
            }
            me.interruptible = interruptible;
            me.waits = true;
            var next = next();
            if (next == me) {
                me.waits = false;
            } else {
                handOver(next);
            }
        }
        awaitTurn(me);
        if (me.main) {
            waits.add(new Wait(from, now));
        }
        if (!me.main && isOver()) {
            throw new CellOver();
        }
        return !interruptible || !Thread.currentThread().isInterrupted();
    }

    /** A thread that was held up by something that is not on this clock takes its turn again. */
    private void comeBack(Party me) {
        synchronized (this) {
            if (running == me) {
                return;
            }
            me.wake = now;
            me.interruptible = false;
            me.waits = true;
            if (running == null) {
                handOver(next());
            }
        }
        awaitTurn(me);
    }

    /** For code that is to run in turn, whatever the driver waited for. */
    void inTurn() {
        comeBack(current());
    }

    private void awaitTurn(Party me) {
        while (running != me) {
            LockSupport.park(this);
            if (Thread.currentThread().isInterrupted()) {
                me.interrupted = true;
                Thread.interrupted();
            }
        }
        synchronized (this) {
            me.waits = false;
        }
        if (me.interrupted) {
            me.interrupted = false;
            Thread.currentThread().interrupt();
        }
    }

    /** Who is next, with the clock set to then; null where everybody is held up by something else. */
    private @Nullable Party next() {
        Party first = null;
        for (var party : parties) {
            if (party.waits) {
                if (party.isInterrupted()) {
                    party.wake = Math.min(party.wake, now);
                }
                if (first == null || party.wake < first.wake) {
                    first = party;
                }
            }
        }
        if (first != null && first.wake != Long.MAX_VALUE) {
            now = Math.max(now, first.wake);
        }
        return first;
    }

    private void handOver(@Nullable Party next) {
        steps++;
        running = next;
        if (next != null && next.thread != null) {
            LockSupport.unpark(next.thread);
        }
    }

    // ---------------------------------------------------------------- threads that wait elsewhere

    /** How far it has come; changes whenever a thread waits on this clock. */
    synchronized long steps() {
        return steps;
    }

    /** Whether the thread whose turn it is waits for something that is not on this clock. */
    boolean isHeldUp() {
        var party = running;
        if (party == null) {
            return false;
        }
        var thread = party.thread;
        if (thread == null) {
            return false;
        }
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> !party.waits;
            default -> false;
        };
    }

    /** Gives the turn to somebody else while the one who has it is held up; false where there is nobody. */
    synchronized boolean passTurn(long stepsSeen) {
        if (steps != stepsSeen || !isHeldUp()) {
            return true;
        }
        if (parties.stream().noneMatch(this::isToWakeSoon)) {
            return false;
        }
        handOver(next());
        return true;
    }

    private boolean isToWakeSoon(Party party) {
        return party.waits && (party.isInterrupted() || party.wake - now < FOR_EVER);
    }

    /** Whether a thread was held up for good. */
    boolean hangs() {
        return hangs;
    }

    /** Interrupts whoever is held up for good. */
    synchronized void breakUp() {
        hangs = true;
        var party = running;
        if (party != null && party.thread != null) {
            party.thread.interrupt();
        }
    }
}

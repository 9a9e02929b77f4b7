package io.github.redshiftdata.jdbc.internal.simulation;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A clock for several threads and for what happens without one. Of the threads one runs at a time; where it waits, chance
 * says which of those that can go on does, and where none can the clock jumps to what comes first. So hours take
 * milliseconds, and the same seed gives the same history.
 */
final class SimulatedTime {

    /** One thread on this clock. All but {@link #interrupted} is guarded by the clock. */
    private static final class Party {
        final String name;
        final boolean main;

        @Nullable
        Thread thread;

        long wake;
        boolean waits;
        boolean interruptible;
        /** An interrupt that came while it waited, kept for its end. */
        volatile boolean interrupted;

        Party(String name, boolean main) {
            this.name = name;
            this.main = main;
        }

        boolean isInterrupted() {
            // In this order: the party notes the interrupt before it clears the status.
            var known = thread;
            return interruptible && ((known != null && known.isInterrupted()) || interrupted);
        }
    }

    /** Ends a thread of the driver when its history is judged. */
    private static final class HistoryOver extends Error {
        private static final long serialVersionUID = 1L;

        HistoryOver() {
            super("the history is over", null, false, false);
        }
    }

    private record Due(long at, long number, Runnable action) {}

    private static final ThreadLocal<@Nullable Party> CURRENT = new ThreadLocal<>();
    private static final int MOST_TRIES = 10_000;

    private final Executor threads;
    private final Chance chance;
    private final List<Party> parties = new ArrayList<>();
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
    private volatile @Nullable Party running;
    private volatile long now = 1_000_000_000L;
    private long numbers;
    private long steps;
    private int heldUp;
    private final List<String> waitsInRealTime = new ArrayList<>();
    private boolean over;

    /**
     * A clock; the calling thread is on it.
     *
     * @param threads run what is begun in threads of its own; as many as are wanted
     */
    SimulatedTime(Executor threads, Chance chance) {
        this.threads = threads;
        this.chance = chance;
        var me = new Party("main", true);
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

    /** Lets something happen at a time, in no thread that could wait. */
    synchronized void at(long nanos, Runnable action) {
        due.add(new Due(Math.max(nanos, now), ++numbers, action));
    }

    /** The driver's sleep. */
    void sleep(Duration duration) throws InterruptedException {
        var end = now + duration.toNanos();
        do {
            if (!passes(end - now)) {
                Thread.interrupted();
                throw new InterruptedException();
            }
        } while (now < end);
    }

    /** Waits, until somebody wakes the thread or time is over; false where an interrupt ended it, whose status stays set. */
    boolean passes(long nanos) {
        return wait(nanos, true);
    }

    /** Waits until time is over, whoever interrupts or wakes. */
    void pass(Duration duration) {
        var end = now + duration.toNanos();
        do {
            wait(end - now, false);
        } while (now < end);
    }

    /** Waits, until somebody wakes the thread or time is over, whoever interrupts. */
    void passUnlessWoken(Duration duration) {
        wait(duration.toNanos(), false);
    }

    /** Lets others go first, if chance wants it so. */
    void letOthersGo() {
        wait(0, false);
    }

    /** Runs work in another thread, from now on. */
    void spawn(String name, Runnable work) {
        var party = new Party(name, false);
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

    String myName() {
        return current().name;
    }

    /** Ends the wait of a thread now. */
    synchronized void wake(Object waiter) {
        var party = (Party) waiter;
        if (party.waits) {
            party.wake = Math.min(party.wake, now);
        }
    }

    /** The threads that are on this clock beside the calling one. */
    synchronized List<String> others() {
        var me = CURRENT.get();
        return parties.stream()
                .filter(party -> party != me)
                .map(party -> party.name)
                .toList();
    }

    /** Where the other threads stand. */
    synchronized String stacks() {
        var text = new StringBuilder();
        for (var party : parties) {
            var thread = party.thread;
            if (thread != null && party != CURRENT.get()) {
                text.append("\n  ").append(party.name);
                for (var frame : thread.getStackTrace()) {
                    text.append("\n    ").append(frame);
                }
            }
        }
        return text.toString();
    }

    /** How often a thread had to wait for something that is not on this clock. */
    synchronized int timesHeldUp() {
        return heldUp;
    }

    /** Ends what still runs in other threads, each at its next wait. */
    void end() {
        synchronized (this) {
            over = true;
            due.clear();
            parties.forEach(party -> party.wake = party.main ? Long.MAX_VALUE : now);
        }
        for (var tries = 0; !isAlone(); tries++) {
            pass(Duration.ofNanos(1));
            if (tries > MOST_TRIES) {
                forgetOthers();
            }
        }
        CURRENT.remove();
    }

    /** Threads that are held up for good. */
    private synchronized void forgetOthers() {
        parties.stream()
                .filter(party -> !party.main && party.thread != null)
                .forEach(party -> party.thread.interrupt());
        parties.removeIf(party -> !party.main);
    }

    private synchronized boolean isAlone() {
        return parties.size() == 1;
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
        } catch (HistoryOver e) {
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
        synchronized (this) {
            me.wake = now + Math.max(0, nanos);
            if (me.wake < 0) {
                me.wake = Long.MAX_VALUE;
            }
            me.interruptible = interruptible;
            me.waits = true;
            var next = next();
            if (next == me) {
                me.waits = false;
                steps++;
            } else {
                handOver(next);
            }
        }
        awaitTurn(me);
        if (!me.main && isOver()) {
            throw new HistoryOver();
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

    /** Who goes on, with the clock set to then and what happens before done; null where everybody is held up. */
    private @Nullable Party next() {
        while (true) {
            var ready = ready();
            var happens = due.peek();
            if (happens != null && happens.at() <= now) {
                due.remove().action().run();
                continue;
            }
            if (!ready.isEmpty()) {
                return ready.size() == 1 ? ready.get(0) : ready.get(chance.below(ready.size()));
            }
            var wake = firstWake();
            var then = happens == null ? wake : Math.min(wake, happens.at());
            if (then == Long.MAX_VALUE) {
                return null;
            }
            now = Math.max(now, then);
        }
    }

    private List<Party> ready() {
        var ready = new ArrayList<Party>();
        for (var party : parties) {
            if (party.waits) {
                if (party.isInterrupted()) {
                    party.wake = Math.min(party.wake, now);
                }
                if (party.wake <= now) {
                    ready.add(party);
                }
            }
        }
        return ready;
    }

    private long firstWake() {
        var first = Long.MAX_VALUE;
        for (var party : parties) {
            if (party.waits) {
                first = Math.min(first, party.wake);
            }
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

    synchronized long steps() {
        return steps;
    }

    /** Whether the thread whose turn it is waits for a monitor that another thread holds while it waits on this clock. */
    boolean isHeldUp() {
        var party = running;
        var thread = party == null ? null : party.thread;
        if (thread == null || thread.getState() != Thread.State.BLOCKED || party.waits) {
            return false;
        }
        var known = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId());
        return known != null && waitsOnThisClock(known.getLockOwnerId());
    }

    private synchronized boolean waitsOnThisClock(long threadId) {
        return parties.stream()
                .anyMatch(party -> party.waits && party.thread != null && party.thread.getId() == threadId);
    }

    /** Whether the thread whose turn it is waits for something that is not on this clock at all. */
    boolean isElsewhere() {
        var party = running;
        var thread = party == null ? null : party.thread;
        if (thread == null || party.waits) {
            return false;
        }
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> true;
            default -> false;
        };
    }

    /** Gives the turn to somebody else while the one who has it is held up. */
    synchronized void passTurn(long stepsSeen, boolean forGood) {
        if (steps == stepsSeen && (forGood ? isElsewhere() : isHeldUp())) {
            var party = running;
            var thread = party == null ? null : party.thread;
            if (forGood && thread != null) {
                waitsInRealTime.add(String.join("\n    ", frames(thread)));
            }
            heldUp++;
            var next = next();
            if (next != null) {
                handOver(next);
            }
        }
    }

    private static List<String> frames(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .map(StackTraceElement::toString)
                .toList();
    }

    /** Where threads waited in real time. */
    synchronized List<String> waitsInRealTime() {
        return List.copyOf(waitsInRealTime);
    }
}

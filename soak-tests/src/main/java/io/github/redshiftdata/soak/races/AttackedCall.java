package io.github.redshiftdata.soak.races;

import io.github.redshiftdata.soak.Pause;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A call in a thread of its own, the attacks on it in theirs, and how all ended. */
final class AttackedCall {

    /** Longer than any rule allows. */
    private static final long GIVEN_UP_AFTER = 40_000;

    /** A call of the driver. */
    @FunctionalInterface
    interface Call {
        void run() throws SQLException;
    }

    private final Round round;
    private final CountDownLatch begin = new CountDownLatch(1);
    private final Thread caller;
    private final List<Thread> attackers = new ArrayList<>();

    /** How many of the attacks come before the call begins. */
    private int early;

    private volatile long started;
    private volatile long ended;
    private volatile @Nullable Throwable failure;
    private volatile boolean interrupted;

    /** When attacks began, those before the call's end only; guarded by this. */
    private final List<Long> hits = new ArrayList<>();

    /** When the first interrupt came that the call's end has to show; 0 where none did. Guarded by this. */
    private long firstInterrupt;

    /**
     * Makes the threads; {@link #race} starts them.
     *
     * @param call what is attacked
     */
    AttackedCall(Round round, Call call) {
        this.round = round;
        this.caller = new Thread(() -> call(call), "soak-caller");
        caller.setDaemon(true);
    }

    private void call(Call call) {
        try {
            begin.await();
            started = System.nanoTime();
            call.run();
        } catch (InterruptedException atTheStart) {
            // It came before the call: the call has to see it.
            Thread.currentThread().interrupt();
            started = System.nanoTime();
            failure = failureOf(call);
        } catch (SQLException | RuntimeException | Error e) {
            failure = e;
        }
        returned();
    }

    private synchronized void returned() {
        ended = System.nanoTime();
        interrupted = Thread.currentThread().isInterrupted();
    }

    private static @Nullable Throwable failureOf(Call call) {
        try {
            call.run();
            return null;
        } catch (SQLException | RuntimeException | Error e) {
            return e;
        }
    }

    /** An attack that interrupts the calling thread, as long as it is in the call or on its way to it. */
    void interrupt(int delayMicros) {
        attack(new Attack("interrupt", delayMicros, () -> {
            synchronized (this) {
                if (ended == 0) {
                    firstInterrupt = firstInterrupt == 0 ? System.nanoTime() : firstInterrupt;
                    caller.interrupt();
                }
            }
        }));
    }

    /** Another thread will do this. */
    void attack(Attack attack) {
        round.note(attack.name() + " after " + attack.delayMicros() + " us");
        var thread = new Thread(() -> attackNow(attack), "soak-attacker");
        thread.setDaemon(true);
        attackers.add(thread);
        early += attack.delayMicros() < 0 ? 1 : 0;
    }

    private void attackNow(Attack attack) {
        try {
            if (attack.delayMicros() >= 0) {
                begin.await();
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(attack.delayMicros()));
            }
            var began = System.nanoTime();
            if (ended == 0) {
                hit(began);
            }
            attack.action().run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            round.note(attack.name() + " threw " + Round.told(e));
            if (e.getSQLState() == null || e.getMessage() == null) {
                round.broken(attack.name() + " threw an exception without SQLSTATE or message", e);
            }
        } catch (RuntimeException | Error e) {
            round.broken(attack.name() + " threw what is no SQLException", e);
        }
    }

    private synchronized void hit(long began) {
        hits.add(began);
    }

    /**
     * Runs all and waits for them.
     *
     * @return false where the call or an attack does not end; the connection is of no use then
     */
    boolean race() {
        caller.start();
        attackers.forEach(Thread::start);
        Pause.until(() -> attackers.size() - running(attackers) >= early, GIVEN_UP_AFTER);
        begin.countDown();
        var all = new ArrayList<>(attackers);
        all.add(caller);
        var over = Pause.until(() -> running(all) == 0, GIVEN_UP_AFTER);
        if (!over) {
            all.stream()
                    .filter(Thread::isAlive)
                    .forEach(thread -> round.broken(thread.getName()
                            + " does not end; it stands at "
                            + Arrays.stream(thread.getStackTrace())
                                    .limit(20)
                                    .map(StackTraceElement::toString)
                                    .collect(Collectors.joining("\n        "))));
        }
        return over;
    }

    private static long running(List<Thread> threads) {
        return threads.stream().filter(Thread::isAlive).count();
    }

    /** On the clock of {@link System#nanoTime()}. */
    long started() {
        return started;
    }

    long ended() {
        return ended;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /** The SQLSTATE of the failure; empty without one. */
    String state() {
        return failure instanceof SQLException error ? String.valueOf(error.getSQLState()) : "";
    }

    boolean interrupted() {
        return interrupted;
    }

    /** When the first attack began of those that came before the end and not before a moment; 0 where none did. */
    synchronized long firstHitSince(long moment) {
        return hits.stream()
                .filter(hit -> hit - moment >= 0)
                .mapToLong(Long::longValue)
                .min()
                .orElse(0);
    }

    /** When the first interrupt came before the end of the call; 0 where none did. */
    synchronized long firstInterrupt() {
        return firstInterrupt;
    }

    /** Whether any attack began before the call ended. */
    synchronized boolean wasHit() {
        return !hits.isEmpty();
    }
}

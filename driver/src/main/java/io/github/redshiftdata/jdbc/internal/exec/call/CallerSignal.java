package io.github.redshiftdata.jdbc.internal.exec.call;

import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.trace.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The signal by which a caller ends one execution, from any thread and at any time. A cancel that comes before the
 * statement has an id is remembered and sent as soon as the id is known; one that comes after the end does nothing; one
 * that is repeated is sent again. The signal wakes waiting threads without interrupting them, so an interrupt during
 * such a wait always comes from outside the driver.
 */
public final class CallerSignal {

    /** If true, an interrupt of the thread does not end the execution. */
    private final boolean uninterruptible;

    /** The execution whose result is read; null for an execution itself. */
    private final @Nullable CallerSignal parent;

    /** The call of the program that this is for, or null: what other threads do for it belongs to it. */
    private final @Nullable Call caller = Call.current();

    /** Complete once the execution is to end. */
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    // All guarded by this.
    private @Nullable Runnable request;
    private boolean accepted;
    private boolean ownerInterrupted;

    private volatile @Nullable Told told;

    /** The network timeout of the connection; null before the first request. */
    private volatile @Nullable NetworkSilence silence;
    /**
     * When the oldest request without an answer was sent, on the driver's clock; null for none. Covers pages that are
     * read ahead, too.
     */
    private volatile @Nullable Long unansweredSince;

    /**
     * The signal of the driver's thread for whose requests this execution waits just now, or null. That one never waits
     * for a third.
     */
    private volatile @Nullable CallerSignal waitsFor;

    private volatile boolean silenced;
    /**
     * If true, no caller waits for this, or not yet: the network timeout does not end it. A page that is read ahead
     * counts its unanswered requests at the signal of its execution.
     */
    private final boolean unattended;

    /** A signal for an execution that an interrupt cancels. */
    public CallerSignal() {
        this(false, null, false);
    }

    private CallerSignal(boolean uninterruptible, @Nullable CallerSignal parent, boolean unattended) {
        this.uninterruptible = uninterruptible;
        this.parent = parent;
        this.unattended = unattended;
    }

    /**
     * A signal for one request that reads a result. A cancel of the execution ends the request too, but an interrupt of
     * the reader ends this request only: the reader may go on later.
     */
    public CallerSignal ofReading() {
        return new CallerSignal(false, this, false);
    }

    /** A signal for a page that is read ahead, before the reader waits for it. */
    public CallerSignal ofReadingAhead() {
        return new CallerSignal(false, this, true);
    }

    /** A signal for work of a driver's thread that no caller waits for. */
    public static CallerSignal unattended() {
        return new CallerSignal(false, null, true);
    }

    /** A signal for an execution that an interrupt does not end, such as a ROLLBACK. */
    public static CallerSignal uninterruptible() {
        return new CallerSignal(true, null, false);
    }

    /**
     * Called when the thread that runs the statement was interrupted: ends the execution, unless the signal is
     * uninterruptible. Clears the thread's interrupt status, so that the remaining requests of the statement can still
     * be sent; {@link #restoreInterrupt()} sets it again.
     */
    void ownerInterrupted() {
        putInterruptAside();
        if (!uninterruptible) {
            cancelled.complete(null);
        }
    }

    private void putInterruptAside() {
        // Clears the status.
        Thread.interrupted();
        synchronized (this) {
            ownerInterrupted = true;
        }
    }

    /** Checks whether the calling thread is interrupted, and handles the interrupt as one of the execution's owner. */
    public void noticeInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            ownerInterrupted();
        }
    }

    /** Whether an interrupt of the executing thread ended this, whether or not it was also cancelled. */
    public synchronized boolean isOwnerInterrupted() {
        return ownerInterrupted && !uninterruptible;
    }

    /** Sets the interrupt status again that was put aside. */
    public synchronized void restoreInterrupt() {
        if (ownerInterrupted) {
            ownerInterrupted = false;
            Thread.currentThread().interrupt();
        }
    }

    /** Cancels the execution. If its statement runs already, sends CancelStatement in the calling thread. */
    public void cancel() {
        cancelled.complete(null);
        Runnable toSend;
        synchronized (this) {
            toSend = request;
        }
        if (toSend != null) {
            var name = inItsName();
            try {
                toSend.run();
            } finally {
                name.leave();
            }
        }
    }

    /** Lets the calling thread work in the name of the call that began the execution, until it leaves that. */
    public Call.Scope inItsName() {
        return Call.enter(caller);
    }

    /** Whether the execution is to end. */
    public boolean isCancelled() {
        return cancelled.isDone() || (parent != null && parent.isCancelled());
    }

    /**
     * Called when the statement has an id, with the action that cancels it. If a cancel came before, runs the action at
     * once.
     */
    public void accepted(Runnable cancelRequest) {
        synchronized (this) {
            accepted = true;
            request = cancelRequest;
        }
        if (isCancelled()) {
            cancelRequest.run();
        }
    }

    /** Whether the service took the statement. */
    public synchronized boolean isAccepted() {
        return accepted;
    }

    /** What the service last told of the statement that was submitted last. */
    public record Told(String statementId, StatementStatus status) {}

    /** Called with each answer of the service about the statement of this execution. */
    public void told(String statementId, StatementStatus status) {
        told = new Told(statementId, status);
    }

    /** What the service last told of the statement of this execution; null while it has taken none. */
    public @Nullable Told told() {
        return told;
    }

    // ---------------------------------------------------------------- want of answers

    /** Called when a request of this execution is sent. */
    public void asked(NetworkSilence of, long now) {
        if (unattended && parent != null) {
            parent.asked(of, now);
            return;
        }
        silence = of;
        if (unansweredSince == null) {
            unansweredSince = now;
        }
    }

    /** Called when a request of this execution was answered. */
    void heard() {
        if (unattended && parent != null) {
            parent.heard();
            return;
        }
        unansweredSince = null;
    }

    /** Whether the network timeout ended this, because the service did not answer. */
    public boolean isSilenced() {
        return silenced;
    }

    /** Ends the execution if its requests have had no answer for the network timeout. */
    void noticeSilence() {
        var since = unansweredSince;
        var known = silence;
        if (since != null && known != null && known.left(since).compareTo(Duration.ZERO) <= 0) {
            silenced(known);
        }
    }

    private void silenced(NetworkSilence by) {
        if (!unattended) {
            silenced = true;
            by.end();
            cancelled.complete(null);
        }
    }

    /**
     * When the oldest request without an answer was sent, by this execution or by the driver's thread it waits for;
     * null for none.
     */
    @Nullable
    Long unansweredSince() {
        var own = unansweredSince;
        var other = waitsFor;
        return own != null || other == null ? own : other.unansweredSince;
    }

    /** How long this execution may still wait for an answer. When that is over, the caller must ask this again. */
    private Duration patience(@Nullable AwaitedCaller asking, long waitsSince) {
        if (unattended) {
            return Durations.FOREVER;
        }
        var since = unansweredSince;
        var of = silence;
        var own = of == null || since == null ? Durations.FOREVER : of.left(since);
        return asking == null ? own : Durations.min(own, asking.patience(waitsSince));
    }

    /**
     * Waits for something. An interrupt during the wait counts as one of the execution's owner.
     *
     * @return whether it has happened; false if the time is over or the execution was ended
     */
    public boolean await(CompletableFuture<?> happening, Duration longest, DriverClock clock) {
        return await(happening, ahead(), longest, clock);
    }

    /**
     * Waits like {@link #await(CompletableFuture, Duration, DriverClock)}, for something that another call's requests
     * bring about.
     */
    public boolean await(
            CompletableFuture<?> happening, @Nullable AwaitedCaller asking, Duration longest, DriverClock clock) {
        var ends = new ArrayList<CompletableFuture<?>>(List.of(happening, cancelled));
        if (parent != null) {
            ends.add(parent.cancelled);
        }
        return await(ends, asking, longest, clock);
    }

    /**
     * Waits for something that a thread of the driver brings about. A third call that waits for this one is bound by
     * the requests of that thread, too.
     */
    public boolean await(
            CompletableFuture<?> happening,
            CallerSignal other,
            NetworkSilence of,
            Duration longest,
            DriverClock clock) {
        waitsFor = other;
        try {
            return await(happening, new AwaitedCaller(of, () -> other), longest, clock);
        } finally {
            waitsFor = null;
        }
    }

    /** For a reader: the requests of the thread that reads ahead are counted by the execution's own signal. */
    private @Nullable AwaitedCaller ahead() {
        var of = parent == null ? null : parent.silence;
        return of == null ? null : new AwaitedCaller(of, () -> parent);
    }

    /**
     * Waits, even if the execution is cancelled or the service does not answer. An interrupt does not end the wait
     * either; it is put aside until {@link #restoreInterrupt()}.
     */
    public boolean awaitRegardless(CompletableFuture<?> happening, Duration longest, DriverClock clock) {
        var start = clock.now();
        for (var left = longest;
                !happening.isDone() && left.compareTo(Duration.ZERO) > 0;
                left = longest.minus(clock.since(start))) {
            try {
                clock.sleeper().await(List.of(happening), left);
            } catch (InterruptedException interrupt) {
                putInterruptAside();
            }
        }
        return happening.isDone();
    }

    /** Pauses, even if the execution is cancelled. */
    public void pauseRegardless(Duration duration, DriverClock clock) {
        awaitRegardless(new CompletableFuture<>(), duration, clock);
    }

    /** Waits until one of them has happened; returns whether the first has. */
    private boolean await(
            List<CompletableFuture<?>> happenings,
            @Nullable AwaitedCaller asking,
            Duration longest,
            DriverClock clock) {
        var start = clock.now();
        var left = longest;
        while (happenings.stream().noneMatch(CompletableFuture::isDone)) {
            var wakers = new ArrayList<>(happenings);
            var limits = asking == null ? silence : asking.silence();
            if (limits != null) {
                wakers.add(limits.change());
            }
            var patience = patience(asking, start);
            if (patience.compareTo(Duration.ZERO) <= 0) {
                if (limits != null) {
                    silenced(limits);
                }
                break;
            }
            if (left.compareTo(Duration.ZERO) <= 0) {
                break;
            }
            try {
                clock.sleeper().await(wakers, Durations.min(left, patience));
            } catch (InterruptedException interrupt) {
                ownerInterrupted();
            }
            left = longest.minus(clock.since(start));
        }
        if (asking != null) {
            goOnAfter(asking.asker().get(), asking.silence(), start);
        }
        return happenings.get(0).isDone();
    }

    /**
     * Called when a wait for another call is over. A request of that call that has no answer yet counts against this
     * one too, so the next request of this one has only the rest of the network timeout.
     *
     * @param waitsSince when this began to wait
     */
    public void goOnAfter(@Nullable CallerSignal other, NetworkSilence of, long waitsSince) {
        var since = other == null || other == this ? null : other.unansweredSince();
        if (since != null) {
            asked(of, Math.max(since, waitsSince));
        }
    }
}

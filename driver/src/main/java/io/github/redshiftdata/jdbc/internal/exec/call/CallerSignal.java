package io.github.redshiftdata.jdbc.internal.exec.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Cancels one execution, from any thread and at any time. A cancel that comes before the statement has an id is
 * remembered and sent as soon as the id is known; one that comes after the end does nothing; one that is repeated is
 * sent again. It wakes those who wait without interrupting their threads, so an interrupt is always somebody else's.
 */
public final class CallerSignal {

    /** For what has to be done whether its thread is interrupted or not. */
    private final boolean uninterruptible;

    /** The execution whose result is read; null for an execution itself. */
    private final @Nullable CallerSignal parent;

    /** Complete once the execution is to end. */
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    // All guarded by this.
    private @Nullable Runnable request;
    private boolean accepted;
    private boolean ownerInterrupted;

    /** Of the connection; null before the first request. */
    private volatile @Nullable NetworkSilence silence;
    /** When the first request was sent that is without an answer; of what is read ahead, too. */
    private volatile @Nullable Long unansweredSince;

    /** The one whose requests this waits for just now, who waits for nobody. */
    private volatile @Nullable CallerSignal waitsFor;

    private volatile boolean silenced;
    /** Nobody waits for it, or not yet: then the patience of its reader counts, and not its own. */
    private final boolean unattended;

    /** Of an execution that an interrupt cancels. */
    public CallerSignal() {
        this(false, null, false);
    }

    private CallerSignal(boolean uninterruptible, @Nullable CallerSignal parent, boolean unattended) {
        this.uninterruptible = uninterruptible;
        this.parent = parent;
        this.unattended = unattended;
    }

    /**
     * For one request of the reading of a result. What cancels the execution ends it, but an interrupt of the reader ends
     * this request only: the reading may go on later.
     */
    public CallerSignal ofReading() {
        return new CallerSignal(false, this, false);
    }

    /** The same for a request that nobody waits for yet. */
    public CallerSignal ofReadingAhead() {
        return new CallerSignal(false, this, true);
    }

    /** Of something that a thread of the driver does, and no caller waits for. */
    public static CallerSignal unattended() {
        return new CallerSignal(false, null, true);
    }

    /** Of an execution that an interrupt does not end, as that of a ROLLBACK. */
    public static CallerSignal uninterruptible() {
        return new CallerSignal(true, null, false);
    }

    /**
     * Takes an interrupt of the thread that runs the statement, which is to end it unless this is deaf. The thread's status
     * is cleared, so that what is owed to the statement can still be done, until {@link #restoreInterrupt()}.
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

    /** Looks whether the calling thread is interrupted, and takes the interrupt. */
    public void noticeInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            ownerInterrupted();
        }
    }

    /** Whether the thread's own interrupt ended this, with or without somebody's cancel. */
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

    /** Cancels. Sends CancelStatement in the calling thread if the statement runs. */
    public void cancel() {
        cancelled.complete(null);
        Runnable toSend;
        synchronized (this) {
            toSend = request;
        }
        if (toSend != null) {
            toSend.run();
        }
    }

    /** Whether the execution is to end. */
    public boolean isCancelled() {
        return cancelled.isDone() || (parent != null && parent.isCancelled());
    }

    /** The statement has an id now: this is how to cancel it. Sent at once if it is late. */
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

    // ---------------------------------------------------------------- want of answers

    /** A request is sent. */
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

    /** A request was answered. */
    void heard() {
        if (unattended && parent != null) {
            parent.heard();
            return;
        }
        unansweredSince = null;
    }

    /** Whether the want of answers ended this. */
    public boolean isSilenced() {
        return silenced;
    }

    /** Ends this where its requests have been without an answer for too long. */
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

    /** When the first request was sent that is without an answer, be it by the one whom this waits for; null for none. */
    @Nullable
    Long unansweredSince() {
        var own = unansweredSince;
        var other = waitsFor;
        return own != null || other == null ? own : other.unansweredSince;
    }

    /** How long this may wait, from when it began to; when that is over it is to be asked again. */
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
     * Waits for something. An interrupt is taken for one of the execution's owner.
     *
     * @return whether it has happened; false where the time is over or the execution is to end
     */
    public boolean await(CompletableFuture<?> happening, Duration longest, DriverClock clock) {
        return await(happening, ahead(), longest, clock);
    }

    /** The same for what others ask for. */
    public boolean await(
            CompletableFuture<?> happening, @Nullable AwaitedCaller asking, Duration longest, DriverClock clock) {
        var ends = new ArrayList<CompletableFuture<?>>(List.of(happening, cancelled));
        if (parent != null) {
            ends.add(parent.cancelled);
        }
        return await(ends, asking, longest, clock);
    }

    /** The same for what a thread of the driver asks for, which whoever waits for this one waits for too. */
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

    /** Who reads ahead asks in the name of the execution. */
    private @Nullable AwaitedCaller ahead() {
        var of = parent == null ? null : parent.silence;
        return of == null ? null : new AwaitedCaller(of, () -> parent);
    }

    /** The same as {@link #await}, not ended by a cancel, nor by the want of answers: an interrupt is put aside. */
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

    /** Lets time pass, cancelled or not. */
    public void pauseRegardless(Duration duration, DriverClock clock) {
        awaitRegardless(new CompletableFuture<>(), duration, clock);
    }

    /** Waits until one has happened; tells whether the first has. */
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
     * A wait for another one is over. What had no answer for that one had none for this either, so that the next request of
     * this has only what is left of the patience.
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

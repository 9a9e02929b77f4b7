package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.Reason;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Later;
import io.github.redshiftdata.jdbc.internal.exec.call.ReadRequests;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.lang.ref.WeakReference;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a session that holds an open transaction while its program thinks. The session's own idle time is short then, so
 * that the locks of a program that was killed are soon free; so a thread of the driver uses the session now and then,
 * for as long as the driver lives, and until the longest idle time has passed since the program's last statement.
 *
 * <p>It sends a SHOW, which changes nothing in an open transaction: unlike a SELECT it takes no snapshot of the data and
 * leaves {@code pg_last_query_id()} as it is. In a failed transaction it fails, which is a use of the session all the
 * same. It is sent once and never looked for: whatever becomes of it, the program's statements are not touched.
 */
final class SessionRenewal {

    private static final String USE = "SHOW search_path";
    private static final String NAME = "redshift-data-jdbc ";

    /** The time limit of the request, and of the wait for its turn. */
    private static final Duration LIMIT = Duration.ofSeconds(5);
    /** How long a statement of the program waits for the answer that is under way. */
    private static final Duration GIVING_WAY = Duration.ofMillis(400);

    private final DataApi api;
    private final DriverClock clock;
    private final LongPolling longPolling;
    private final Later later;
    private final ActiveCalls calls;
    private final SessionLock lock;
    private final SessionState state;
    private final KeepAlive keepAlive;
    private final BooleanSupplier dead;

    /** Takes the next look back; null if none is to come. Guarded by this. */
    private @Nullable Runnable waiting;

    private boolean stopped;

    SessionRenewal(
            DataApi api,
            DriverClock clock,
            ClientShare share,
            ActiveCalls calls,
            SessionLock lock,
            SessionState state,
            KeepAlive keepAlive,
            BooleanSupplier dead) {
        this.api = api;
        this.clock = clock;
        this.longPolling = share.longPolling();
        this.later = share.later();
        this.calls = calls;
        this.lock = lock;
        this.state = state;
        this.keepAlive = keepAlive;
        this.dead = dead;
        keepAlive.whenUsed(this::used);
    }

    /** Called whenever a statement has ended: looks after the session from now on, if need be. */
    private synchronized void used() {
        if (waiting == null && isNeeded()) {
            lookAgainIn(keepAlive.untilRenewal());
        }
    }

    /** Called when the connection is closed. */
    synchronized void stop() {
        stopped = true;
        if (waiting != null) {
            waiting.run();
            waiting = null;
        }
    }

    private boolean isNeeded() {
        return !stopped && !dead.getAsBoolean() && keepAlive.needsRenewal();
    }

    /** The timer knows only a weak reference: a connection that its program has lost is renewed no more. */
    private void lookAgainIn(Duration pause) {
        var self = new WeakReference<>(this);
        try {
            waiting = later.after(pause, () -> {
                var known = self.get();
                if (known != null) {
                    known.look();
                }
            });
        } catch (RejectedExecutionException | OutOfMemoryError closedOrWithoutThread) {
            waiting = null;
        }
    }

    private void look() {
        var pause = keepAlive.untilRenewal();
        try {
            if (isStillNeeded() && lock.isHeld()) {
                // A statement runs, so the session is not idle: its time begins anew with the end of that.
                pause = keepAlive.pause();
            } else if (isStillNeeded() && pause.isZero()) {
                pause = keepAlive.untilNextTry();
                if (renewInTurn()) {
                    pause = keepAlive.untilRenewal();
                }
            }
        } finally {
            goOn(pause);
        }
    }

    private synchronized void goOn(Duration pause) {
        waiting = null;
        if (isNeeded()) {
            lookAgainIn(pause);
        }
    }

    private synchronized boolean isStillNeeded() {
        return isNeeded();
    }

    /** Uses the session, or finds it in use; returns false if that must be tried again soon. */
    private boolean renewInTurn() {
        var signal = CallerSignal.unattended();
        try {
            return calls.during(signal, () -> {
                var turn = api.rates().of(Operation.EXECUTE_STATEMENT).reserveWithin(LIMIT);
                if (turn.isEmpty() || !clock.awaitOrLeave(turn.get(), clock.deadline(LIMIT), signal)) {
                    return false;
                }
                return lock.ifFreeUntilWanted(wanted -> renew(wanted, signal));
            });
        } catch (SQLException closed) {
            return false;
        }
    }

    private boolean renew(CompletableFuture<Void> wanted, CallerSignal signal) {
        var sessionId = state.id();
        if (sessionId == null || !isStillNeeded() || !keepAlive.untilRenewal().isZero()) {
            return true;
        }
        var token = UUID.randomUUID().toString();
        var wait = longPolling.supported() ? 1 : 0;
        var request = new SubmitRequest(
                List.of(USE), List.of(), token, sessionId, null, NAME + token, wait, ResultFormat.JSON);
        var ongoing = api.begin(() -> api.executeStatement(request, LIMIT));
        signal.await(CompletableFuture.anyOf(ongoing, wanted), LIMIT, clock);
        if (!ongoing.isDone() && api.withdraw(ongoing)) {
            return false;
        }
        if (!ongoing.isDone() && !signal.isCancelled()) {
            signal.awaitRegardless(ongoing, GIVING_WAY, clock);
        }
        return isAnswered(ongoing, sessionId);
    }

    private boolean isAnswered(CompletableFuture<Submitted> ongoing, String sessionId) {
        if (!ongoing.isDone()) {
            keepAlive.renewalLost();
            return false;
        }
        try {
            var status = ReadRequests.valueOf(ongoing).status();
            keepAlive.renewed(status != null && status.isTerminal());
            Logs.SESSION.debug("Session {} is kept, as its transaction is open", sessionId);
            return true;
        } catch (DataApiException e) {
            Logs.SESSION.debug("Session {} was not renewed: {}", sessionId, e.getMessage());
            if (e.failure().reason() == Reason.WAIT_UNSUPPORTED) {
                longPolling.noticedUnsupported();
            }
            if (e.failure().mayBeDone()) {
                keepAlive.renewalLost();
            }
            return false;
        }
    }
}

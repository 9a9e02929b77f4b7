package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.exec.call.Deadline;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Endpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.InFlight;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.time.Duration;

/**
 * Cancels one statement on the server, from any thread, and again on each request. The calling thread waits for a
 * moment only; a thread of the driver goes on until the service has taken the cancel or the statement has ended. Never
 * throws.
 */
public final class ServerCancel {

    /** What became of the cancel so far. */
    enum Fate {
        /** The service has not taken the cancel yet; the driver asks again. */
        ASKED_FOR,
        TAKEN,
        /** There was nothing left to cancel. */
        ENDED_BEFORE,
        /** The service refuses the cancel, for example because a policy denies it. */
        REFUSED
    }

    /** The limit of all tries in the calling thread: a caller that cancels does not want to wait. */
    private static final Duration LIMIT = Duration.ofMillis(500);

    private final String statementId;
    private final CancelTries tries;
    private final DriverClock clock;
    private final InFlight inFlight;

    /** Guarded by this object, as is {@link #asking}. */
    private Fate fate = Fate.ASKED_FOR;

    private boolean asking;

    /** Prepares the cancel; sends nothing yet. */
    ServerCancel(String statementId, Endpoint endpoint) {
        this.statementId = statementId;
        this.tries = new CancelTries(endpoint, statementId);
        this.clock = endpoint.clock();
        this.inFlight = endpoint.inFlight();
    }

    String statementId() {
        return statementId;
    }

    synchronized Fate fate() {
        return fate;
    }

    /** Called when the statement has ended: no more requests are sent. */
    void statementEnded() {
        tries.stop();
    }

    /**
     * Sends CancelStatement, unless another thread is sending it or the statement has ended. Sends it again even if the
     * service has answered an earlier one.
     */
    void ask() {
        ask(true);
    }

    /** Sends CancelStatement like {@link #ask()}, but not again once the service has answered for good. */
    void askOnce() {
        ask(false);
    }

    /** Lets a thread of the driver send CancelStatement, for a caller that has waited too long already. */
    void askElsewhere() {
        synchronized (this) {
            if (asking || tries.isStopped() || fate != Fate.ASKED_FOR) {
                return;
            }
            asking = true;
        }
        goOnElsewhere();
    }

    private void ask(boolean again) {
        synchronized (this) {
            if (asking || tries.isStopped() || (!again && fate != Fate.ASKED_FOR)) {
                return;
            }
            asking = true;
        }
        inFlight.begin();
        try {
            if (!askUntil(clock.deadline(LIMIT))) {
                goOnElsewhere();
            }
        } finally {
            inFlight.end();
        }
    }

    private void goOnElsewhere() {
        var goesOn = inFlight.inBackground(() -> {
            if (!askUntil(clock.deadline(CancelTries.LONGEST_STATEMENT))) {
                givenUp();
            }
        });
        if (!goesOn) {
            givenUp();
        }
    }

    /** Sends requests until the deadline; returns whether the service has answered for good. */
    private boolean askUntil(Deadline deadline) {
        var answer = tries.until(deadline);
        if (answer.isEmpty()) {
            return false;
        }
        synchronized (this) {
            // A later request finds the statement ended by an earlier cancel: that one still counts as taken.
            fate = fate == Fate.TAKEN ? fate : answer.get();
            asking = false;
        }
        return true;
    }

    private synchronized void givenUp() {
        Logs.CALLS.debug("Nobody asks for the cancel of statement {} any more", statementId);
        asking = false;
    }
}

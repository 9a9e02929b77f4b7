package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.exec.call.Deadline;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Endpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.InFlight;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.time.Duration;

/**
 * Cancels one statement on the server, from any thread and as often as somebody wants it. Whoever asks is kept for a
 * moment only; another thread goes on until the service has taken the cancel or the statement has ended. Never throws.
 */
public final class ServerCancel {

    /** What became of it so far. */
    enum Fate {
        /** The service has not taken it; somebody asks on. */
        ASKED_FOR,
        TAKEN,
        /** There was nothing left to cancel. */
        ENDED_BEFORE,
        /** The service will not do it, as where a policy denies it. */
        REFUSED
    }

    /** For all tries together: whoever cancels does not want to wait. */
    private static final Duration LIMIT = Duration.ofMillis(500);

    private final String statementId;
    private final CancelTries tries;
    private final DriverClock clock;
    private final InFlight inFlight;

    /** Guarded by this object, as is {@link #asking}. */
    private Fate fate = Fate.ASKED_FOR;

    private boolean asking;

    /** Sends nothing yet. */
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

    /** The statement is known to have ended: nobody needs to ask any more. */
    void statementEnded() {
        tries.stop();
    }

    /** Sends CancelStatement, unless somebody is at it or the statement has ended. */
    void ask() {
        ask(true);
    }

    /** The same where nobody has asked before. */
    void askOnce() {
        ask(false);
    }

    /** The same in another thread, for whoever has waited in vain for long enough. */
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

    /** Whether it came to an end. */
    private boolean askUntil(Deadline deadline) {
        var answer = tries.until(deadline);
        if (answer.isEmpty()) {
            return false;
        }
        synchronized (this) {
            // A later request finds a statement that ended by the earlier one.
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

package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.api.KeepAliveChanges;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionTimes;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Durations;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.Command;
import io.github.redshiftdata.jdbc.internal.exec.statement.SessionUse;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the session has been idle, and how long the service is to keep it then. Nothing ends the session of a program
 * that was killed but this time, so it is long only where something would be lost with the session. Each statement
 * brings the time that is right after it, if that is another than before. Written under {@link SessionLock}, read by any
 * thread.
 */
final class KeepAlive {

    private final SessionTimes times;
    private final SessionState state;
    private final KeepAliveChanges changes;
    private final DriverClock clock;

    private volatile @Nullable Long lastUse;
    /** When a statement of the program ended last, on the driver's clock. */
    private volatile long lastStatement;

    private volatile boolean mayBeBusy;
    /** The idle time of the session. The two differ while it is not known whether a change of it has arrived. */
    private volatile Duration atLeast;

    private volatile Duration atMost;
    /** Whether something would be lost with the session. */
    private volatile boolean holds;
    /** Whether a statement whose end is unknown may have left something in the session. */
    private boolean doubtful;

    private volatile Runnable whenUsed = () -> {};

    KeepAlive(SessionTimes times, SessionState state, KeepAliveChanges changes, DriverClock clock) {
        this.times = times;
        this.state = state;
        this.changes = changes;
        this.clock = clock;
        this.atLeast = times.idle();
        this.atMost = times.idle();
    }

    /** Sets what to do whenever a statement has ended in the session; it runs with the lock held. */
    void whenUsed(Runnable action) {
        whenUsed = action;
    }

    /**
     * Where a command is to run, with the idle time that is right after it, unless the session has that already.
     *
     * @param inTransaction whether a transaction is open before it
     */
    SessionUse use(Command command, boolean inTransaction) {
        var id = state.id();
        var right = changes.supported() ? timeAfter(command, inTransaction) : times.longest();
        if (id == null) {
            return new SessionUse(null, (int) right.toSeconds());
        }
        var hasIt = !changes.supported() || (atLeast.equals(right) && atMost.equals(right));
        return new SessionUse(id, hasIt ? null : (Integer) (int) right.toSeconds());
    }

    private Duration timeAfter(Command command, boolean inTransaction) {
        if (leavesTransaction(command, inTransaction)) {
            return times.transaction();
        }
        return leavesSomething(command) || (doubtful && state.id() != null) ? times.longest() : times.idle();
    }

    private static boolean leavesTransaction(Command command, boolean inTransaction) {
        var kind = command.statements().get(0).kind();
        return kind == StatementKind.BEGIN
                || (inTransaction && kind != StatementKind.COMMIT && kind != StatementKind.ROLLBACK);
    }

    private boolean leavesSomething(Command command) {
        return !state.isRestorableAfter(command.statements());
    }

    /** Called when a command has ended in the session. */
    void used(SessionUse use, Command command, boolean inTransaction) {
        mayBeBusy = false;
        tookTime(use, true);
        holds = leavesTransaction(command, inTransaction) || leavesSomething(command) || doubtful;
        usedByTheProgram();
    }

    /** Called when the end of a command is not known: it may run on. */
    void leftRunning(SessionUse use, Command command, boolean inTransaction) {
        mayBeBusy = true;
        tookTime(use, false);
        doubtful |= leavesSomething(command);
        holds |= doubtful || leavesTransaction(command, inTransaction);
        usedByTheProgram();
    }

    /** Called when a command has ended, and it is not known whether a statement of it was carried out. */
    void leftInDoubt(BoundStatement statement) {
        doubtful |= !state.isRestorableAfter(List.of(statement));
    }

    private void usedByTheProgram() {
        var now = clock.now();
        lastStatement = now;
        lastUse = mayBeBusy ? lastUse : (Long) now;
        whenUsed.run();
    }

    private void tookTime(SessionUse use, boolean surely) {
        if (use.sessionId() == null) {
            doubtful = false;
            holds = false;
        }
        if (use.keepAliveSeconds() == null) {
            return;
        }
        var sent = Duration.ofSeconds(use.keepAliveSeconds());
        if (use.sessionId() == null || (surely && changes.supported())) {
            atLeast = sent;
            atMost = sent;
        } else {
            atLeast = Durations.min(atLeast, sent);
            atMost = Durations.max(atMost, sent);
        }
    }

    /** Called when the driver itself has used the session, to keep it; {@code ended} tells whether that is over. */
    void renewed(boolean ended) {
        mayBeBusy = !ended;
        lastUse = clock.now();
    }

    /** Called when the driver does not know whether its own statement still runs in the session. */
    void renewalLost() {
        mayBeBusy = true;
    }

    /** Whether a statement that was left may still run in the session. */
    boolean mayBeBusy() {
        return mayBeBusy;
    }

    /** Whether the session would take something with it, and half of the time that it may be idle is over. */
    boolean isHalfOver() {
        var last = lastUse;
        return last == null || (holds && clock.since(last).compareTo(atLeast.dividedBy(2)) >= 0);
    }

    /** Whether the session has ended by being idle. */
    boolean isOver() {
        var last = lastUse;
        return last != null && !mayBeBusy && clock.since(last).compareTo(atMost) >= 0;
    }

    /**
     * Whether the driver must use the session to keep it: it would take something with it, and sooner than in the
     * longest time after the last statement.
     */
    boolean needsRenewal() {
        return holds && state.id() != null && !isIdleForLong() && !isLost() && atLeast.compareTo(times.longest()) < 0;
    }

    /** Whether it would make no difference any more to use the session once more. */
    private boolean isIdleForLong() {
        return clock.since(lastStatement).plus(atLeast.dividedBy(3)).compareTo(times.longest()) >= 0;
    }

    /** Whether the session was not used for so long that it is lost. */
    private boolean isLost() {
        var last = lastUse;
        return last != null && !mayBeBusy && clock.since(last).compareTo(atMost.multipliedBy(2)) >= 0;
    }

    /** How long it is until the session should be used; zero if that is now. */
    Duration untilRenewal() {
        var last = lastUse;
        var idle = clock.since(last == null ? lastStatement : last);
        return Durations.max(Duration.ZERO, pause().minus(idle));
    }

    /** How long the session may be left alone: a third of its time is kept for failures. */
    Duration pause() {
        return atLeast.multipliedBy(2).dividedBy(3);
    }

    /** How long to wait before a renewal that failed is tried again. */
    Duration untilNextTry() {
        return mayBeBusy ? atLeast.dividedBy(3) : Durations.max(Duration.ofSeconds(1), atLeast.dividedBy(12));
    }
}

package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.Deadline;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeTime;
import io.github.redshiftdata.jdbc.internal.exec.call.NetworkSilence;
import io.github.redshiftdata.jdbc.internal.exec.call.RequestTimeouts;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import io.github.redshiftdata.jdbc.internal.exec.statement.Execution;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionLockTest {

    private final FakeTime time = new FakeTime();
    private final DriverClock clock = time.clock();
    private final RequestTimeouts timeouts = new RequestTimeouts(clock, Duration.ofMinutes(1));
    private final NetworkSilence silence = new NetworkSilence(clock, timeouts, () -> {});
    private final SessionLock lock = new SessionLock(clock, silence);

    private static Execution run(CallerSignal signal) {
        return new Execution(new ExecuteOptions(Duration.ZERO, null), Deadline.NONE, signal);
    }

    @Test
    void whoeverReleasesItLetsTheNextOneIn() {
        assertThat(lock.isHeld()).isFalse();
        assertThat(lock.acquire(Execution.uninterruptible())).isTrue();
        assertThat(time.waits()).isZero();
        time.atWait(1, lock::release);
        assertThat(lock.acquire(Execution.uninterruptible())).isTrue();
        assertThat(lock.isHeld()).isTrue();
        lock.release();
        assertThat(lock.isHeld()).isFalse();
    }

    @Test
    void whoeverIsCancelledInTheQueueLeavesIt() {
        var signal = new CallerSignal();
        lock.acquire(Execution.uninterruptible());
        time.atWait(1, signal::cancel);
        assertThat(lock.acquire(run(signal))).isFalse();
        lock.release();
        assertThat(lock.isHeld()).isFalse();
    }

    @Test
    void whoeverRunsOutOfTimeInTheQueueLeavesIt() {
        lock.acquire(Execution.uninterruptible());
        var start = time.nanos();
        var brief = new Execution(
                new ExecuteOptions(Duration.ZERO, null), clock.deadline(Duration.ofSeconds(2)), new CallerSignal());
        assertThat(lock.acquire(brief)).isFalse();
        assertThat(time.since(start)).isEqualTo(Duration.ofSeconds(2));
        lock.release();
        assertThat(lock.isHeld()).isFalse();
    }

    @Test
    void whoeverWaitsGoesByTheAnswersOfTheHolder() {
        timeouts.networkTimeout(Duration.ofSeconds(1));
        var holder = new CallerSignal();
        lock.acquire(run(holder));
        holder.asked(silence, clock.now());
        var waiting = new CallerSignal();
        var start = time.nanos();
        assertThat(lock.acquire(run(waiting))).isFalse();
        assertThat(waiting.isSilenced()).isTrue();
        assertThat(time.since(start)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatIsDoneWhereItIsFreeIsDoneWithItHeld() throws SQLException {
        assertThat(lock.ifFree(lock::isHeld, false)).isTrue();
        assertThat(lock.isHeld()).isFalse();
        assertThat(lock.ifFree(() -> false, true)).isFalse();
        assertThatThrownBy(() -> lock.ifFree(
                        () -> {
                            throw new SQLException("no");
                        },
                        true))
                .hasMessage("no");
        assertThat(lock.isHeld()).isFalse();
    }

    @Test
    void nothingIsDoneAndNobodyWaitsWhereItIsHeld() throws SQLException {
        lock.acquire(Execution.uninterruptible());
        for (var otherwise : new boolean[] {true, false}) {
            assertThat(lock.ifFree(
                            () -> {
                                throw new SQLException("no");
                            },
                            otherwise))
                    .isEqualTo(otherwise);
        }
        lock.release();
        assertThat(lock.isHeld()).isFalse();
    }

    @Test
    void whatGivesWayIsToldWhenSomebodyWantsTheSession() {
        var done = lock.ifFreeUntilWanted(wanted -> {
            assertThat(lock.isHeld()).isTrue();
            assertThat(wanted).isNotDone();
            var another = new CallerSignal();
            another.cancel();
            assertThat(lock.acquire(run(another))).isFalse();
            assertThat(wanted).isDone();
            return true;
        });
        assertThat(done).isTrue();
        assertThat(lock.isHeld()).isFalse();
        assertThat(lock.ifFreeUntilWanted(wanted -> false)).isFalse();
        assertThat(lock.isHeld()).isFalse();
    }

    @Test
    void whatGivesWayIsNotBegunWhereTheSessionIsHeld() {
        lock.acquire(Execution.uninterruptible());
        assertThat(lock.ifFreeUntilWanted(wanted -> {
                    throw new AssertionError("it is held");
                }))
                .isFalse();
        lock.release();
        assertThat(lock.isHeld()).isFalse();
    }

    /** A request of the holder that has no answer yet counts against the next one, from when that began to wait. */
    @Test
    void whoeverComesNextGoesOnWithTheUnansweredRequestOfTheHolder() {
        timeouts.networkTimeout(Duration.ofSeconds(10));
        var holder = new CallerSignal();
        lock.acquire(run(holder));
        holder.asked(silence, clock.now());
        time.pass(Duration.ofSeconds(3));
        var next = new CallerSignal();
        var start = clock.now();
        time.atWait(1, () -> {
            time.pass(Duration.ofSeconds(2));
            lock.release();
        });
        assertThat(lock.acquire(run(next))).isTrue();
        clock.pause(Duration.ofMinutes(1), Deadline.NONE, next);
        assertThat(next.isSilenced()).isTrue();
        assertThat(time.since(start)).isEqualTo(Duration.ofSeconds(10));
    }
}

package io.github.redshiftdata.jdbc.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionLockTest {

    private final FakeTime time = new FakeTime();
    private final Pacing pacing = time.pacing();
    private final Timeouts timeouts = new Timeouts(pacing, Duration.ofMinutes(1));
    private final Silence silence = new Silence(pacing, timeouts, () -> {});
    private final SessionLock lock = new SessionLock(pacing, silence);

    private static Execution run(Canceller canceller) {
        return new Execution(new ExecuteOptions(Duration.ZERO, null), Deadline.NONE, canceller);
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
        var canceller = new Canceller();
        lock.acquire(Execution.uninterruptible());
        time.atWait(1, canceller::cancel);
        assertThat(lock.acquire(run(canceller))).isFalse();
        lock.release();
        assertThat(lock.isHeld()).isFalse();
    }

    @Test
    void whoeverRunsOutOfTimeInTheQueueLeavesIt() {
        lock.acquire(Execution.uninterruptible());
        var start = time.nanos();
        var brief = new Execution(
                new ExecuteOptions(Duration.ZERO, null), pacing.deadline(Duration.ofSeconds(2)), new Canceller());
        assertThat(lock.acquire(brief)).isFalse();
        assertThat(time.since(start)).isEqualTo(Duration.ofSeconds(2));
        lock.release();
        assertThat(lock.isHeld()).isFalse();
    }

    @Test
    void whoeverWaitsGoesByTheAnswersOfTheHolder() {
        timeouts.networkTimeout(Duration.ofSeconds(1));
        var holder = new Canceller();
        lock.acquire(run(holder));
        holder.asked(silence, pacing.now());
        var waiting = new Canceller();
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
}

package io.github.redshiftdata.jdbc.internal.exec.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.session.Setup;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Setup setup = new Setup();
    private final FakeTime time = setup.time;

    @AfterEach
    void leaveNoInterrupt() {
        Thread.interrupted();
    }

    private Login login(Duration limit) {
        return new Login(limit, time.nanos(), time.clock());
    }

    @Test
    void whatHasPassedIsNotItsLastFailure() throws SQLException {
        var login = login(LIMIT);
        var during = new ArrayList<ServiceFailure>();
        setup.api.fail("Execute", Kind.THROTTLED, "Rate exceeded");
        time.atWait(1, () -> during.add(login.lastFailure()));
        setup.session.execute(
                Setup.bound("SELECT 1"), new ExecuteOptions(Duration.ZERO, null).during(login), new CallerSignal());
        assertThat(during).singleElement().satisfies(failure -> assertThat(failure.kind())
                .isEqualTo(Kind.THROTTLED));
        assertThat(login.lastFailure()).isNull();
    }

    @Test
    void itsTimeIsOneForAllItDoes() {
        var login = login(LIMIT);
        assertThat(login.limit()).isEqualTo(LIMIT);
        time.pass(Duration.ofSeconds(2));
        assertThat(login.left()).isEqualTo(Duration.ofSeconds(3));
        assertThat(login.isOver()).isFalse();
        time.pass(Duration.ofSeconds(3));
        assertThat(login.left()).isZero();
        assertThat(login.isOver()).isTrue();
        assertThat(login.pauseBeforeRetry()).isFalse();
    }

    @Test
    void withoutALimitItBearsFailuresForThirtySeconds() {
        var login = login(Duration.ZERO);
        assertThat(login.limit()).isZero();
        assertThat(login.isOver()).isFalse();
        var start = time.nanos();
        while (login.pauseBeforeRetry()) {
            assertThat(login.isInterrupted()).isFalse();
        }
        assertThat(time.since(start)).isBetween(Login.PATIENCE, Login.PATIENCE.plusSeconds(2));
    }

    @Test
    void thePatienceIsOverToTheNanosecond() {
        var login = login(Duration.ZERO);
        assertThat(login.pauseBeforeRetry()).isTrue();
        time.pass(Duration.ofMinutes(5));
        assertThat(login.pauseBeforeRetry()).isFalse();
        var other = login(LIMIT);
        assertThat(other.patience()).isEqualTo(LIMIT);
        assertThat(login.patience()).isEqualTo(Login.PATIENCE);
    }

    @Test
    void itsPausesAreNeverMuchLongerThanASecond() {
        var login = login(Duration.ofMinutes(10));
        for (var i = 0; i < 20; i++) {
            var start = time.nanos();
            assertThat(login.pauseBeforeRetry()).isTrue();
            assertThat(time.since(start)).isBetween(Duration.ofMillis(50), Duration.ofMillis(1250));
        }
    }

    @Test
    void anInterruptEndsThePauseAndIsKept() {
        var login = login(LIMIT);
        time.interruptsSleep = true;
        assertThat(login.pauseBeforeRetry()).isFalse();
        assertThat(login.isInterrupted()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theLimitMayEndThePause() {
        var login = login(Duration.ofMillis(50));
        var start = time.nanos();
        assertThat(login.pauseBeforeRetry()).isFalse();
        assertThat(time.since(start)).isEqualTo(Duration.ofMillis(50));
    }
}

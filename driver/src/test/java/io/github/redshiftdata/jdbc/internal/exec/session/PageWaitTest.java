package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a reader waits for a page, be it asked for by itself or ahead of it, and what ends the wait. */
class PageWaitTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Setup setup = new Setup();
    private final FakeDataApi api = setup.api;
    private final CallerSignal signal = new CallerSignal();
    private final CompletableFuture<ResultPage> ahead = new CompletableFuture<>();
    private StatementOutcome outcome;

    @BeforeEach
    void aResult() throws SQLException {
        api.courses.put("SELECT a", Course.gives(true, 1));
        outcome = setup.run(TIMEOUT, signal, "SELECT a").get(0);
    }

    @AfterEach
    void leaveNoInterrupt() {
        Thread.interrupted();
    }

    @Test
    void theQueryTimeoutEndsTheWaitForAPageThatIsUnderWay() {
        var start = setup.time.nanos();
        assertThatThrownBy(() -> outcome.openPages().await(ahead, ahead))
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessageContaining("5000 ms");
        assertThat(setup.time.since(start)).isEqualTo(TIMEOUT);
    }

    @Test
    void theQueryTimeoutEndsTheWaitForAPageThatFails() {
        for (var i = 0; i < 1000; i++) {
            api.fail("GetResult", Kind.SERVICE, "An internal error");
        }
        var start = setup.time.nanos();
        assertThatThrownBy(() -> outcome.openPages().fetch(null))
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessageContaining("5000 ms");
        assertThat(setup.time.since(start)).isBetween(TIMEOUT, TIMEOUT.plusMillis(300));
    }

    @Test
    void aCancelEndsTheWaitForAPageThatIsUnderWay() {
        setup.time.duringAwait = signal::cancel;
        var start = setup.time.nanos();
        assertCancelled(() -> outcome.openPages().await(ahead, ahead));
        assertThat(setup.time.nanos()).isEqualTo(start);
    }

    @Test
    void nothingIsWaitedForOrAskedForOnceItIsCancelled() {
        signal.cancel();
        ahead.complete(null);
        assertCancelled(() -> outcome.openPages().await(ahead, ahead));
        assertCancelled(() -> outcome.openPages().fetch(null));
        assertThat(api.operations()).doesNotContain("GetResult");
    }

    @Test
    void noPageIsAskedForByOneWhoWasCancelledWhileItQueued() {
        queue(Operation.GET_STATEMENT_RESULT);
        setup.time.atWait(1, signal::cancel);
        assertCancelled(() -> outcome.openPages().fetch(null));
        assertThat(api.operations()).doesNotContain("GetResult");
    }

    @Test
    void noPageIsAskedForByOneWhoseTimeWasOverWhileItQueued() {
        queue(Operation.GET_STATEMENT_RESULT);
        assertThatThrownBy(() -> outcome.openPages().fetch(null)).isInstanceOf(SQLTimeoutException.class);
        assertThat(api.operations()).doesNotContain("GetResult");
    }

    /** The service has refused one as too many, and many wait. */
    private void queue(Operation operation) {
        var rate = api.rates().of(operation);
        rate.throttled();
        for (var i = 0; i < 200; i++) {
            rate.reserve();
        }
    }

    @Test
    void aFetchThatSomebodyElseBrokeOffIsNoCancel() {
        ahead.cancel(true);
        assertThatThrownBy(() -> outcome.openPages().await(ahead, CompletableFuture.completedFuture(null)))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void aFetchThatTheCancelBrokeOffIsOne() {
        var end = new CompletableFuture<Void>();
        setup.time.duringAwait = () -> {
            ahead.cancel(true);
            end.complete(null);
            signal.cancel();
        };
        assertCancelled(() -> outcome.openPages().await(ahead, end));
    }

    @Test
    void anInterruptEndsTheWaitOnly() {
        setup.time.duringAwait = Thread.currentThread()::interrupt;
        assertThatThrownBy(() -> outcome.openPages().await(ahead, ahead))
                .hasMessageContaining("interrupted")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("57014");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(signal.isCancelled()).isFalse();
    }

    @Test
    void aPageIsAskedForInItsTurn() throws SQLException {
        var rate = api.rates().of(Operation.GET_STATEMENT_RESULT);
        var turn = 0L;
        for (var others = 0; others < 300 && turn < 1_000_000_000L; others++) {
            turn = rate.reserve().left();
        }
        var start = setup.time.nanos();
        outcome.openPages().fetch(null);
        assertThat(setup.time.since(start)).isGreaterThanOrEqualTo(Duration.ofNanos(turn));
    }

    @Test
    void aRefusalIsToldAtOnce() {
        api.fail("GetResult", Kind.REJECTED, "not allowed");
        var start = setup.time.nanos();
        assertThatThrownBy(() -> outcome.openPages().fetch(null)).hasMessageContaining("not allowed");
        assertThat(setup.time.nanos()).isEqualTo(start);
    }

    private static void assertCancelled(ThrowingCallable call) {
        assertThatThrownBy(call)
                .hasMessageContaining("was cancelled")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("57014");
    }
}

package io.github.redshiftdata.jdbc.internal.exec.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.Deadline;
import io.github.redshiftdata.jdbc.internal.exec.call.Endpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.call.InFlight;
import io.github.redshiftdata.jdbc.internal.exec.call.RequestTimeouts;
import io.github.redshiftdata.jdbc.internal.exec.session.Setup;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CancelTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Setup setup = new Setup(SessionMode.ALWAYS, background::add);
    private final FakeDataApi api = setup.api;
    private final CallerSignal signal = new CallerSignal();

    @BeforeEach
    void aStatementThatRunsLong() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
    }

    @AfterEach
    void leaveNoInterrupt() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "SERVICE", "NETWORK", "TIMED_OUT", "UNREACHABLE", "QUOTA"})
    void aCancelThatDoesNotArriveIsAskedForUntilTheServiceTakesIt(Kind kind) {
        failCancels(40, kind);
        var start = setup.time.nanos();
        assertThatThrownBy(() -> run(TIMEOUT))
                .hasMessageContaining("is to be cancelled")
                .hasMessageContaining("may run on")
                .hasMessageContaining("statement-1")
                .hasMessageNotContaining("was cancelled");
        assertThat(setup.time.since(start)).isLessThan(TIMEOUT.plusSeconds(1));
        assertThat(background).hasSize(1);
        background.remove().run();
        assertThat(cancels()).isEqualTo(41);
        assertThat(api.calls).endsWith("Cancel statement-1");
    }

    @Test
    void theServiceIsNotTakenAwayBeforeACancelHasArrived() {
        var takenAway = new AtomicBoolean();
        failCancels(20, Kind.THROTTLED);
        assertThatThrownBy(() -> run(TIMEOUT)).isInstanceOf(SQLException.class);
        setup.session.abort();
        setup.session.whenIdle(() -> takenAway.set(true));
        assertThat(takenAway).isFalse();
        background.remove().run();
        assertThat(takenAway).isTrue();
    }

    @Test
    void nobodyAsksAnyMoreOnceTheStatementHasEnded() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofSeconds(8)));
        failCancels(9, Kind.THROTTLED);
        assertThatThrownBy(() -> run(TIMEOUT)).hasMessageContaining("is to be cancelled");
        background.remove().run();
        assertThat(cancels()).isEqualTo(10);
        signal.cancel();
        assertThat(cancels()).isEqualTo(10);
    }

    @Test
    void aStatementThatIsSeenToEndNeedsNoCancelAnyMore() throws SQLException {
        api.courses.put("INSERT a", Course.finishes(Duration.ofMillis(1200)));
        failCancels(20, Kind.THROTTLED);
        api.duringWait = signal::cancel;
        run(Duration.ZERO);
        var before = cancels();
        background.remove().run();
        assertThat(cancels()).isEqualTo(before);
    }

    @Test
    void aCancelThatTheServiceTookIsNotSaidToHaveWorkedBeforeTheEndIsSeen() {
        api.obeysCancel = false;
        assertThatThrownBy(() -> run(TIMEOUT))
                .hasMessageContaining("and is being cancelled (statement statement-1)")
                .satisfies(e -> assertThat(Doubt.isIn((SQLException) e)).isTrue());
        assertThat(background).isEmpty();
    }

    @Test
    void aRepeatedCancelIsSentAgainWhileTheStatementMayRun() {
        api.obeysCancel = false;
        assertThatThrownBy(() -> run(TIMEOUT)).isInstanceOf(SQLException.class);
        signal.cancel();
        signal.cancel();
        assertThat(cancels()).isEqualTo(3);
    }

    @Test
    void aRepeatedCancelIsNotSentBesideOneThatIsStillAskedFor() {
        failCancels(20, Kind.THROTTLED);
        assertThatThrownBy(() -> run(TIMEOUT)).isInstanceOf(SQLException.class);
        var before = cancels();
        signal.cancel();
        assertThat(cancels()).isEqualTo(before);
        assertThat(background).hasSize(1);
    }

    @Test
    void aCancelThatASignInRefusesIsAskedForAgainUntilItIsTaken() {
        failCancels(20, Kind.UNAUTHORIZED);
        assertThatThrownBy(() -> run(TIMEOUT)).hasMessageContaining("is to be cancelled");
        background.remove().run();
        assertThat(cancels()).isEqualTo(21);
    }

    @Test
    void aCancelThatTheServiceRefusesIsToldAndNotAskedForAgain() {
        failCancels(1, Kind.REJECTED);
        assertThatThrownBy(() -> run(TIMEOUT)).hasMessageContaining("could not be cancelled (statement statement-1)");
        assertThat(cancels()).isEqualTo(1);
        assertThat(background).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP 302", "HTTP 404", "HTTP 407", "HTTP 413"})
    void aPageOfSomethingOnTheWayDoesNotEndTheCancel(String page) {
        for (var i = 0; i < 20; i++) {
            api.fail("Cancel", Kind.REJECTED, page);
        }
        assertThatThrownBy(() -> run(TIMEOUT)).hasMessageContaining("is to be cancelled");
        background.remove().run();
        assertThat(cancels()).isEqualTo(21);
    }

    /** That something on the way counts requests too is no outage: as long as the statement runs there is a turn to come. */
    @Test
    void tooManyRequestsForAGatewayAreBorneAsLongAsTheServicesOwnRefusals() {
        for (var i = 0; i < 400; i++) {
            api.fail("Cancel", Kind.THROTTLED, "HTTP 429");
        }
        var start = setup.time.nanos();
        assertThatThrownBy(() -> run(TIMEOUT)).hasMessageContaining("is to be cancelled");
        background.remove().run();
        assertThat(setup.time.since(start)).isGreaterThan(Duration.ofMinutes(11));
        assertThat(cancels()).isEqualTo(401);
    }

    @Test
    void aStatementThatIsNotKnownEverywhereYetIsCancelledALittleLater() {
        failCancels(5, Kind.NOT_FOUND);
        assertThatThrownBy(() -> run(TIMEOUT)).hasMessageContaining("is to be cancelled");
        background.remove().run();
        assertThat(cancels()).isEqualTo(6);
    }

    @Test
    void whoeverWouldHaveToQueueLeavesAtOnceAndKeepsThePlace() {
        var rate = api.rates().of(Operation.CANCEL_STATEMENT);
        api.duringWait = () -> {
            setup.crowd(Operation.CANCEL_STATEMENT, 6);
            var start = setup.time.nanos();
            signal.cancel();
            assertThat(setup.time.nanos()).isEqualTo(start);
        };
        assertThatThrownBy(() -> run(Duration.ZERO)).hasMessageContaining("is to be cancelled");
        assertThat(cancels()).isZero();
        var others = rate.reserve().left();
        background.remove().run();
        assertThat(cancels()).isEqualTo(1);
        assertThat(rate.reserve().left()).isPositive().isLessThan(others);
    }

    @Test
    void aCancelThatNobodyNeedsAnyMoreIsNotSentByOneWhoQueuedForIt() {
        setup.crowd(Operation.CANCEL_STATEMENT, 6);
        var tries = tries();
        setup.time.atWait(1, tries::stop);
        assertThat(tries.until(Deadline.NONE)).contains(ServerCancel.Fate.ENDED_BEFORE);
        assertThat(cancels()).isZero();
    }

    private CancelTries tries() {
        return tries(api);
    }

    private CancelTries tries(DataApi at) {
        var clock = setup.time.clock();
        var timeouts = new RequestTimeouts(clock, Duration.ofSeconds(60));
        return new CancelTries(new Endpoint(at, clock, timeouts, new InFlight(background::add)), "statement-1");
    }

    @Test
    void nothingIsSentWhenTheTimeIsOver() {
        var deadline = new Deadline(Duration.ofSeconds(1), setup.time.nanos());
        setup.time.pass(Duration.ofSeconds(1));
        assertThat(tries().until(deadline)).isEmpty();
        assertThat(cancels()).isZero();
    }

    @Test
    void aTurnThatComesWithTheEndOfTheTimeIsWaitedForAndLeftToTheNext() {
        var rate = api.rates().of(Operation.CANCEL_STATEMENT);
        rate.throttled();
        var left = 0L;
        while (left == 0) {
            left = rate.reserve().left();
        }
        // The next turn is as far behind this one as this one is now.
        var tries = tries();
        assertThat(tries.until(new Deadline(Duration.ofNanos(left / 2), setup.time.nanos())))
                .isEmpty();
        assertThat(cancels()).isZero();
        api.executeStatementQuietly("INSERT a");
        assertThat(tries.until(Deadline.NONE)).contains(ServerCancel.Fate.TAKEN);
        assertThat(cancels()).isEqualTo(1);
    }

    @Test
    void whatTheServiceRefusesWithinTheTimeIsRefusedAndPastItUnknown() {
        failCancels(1, Kind.REJECTED);
        assertThat(tries().until(Deadline.NONE)).contains(ServerCancel.Fate.REFUSED);
        failCancels(100, Kind.SERVICE);
        assertThat(tries().until(new Deadline(Duration.ofSeconds(1), setup.time.nanos())))
                .isEmpty();
    }

    @Test
    void aDatabaseThatIsSlowIsAskedAgain() {
        api.executeStatementQuietly("INSERT a");
        api.fail("Cancel", Kind.REJECTED, "QueryTimeoutException");
        assertThat(tries().until(Deadline.NONE)).contains(ServerCancel.Fate.TAKEN);
        assertThat(cancels()).isEqualTo(2);
    }

    @Test
    void anAnswerThatItWasNotCancelledIsNoneThatItWas() {
        var answers = new ArrayDeque<>(List.of(false, false, true));
        var refusing = (DataApi) Proxy.newProxyInstance(
                DataApi.class.getClassLoader(),
                new Class<?>[] {DataApi.class},
                (proxy, method, arguments) ->
                        method.getName().equals("cancelStatement") ? answers.remove() : method.invoke(api, arguments));
        var tries = tries(refusing);
        assertThat(tries.until(Deadline.NONE)).contains(ServerCancel.Fate.TAKEN);
        assertThat(answers).isEmpty();
    }

    @Test
    void aCancelOfAnInterruptedThreadIsSentAndTheInterruptKept() {
        var interrupted = new ArrayList<Boolean>();
        var watched = (DataApi) Proxy.newProxyInstance(
                DataApi.class.getClassLoader(), new Class<?>[] {DataApi.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("cancelStatement")) {
                        interrupted.add(Thread.currentThread().isInterrupted());
                        return true;
                    }
                    return method.invoke(api, arguments);
                });
        var tries = tries(watched);
        Thread.currentThread().interrupt();
        assertThat(tries.until(Deadline.NONE)).contains(ServerCancel.Fate.TAKEN);
        assertThat(interrupted).containsExactly(false);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aCancelThatWasRefusedAsOneTooManyGoesBeforeThoseWhoHaveHadNoTurn() {
        var rate = api.rates().of(Operation.CANCEL_STATEMENT);
        var sent = new AtomicInteger();
        var busy = (DataApi) Proxy.newProxyInstance(
                DataApi.class.getClassLoader(), new Class<?>[] {DataApi.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("cancelStatement")) {
                        return method.invoke(api, arguments);
                    }
                    if (sent.incrementAndGet() > 1) {
                        return true;
                    }
                    rate.throttled();
                    for (var i = 0; i < 100; i++) {
                        rate.reserve();
                    }
                    throw FakeDataApi.exception(Kind.THROTTLED, "Rate exceeded");
                });
        var tries = tries(busy);
        var start = setup.time.nanos();
        assertThat(tries.until(Deadline.NONE)).contains(ServerCancel.Fate.TAKEN);
        assertThat(setup.time.since(start))
                .isLessThan(Duration.ofNanos(rate.reserve().left()).dividedBy(2));
    }

    @Test
    void aStatementThatHasEndedNeedsNoCancel() {
        var tries = tries();
        assertThat(tries.isStopped()).isFalse();
        tries.stop();
        assertThat(tries.isStopped()).isTrue();
        assertThat(tries.until(Deadline.NONE)).contains(ServerCancel.Fate.ENDED_BEFORE);
        assertThat(cancels()).isZero();
    }

    private void run(Duration timeout) throws SQLException {
        setup.run(timeout, signal, "INSERT a");
    }

    private void failCancels(int count, Kind kind) {
        for (var i = 0; i < count; i++) {
            api.fail("Cancel", kind, "no");
        }
    }

    private long cancels() {
        return api.operations().stream().filter("Cancel"::equals).count();
    }
}

package io.github.redshiftdata.jdbc.internal.exec.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.api.AdaptiveRate;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.session.Setup;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One request is asked again as long as that helps, in its turn, and no longer than its caller wants. */
class RequestLoopTest {

    private static final Deadline NONE = Deadline.NONE;
    /** About half of what a place in the queue takes. */
    private static final long HALF_A_PLACE = 500_000_000;

    private final Setup setup = new Setup();
    private final DriverClock clock = setup.time.clock();
    private final Endpoint endpoint = new Endpoint(
            setup.api, clock, new RequestTimeouts(clock, Duration.ofSeconds(60)), new InFlight(Runnable::run));
    private final CallerSignal signal = new CallerSignal();
    /** What becomes of the requests, one after another; then an answer comes. */
    private final Queue<Optional<Kind>> ends = new ArrayDeque<>();

    private int sent;

    private Optional<String> send() throws DataApiException {
        sent++;
        var end = ends.poll();
        if (end == null) {
            return Optional.of("answer " + sent);
        }
        if (end.isPresent()) {
            throw FakeDataApi.exception(end.get(), "no " + sent);
        }
        return Optional.empty();
    }

    private RequestLoop loop(RequestLoop.Triage triage) {
        return new RequestLoop(endpoint, Operation.CANCEL_STATEMENT, Patience.READING, null, triage);
    }

    private RequestLoop loop() {
        return loop(RequestLoop.Triage.AS_TOLD);
    }

    private void fail(Kind kind, int times) {
        for (var number = 0; number < times; number++) {
            ends.add(Optional.of(kind));
        }
    }

    @Test
    void itAsksUntilAnAnswerComes() throws DataApiException {
        fail(Kind.NETWORK, 2);
        ends.add(Optional.empty());
        assertThat(loop().untilAnswered(this::send, NONE, signal)).contains("answer 4");
    }

    @Test
    void whatIsNotBorneEndsItAtOnce() {
        fail(Kind.REJECTED, 2);
        assertThatThrownBy(() -> loop().untilAnswered(this::send, NONE, signal)).hasMessageContaining("no 1");
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVICE", "NETWORK", "UNREACHABLE", "UNAUTHORIZED"})
    void theLastFailureIsToldWhenThePatienceIsOver(Kind kind) {
        fail(kind, 1000);
        var start = setup.time.nanos();
        var loop = loop();
        assertThatThrownBy(() -> loop.untilAnswered(this::send, NONE, signal))
                .hasMessageContaining("no " + sent)
                .isSameAs(loop.last());
        assertThat(setup.time.since(start)).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(67));
    }

    @Test
    void anAnswerInBetweenMakesThePatienceAnew() throws DataApiException {
        var loop = loop();
        var start = setup.time.nanos();
        while (setup.time.since(start).compareTo(Duration.ofMinutes(3)) < 0) {
            fail(Kind.NETWORK, 5);
            assertThat(loop.untilAnswered(this::send, NONE, signal)).isPresent();
        }
    }

    @Test
    void aTriageMaySayThatAskingAgainIsOfNoUse() {
        fail(Kind.NETWORK, 2);
        assertThatThrownBy(() -> loop(failed -> null).untilAnswered(this::send, NONE, signal))
                .hasMessageContaining("no 1");
    }

    @Test
    void aTriageMaySayThatItIs() throws DataApiException {
        fail(Kind.REJECTED, 2);
        var loop = loop(failed -> failed.failure().as(Kind.SERVICE));
        assertThat(loop.untilAnswered(this::send, NONE, signal)).contains("answer 3");
    }

    @Test
    void theDeadlineEndsItWithoutAnError() throws DataApiException {
        fail(Kind.NETWORK, 1000);
        var start = setup.time.nanos();
        assertThat(loop().untilAnswered(this::send, clock.deadline(Duration.ofSeconds(2)), signal))
                .isEmpty();
        assertThat(setup.time.since(start)).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2200));
    }

    @Test
    void nothingIsSentOnceTheDeadlineHasPassedOrACancelHasCome() throws DataApiException {
        var over = new Deadline(Duration.ofNanos(1), clock.now() - 10);
        assertThat(loop().untilAnswered(this::send, over, signal)).isEmpty();
        signal.cancel();
        assertThat(loop().untilAnswered(this::send, NONE, signal)).isEmpty();
        assertThat(sent).isZero();
    }

    @Test
    void aCancelEndsThePauseAndTheAsking() throws DataApiException {
        fail(Kind.NETWORK, 1000);
        setup.time.atWait(3, signal::cancel);
        assertThat(loop().untilAnswered(this::send, NONE, signal)).isEmpty();
        assertThat(sent).isLessThanOrEqualTo(3);
    }

    @Test
    void itGoesOnBehindARequestThatSomebodyElseSent() throws DataApiException {
        var first = FakeDataApi.exception(Kind.NETWORK, "of another");
        assertThat(loop().untilAnswered(first, this::send, NONE, signal)).contains("answer 1");
        assertThat(setup.time.waits()).isPositive();
        var refused = FakeDataApi.exception(Kind.REJECTED, "of another");
        assertThatThrownBy(() -> loop().untilAnswered(refused, this::send, NONE, signal))
                .isSameAs(refused);
    }

    @Test
    void eachRequestWaitsForItsTurn() throws DataApiException {
        setup.crowd(Operation.CANCEL_STATEMENT, 20);
        var start = setup.time.nanos();
        assertThat(loop().untilAnswered(this::send, NONE, signal)).contains("answer 1");
        assertThat(setup.time.since(start)).isGreaterThan(Duration.ofMillis(500));
    }

    @Test
    void whoComesLaterGoesOnAtTheSamePlace() throws DataApiException {
        var rate = setup.crowd(Operation.CANCEL_STATEMENT, 20);
        var loop = loop();
        assertThat(loop.takePlace(clock.deadline(Duration.ofMillis(1)))).isFalse();
        var behind = rate.reserve();
        assertThat(loop.takePlace(NONE)).isTrue();
        assertThat(loop.untilAnswered(this::send, NONE, signal)).isPresent();
        assertThat(behind.left()).isPositive();
    }

    @Test
    void whatWasRefusedAsOneTooManyGoesBeforeTheOthers() throws DataApiException {
        var rate = setup.crowd(Operation.CANCEL_STATEMENT, 20);
        fail(Kind.THROTTLED, 1);
        var others = new ArrayDeque<AdaptiveRate.Turn>();
        var answer = loop().untilAnswered(
                        () -> {
                            if (sent == 0) {
                                rate.throttled();
                                for (var number = 0; number < 50; number++) {
                                    others.add(rate.reserve());
                                }
                            }
                            return send();
                        },
                        NONE,
                        signal);
        assertThat(answer).contains("answer 2");
        assertThat(others.peekLast().left()).isPositive();
    }

    @Test
    void whoLeavesGivesThePlaceBack() throws DataApiException {
        var rate = setup.crowd(Operation.CANCEL_STATEMENT, 20);
        var next = setup.turnOfNext(rate);
        for (var number = 0; number < 5; number++) {
            assertThat(loop().untilAnswered(this::send, clock.deadline(Duration.ofMillis(10)), signal))
                    .isEmpty();
        }
        setup.time.atWait(1, signal::cancel);
        assertThat(loop().untilAnswered(this::send, NONE, signal)).isEmpty();
        assertThat(loop().untilAnswered(this::send, NONE, signal)).isEmpty();
        assertThat(setup.turnOfNext(rate)).isLessThan(next + 3 * HALF_A_PLACE);
        assertThat(sent).isZero();
    }

    @Test
    void whoIsRelievedByAnotherThreadKeepsItUnlessNobodyNeedsItAnyMore() throws DataApiException {
        var rate = setup.crowd(Operation.CANCEL_STATEMENT, 20);
        var next = setup.turnOfNext(rate);
        var loop = loop();
        assertThat(loop.untilRelieved(this::send, clock.deadline(Duration.ofNanos(1)), signal))
                .isEmpty();
        assertThat(setup.turnOfNext(rate)).isGreaterThan(next + HALF_A_PLACE);
        signal.cancel();
        assertThat(loop.untilRelieved(this::send, NONE, signal)).isEmpty();
        assertThat(setup.turnOfNext(rate)).isLessThan(next + HALF_A_PLACE);
    }
}

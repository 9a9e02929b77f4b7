package io.github.redshiftdata.jdbc.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.Pace;
import io.github.redshiftdata.jdbc.internal.api.Paces.Operation;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
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
    private final Pacing pacing = setup.time.pacing();
    private final Endpoint endpoint =
            new Endpoint(setup.api, pacing, new Timeouts(pacing, Duration.ofSeconds(60)), new UnderWay(Runnable::run));
    private final Canceller canceller = new Canceller();
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
        assertThat(loop().untilAnswered(this::send, NONE, canceller)).contains("answer 4");
    }

    @Test
    void whatIsNotBorneEndsItAtOnce() {
        fail(Kind.REJECTED, 2);
        assertThatThrownBy(() -> loop().untilAnswered(this::send, NONE, canceller))
                .hasMessageContaining("no 1");
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVICE", "NETWORK", "UNREACHABLE", "UNAUTHORIZED"})
    void theLastFailureIsToldWhenThePatienceIsOver(Kind kind) {
        fail(kind, 1000);
        var start = setup.time.nanos();
        var loop = loop();
        assertThatThrownBy(() -> loop.untilAnswered(this::send, NONE, canceller))
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
            assertThat(loop.untilAnswered(this::send, NONE, canceller)).isPresent();
        }
    }

    @Test
    void aTriageMaySayThatAskingAgainIsOfNoUse() {
        fail(Kind.NETWORK, 2);
        assertThatThrownBy(() -> loop(failed -> null).untilAnswered(this::send, NONE, canceller))
                .hasMessageContaining("no 1");
    }

    @Test
    void aTriageMaySayThatItIs() throws DataApiException {
        fail(Kind.REJECTED, 2);
        var loop = loop(failed -> failed.failure().as(Kind.SERVICE));
        assertThat(loop.untilAnswered(this::send, NONE, canceller)).contains("answer 3");
    }

    @Test
    void theDeadlineEndsItWithoutAnError() throws DataApiException {
        fail(Kind.NETWORK, 1000);
        var start = setup.time.nanos();
        assertThat(loop().untilAnswered(this::send, pacing.deadline(Duration.ofSeconds(2)), canceller))
                .isEmpty();
        assertThat(setup.time.since(start)).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2200));
    }

    @Test
    void nothingIsSentOnceTheDeadlineHasPassedOrACancelHasCome() throws DataApiException {
        var over = new Deadline(Duration.ofNanos(1), pacing.now() - 10);
        assertThat(loop().untilAnswered(this::send, over, canceller)).isEmpty();
        canceller.cancel();
        assertThat(loop().untilAnswered(this::send, NONE, canceller)).isEmpty();
        assertThat(sent).isZero();
    }

    @Test
    void aCancelEndsThePauseAndTheAsking() throws DataApiException {
        fail(Kind.NETWORK, 1000);
        setup.time.atWait(3, canceller::cancel);
        assertThat(loop().untilAnswered(this::send, NONE, canceller)).isEmpty();
        assertThat(sent).isLessThanOrEqualTo(3);
    }

    @Test
    void itGoesOnBehindARequestThatSomebodyElseSent() throws DataApiException {
        var first = FakeDataApi.exception(Kind.NETWORK, "of another");
        assertThat(loop().untilAnswered(first, this::send, NONE, canceller)).contains("answer 1");
        assertThat(setup.time.waits()).isPositive();
        var refused = FakeDataApi.exception(Kind.REJECTED, "of another");
        assertThatThrownBy(() -> loop().untilAnswered(refused, this::send, NONE, canceller))
                .isSameAs(refused);
    }

    @Test
    void eachRequestWaitsForItsTurn() throws DataApiException {
        setup.crowd(Operation.CANCEL_STATEMENT, 20);
        var start = setup.time.nanos();
        assertThat(loop().untilAnswered(this::send, NONE, canceller)).contains("answer 1");
        assertThat(setup.time.since(start)).isGreaterThan(Duration.ofMillis(500));
    }

    @Test
    void whoComesLaterGoesOnAtTheSamePlace() throws DataApiException {
        var pace = setup.crowd(Operation.CANCEL_STATEMENT, 20);
        var loop = loop();
        assertThat(loop.comesInTime(pacing.deadline(Duration.ofMillis(1)))).isFalse();
        var behind = pace.reserve();
        assertThat(loop.comesInTime(NONE)).isTrue();
        assertThat(loop.untilAnswered(this::send, NONE, canceller)).isPresent();
        assertThat(behind.left()).isPositive();
    }

    @Test
    void whatWasRefusedAsOneTooManyGoesBeforeTheOthers() throws DataApiException {
        var pace = setup.crowd(Operation.CANCEL_STATEMENT, 20);
        fail(Kind.THROTTLED, 1);
        var others = new ArrayDeque<Pace.Turn>();
        var answer = loop().untilAnswered(
                        () -> {
                            if (sent == 0) {
                                pace.throttled();
                                for (var number = 0; number < 50; number++) {
                                    others.add(pace.reserve());
                                }
                            }
                            return send();
                        },
                        NONE,
                        canceller);
        assertThat(answer).contains("answer 2");
        assertThat(others.peekLast().left()).isPositive();
    }

    @Test
    void whoLeavesGivesThePlaceBack() throws DataApiException {
        var pace = setup.crowd(Operation.CANCEL_STATEMENT, 20);
        var next = setup.turnOfNext(pace);
        for (var number = 0; number < 5; number++) {
            assertThat(loop().untilAnswered(this::send, pacing.deadline(Duration.ofMillis(10)), canceller))
                    .isEmpty();
        }
        setup.time.atWait(1, canceller::cancel);
        assertThat(loop().untilAnswered(this::send, NONE, canceller)).isEmpty();
        assertThat(loop().untilAnswered(this::send, NONE, canceller)).isEmpty();
        assertThat(setup.turnOfNext(pace)).isLessThan(next + 3 * HALF_A_PLACE);
        assertThat(sent).isZero();
    }

    @Test
    void whoIsRelievedByAnotherThreadKeepsItUnlessNobodyNeedsItAnyMore() throws DataApiException {
        var pace = setup.crowd(Operation.CANCEL_STATEMENT, 20);
        var next = setup.turnOfNext(pace);
        var loop = loop();
        assertThat(loop.untilRelieved(this::send, pacing.deadline(Duration.ofNanos(1)), canceller))
                .isEmpty();
        assertThat(setup.turnOfNext(pace)).isGreaterThan(next + HALF_A_PLACE);
        canceller.cancel();
        assertThat(loop.untilRelieved(this::send, NONE, canceller)).isEmpty();
        assertThat(setup.turnOfNext(pace)).isLessThan(next + HALF_A_PLACE);
    }
}

package io.github.redshiftdata.jdbc.internal.exec.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadRequestsTest {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final FakeTime time = new FakeTime();
    private final DriverClock clock = time.clock();
    private final RequestTimeouts timeouts = new RequestTimeouts(clock, LONGEST);
    private final NetworkSilence silence = new NetworkSilence(clock, timeouts, () -> {});
    private final CallerSignal signal = new CallerSignal();
    /** Of whatever is asked. */
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    private final DataApi api = (DataApi) Proxy.newProxyInstance(
            DataApi.class.getClassLoader(), new Class<?>[] {DataApi.class}, (proxy, method, arguments) -> answer);

    private final ReadRequests asking =
            new ReadRequests(new Endpoint(api, clock, timeouts, new InFlight(Runnable::run)), silence);

    @Test
    void aRequestWhoseTimeIsOverIsBrokenOff() throws DataApiException {
        var start = time.nanos();
        assertThat(asking.<String>ask(() -> "unused", LONGEST, signal)).isEmpty();
        assertThat(time.since(start)).isEqualTo(LONGEST);
        assertThat(answer).isCancelled();
        assertThat(signal.unansweredSince()).isEqualTo(start);
    }

    @Test
    void aRequestWhoseCallerIsCancelledIsBrokenOff() throws DataApiException {
        signal.cancel();
        assertThat(asking.<String>ask(() -> "unused", LONGEST, signal)).isEmpty();
        assertThat(answer).isCancelled();
    }

    @Test
    void whoeverHasCancelledWaitsForOneThingMoreButNotForLong() throws DataApiException {
        signal.cancel();
        var start = time.nanos();
        assertThat(asking.<String>askRegardless(() -> "unused", LONGEST, signal))
                .isEmpty();
        assertThat(time.since(start)).isEqualTo(LONGEST);
        assertThat(answer).isCancelled();
    }

    @Test
    void anAnswerIsASignOfLife() throws DataApiException {
        time.atWait(1, () -> answer.complete("answer"));
        assertThat(asking.<String>ask(() -> "unused", LONGEST, signal)).contains("answer");
        assertThat(signal.unansweredSince()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, true", "SERVICE, true", "NETWORK, false", "TIMED_OUT, false", "UNREACHABLE, false"})
    void aRefusalIsASignOfLifeAndABrokenConnectionIsNone(Kind kind, boolean heard) {
        answer.completeExceptionally(FakeDataApi.exception(kind, "no"));
        assertThatThrownBy(() -> asking.<String>ask(() -> "unused", LONGEST, signal))
                .isInstanceOf(DataApiException.class);
        assertThat(signal.unansweredSince() == null).isEqualTo(heard);
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, true", "SERVICE, true", "NETWORK, false", "TIMED_OUT, false", "UNREACHABLE, false"})
    void whoWaitsForAThreadOfTheDriverSeesWhetherThatIsAnswered(Kind kind, boolean heard) throws DataApiException {
        var nobody = CallerSignal.unattended();
        var during = new ArrayList<Long>();
        assertThat(asking.<String>askHere(
                        () -> {
                            during.add(nobody.unansweredSince());
                            return "answer";
                        },
                        nobody))
                .isEqualTo("answer");
        assertThat(during).containsExactly(time.nanos());
        assertThat(nobody.unansweredSince()).isNull();
        assertThatThrownBy(() -> asking.<String>askHere(
                        () -> {
                            throw FakeDataApi.exception(kind, "no");
                        },
                        nobody))
                .isInstanceOf(DataApiException.class);
        assertThat(nobody.unansweredSince() == null).isEqualTo(heard);
    }

    @Test
    void whatSomebodyElseHasBegunIsHeardToItsEnd() throws DataApiException {
        var nobody = CallerSignal.unattended();
        var during = new ArrayList<Long>();
        time.atWait(1, () -> {
            during.add(nobody.unansweredSince());
            answer.complete("answer");
        });
        assertThat(asking.hear(answer, nobody)).isEqualTo("answer");
        assertThat(during).containsExactly(time.nanos());
        assertThat(nobody.unansweredSince()).isNull();
    }

    @Test
    void aMistakeOfTheDriverIsNotTakenForAnAnswer() {
        answer.completeExceptionally(new IllegalStateException("a mistake"));
        assertThatThrownBy(() -> ReadRequests.valueOf(answer))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("a mistake");
    }
}

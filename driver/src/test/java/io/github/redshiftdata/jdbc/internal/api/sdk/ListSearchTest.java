package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A list is looked through to its end, slowly, and a failure that may pass is not taken for "not there". */
class ListSearchTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(350);

    private final SharedClient client =
            new SharedClient(ClientSettings.of(TestConfig.of(URI.create("http://127.0.0.1:1"))));
    private final Counters counters = new Counters();
    private final List<Duration> slept = new ArrayList<>();
    private final ListSearch lookUps = new ListSearch(client.calls(counters), slept::add);

    private final Deque<Object> answers = new ArrayDeque<>();
    private final List<@Nullable String> tokens = new ArrayList<>();
    private final List<Duration> timeouts = new ArrayList<>();

    @AfterEach
    void close() {
        client.close();
    }

    private ListSearch.Page<Integer> page(@Nullable String token, Duration timeout) throws DataApiException {
        tokens.add(token);
        timeouts.add(timeout);
        var answer = answers.remove();
        if (answer instanceof DataApiException failed) {
            throw failed;
        }
        @SuppressWarnings("unchecked")
        var page = (ListSearch.Page<Integer>) answer;
        return page;
    }

    private void answers(@Nullable String next, Integer... items) {
        answers.add(new ListSearch.Page<>(List.of(items), next));
    }

    private void fails(Kind kind) {
        answers.add(new DataApiException(
                new ServiceFailure(kind, "Code", "text", 0, null), new IllegalStateException("cause")));
    }

    private List<Integer> even() throws DataApiException {
        return lookUps.firstOf(LONG, item -> item % 2 == 0, this::page);
    }

    @Test
    void theItemsOfTheFirstPageWithAnyAreFound() throws DataApiException {
        answers("t1", 1, 3);
        answers("t2", 4, 5, 6);
        assertThat(even()).containsExactly(4, 6);
        assertThat(tokens).containsExactly(null, "t1");
        assertThat(slept).containsExactly(PAUSE);
    }

    @Test
    void theFirstOfThemIsTheOne() throws DataApiException {
        answers(null, 1, 2, 4);
        assertThat(lookUps.first(LONG, item -> item % 2 == 0, this::page)).contains(2);
        answers("", 1);
        assertThat(lookUps.first(LONG, item -> item % 2 == 0, this::page)).isEmpty();
        assertThat(slept).isEmpty();
    }

    @Test
    void aListThatDoesNotEndIsNotOneWithoutTheItem() {
        for (int page = 0; page < 21; page++) {
            answers("t", 1);
        }
        var thrown = catchThrowableOfType(DataApiException.class, this::even);
        assertThat(thrown.failure().code()).isEqualTo(ServiceFailure.UNEXPECTED_ANSWER);
        assertThat(thrown.failure().message()).contains("does not end within 20 pages");
        assertThat(tokens).hasSize(20);
    }

    @Test
    void theItemMayBeOnTheLastPageThatIsLookedAt() throws DataApiException {
        for (int page = 0; page < 19; page++) {
            answers("t", 1);
        }
        answers("t", 2);
        assertThat(even()).containsExactly(2);
    }

    @Test
    void aFailureThatMayPassIsCountedAndAskedAgain() throws DataApiException {
        fails(Kind.NETWORK);
        fails(Kind.UNREACHABLE);
        answers(null, 2);
        assertThat(even()).containsExactly(2);
        assertThat(counters.retries()).isEqualTo(2);
        assertThat(slept).containsExactly(PAUSE, PAUSE.multipliedBy(2));
    }

    @Test
    void anyOtherFailureIsTold() {
        fails(Kind.UNAUTHORIZED);
        var thrown = catchThrowableOfType(DataApiException.class, this::even);
        assertThat(thrown.failure().kind()).isEqualTo(Kind.UNAUTHORIZED);
        fails(Kind.THROTTLED);
        assertThat(catchThrowableOfType(DataApiException.class, this::even)
                        .failure()
                        .kind())
                .isEqualTo(Kind.THROTTLED);
        assertThat(counters.retries()).isZero();
        assertThat(slept).isEmpty();
    }

    @Test
    void patienceEndsWithTheTimeThereIs() {
        fails(Kind.NETWORK);
        var thrown =
                catchThrowableOfType(DataApiException.class, () -> lookUps.firstOf(PAUSE, item -> true, this::page));
        assertThat(thrown.failure().kind()).isEqualTo(Kind.NETWORK);
        assertThat(slept).isEmpty();
        assertThat(timeouts.get(0)).isPositive().isLessThanOrEqualTo(PAUSE);
    }

    @Test
    void anInterruptEndsTheWaitAndStays() {
        ListSearch interrupted = new ListSearch(client.calls(counters), time -> {
            throw new InterruptedException();
        });
        answers("t1", 1);
        var thrown = catchThrowableOfType(
                DataApiException.class, () -> interrupted.firstOf(LONG, item -> item % 2 == 0, this::page));
        assertThat(thrown.failure().kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
    }
}

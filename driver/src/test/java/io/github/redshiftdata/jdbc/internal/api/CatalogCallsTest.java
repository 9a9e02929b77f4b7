package io.github.redshiftdata.jdbc.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a question to the catalog waits, and for what. */
class CatalogCallsTest {

    private static final Duration LONG = Duration.ofMinutes(30);
    private static final Duration PATIENCE = Duration.ofSeconds(14);

    private long nanos = 1;
    private final PlayedCatalog.Turns turns = new PlayedCatalog.Turns(() -> nanos);

    private CatalogApi connection(PlayedCatalog.Player player) {
        var config = TestConfig.of(URI.create("http://127.0.0.1:1"));
        return PlayedCatalog.of(config, turns, this::pass, player);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static DataApiException failure(Kind kind) {
        return new DataApiException(new ServiceFailure(kind, "x", "y", kind == Kind.THROTTLED ? 400 : 0, null), null);
    }

    private DataApiException failureOf(CatalogApi catalog, CatalogApi.Limits limits) {
        return catchThrowableOfType(DataApiException.class, () -> catalog.databases(limits));
    }

    private static PlayedCatalog.Page databases() {
        return new PlayedCatalog.Page(List.of("dev"), null);
    }

    /** The account is so full that for minutes all are refused. */
    private void crowd(Duration time) {
        var refused = failureOf(
                connection((asked, timeout) -> {
                    throw failure(Kind.THROTTLED);
                }),
                TestConfig.limits(time));
        assertThat(refused.failure().kind()).isEqualTo(Kind.THROTTLED);
    }

    @Test
    void aRequestAfterOneThatWasNotAnsweredTakesNoLongerThanThePatienceThatIsLeft() {
        var limits = new CatalogApi.Limits(LONG, Duration.ofMinutes(1), PATIENCE);
        var catalog = connection((asked, timeout) -> {
            pass(timeout.compareTo(Duration.ofSeconds(12)) < 0 ? timeout : Duration.ofSeconds(12));
            throw failure(Kind.NETWORK);
        });
        var start = nanos;
        assertThat(failureOf(catalog, limits).failure().code()).isEqualTo(ServiceFailure.SILENCE);
        assertThat(Duration.ofNanos(nanos - start)).isBetween(PATIENCE, PATIENCE.plusMillis(100));
    }

    @Test
    void thePatienceEndsTheWaitForTheShareOfThisJvm() {
        crowd(Duration.ofMinutes(10));
        var asked = new long[1];
        var catalog = connection((question, timeout) -> {
            asked[0] = asked[0] == 0 ? nanos : asked[0];
            throw failure(Kind.NETWORK);
        });
        var told = failureOf(catalog, new CatalogApi.Limits(LONG, Duration.ofMinutes(1), PATIENCE));
        assertThat(told.failure().code()).isEqualTo(ServiceFailure.SILENCE);
        assertThat(Duration.ofNanos(nanos - asked[0])).isBetween(PATIENCE, PATIENCE.plusMillis(100));
    }

    @Test
    void refusalsSlowDownTheQuestionsOfAllConnections() throws DataApiException {
        var other = connection((asked, timeout) -> databases());
        var start = nanos;
        other.databases(TestConfig.limits(LONG));
        assertThat(nanos).isEqualTo(start);
        crowd(Duration.ofMinutes(2));
        start = nanos;
        other.databases(TestConfig.limits(LONG));
        other.databases(TestConfig.limits(LONG));
        assertThat(Duration.ofNanos(nanos - start)).isGreaterThan(Duration.ofSeconds(3));
    }

    @Test
    void whatIsTakenLetsThemGoFasterAgain() throws DataApiException {
        var other = connection((asked, timeout) -> databases());
        crowd(Duration.ofSeconds(30));
        for (int i = 0; i < 60; i++) {
            other.databases(TestConfig.limits(LONG));
        }
        var start = nanos;
        for (int i = 0; i < 10; i++) {
            other.databases(TestConfig.limits(LONG));
        }
        assertThat(Duration.ofNanos(nanos - start)).isLessThan(Duration.ofSeconds(5));
    }
}

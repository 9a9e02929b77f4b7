package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
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

    @Test
    void whatIsRefusedForWhatItAsksLetsThemGoFasterTooAsItWasNotOneTooMany() throws DataApiException {
        var denied = connection((asked, timeout) -> {
            throw new DataApiException(new ServiceFailure(Kind.REJECTED, "ValidationException", "no", 400, null), null);
        });
        crowd(Duration.ofSeconds(30));
        for (int i = 0; i < 60; i++) {
            assertThat(failureOf(denied, TestConfig.limits(LONG))).isNotNull();
        }
        var other = connection((asked, timeout) -> databases());
        var start = nanos;
        for (int i = 0; i < 10; i++) {
            other.databases(TestConfig.limits(LONG));
        }
        assertThat(Duration.ofNanos(nanos - start)).isLessThan(Duration.ofSeconds(5));
    }

    // ---------------------------------------------------------------- the time of a request

    private static final Duration REQUEST = Duration.ofSeconds(60);

    private final List<Duration> timeouts = new ArrayList<>();

    /** Notes the time that a request is given, and lets that pass which it takes. */
    private void takes(Duration time, Duration timeout) {
        timeouts.add(timeout);
        pass(time);
    }

    @Test
    void aRequestHasItsOwnTimeOrWhatIsLeftOfThatOfTheQuestion() throws DataApiException {
        var catalog = connection((asked, timeout) -> {
            takes(Duration.ofSeconds(4), timeout);
            return new PlayedCatalog.Page(List.of("dev"), timeouts.size() < 3 ? "t" + timeouts.size() : null);
        });
        catalog.databases(new CatalogApi.Limits(Duration.ofSeconds(10), Duration.ofSeconds(5), PATIENCE));
        assertThat(timeouts).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(2));
    }

    @Test
    void afterWantOfAnAnswerARequestHasWhatIsLeftOfThePatienceButNeverNothing() {
        var catalog = connection((asked, timeout) -> {
            takes(timeouts.isEmpty() ? Duration.ofSeconds(13) : Duration.ofMillis(599), timeout);
            throw failure(Kind.NETWORK);
        });
        failureOf(catalog, new CatalogApi.Limits(LONG, REQUEST, PATIENCE));
        assertThat(timeouts).containsExactly(REQUEST, Duration.ofMillis(600), Duration.ofMillis(1));
    }

    @Test
    void withoutALimitForWantOfAnswersEachRequestHasItsTime() {
        var catalog = connection((asked, timeout) -> {
            takes(Duration.ofSeconds(14), timeout);
            throw failure(Kind.NETWORK);
        });
        var told = failureOf(catalog, new CatalogApi.Limits(LONG, REQUEST, Duration.ZERO));
        assertThat(told.failure().kind()).isEqualTo(Kind.NETWORK);
        assertThat(told.failure().code()).isEqualTo("x");
        assertThat(timeouts).isNotEmpty().containsOnly(REQUEST);
    }

    @Test
    void aRefusalIsAnAnswerAfterWhichThePatienceIsWholeAgain() throws DataApiException {
        var catalog = connection((asked, timeout) -> {
            takes(Duration.ofSeconds(1), timeout);
            switch (timeouts.size()) {
                case 1 -> throw failure(Kind.NETWORK);
                case 2 -> throw failure(Kind.THROTTLED);
                default -> {
                    return databases();
                }
            }
        });
        catalog.databases(new CatalogApi.Limits(LONG, REQUEST, PATIENCE));
        assertThat(timeouts).containsExactly(REQUEST, Duration.ofMillis(12_600), REQUEST);
    }

    @Test
    void thePatienceIsCountedFromTheFirstRequestWithoutAnAnswer() {
        var catalog = connection((asked, timeout) -> {
            takes(Duration.ofSeconds(4), timeout);
            throw failure(Kind.NETWORK);
        });
        failureOf(catalog, new CatalogApi.Limits(LONG, REQUEST, PATIENCE));
        assertThat(timeouts)
                .containsExactly(REQUEST, Duration.ofMillis(9600), Duration.ofMillis(4800), Duration.ofMillis(1));
    }

    @Test
    void anAnswerEndsTheWantOfOne() throws DataApiException {
        var catalog = connection((asked, timeout) -> {
            takes(Duration.ofSeconds(1), timeout);
            switch (timeouts.size()) {
                case 1, 3 -> throw failure(Kind.NETWORK);
                case 2 -> {
                    return new PlayedCatalog.Page(List.of("a"), "t");
                }
                default -> {
                    return databases();
                }
            }
        });
        catalog.databases(new CatalogApi.Limits(LONG, REQUEST, PATIENCE));
        assertThat(timeouts).containsExactly(REQUEST, Duration.ofMillis(12_600), REQUEST, Duration.ofMillis(12_600));
    }

    // ---------------------------------------------------------------- turns

    @Test
    void aSlowRequestCountsAtItsEndWhateverBecameOfIt() throws DataApiException {
        var answered = connection((asked, timeout) -> {
            pass(Duration.ofSeconds(10));
            return databases();
        });
        var refused = connection((asked, timeout) -> {
            pass(Duration.ofSeconds(10));
            throw failure(Kind.REJECTED);
        });
        for (boolean isAnswered : new boolean[] {true, false}) {
            pass(LONG);
            if (isAnswered) {
                answered.databases(TestConfig.limits(LONG));
            } else {
                failureOf(refused, TestConfig.limits(LONG));
            }
            var start = nanos;
            var others = connection((asked, timeout) -> databases());
            others.databases(TestConfig.limits(LONG));
            others.databases(TestConfig.limits(LONG));
            assertThat(nanos).isEqualTo(start);
            others.databases(TestConfig.limits(LONG));
            assertThat(nanos).isGreaterThan(start);
        }
    }

    private void useTheBurst() throws DataApiException {
        for (int i = 0; i < 3; i++) {
            connection((asked, timeout) -> databases()).databases(TestConfig.limits(LONG));
        }
    }

    private void assertNotAsked(CatalogApi.Limits limits) {
        var told = failureOf(
                connection((asked, timeout) -> {
                    throw new AssertionError("asked");
                }),
                limits);
        assertThat(told.failure().kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(told.failure().code()).isEqualTo(ServiceFailure.NO_TIME_LEFT);
        assertThat(told.failure().sent()).isFalse();
    }

    @Test
    void aQuestionWhoseTurnComesTooLateIsNotAsked() throws DataApiException {
        useTheBurst();
        var start = nanos;
        assertNotAsked(TestConfig.limits(Duration.ofMillis(300)));
        assertThat(nanos).isEqualTo(start);
    }

    @Test
    void aQuestionWhoseShareComesTooLateIsNotAsked() {
        crowd(Duration.ofMinutes(10));
        assertNotAsked(TestConfig.limits(Duration.ofMillis(300)));
    }

    @Test
    void aQuestionWhoseShareComesTooLateLeavesItsPlaceToOthers() throws DataApiException {
        crowd(Duration.ofMinutes(10));
        for (var i = 0; i < 20; i++) {
            assertNotAsked(TestConfig.limits(Duration.ofMillis(300)));
        }
        var start = nanos;
        connection((asked, timeout) -> databases()).databases(TestConfig.limits(Duration.ofHours(1)));
        assertThat(nanos - start).isLessThan(Duration.ofMinutes(3).toNanos());
    }

    @Test
    void aRequestThatWasRefusedAndWhoseShareComesTooLateIsToldAsRefused() {
        crowd(Duration.ofMinutes(10));
        pass(Duration.ofSeconds(90));
        var asked = new int[1];
        var told = failureOf(
                connection((question, timeout) -> {
                    asked[0]++;
                    throw failure(Kind.THROTTLED);
                }),
                TestConfig.limits(Duration.ofSeconds(2)));
        assertThat(told.failure().kind()).isEqualTo(Kind.THROTTLED);
        assertThat(asked[0]).isEqualTo(1);
    }

    @Test
    void aPauseThatIsNoShorterThanWhatIsLeftIsNotTaken() {
        for (var left : new Duration[] {Duration.ofMillis(400), Duration.ofMillis(401)}) {
            timeouts.clear();
            var catalog = connection((asked, timeout) -> {
                takes(Duration.ofSeconds(1), timeout);
                throw failure(Kind.NETWORK);
            });
            var told = failureOf(catalog, TestConfig.limits(left.plusSeconds(1)));
            assertThat(told.failure().kind()).isEqualTo(Kind.NETWORK);
            assertThat(timeouts).hasSize(left.toMillis() == 400 ? 1 : 2);
            pass(LONG);
        }
    }

    @Test
    void anInterruptEndsTheWaitForATurnWhichIsLeftToOthers() throws DataApiException {
        useTheBurst();
        var config = TestConfig.of(URI.create("http://127.0.0.1:1"));
        var interrupted = PlayedCatalog.of(
                config,
                turns,
                time -> {
                    throw new InterruptedException();
                },
                (asked, timeout) -> databases());
        var told = failureOf(interrupted, TestConfig.limits(LONG));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(told.failure().kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat(told.failure().sent()).isFalse();
        pass(LONG);
        connection((asked, timeout) -> {
                    pass(Duration.ofSeconds(10));
                    return databases();
                })
                .databases(TestConfig.limits(LONG));
        var start = nanos;
        var others = connection((asked, timeout) -> databases());
        others.databases(TestConfig.limits(LONG));
        others.databases(TestConfig.limits(LONG));
        assertThat(nanos).isEqualTo(start);
    }

    @Test
    void anInterruptEndsThePauseBeforeAnotherAttempt() {
        var config = TestConfig.of(URI.create("http://127.0.0.1:1"));
        var catalog = PlayedCatalog.of(
                config,
                turns,
                time -> {
                    throw new InterruptedException();
                },
                (asked, timeout) -> {
                    throw failure(Kind.NETWORK);
                });
        assertThat(failureOf(catalog, TestConfig.limits(LONG)).failure().kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatAskingAgainDoesNotMendIsAskedOnce() {
        for (var kind : new Kind[] {Kind.REJECTED, Kind.UNAUTHORIZED, Kind.NOT_FOUND, Kind.INTERRUPTED}) {
            timeouts.clear();
            var catalog = connection((asked, timeout) -> {
                takes(Duration.ofMillis(1), timeout);
                throw failure(kind);
            });
            assertThat(failureOf(catalog, TestConfig.limits(LONG)).failure().kind())
                    .isEqualTo(kind);
            assertThat(timeouts).hasSize(1);
        }
    }

    // ---------------------------------------------------------------- pages

    @Test
    void aListingThatAnnouncesTheSamePageAgainIsAnError() {
        var asked = new int[1];
        var catalog = connection(
                (question, timeout) -> new PlayedCatalog.Page(List.of("a", "b"), asked[0]++ == 0 ? "other" : "same"));
        var told = failureOf(catalog, TestConfig.limits(LONG));
        assertThat(told.failure().kind()).isEqualTo(Kind.SERVICE);
        assertThat(told.failure().message())
                .endsWith("a listing does not end: after 6 entries the service announces the same page again, or one"
                        + " empty page after another");
        assertThat(asked[0]).isEqualTo(3);
    }

    private static CatalogApi.Limits hours() {
        return TestConfig.limits(Duration.ofHours(1));
    }

    @Test
    void aHundredEmptyPagesOnEndAreNoWayToAnEntry() {
        var asked = new int[1];
        var catalog = connection((question, timeout) -> new PlayedCatalog.Page(List.of(), "t" + asked[0]++));
        assertThat(failureOf(catalog, hours()).failure().message()).contains("after 0 entries");
        assertThat(asked[0]).isEqualTo(100);
    }

    @Test
    void fewerEmptyPagesMayComeBetweenEntries() throws DataApiException {
        var asked = new int[1];
        var catalog = connection((question, timeout) -> {
            int page = ++asked[0];
            return new PlayedCatalog.Page(
                    page % 100 == 0 ? List.of("p" + page) : List.of(), page == 299 ? null : "t" + page);
        });
        assertThat(catalog.databases(hours())).containsExactly("p100", "p200");
        assertThat(asked[0]).isEqualTo(299);
    }
}

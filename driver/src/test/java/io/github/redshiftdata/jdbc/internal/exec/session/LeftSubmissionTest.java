package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.statement.UnknownSubmissions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a submission whose caller leaves before its answer. */
class LeftSubmissionTest {

    /** Longer than whoever leaves waits. */
    private static final Duration LONG = Duration.ofSeconds(2);

    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Setup setup = new Setup(SessionMode.ALWAYS, background::add);
    private final FakeDataApi api = setup.api;
    private final CallerSignal signal = new CallerSignal();

    @BeforeEach
    void aStatementThatRunsLong() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
    }

    @Test
    void anAnswerThatComesLaterIsNotedAndCancelsIt() {
        api.submissionTime = LONG;
        api.deniesLists = true;
        setup.time.atWait(1, signal::cancel);
        assertThat(Doubt.isIn(cancelled())).isTrue();
        assertThat(entry().state()).isEqualTo(UnknownSubmissions.State.UNKNOWN);
        assertThat(entry().statementId()).isNull();
        workOff();
        assertThat(entry().state()).isEqualTo(UnknownSubmissions.State.ACCEPTED);
        assertThat(entry().statementId()).isEqualTo("statement-1");
        assertThat(api.calls).contains("Cancel statement-1");
        assertThat(entry().clientToken()).isEqualTo(api.executed.get(0).clientToken());
        assertThat(entry().statementName()).isEqualTo(api.executed.get(0).statementName());
    }

    @Test
    void aRefusalThatComesLaterSaysThatNothingRan() throws SQLException {
        setup.run("INSERT first");
        api.submissionTime = LONG;
        api.fail("Execute", Kind.THROTTLED, "Rate exceeded");
        setup.time.atWait(1, signal::cancel);
        cancelled();
        var before = api.calls.size();
        workOff();
        assertThat(entry().state()).isEqualTo(UnknownSubmissions.State.NOT_ACCEPTED);
        assertThat(api.calls).as("nothing is looked for").hasSize(before);
        api.submissionTime = Duration.ZERO;
        var start = setup.time.nanos();
        setup.run("INSERT b");
        assertThat(setup.time.since(start)).isZero();
        assertThat(setup.session.sessionId()).isEqualTo("session-1");
    }

    @Test
    void aRefusalBehindAnAttemptWithoutAnAnswerSaysNothing() {
        api.submissionTime = LONG;
        api.loseAnswer("Execute");
        api.fail("Execute", Kind.THROTTLED, "Rate exceeded");
        api.deniesLists = true;
        // The first attempt, the pause behind it, and the second attempt.
        setup.time.atWait(3, signal::cancel);
        cancelled();
        api.deniesLists = false;
        workOff();
        assertThat(entry().state()).isEqualTo(UnknownSubmissions.State.ACCEPTED);
        assertThat(api.calls).contains("Cancel statement-1");
    }

    @Test
    void nobodyWaitsForItWhereNoThreadLooksForIt() throws SQLException {
        var without = new Setup(SessionMode.ALWAYS, work -> {
            throw new RejectedExecutionException("closed");
        });
        without.api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        without.run("INSERT first");
        without.api.loseAnswer("Execute");
        without.api.deniesLists = true;
        without.api.duringSubmission = signal::cancel;
        assertThat((Throwable)
                        catchThrowableOfType(SQLException.class, () -> without.run(Duration.ZERO, signal, "INSERT a")))
                .isNotNull();
        var start = without.time.nanos();
        without.run("INSERT b");
        assertThat(without.time.since(start)).isLessThan(Duration.ofSeconds(1));
        assertThat(without.session.sessionId())
                .as("it may still enter the other")
                .isEqualTo("session-2");
    }

    @Test
    void whoeverLeavesAsksForTheListInItsTurn() {
        var rate = api.rates().of(Operation.LIST_STATEMENTS);
        rate.throttled();
        var turn = 0L;
        while (turn == 0) {
            turn = rate.reserve().left();
        }
        // All but a little of it passes before.
        setup.time.pass(Duration.ofNanos(turn));
        var next = rate.reserve().left();
        setup.time.pass(Duration.ofNanos(next));
        setup.time.pass(Duration.ofNanos(next - 200_000_000L));
        api.loseAnswer("Execute");
        api.duringSubmission = signal::cancel;
        var start = setup.time.nanos();
        assertThat((Throwable) cancelled()).hasMessage("The statement was cancelled (statement statement-1).");
        assertThat(setup.time.since(start)).isBetween(Duration.ofMillis(150), Duration.ofMillis(400));
    }

    /** As where very many submissions are lost at once. */
    @Test
    void nobodyWaitsForItLongerThanTwoMinutesWhereItsTurnDoesNotCome() throws SQLException {
        setup.run("INSERT first");
        loseOnTheWay();
        setup.crowd(Operation.LIST_STATEMENTS, 10_000);
        var start = setup.time.nanos();
        setup.run("INSERT b");
        assertThat(setup.time.since(start)).isBetween(Duration.ofSeconds(110), Duration.ofSeconds(130));
        assertThat(setup.session.sessionId()).as("it may still enter the other").isEqualTo("session-2");
    }

    @Test
    void aQueryTimeoutEndsTheWaitForItSooner() throws SQLException {
        setup.run("INSERT first");
        loseOnTheWay();
        setup.crowd(Operation.LIST_STATEMENTS, 10_000);
        var start = setup.time.nanos();
        var error = catchThrowableOfType(
                SQLException.class, () -> setup.run(Duration.ofSeconds(5), new CallerSignal(), "INSERT b"));
        assertThat(error.getSQLState()).isEqualTo("57014");
        assertThat(setup.time.since(start)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
    }

    /** What nobody has looked for yet goes before. */
    @Test
    void afterTwoListsItIsLookedForOnlyWhereNobodyElseWaits() throws SQLException {
        loseOnTheWay();
        api.deniesLists = false;
        var rate = setup.crowd(Operation.LIST_STATEMENTS, 0);
        var byItsCaller = lists();
        ever(() -> {
            while (lists() >= byItsCaller + 2 && setup.turnOfNext(rate) < setup.time.nanos() + LONG.toNanos()) {
                rate.reserve();
            }
        });
        workOff();
        assertThat(lists()).isEqualTo(byItsCaller + 2);
    }

    private void ever(Runnable atEachWait) {
        setup.time.atWait(1, () -> {
            atEachWait.run();
            ever(atEachWait);
        });
    }

    @Test
    void whoeverLeavesWaitsForTheList() {
        api.loseAnswer("Execute");
        api.duringSubmission = signal::cancel;
        api.listTime = Duration.ofMillis(200);
        assertThat((Throwable) cancelled()).hasMessage("The statement was cancelled (statement statement-1).");
    }

    @Test
    void aListThatIsStillOnItsWayIsLeftToTheDriver() {
        api.loseAnswer("Execute");
        api.duringSubmission = signal::cancel;
        api.listTime = LONG;
        var start = setup.time.nanos();
        assertThat(Doubt.isIn(cancelled())).isTrue();
        assertThat(setup.time.since(start)).isLessThan(Duration.ofSeconds(1));
        workOff();
        assertThat(api.calls).contains("Cancel statement-1");
    }

    @Test
    void aCancelDuringTheLastLookForASubmissionThatIsRefusedByNowIsTold() {
        refusedAfterALostAnswer();
        api.listTime = Duration.ofSeconds(1);
        api.duringList = signal::cancel;
        var error = cancelled();
        assertThat(Doubt.isIn(error)).isTrue();
        assertThat((Throwable) error).hasMessageContaining("is to be cancelled");
        workOff();
        assertThat(api.calls).contains("Cancel statement-1");
    }

    @Test
    void whatNobodyCancelledIsNotCancelledWhenItIsFound() {
        refusedAfterALostAnswer();
        api.deniesLists = true;
        var error = catchThrowableOfType(SQLException.class, () -> setup.run(Duration.ZERO, signal, "INSERT a"));
        assertThat(error.getSQLState()).isEqualTo("58000");
        api.deniesLists = false;
        workOff();
        assertThat(entry().state()).isEqualTo(UnknownSubmissions.State.ACCEPTED);
        assertThat(api.operations()).doesNotContain("Cancel");
    }

    private void refusedAfterALostAnswer() {
        api.loseAnswer("Execute");
        for (var i = 0; i < 100; i++) {
            api.fail("Execute", Kind.REJECTED, "no");
        }
    }

    @Test
    void whoeverLeavesWaitsAMomentForTheAnswer() {
        setup.longPolling.noticedUnsupported();
        api.submissionTime = Duration.ofMillis(300);
        api.deniesLists = true;
        setup.time.atWait(1, signal::cancel);
        assertThat((Throwable) cancelled()).hasMessage("The statement was cancelled (statement statement-1).");
    }

    @Test
    void aRefusalThatComesInThatMomentSaysThatNothingRan() {
        api.submissionTime = Duration.ofMillis(300);
        api.fail("Execute", Kind.THROTTLED, "Rate exceeded");
        setup.time.atWait(1, signal::cancel);
        var error = cancelled();
        assertThat(Doubt.isIn(error)).isFalse();
        assertThat((Throwable) error).hasMessageContaining("before the service gave it an id");
        assertThat(background).isEmpty();
        assertThat(api.operations()).containsExactly("Execute");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsWithdrawnBeforeItWasSentDidNotRun(boolean withdrawn) {
        var first = new AtomicBoolean(true);
        var begun = new CompletableFuture<Object>();
        var asked = new ArrayList<Object>();
        var other = new Setup(api -> (DataApi) Proxy.newProxyInstance(
                DataApi.class.getClassLoader(), new Class<?>[] {DataApi.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "begin" -> {
                            // Behind the submission only the list is asked for, which does not know it.
                            return first.getAndSet(false) ? begun : CompletableFuture.completedFuture(Optional.empty());
                        }
                        case "withdraw" -> {
                            asked.add(arguments[0]);
                            if (!withdrawn) {
                                begun.completeExceptionally(FakeDataApi.exception(Kind.NETWORK, "connection reset"));
                            }
                            return withdrawn;
                        }
                        default -> {
                            return method.invoke(api, arguments);
                        }
                    }
                }));
        other.time.atWait(1, signal::cancel);
        var error = catchThrowableOfType(SQLException.class, () -> other.run(Duration.ZERO, signal, "INSERT a"));
        assertThat(error.getSQLState()).isEqualTo("57014");
        assertThat(Doubt.isIn(error)).isEqualTo(!withdrawn);
        assertThat(asked).containsExactly(begun);
    }

    @Test
    void aSessionThatItOpenedWithoutAllSettingsIsGivenUp() throws SQLException {
        setup.session.settings().presetSearchPath("a");
        api.courses.put("SET search_path TO a", Course.finishes(Duration.ofHours(1)));
        api.loseAnswer("Batch");
        api.fail("FindStatements", Kind.NETWORK, "connection reset");
        api.duringSubmission = signal::cancel;
        cancelled();
        workOff();
        assertThat(entry().state()).isEqualTo(UnknownSubmissions.State.ACCEPTED);
        api.courses.clear();
        setup.run("INSERT b");
        workOff();
        assertThat(setup.session.sessionId()).isEqualTo("session-2");
        var last = api.executed.get(api.executed.size() - 1);
        assertThat(last.sql()).isEqualTo("ROLLBACK");
        assertThat(last.sessionId()).isEqualTo("session-1");
    }

    @Test
    void whereAPolicyDeniesTheListItIsNotAskedForLong() {
        api.loseAnswer("Execute");
        api.duringSubmission = signal::cancel;
        api.deniesLists = true;
        cancelled();
        var start = setup.time.nanos();
        workOff();
        assertThat(setup.time.since(start)).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
        assertThat(api.calls).hasSizeLessThan(60);
        assertThat(entry().state()).isEqualTo(UnknownSubmissions.State.UNKNOWN);
    }

    @Test
    void whatTheListDoesNotKnowAtFirstIsLookedForOn() {
        var lists = new int[1];
        var late = new Setup(api -> (DataApi) Proxy.newProxyInstance(
                DataApi.class.getClassLoader(), new Class<?>[] {DataApi.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("findStatements") && ++lists[0] <= 5) {
                        return List.of();
                    }
                    try {
                        return method.invoke(api, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
        late.api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        late.api.loseAnswer("Execute");
        late.api.duringSubmission = signal::cancel;
        assertThat((Throwable)
                        catchThrowableOfType(SQLException.class, () -> late.run(Duration.ZERO, signal, "INSERT a")))
                .isNotNull();
        assertThat(late.api.calls).contains("Cancel statement-1");
        assertThat(lists[0]).isEqualTo(6);
    }

    /** It is a session of its own that the next statement opens: in the lost one a statement may still run. */
    @Test
    void theSessionThatALostSubmissionOpenedIsGivenUp() throws SQLException {
        loseTheFirst();
        setup.run("INSERT b");
        workOff();
        assertThat(setup.session.sessionId()).isEqualTo("session-2");
        assertThat(api.executed)
                .filteredOn(request -> request.sql().equals("ROLLBACK"))
                .extracting(SubmitRequest::sessionId, SubmitRequest::sessionKeepAliveSeconds)
                .containsExactly(tuple("session-1", 0));
    }

    @Test
    void aConnectionWithSettingsGivesUpTheSessionThatALostSubmissionOpened() throws SQLException {
        setup.session.settings().presetSearchPath("a");
        loseTheFirst();
        setup.run("INSERT b");
        assertThat(setup.session.sessionId()).isEqualTo("session-2");
        workOff();
        var last = api.executed.get(api.executed.size() - 1);
        assertThat(last.sql()).isEqualTo("ROLLBACK");
        assertThat(last.sessionId()).isEqualTo("session-1");
        assertThat(last.sessionKeepAliveSeconds()).isZero();
    }

    /** Nobody knows whether the submission of the statement has arrived; it has not. */
    private void loseOnTheWay() {
        api.submissionTime = LONG;
        api.fail("Execute", Kind.NETWORK, "reset");
        api.deniesLists = true;
        setup.time.atWait(1, signal::cancel);
        cancelled();
        api.submissionTime = Duration.ZERO;
        api.deniesLists = false;
    }

    /** Does something in the middle of the list of this number, counted from the next one on. */
    private void atList(int number, Runnable action) {
        api.duringList = number == 1 ? action : () -> atList(number - 1, action);
    }

    private void runAnother() {
        try {
            setup.run("INSERT b");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private long lists() {
        return api.operations().stream().filter("FindStatements"::equals).count();
    }

    @Test
    void aStatementWaitsForTwoListsWithoutTheLostOneAndNoLonger() throws SQLException {
        setup.run("INSERT first");
        loseOnTheWay();
        atList(3, this::runAnother);
        workOff();
        assertThat(setup.session.sessionId())
                .as("the lost one may enter the session still")
                .isEqualTo("session-2");
        assertThat(api.sqls()).contains("INSERT b");
    }

    @Test
    void whereThereIsNoListAStatementWaitsForTwoMinutesAndNoLonger() throws SQLException {
        setup.run("INSERT first");
        loseOnTheWay();
        for (var number = 0; number < 60; number++) {
            api.failNext("FindStatements", Kind.SERVICE, "HTTP 503");
        }
        var start = setup.time.nanos();
        var waited = new ArrayList<Duration>();
        atList(45, () -> {
            waited.add(setup.time.since(start));
            runAnother();
        });
        workOff();
        assertThat(waited).singleElement().satisfies(time -> assertThat(time).isGreaterThan(Duration.ofMinutes(2)));
        assertThat(api.sqls()).contains("INSERT b");
    }

    @Test
    void aClosedConnectionEndsTheSearchForWhatCanEnterItsSessionOnly() throws SQLException {
        setup.run("INSERT first");
        loseOnTheWay();
        var before = lists();
        setup.session.close();
        workOff();
        assertThat(lists() - before).isEqualTo(2);
    }

    @Test
    void aSessionThatWasOpenedByWhatWasLostIsLookedForThoughTheConnectionIsClosed() {
        loseOnTheWay();
        var before = lists();
        setup.session.close();
        workOff();
        assertThat(lists() - before).isGreaterThan(5);
    }

    @Test
    void aSessionThatIsFoundTooLateIsGivenUp() {
        api.loseAnswer("Execute");
        api.deniesLists = true;
        api.duringSubmission = signal::cancel;
        cancelled();
        api.deniesLists = false;
        for (var number = 0; number < 45; number++) {
            api.failNext("FindStatements", Kind.SERVICE, "HTTP 503");
        }
        workOff();
        assertThat(entry().state()).isEqualTo(UnknownSubmissions.State.ACCEPTED);
        assertThat(setup.session.sessionId()).isNull();
        var last = api.executed.get(api.executed.size() - 1);
        assertThat(last.sql()).isEqualTo("ROLLBACK");
        assertThat(last.sessionId()).isEqualTo("session-1");
    }

    /** The first statement of the connection is lost, and found later. */
    private void loseTheFirst() {
        api.submissionTime = LONG;
        api.deniesLists = true;
        setup.time.atWait(1, signal::cancel);
        cancelled();
        workOff();
        api.submissionTime = Duration.ZERO;
    }

    private SQLException cancelled() {
        var error = catchThrowableOfType(SQLException.class, () -> setup.run(Duration.ZERO, signal, "INSERT a"));
        assertThat((Throwable) error).isNotNull();
        assertThat(error.getSQLState()).isEqualTo("57014");
        return error;
    }

    private UnknownSubmissions.Entry entry() {
        var all = setup.session.unknownSubmissions().all();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private void workOff() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }
}

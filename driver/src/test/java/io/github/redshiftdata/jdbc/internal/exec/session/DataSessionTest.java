package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rooms above ask of a session besides its statements. */
class DataSessionTest {

    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Executor threads = background::add;
    private final Setup setup = new Setup(SessionMode.ALWAYS, threads);
    private final FakeDataApi api = setup.api;
    private final DataSession session = setup.session;

    @Test
    void aQueryBesideTheSessionIsSentWithoutItAndGivesItsOutcome() throws SQLException {
        setup.run("BEGIN");
        var query = Setup.bound("SELECT a").get(0);
        var outcomes = session.executeOutside(query, new ExecuteOptions(Duration.ZERO, null), new CallerSignal());
        assertThat(outcomes).singleElement().satisfies(outcome -> assertThat(outcome.statementId())
                .isEqualTo("statement-2"));
        assertThat(api.executed.get(1).sessionId()).isNull();
        assertThat(api.executed.get(1).sessionKeepAliveSeconds()).isNull();
        assertThat(session.inTransaction()).isTrue();
    }

    @Test
    void aPresetSearchPathIsTheFirstOfEachSession() throws SQLException {
        session.settings().presetSearchPath("\"a\"");
        assertThat(api.calls).isEmpty();
        setup.run("INSERT a");
        api.closedSessions.add("session-1");
        setup.run("INSERT b");
        assertThat(api.submitted)
                .containsExactly(
                        "SET search_path TO \"a\"", "INSERT a", "INSERT b", "SET search_path TO \"a\"", "INSERT b");
    }

    @Test
    void itsClockIsTheOneByWhichItWaits() {
        assertThat(session.nanoTime().getAsLong()).isEqualTo(setup.time.nanos());
    }

    @Test
    void aRequestMayTakeNoLongerThanTheNetworkTimeout() {
        var usual = session.requestTimeout();
        session.networkTimeout(Duration.ofSeconds(1));
        assertThat(session.requestTimeout()).isEqualTo(Duration.ofSeconds(1));
        session.networkTimeout(usual.plusSeconds(1));
        assertThat(session.requestTimeout()).isEqualTo(usual);
        session.networkTimeout(Duration.ZERO);
        assertThat(session.requestTimeout()).isEqualTo(usual).isPositive();
    }

    @Test
    void whatIsReadAheadIsReadInTheThreadsOfTheDriver() {
        assertThat(session.lookAhead()).isSameAs(threads);
    }

    @Test
    void whatRunsInTheBackgroundIsWaitedForBeforeTheServiceIsTakenAway() {
        var done = new ArrayList<String>();
        assertThat(session.inBackground(() -> done.add("work"))).isTrue();
        session.whenIdle(() -> done.add("client closed"));
        assertThat(done).isEmpty();
        background.remove().run();
        assertThat(done).containsExactly("work", "client closed");
    }

    @Test
    void thereMayBeNoThreadForTheBackground() {
        var without = new Setup(SessionMode.ALWAYS, work -> {
            throw new RejectedExecutionException("closed");
        });
        assertThat(without.session.inBackground(() -> {})).isFalse();
    }

    @Test
    void whatIsAskedInSeveralWaysIsWaitedForToo() throws SQLException {
        var done = new ArrayList<String>();
        assertThat(session.whileOpen(() -> {
                    session.whenIdle(() -> done.add("client closed"));
                    assertThat(done).isEmpty();
                    return "answer";
                }))
                .isEqualTo("answer");
        background.forEach(Runnable::run);
        assertThat(done).containsExactly("client closed");
    }

    @Test
    void aClosedSessionIsDeadAndAsksForNothing() throws SQLException {
        setup.run("INSERT a");
        assertThat(session.isDead()).isFalse();
        session.close();
        assertThat(session.isDead()).isTrue();
        var before = api.calls.size();
        session.close();
        assertThat(session.isValid(Duration.ofSeconds(5))).isFalse();
        for (var call : List.<ThrowingCallable>of(
                () -> session.whileOpen(() -> true),
                () -> session.asking(() -> true),
                () -> setup.run("INSERT b"),
                () -> setup.batch("INSERT b"),
                () -> session.setSearchPath("a"),
                session::commit,
                session::rollback)) {
            assertThatThrownBy(call)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08003");
        }
        assertThat(api.calls).hasSize(before);
    }

    @Test
    void withAutocommitThereIsNothingToRollBackEither() {
        assertThatThrownBy(session::rollback)
                .hasMessageContaining("roll back")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("25000");
    }

    @Test
    void aQuestionOfAnotherRoomGivesItsAnswer() throws SQLException {
        assertThat(session.<String>asking(() -> "answer")).isEqualTo("answer");
    }

    @Test
    void aCloseInterruptsAQuestionAndLeavesNoInterrupt() {
        assertThatThrownBy(() -> session.asking(() -> {
                    session.close();
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                    throw new SQLException("broken off", "57014");
                }))
                .hasMessageContaining("closed")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08003");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aQuestionThatFailsOfItselfIsToldAsItFailed() {
        var failure = new SQLException("not allowed", "42501");
        assertThatThrownBy(() -> session.asking(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(session.isDead()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ServiceFailure.SILENCE + ", true", "InternalServerException, false"})
    void aQuestionThatHadNoAnswerForTheNetworkTimeoutClosesTheConnection(String code, boolean closes) {
        var failure = new DataApiException(
                new ServiceFailure(Kind.TIMED_OUT, code, "no answer", 0, null), new IllegalStateException());
        var error = catchThrowableOfType(
                SQLException.class,
                () -> session.asking(() -> {
                    throw new SQLException("no answer", "08S01", failure);
                }));
        assertThat(error.getSQLState()).isEqualTo(closes ? "08003" : "08S01");
        assertThat(session.isDead()).isEqualTo(closes);
    }

    @Test
    void whoeverWaitsForAnAnswerToAnotherWaitsByTheSameClock() throws InterruptedException {
        var happening = new CompletableFuture<String>();
        setup.time.atWait(2, () -> happening.complete("answer"));
        session.await(happening);
        assertThat(happening).isDone();
        assertThat(setup.time.waits()).isEqualTo(2);
        session.await(happening);
        assertThat(setup.time.waits()).isEqualTo(2);
    }

    @Test
    void aCloseAfterAQuestionDoesNotInterruptWhoAskedIt() throws SQLException {
        session.asking(() -> true);
        session.close();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void inModeAutoASessionlessStatementIsProofOfTheConnectionWithoutASession() {
        var auto = new Setup(SessionMode.AUTO);
        assertThat(auto.session.isValid(Duration.ofSeconds(5))).isTrue();
        assertThat(auto.api.executed.get(0).sessionKeepAliveSeconds()).isNull();
        auto.api.courses.put("SELECT 1", Course.fails("ERROR: no"));
        auto.time.pass(Duration.ofMinutes(1));
        assertThat(auto.session.isValid(Duration.ofSeconds(5))).isFalse();
    }

    @Test
    void whatSucceedsJustNowProvesAConnectionWithoutASessionToo() throws SQLException {
        var auto = new Setup(SessionMode.AUTO);
        auto.run("SELECT 1");
        var before = auto.api.calls.size();
        assertThat(auto.session.isValid(Duration.ofSeconds(5))).isTrue();
        assertThat(auto.api.calls).hasSize(before);
    }

    @Test
    void anAbortedSessionIsGivenUpOnlyOnceItIsLetGo() throws SQLException {
        setup.run("INSERT a");
        session.abort();
        session.abort();
        assertThat(api.sqls()).containsExactly("INSERT a");
        session.giveUp();
        assertThat(api.sqls()).containsExactly("INSERT a", "ROLLBACK");
    }

    @Test
    void attachTellsWhatTheStatementGaveWhateverTheTransaction() throws SQLException {
        api.courses.put("INSERT x", Course.gives(false, 3));
        api.executeStatementQuietly("INSERT x");
        var outcome = session.detached()
                .attach("statement-1", false, new ExecuteOptions(Duration.ZERO, null), new CallerSignal())
                .get(0);
        assertThat(outcome.updateCount()).isEqualTo(3);
        api.fail("Describe", Kind.REJECTED, "no such statement");
        assertThatThrownBy(() -> session.detached()
                        .attach("statement-1", false, new ExecuteOptions(Duration.ZERO, null), new CallerSignal()))
                .isInstanceOf(SQLException.class);
    }
}

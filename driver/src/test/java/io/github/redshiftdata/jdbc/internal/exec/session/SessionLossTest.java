package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.api.SessionDescription.Status;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionLossTest {

    private static final String NOT_AVAILABLE = "Session is not available";

    private final Setup setup = new Setup();
    private final FakeDataApi api = setup.api;
    private final DataSession session = setup.session;

    @Test
    void analyzeLeavesNothingThatALostSessionWouldTakeAlong() throws SQLException {
        setup.run("ANALYZE t");
        api.closedSessions.add("session-1");
        setup.run("INSERT a");
        assertThat(session.sessionId()).isEqualTo("session-2");
    }

    @Test
    void aLostSessionWithSettingsIsRenewedWithThem() throws SQLException {
        session.setSearchPath("a");
        setup.run("SET timezone TO 'UTC'");
        setup.run("INSERT a");
        api.closedSessions.add("session-1");
        setup.run("INSERT b");
        assertThat(api.submitted)
                .containsExactly(
                        "SET search_path TO a",
                        "SET timezone TO 'UTC'",
                        "INSERT a",
                        "INSERT b",
                        "SET search_path TO a",
                        "SET timezone TO 'UTC'",
                        "INSERT b");
        assertThat(session.sessionId()).isEqualTo("session-2");
        assertThat(api.executed.get(3).clientToken())
                .isNotEqualTo(api.batches.get(0).clientToken());
    }

    /** It may have been made, and the program may have seen it since: a new session must not take its place silently. */
    @ParameterizedTest
    @ValueSource(strings = {"CREATE TEMP TABLE t (a int)", "CALL p()", "PREPARE q AS SELECT 1"})
    void whatMayHaveLeftSomethingInItsSessionCountsAsHavingDoneSoWhereItsEndIsUnknown(String sql) throws SQLException {
        setup.run("INSERT a");
        api.courses.put(sql, Course.finishes(Duration.ofMinutes(10)));
        api.obeysCancel = false;
        assertThatThrownBy(() -> setup.run(Duration.ofSeconds(5), new CallerSignal(), sql))
                .isInstanceOf(SQLTimeoutException.class);
        setup.time.pass(Duration.ofMinutes(20));
        setup.run("INSERT b");
        api.closedSessions.add("session-1");
        assertThat(catchThrowableOfType(SQLException.class, () -> setup.run("INSERT c"))
                        .getSQLState())
                .isEqualTo("08006");
        assertThat(session.isDead()).isTrue();
    }

    @Test
    void aSettingThatWasRolledBackIsNotMadeAgain() throws SQLException {
        setup.run("BEGIN");
        setup.run("SET a TO b");
        setup.run("ROLLBACK");
        api.closedSessions.add("session-1");
        setup.run("INSERT b");
        assertThat(api.sqls()).containsExactly("BEGIN", "SET a TO b", "ROLLBACK", "INSERT b", "INSERT b");
    }

    @Test
    void aLostSessionWithATemporaryTableIsTheEnd() throws SQLException {
        setup.run("CREATE TEMP TABLE t (a int)");
        api.closedSessions.add("session-1");
        TransactionTest.assertState(() -> setup.run("SELECT a"), "08006");
        assertThat(session.isDead()).isTrue();
        var before = api.calls.size();
        TransactionTest.assertState(() -> setup.run("SELECT a"), "08006");
        assertThat(api.calls).hasSize(before);
    }

    @Test
    void aSettingBeforeTruncateWhichCommitsIsMadeAgain() throws SQLException {
        session.autoCommit(false);
        setup.run("SET a TO b");
        setup.run("TRUNCATE t");
        session.rollback();
        session.autoCommit(true);
        api.closedSessions.add("session-1");
        setup.run("INSERT b");
        assertThat(api.submitted).endsWith("INSERT b", "SET a TO b", "INSERT b");
    }

    @Test
    void aLostSessionWithATableInTheTemporarySchemaIsTheEnd() throws SQLException {
        setup.run("CREATE TABLE pg_temp.t (a int)");
        api.closedSessions.add("session-1");
        TransactionTest.assertState(() -> setup.run("SELECT a"), "08006");
    }

    @Test
    void nothingIsRepeatedInsideATransaction() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        api.closedSessions.add("session-1");
        TransactionTest.assertState(() -> setup.run("INSERT b"), "08006");
        assertThat(session.isDead()).isTrue();
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a", "INSERT b");
    }

    @Test
    void aBusySessionIsWaitedFor() throws SQLException {
        setup.run("CREATE TEMP TABLE t (a int)");
        api.fail("Execute", Kind.REJECTED, NOT_AVAILABLE);
        api.fail("FindSession", Kind.THROTTLED, "Rate exceeded");
        api.fail("Execute", Kind.REJECTED, NOT_AVAILABLE);
        api.sessionFindings.add(Status.BUSY);
        setup.run("INSERT a");
        assertThat(session.sessionId()).isEqualTo("session-1");
        assertThat(api.operations())
                .containsExactly("Execute", "Execute", "FindSession", "Execute", "FindSession", "Execute");
    }

    @Test
    void aSessionThatStaysBusyIsToldInTheEnd() throws SQLException {
        staysBusy();
        TransactionTest.assertState(() -> setup.run("INSERT b"), "55006");
        assertThat(session.isDead()).isFalse();
    }

    @Test
    void aSessionThatStaysBusyPastTheDeadlineIsATimeout() throws SQLException {
        staysBusy();
        assertThatThrownBy(() -> setup.run(Duration.ofSeconds(3), new CallerSignal(), "INSERT b"))
                .isInstanceOf(SQLTimeoutException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "SERVICE", "NETWORK", "TIMED_OUT", "UNREACHABLE", "QUOTA"})
    void aSessionThatNobodyCanAskForJustNowIsNotTakenForGone(Kind kind) throws SQLException {
        setup.run("CREATE TEMP TABLE t (a int)");
        refuseWithout(kind, 8);
        var start = setup.time.nanos();
        setup.run("INSERT a");
        assertThat(setup.time.since(start)).isGreaterThan(Duration.ofSeconds(10));
        assertThat(session.sessionId()).isEqualTo("session-1");
        assertThat(session.isDead()).isFalse();
    }

    @Test
    void aSessionThatNobodyCanAskForIsNotRenewedWhileItsOldStatementMayRun() throws SQLException {
        setup.run("INSERT a");
        refuseWithout(Kind.THROTTLED, 1000);
        assertThatThrownBy(() -> setup.run("INSERT b"))
                .hasMessageContaining("ListSessions did not tell")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("55006");
        assertThat(session.sessionId()).isEqualTo("session-1");
        assertThat(session.isDead()).isFalse();
    }

    @Test
    void whereNobodyMayAskForSessionsATimeoutDoesNotMakeItGone() throws SQLException {
        setup.run("CREATE TEMP TABLE t (a int)");
        refuseWithout(Kind.UNAUTHORIZED, 100);
        assertThatThrownBy(() -> setup.run(Duration.ofSeconds(2), new CallerSignal(), "INSERT b"))
                .isInstanceOf(SQLTimeoutException.class);
        assertThat(session.isDead()).isFalse();
    }

    @Test
    void questionsForSessionsTakeTurnsOnceTheServiceHasRefusedSome() throws SQLException {
        setup.run("INSERT a");
        setup.crowd(Operation.LIST_SESSIONS, 6);
        api.fail("Execute", Kind.REJECTED, NOT_AVAILABLE);
        var start = setup.time.nanos();
        setup.run("INSERT b");
        assertThat(setup.time.since(start)).isGreaterThan(Duration.ofMillis(1900));
    }

    /** The answer would only explain the refusal: a call without a query timeout stood in the queue for minutes. */
    @Test
    void nobodyStandsInALongQueueToAskForASession() throws SQLException {
        setup.run("INSERT a");
        var rate = setup.crowd(Operation.LIST_SESSIONS, 500);
        for (var i = 0; i < 5; i++) {
            api.fail("Execute", Kind.REJECTED, NOT_AVAILABLE);
        }
        var next = setup.turnOfNext(rate);
        var start = setup.time.nanos();
        setup.run("INSERT b");
        assertThat(setup.time.since(start)).isLessThan(Duration.ofSeconds(10));
        assertThat(api.operations()).doesNotContain("FindSession");
        assertThat(setup.turnOfNext(rate)).as("no place was taken").isLessThan(next + 1_000_000_000);
        assertThat(session.sessionId()).isEqualTo("session-1");
    }

    @Test
    void nobodyAsksForASessionWhoWasCancelledBeforeItsTurn() throws SQLException {
        setup.run("INSERT a");
        setup.crowd(Operation.LIST_SESSIONS, 6);
        api.fail("Execute", Kind.REJECTED, NOT_AVAILABLE);
        var signal = new CallerSignal();
        setup.time.atWait(1, signal::cancel);
        TransactionTest.assertState(() -> setup.run(Duration.ZERO, signal, "INSERT b"), "57014");
        assertThat(api.operations()).doesNotContain("FindSession");
        assertThat(session.sessionId()).isEqualTo("session-1");
    }

    @Test
    void anEndpointThatDoesNotKnowTheQuestionForSessionsTellsAsLittleAsOneThatDeniesIt() throws SQLException {
        setup.run("INSERT a");
        api.closedSessions.add("session-1");
        for (var i = 0; i < 100; i++) {
            api.failNext("FindSession", Kind.SERVICE, "HTTP 501");
        }
        var start = setup.time.nanos();
        setup.run("INSERT b");
        assertThat(setup.time.since(start)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(8));
        assertThat(session.sessionId()).isEqualTo("session-2");
    }

    private void refuseWithout(Kind answer, int times) {
        for (var i = 0; i < times; i++) {
            api.fail("Execute", Kind.REJECTED, NOT_AVAILABLE);
            api.fail("FindSession", answer, "no");
        }
    }

    @Test
    void aTransactionInASessionThatStaysBusyCannotBeRolledBack() throws SQLException {
        session.autoCommit(false);
        staysBusy();
        TransactionTest.assertState(session::rollback, "08006");
        assertThat(session.isDead()).isTrue();
    }

    @Test
    void anInterruptWhileTheSessionIsBusyLeavesTheCommitUndoneAndKnownToBe() throws SQLException {
        setup.run("BEGIN");
        staysBusy();
        setup.time.interruptsSleep = true;
        TransactionTest.assertState(() -> setup.run("COMMIT"), "57014");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(session.isDead()).isFalse();
        assertThat(session.inTransaction()).isTrue();
    }

    @Test
    void whereNobodyMayAskForSessionsAStatementThatWasLeftRunningIsWaitedFor() throws SQLException {
        session.autoCommit(false);
        api.courses.put("INSERT slow", Course.finishes(Duration.ofHours(1)));
        api.obeysCancel = false;
        assertThatThrownBy(() -> setup.run(Duration.ofSeconds(2), new CallerSignal(), "INSERT slow"))
                .isInstanceOf(SQLTimeoutException.class);
        refuseWithout(Kind.UNAUTHORIZED, 8);
        session.rollback();
        assertThat(session.isDead()).isFalse();
    }

    @Test
    void anAvailableSessionThatRefusesForAMomentStillRollsBack() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        for (var i = 0; i < 3; i++) {
            api.fail("Execute", Kind.REJECTED, NOT_AVAILABLE);
        }
        session.rollback();
        assertThat(session.isDead()).isFalse();
    }

    @Test
    void anAvailableSessionThatKeepsRefusingIsToldInTheEnd() throws SQLException {
        setup.run("INSERT a");
        for (var i = 0; i < 100; i++) {
            api.fail("Execute", Kind.REJECTED, NOT_AVAILABLE);
        }
        var start = setup.time.nanos();
        assertThatThrownBy(() -> setup.run("INSERT b")).hasMessageContaining(NOT_AVAILABLE);
        assertThat(setup.time.since(start)).isLessThan(Duration.ofSeconds(10));
        assertThat(session.sessionId()).isEqualTo("session-1");
        assertThat(session.isDead()).isFalse();
    }

    private void staysBusy() throws SQLException {
        setup.run("INSERT a");
        for (var i = 0; i < 1000; i++) {
            api.fail("Execute", Kind.REJECTED, NOT_AVAILABLE);
            api.sessionFindings.add(Status.BUSY);
        }
    }

    @Test
    void anAvailableSessionIsTriedOnceMore() throws SQLException {
        setup.run("INSERT a");
        api.fail("Execute", Kind.REJECTED, NOT_AVAILABLE);
        setup.run("INSERT b");
        assertThat(api.operations()).containsExactly("Execute", "Execute", "FindSession", "Execute");
        assertThat(session.sessionId()).isEqualTo("session-1");
    }

    @Test
    void whereNobodyMayAskForSessionsItIsGoneInTheEnd() throws SQLException {
        setup.run("INSERT a");
        for (var i = 0; i < 10; i++) {
            api.fail("FindSession", Kind.UNAUTHORIZED, "not authorized");
        }
        api.closedSessions.add("session-1");
        setup.run("INSERT b");
        assertThat(session.sessionId()).isNotEqualTo("session-1");
    }

    @Test
    void aFreshAnswerProvesTheConnection() throws SQLException {
        setup.run("INSERT a");
        setup.time.pass(Duration.ofSeconds(29));
        assertThat(session.isValid(Duration.ofSeconds(5))).isTrue();
        assertThat(api.operations()).containsExactly("Execute");
    }

    @Test
    void anOldAnswerIsProvenBySessionState() throws SQLException {
        setup.run("INSERT a");
        setup.time.pass(Duration.ofMinutes(5));
        assertThat(session.isValid(Duration.ofSeconds(5))).isTrue();
        assertThat(api.operations()).containsExactly("Execute", "FindSession");
    }

    @Test
    void aLostSessionThatCannotBeRenewedIsNotValid() throws SQLException {
        setup.run("CREATE TEMP TABLE t (a int)");
        setup.time.pass(Duration.ofMinutes(5));
        api.closedSessions.add("session-1");
        assertThat(session.isValid(Duration.ofSeconds(5))).isFalse();
        assertThat(session.isDead()).isTrue();
    }

    @Test
    void aLostSessionThatCanBeRenewedIsValid() throws SQLException {
        setup.run("INSERT a");
        setup.time.pass(Duration.ofMinutes(5));
        api.closedSessions.add("session-1");
        assertThat(session.isValid(Duration.ofSeconds(5))).isTrue();
        assertThat(session.sessionId()).isEqualTo("session-2");
    }

    @Test
    void withoutAnyAnswerYetAStatementIsTheProof() {
        api.courses.put("SELECT 1", Course.fails("FATAL: password authentication failed"));
        assertThat(session.isValid(Duration.ofSeconds(5))).isFalse();
    }

    @Test
    void modeAutoOpensNoSessionForStatelessStatements() throws SQLException {
        var auto = new Setup(SessionMode.AUTO);
        auto.run("SELECT 1");
        auto.run("SELECT 1", "SELECT 2");
        assertThat(auto.session.sessionId()).isNull();
        assertThat(auto.api.executed)
                .extracting(SubmitRequest::sessionKeepAliveSeconds)
                .containsOnlyNulls();
        assertThat(auto.api.batches.get(0).sessionKeepAliveSeconds()).isNull();
        auto.session.close();
        assertThat(auto.api.sqls()).containsExactly("SELECT 1");
    }

    @Test
    void modeAutoKeepsToTheSessionOnceThereIsOne() throws SQLException {
        var auto = new Setup(SessionMode.AUTO);
        auto.run("SET a TO b");
        auto.run("SELECT 1");
        assertThat(auto.api.executed).extracting(SubmitRequest::sessionId).containsExactly(null, "session-1");
    }

    @Test
    void modeAutoOpensASessionForATransaction() throws SQLException {
        var auto = new Setup(SessionMode.AUTO);
        auto.session.autoCommit(false);
        auto.run("SELECT 1");
        assertThat(auto.api.sqls()).containsExactly("BEGIN", "SELECT 1");
        assertThat(auto.session.sessionId()).isEqualTo("session-1");
    }

    @Test
    void aMissingSessionIsAnErrorOfTheEndpoint() {
        api.tellsSessionId = false;
        api.opensSessions = false;
        assertThatThrownBy(() -> setup.run("INSERT a")).hasMessageContaining("opened no session");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FATAL: terminating connection due to administrator command",
                "FATAL: something new",
                "57P01",
                "An I/O error occurred while sending to the backend.",
                "ERROR: connection closed by administrator",
                "could not connect to the database server"
            })
    void aQueryWhoseBackendIsGoneEndsItsSession(String text) throws SQLException {
        setup.run("CREATE TEMP TABLE t (a int)");
        api.courses.put("SELECT a", Course.fails(text));
        TransactionTest.assertState(() -> setup.run("SELECT a"), "08006");
        assertThat(session.isDead()).isTrue();
    }

    @Test
    void inATransactionAQueryWhoseBackendIsGoneEndsIt() throws SQLException {
        api.courses.put("SELECT a", Course.fails("FATAL: terminating connection due to administrator command"));
        session.autoCommit(false);
        setup.run("INSERT a");
        TransactionTest.assertState(() -> setup.run("SELECT a"), "08006");
        assertThat(session.isDead()).isTrue();
    }

    @Test
    void aStatementThatFoundNoConnectionIsSurelyNotDone() throws SQLException {
        api.courses.put("INSERT b", Course.fails("could not connect to the database server"));
        setup.run("INSERT a");
        var error = catchThrowableOfType(SQLException.class, () -> setup.run("INSERT b"));
        assertThat(error.getSQLState()).isEqualTo("08006");
        assertThat(error.getErrorCode()).isZero();
        assertThat(session.isDead()).isFalse();
        setup.run("INSERT c");
        assertThat(session.sessionId()).isEqualTo("session-2");
    }

    @Test
    void aCommitThatFoundNoConnectionIsSurelyNotDone() throws SQLException {
        api.courses.put("COMMIT", Course.fails("could not connect to the database server"));
        session.autoCommit(false);
        setup.run("INSERT a");
        var error = catchThrowableOfType(SQLException.class, session::commit);
        assertThat(error.getSQLState()).isEqualTo("08006");
        assertThat(error.getErrorCode()).isZero();
        assertThat(error.getMessage()).startsWith("The transaction is rolled back");
        assertThat(session.isDead()).isTrue();
    }

    @Test
    void theUsersOwnWordsEndNoSession() throws SQLException {
        setup.run("CREATE TEMP TABLE t (a int)");
        api.courses.put("SELECT a", Course.fails("ERROR: connection closed for today, says the user"));
        TransactionTest.assertState(() -> setup.run("SELECT a"), "HY000");
        assertThat(session.isDead()).isFalse();
    }
}

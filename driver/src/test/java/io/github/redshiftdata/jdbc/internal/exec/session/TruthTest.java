package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.statement.UnknownSubmissions;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No error says "not done" of what may have been done. */
class TruthTest {

    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Setup setup =
            new Setup(io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode.ALWAYS, background::add);
    private final FakeDataApi api = setup.api;

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"THROTTLED", "UNREACHABLE", "UNAUTHORIZED", "NOT_FOUND", "REJECTED", "QUOTA"})
    void aRefusalAfterALostAnswerLeavesTheOutcomeOpen(Kind refusal) {
        api.loseAnswer("Execute");
        failAlways("Execute", refusal);
        api.deniesLists = true;
        assertDoubt(failure("INSERT a"), "58000");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"THROTTLED", "UNREACHABLE", "UNAUTHORIZED", "NOT_FOUND", "REJECTED", "QUOTA"})
    void aStatementThatTheServiceListsIsWaitedForWhateverRefusedItsSecondRequest(Kind refusal) throws SQLException {
        api.loseAnswer("Execute");
        failAlways("Execute", refusal);
        api.courses.put("INSERT a", Course.gives(false, 7));
        var start = setup.time.nanos();
        assertThat(setup.one("INSERT a").updateCount()).isEqualTo(7);
        assertThat(api.sqls()).containsOnly("INSERT a");
        assertThat(api.operations()).containsOnlyOnce("FindStatements");
        assertThat(setup.time.since(start)).isLessThan(Duration.ofMinutes(3));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"UNREACHABLE", "UNAUTHORIZED", "NOT_FOUND", "REJECTED"})
    void aRefusalOfTheFirstRequestIsDefinite(Kind refusal) {
        failAlways("Execute", refusal);
        var error = failure("INSERT a");
        assertThat(Doubt.isIn(error)).isFalse();
        assertThat(error.getSQLState()).isNotEqualTo("58000");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"UNAUTHORIZED", "NOT_FOUND", "REJECTED", "SERVICE", "NETWORK"})
    void nothingThatDescribeStatementRefusesIsAnEndOfAStatementWithAnId(Kind refusal) {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(2)));
        failAlways("Describe", refusal);
        var error = failure("INSERT a");
        assertDoubt(error, "58000");
        assertThat((Throwable) error).hasMessageContaining("statement-1");
    }

    @Test
    void aSignInThatIsRenewedWithinTenMinutesIsNotNoticed() throws SQLException {
        api.courses.put("INSERT a", Course.finishes(Duration.ofMinutes(5)));
        for (var i = 0; i < 40; i++) {
            api.fail("Describe", Kind.UNAUTHORIZED, "The security token included in the request is expired");
        }
        setup.run("INSERT a");
    }

    @Test
    void aQueryIsToldThePlainCauseForItChangesNothing() {
        api.courses.put("SELECT a", Course.finishes(Duration.ofHours(2)));
        failAlways("Describe", Kind.UNAUTHORIZED);
        assertThat(failure("SELECT a").getSQLState()).isEqualTo("28000");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"UNAUTHORIZED", "NOT_FOUND", "REJECTED", "SERVICE"})
    void aCountThatIsNotToBeHadIsMissingAndNoFailure(Kind refusal) throws SQLException {
        var outcome = setup.one("INSERT a");
        failAlways("Describe", refusal);
        assertThat(outcome.updateCount()).isEqualTo(Statement.SUCCESS_NO_INFO);
        assertThat(outcome.warning()).contains("was carried out");
    }

    @Test
    void theCountsOfABatchThatFinishedAreMissingWhereTheyAreNotToBeHad() throws SQLException {
        failAlways("Describe", Kind.UNAUTHORIZED);
        assertThat(setup.batch("INSERT a", "INSERT b"))
                .containsExactly(Statement.SUCCESS_NO_INFO, Statement.SUCCESS_NO_INFO);
    }

    @Test
    void aBatchOfUnknownEndCountsItsElementsAsFailedAndSaysThatTheyAreUnknown() {
        api.loseAnswer("Batch");
        failAlways("Batch", Kind.UNREACHABLE);
        api.deniesLists = true;
        var error =
                catchThrowableOfType(BatchUpdateException.class, () -> setup.batch("INSERT a", "INSERT b", "INSERT c"));
        assertThat(error.getLargeUpdateCounts())
                .containsExactly(Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED);
        assertThat((Throwable) error).hasMessageContaining("unknown").hasMessageNotContaining("not carried out. ");
        assertThat(error.getErrorCode()).isEqualTo(Doubt.VENDOR_CODE);
        assertThat(error.getSQLState()).isEqualTo("58000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FATAL: terminating connection due to administrator command",
                "FATAL: 57P01",
                "An I/O error occurred while sending to the backend.",
                "This connection has been closed.",
                "ERROR: connection to server was reset by peer",
                "Connection reset",
                "[Amazon](500150) Error setting/closing connection: Broken pipe",
                "ERROR: session was terminated, closed"
            })
    void aCommitWhoseConnectionBrokeIsUnknownAndRollingBackIsNoSuccess(String text) throws SQLException {
        api.courses.put("COMMIT", Course.fails(text));
        setup.session.autoCommit(false);
        setup.run("INSERT a");
        assertDoubt(catchThrowableOfType(SQLException.class, setup.session::commit), "08007");
        var later = catchThrowableOfType(SQLException.class, setup.session::rollback);
        assertThat((Throwable) later).isNotNull();
        assertDoubt(later, "08007");
    }

    @Test
    void aBatchWhoseConnectionBrokeIsUnknown() {
        api.courses.put("INSERT a", Course.fails("FATAL: terminating connection due to administrator command"));
        assertDoubt(catchThrowableOfType(SQLException.class, () -> setup.batch("INSERT a", "INSERT b")), "58000");
    }

    @Test
    void inATransactionABrokenConnectionMeansThatItIsRolledBack() throws SQLException {
        api.courses.put("INSERT b", Course.fails("FATAL: terminating connection due to administrator command"));
        setup.session.autoCommit(false);
        setup.run("INSERT a");
        var error = failure("INSERT b");
        assertThat(error.getSQLState()).isEqualTo("08006");
        assertThat(error.getMessage()).startsWith("The transaction is rolled back");
        assertThat(Doubt.isIn(error)).isFalse();
        assertThat(setup.session.isDead()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUNCATE t", "CALL p()"})
    void whatMayCommitLeavesItsTransactionInDoubtWhereTheConnectionBroke(String sql) throws SQLException {
        api.courses.put(sql, Course.fails("FATAL: terminating connection due to administrator command"));
        setup.session.autoCommit(false);
        setup.run("INSERT a");
        assertDoubt(failure(sql), "08007");
        assertThat(setup.session.isDead()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUNCATE t", "CALL p()"})
    void noCommitDeniesWhatAStatementOfUnknownEndMayHaveCommitted(String sql) throws SQLException {
        endUnknown(sql);
        assertDoubt(catchThrowableOfType(SQLException.class, setup.session::commit), "08007");
        assertThat(setup.session.inTransaction()).isFalse();
        assertThat(setup.session.isDead()).isFalse();
    }

    @Test
    void behindARollbackOfUnknownEndNothingRunsBeforeAnother() throws SQLException {
        endUnknown("ROLLBACK");
        assertThat(failure("INSERT b").getSQLState()).isEqualTo("25P02");
        assertThat(catchThrowableOfType(SQLException.class, setup.session::commit)
                        .getSQLState())
                .isEqualTo("25P02");
        setup.run("INSERT c");
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a", "ROLLBACK", "ROLLBACK", "BEGIN", "INSERT c");
    }

    /** It runs on for a while behind a query timeout and no cancel, and is over when the next one comes. */
    private void endUnknown(String sql) throws SQLException {
        setup.session.autoCommit(false);
        setup.run("INSERT a");
        api.courses.put(sql, Course.finishes(Duration.ofMinutes(10)));
        api.obeysCancel = false;
        assertDoubt(
                catchThrowableOfType(
                        SQLException.class, () -> setup.run(Duration.ofSeconds(5), new CallerSignal(), sql)),
                "57014");
        api.courses.remove(sql);
        setup.time.pass(Duration.ofMinutes(20));
    }

    @Test
    void aFailureWhoseTextIsNotToBeHadMayBeABrokenConnection() {
        api.courses.put("INSERT a", new Course(Duration.ZERO, StatementStatus.FAILED, "ERROR: no", false, 0, 1));
        failAlways("Describe", Kind.UNAUTHORIZED);
        assertDoubt(failure("INSERT a"), "58000");
    }

    @Test
    void aQueryWhoseFailureHasNoTextChangedNothing() {
        api.courses.put("SELECT a", new Course(Duration.ZERO, StatementStatus.FAILED, "ERROR: no", false, 0, 1));
        failAlways("Describe", Kind.UNAUTHORIZED);
        assertThat(Doubt.isIn(failure("SELECT a"))).isFalse();
    }

    @Test
    void whatWasAbortedDidNothingThoughNobodyTellsWhy() {
        api.courses.put("INSERT a", new Course(Duration.ZERO, StatementStatus.ABORTED, null, false, 0, 1));
        failAlways("Describe", Kind.UNAUTHORIZED);
        var error = failure("INSERT a");
        assertThat(error.getSQLState()).isEqualTo("57014");
        assertThat(Doubt.isIn(error)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"NETWORK", "TIMED_OUT", "UNREACHABLE"})
    void anEndpointThatHasNeverAnsweredIsGivenUpAfterFifteenSeconds(Kind failure) {
        failAlways("Execute", failure);
        api.deniesLists = true;
        var start = setup.time.nanos();
        assertThat((Throwable) failure("SELECT a")).isNotNull();
        assertThat(setup.time.since(start)).isLessThan(Duration.ofSeconds(22));
    }

    @Test
    void nothingIsSentAfterTheCallEnded() {
        for (var i = 0; i < 100; i++) {
            api.fail("Execute", Kind.NETWORK, "connection reset");
        }
        api.deniesLists = true;
        var signal = new CallerSignal();
        var error =
                catchThrowableOfType(SQLException.class, () -> setup.run(Duration.ofSeconds(2), signal, "INSERT a"));
        assertDoubt(error, "57014");
        assertThat((Throwable) error).hasMessageNotContaining("was cancelled");
        var sent = api.executed.size();
        api.faultsAreOver();
        api.deniesLists = false;
        while (!background.isEmpty()) {
            background.remove().run();
        }
        assertThat(api.executed).hasSize(sent);
        assertThat(setup.session.unknownSubmissions().all())
                .singleElement()
                .satisfies(entry -> assertThat(entry.state()).isEqualTo(UnknownSubmissions.State.UNKNOWN));
    }

    @Test
    void aLostStatementIsFoundByItsNameAndCancelledWhenItsCallerHasLeft() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        api.loseAnswer("Execute");
        api.fail("FindStatements", Kind.NETWORK, "connection reset");
        var signal = new CallerSignal();
        api.duringSubmission = signal::cancel;
        assertDoubt(
                catchThrowableOfType(SQLException.class, () -> setup.run(Duration.ZERO, signal, "INSERT a")), "57014");
        background.remove().run();
        assertThat(api.calls).endsWith("FindStatements", "Cancel statement-1");
        assertThat(setup.session.unknownSubmissions().all())
                .singleElement()
                .satisfies(entry -> assertThat(entry.statementId()).isEqualTo("statement-1"));
    }

    @Test
    void aLostStatementIsLookedForBehindMinutesOfPagesOfSomethingOnTheWay() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        api.loseAnswer("Execute");
        for (var i = 0; i < 60; i++) {
            api.fail("FindStatements", Kind.REJECTED, "HTTP 407");
        }
        var signal = new CallerSignal();
        api.duringSubmission = signal::cancel;
        var start = setup.time.nanos();
        assertDoubt(
                catchThrowableOfType(SQLException.class, () -> setup.run(Duration.ZERO, signal, "INSERT a")), "57014");
        background.remove().run();
        assertThat(setup.time.since(start)).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(8));
        assertThat(api.calls).endsWith("FindStatements", "Cancel statement-1");
    }

    private void failAlways(String operation, Kind kind) {
        for (var i = 0; i < 5000; i++) {
            api.fail(operation, kind, "failed on purpose");
        }
    }

    private SQLException failure(String sql) {
        return catchThrowableOfType(SQLException.class, () -> setup.run(sql));
    }

    private static void assertDoubt(SQLException error, String state) {
        // JDBC prescribes that class for a time limit, transient though it is.
        if (!(error instanceof SQLTimeoutException)) {
            assertThat((Throwable) error).isNotInstanceOf(SQLTransientException.class);
        }
        assertThat(error.getSQLState()).isEqualTo(state);
        assertThat(error.getErrorCode()).isEqualTo(Doubt.VENDOR_CODE);
    }
}

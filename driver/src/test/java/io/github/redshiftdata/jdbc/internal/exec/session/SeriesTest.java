package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ScriptMode;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.AutoCommit;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements that commit each by itself. */
class SeriesTest {

    private final Setup setup = new Setup();
    private final FakeDataApi api = setup.api;

    @Test
    void statementsThatRefuseATransactionAreOneRequest() throws SQLException {
        var outcomes = setup.run("VACUUM a", "VACUUM b", "VACUUM c");
        assertThat(outcomes)
                .extracting(StatementOutcome::statementId)
                .containsExactly("statement-1:1", "statement-1:2", "statement-1:3");
        assertThat(outcomes).extracting(outcome -> outcome.redshiftQueryId()).containsExactly(7L, 8L, 9L);
        assertThat(api.operations()).containsExactly("Batch", "Describe");
        assertThat(api.batches).extracting(SubmitRequest::autoCommit).containsExactly(true);
    }

    @Test
    void aBatchOfSuchStatementsIsOneRequestToo() throws SQLException {
        assertThat(setup.batch("VACUUM a", "VACUUM b")).containsExactly(0, 0);
        assertThat(api.batches).extracting(SubmitRequest::autoCommit).containsExactly(true);
        assertThat(api.sqls()).isEmpty();
    }

    @Test
    void aBatchOfTheServiceThatIsOneTransactionDoesNotNameTheMode() throws SQLException {
        setup.run("INSERT a", "INSERT b");
        assertThat(api.batches).extracting(SubmitRequest::autoCommit).containsExactly(false);
    }

    @Test
    void fortyAreARequest() throws SQLException {
        assertThat(setup.run(numbered("VACUUM ", 85))).hasSize(85);
        assertThat(api.batches).extracting(batch -> batch.sqls().size()).containsExactly(40, 40, 5);
    }

    @Test
    void neitherIsPartOfAnOpenTransaction() throws SQLException {
        setup.session.autoCommit(false);
        setup.run("VACUUM a", "VACUUM b");
        assertThat(api.batches).isEmpty();
        assertThat(api.sqls()).containsExactly("BEGIN", "VACUUM a", "BEGIN", "VACUUM b");
    }

    @Test
    void aTransactionOfTheScriptItselfIsRunAsItStands() throws SQLException {
        setup.run("BEGIN", "VACUUM a", "VACUUM b", "COMMIT");
        assertThat(api.batches).isEmpty();
    }

    @Test
    void whatTakesSomethingAwayStandsBehindNoStatementThatMayFail() throws SQLException {
        prove();
        setup.run("VACUUM a", "ALTER TABLE t APPEND FROM s", "TRUNCATE s", "VACUUM t", "DROP DATABASE d");
        assertThat(api.batches.get(1).sqls()).containsExactly("TRUNCATE s", "VACUUM t");
        assertThat(api.batches).hasSize(2);
        assertThat(api.sqls()).containsExactly("VACUUM a", "ALTER TABLE t APPEND FROM s", "DROP DATABASE d");
    }

    @Test
    void anEndpointThatHasProvedNothingGetsTogetherOnlyWhatATransactionWouldRefuse() throws SQLException {
        setup.run("VACUUM a", "ANALYZE a", "VACUUM b", "VACUUM c", "TRUNCATE d", "VACUUM e");
        assertThat(api.batches.get(0).sqls()).containsExactly("VACUUM b", "VACUUM c");
        assertThat(api.sqls()).startsWith("VACUUM a", "ANALYZE a");
        // Those two have proved it.
        assertThat(api.batches.get(1).sqls()).containsExactly("TRUNCATE d", "VACUUM e");
    }

    // ---------------------------------------------------------------- failures

    @Test
    void theServiceGoesOnAfterAFailureAndEachEndIsTold() {
        api.courses.put("VACUUM b", Course.fails("ERROR: relation \"b\" does not exist"));
        var failure = failureOf("VACUUM a", "VACUUM b", "VACUUM c");
        assertThat((Throwable) failure)
                .hasMessageStartingWith("Statement 2 of 3: ERROR: relation \"b\" does not exist")
                .hasMessageEndingWith(
                        "Each statement commits by itself: statements 1, 3 were carried out and are committed.");
        assertThat(failure.getSQLState()).isEqualTo("42P01");
        assertThat(Doubt.isIn(failure)).isFalse();
    }

    @Test
    void aFailureEndsTheScriptBehindItsRequest() {
        api.courses.put("VACUUM 1", Course.fails("ERROR: no"));
        var failure = failureOf(numbered("VACUUM ", 43));
        assertThat((Throwable) failure)
                .hasMessageEndingWith("statements 1, 3 to 40 were carried out and are committed; statements 41 to 43"
                        + " were not sent.");
        assertThat(api.batches).hasSize(1);
    }

    @Test
    void everyFailureIsChained() {
        api.courses.put("VACUUM a", Course.fails("ERROR: one"));
        api.courses.put("VACUUM c", Course.fails("ERROR: two"));
        var failure = failureOf("VACUUM a", "VACUUM b", "VACUUM c");
        assertThat((Throwable) failure)
                .hasMessageContaining("statement 2 was carried out and is committed; statement 3 failed too");
        assertThat((Throwable) failure.getNextException()).hasMessageStartingWith("Statement 3 of 3: ERROR: two");
    }

    @Test
    void thePlaceOfAnErrorIsShown() {
        api.courses.put("VACUUM bcd", Course.fails("ERROR: relation \"bcd\" does not exist\n  Position: 8"));
        assertThat((Throwable) failureOf("VACUUM a", "VACUUM bcd")).hasMessageContaining("\n  VACUUM bcd\n         ^");
    }

    @Test
    void theFailingElementOfABatchHasNoCountAndTheOthersHaveTheirs() {
        api.courses.put("VACUUM b", Course.fails("ERROR: no"));
        var failure =
                catchThrowableOfType(BatchUpdateException.class, () -> setup.batch("VACUUM a", "VACUUM b", "VACUUM c"));
        assertThat(failure.getLargeUpdateCounts()).containsExactly(0, Statement.EXECUTE_FAILED, 0);
        assertThat((Throwable) failure)
                .hasMessageContaining("Statement 2 of 3: ERROR: no")
                .hasMessageContaining("statements 1, 3");
        assertThat((Throwable) failure.getNextException()).hasMessageContaining("ERROR: no");
    }

    @Test
    void aBatchThatEndsWithItsFailureHasTheCountsBeforeIt() {
        api.courses.put("VACUUM b", Course.fails("ERROR: no"));
        var failure = catchThrowableOfType(BatchUpdateException.class, () -> setup.batch("VACUUM a", "VACUUM b"));
        assertThat(failure.getLargeUpdateCounts()).containsExactly(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUBMITTED", "PICKED", "STARTED", "UNKNOWN"})
    void whatTheServiceLeavesWithoutAnEndIsUnknown(StatementStatus status) {
        api.stopsAtFailure = true;
        api.leftOut = status;
        api.courses.put("VACUUM b", Course.fails("ERROR: no"));
        var failure = failureOf("VACUUM a", "VACUUM b", "VACUUM c");
        assertThat((Throwable) failure)
                .hasMessageStartingWith("Statement 2 of 3: ERROR: no")
                .hasMessageContaining(
                        "statement 1 was carried out and is committed; whether statement 3 was carried out"
                                + " is not known.");
        assertThat(Doubt.isIn(failure)).isTrue();
    }

    @Test
    void aServiceThatStopsAtAFailureIsBorne() {
        api.stopsAtFailure = true;
        api.courses.put("VACUUM b", Course.fails("ERROR: no"));
        var failure = failureOf("VACUUM a", "VACUUM b", "VACUUM c");
        assertThat((Throwable) failure)
                .hasMessageContaining("statement 1 was carried out and is committed; statement 3 failed too.");
        assertThat(Doubt.isIn(failure)).isFalse();
    }

    @Test
    void aPartThatTheAnswerLacksIsUnknown() {
        api.untoldParts.add(2);
        var failure =
                catchThrowableOfType(BatchUpdateException.class, () -> setup.batch("VACUUM a", "VACUUM b", "VACUUM c"));
        assertThat(failure.getLargeUpdateCounts()).containsExactly(0, Statement.EXECUTE_FAILED, 0);
        assertThat(Doubt.isIn(failure)).isTrue();
        assertThat((Throwable) failure)
                .hasMessageContaining("Statement 2 of 3")
                .hasMessageContaining("does not tell of it");
    }

    @Test
    void aPartThatLostItsConnectionIsUnknownAndTheSessionIsLeft() throws SQLException {
        setup.run("SELECT 1");
        api.courses.put("VACUUM b", Course.fails("FATAL: terminating connection due to administrator command"));
        var failure = failureOf("VACUUM a", "VACUUM b");
        assertThat(Doubt.isIn(failure)).isTrue();
        assertThat((Throwable) failure)
                .hasMessageContaining("lost its connection")
                .hasMessageContaining("statement 1 was carried");
        setup.run("SELECT 2");
        assertThat(last(api.executed).sessionId()).isNull();
    }

    @Test
    void aPartWithoutAReasonDoesNotEndTheSession() throws SQLException {
        setup.run("SELECT 1");
        api.courses.put("VACUUM b", Course.fails("ERROR: no"));
        failureOf("VACUUM a", "VACUUM b");
        setup.run("SELECT 2");
        assertThat(last(api.executed).sessionId()).isEqualTo("session-1");
    }

    @Test
    void ifTheEndsCannotBeReadAllAreUnknown() {
        for (var i = 0; i < 200; i++) {
            api.fail("Describe", Kind.REJECTED, "no");
        }
        var failure = failureOf("VACUUM a", "VACUUM b");
        assertThat(Doubt.isIn(failure)).isTrue();
        assertThat((Throwable) failure).hasMessageContaining("whether statement 2 was carried out is not known");
    }

    @Test
    void aRefusedRequestHasDoneNothing() {
        api.fail("Batch", Kind.REJECTED, "no");
        var failure = failureOf("VACUUM a", "VACUUM b");
        assertThat((Throwable) failure)
                .hasMessageStartingWith("Statement 1 of 2")
                .hasMessageEndingWith("Each statement commits by itself: statement 2 was not sent.");
        assertThat(Doubt.isIn(failure)).isFalse();
        assertThat(api.operations()).containsExactly("Batch");
    }

    // ---------------------------------------------------------------- ended early

    @Test
    void theQueryTimeoutInTheMiddleTellsWhatIsCommitted() {
        api.courses.put("VACUUM b", Course.finishes(Duration.ofHours(1)));
        var failure = catchThrowableOfType(
                SQLException.class,
                () -> setup.run(Duration.ofSeconds(3), new CallerSignal(), "VACUUM a", "VACUUM b", "VACUUM c"));
        assertThat((Throwable) failure)
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessageStartingWith(
                        "Statement 2 of 3: The statement did not end within its query timeout of 3000 ms")
                .hasMessageContaining("statement 1 was carried out and is committed; statement 3 failed too");
        assertThat(failure.getSQLState()).isEqualTo("57014");
    }

    @Test
    void whatIsUnknownBecauseOfTheTimeoutIsToldAsOne() {
        api.leftOut = StatementStatus.SUBMITTED;
        api.courses.put("VACUUM a", Course.fails("ERROR: no"));
        api.courses.put("VACUUM b", Course.finishes(Duration.ofHours(1)));
        var failure = catchThrowableOfType(
                SQLException.class,
                () -> setup.run(Duration.ofSeconds(3), new CallerSignal(), "VACUUM a", "VACUUM b", "VACUUM c"));
        assertThat((Throwable) failure)
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessageStartingWith("Statement 1 of 3: ERROR: no")
                .hasMessageEndingWith("statement 2 failed too; whether statement 3 was carried out is not known.");
        assertThat(Doubt.isIn(failure)).isTrue();
        assertThat(failure.getSQLState()).isEqualTo("57014");
    }

    @Test
    void aCallerThatHasLeftWaitsForNoCounts() {
        var auto = new Setup(SessionMode.ALWAYS, ScriptMode.INDEPENDENT);
        auto.modes.noticedObeyed();
        auto.api.courses.put("INSERT a", Course.gives(false, -1));
        auto.api.courses.put("INSERT b", Course.finishes(Duration.ofHours(1)));
        var failure = catchThrowableOfType(
                BatchUpdateException.class,
                () -> auto.session.executeBatch(
                        Setup.bound("INSERT a", "INSERT b"),
                        new ExecuteOptions(Duration.ofSeconds(3), null),
                        new CallerSignal()));
        assertThat(failure.getLargeUpdateCounts()).containsExactly(Statement.SUCCESS_NO_INFO, Statement.EXECUTE_FAILED);
        assertThat(auto.api.calls).doesNotContain("Describe statement-1:1 0");
    }

    @Test
    void aCancelThatIsNotObeyedLeavesAllUnknown() {
        api.courses.put("VACUUM b", Course.finishes(Duration.ofHours(1)));
        api.obeysCancel = false;
        var failure = catchThrowableOfType(
                SQLException.class,
                () -> setup.run(Duration.ofSeconds(3), new CallerSignal(), "VACUUM a", "VACUUM b", "VACUUM c"));
        assertThat((Throwable) failure).isInstanceOf(SQLTimeoutException.class);
        assertThat(Doubt.isIn(failure)).isTrue();
        assertThat((Throwable) failure)
                .hasMessageEndingWith("whether statements 2 to 3 were carried out is not known.");
    }

    // ---------------------------------------------------------------- endpoints that do not know the mode

    @Test
    void anEndpointThatRefusesTheModeGetsTheStatementsOneByOne() throws SQLException {
        api.autoCommit = AutoCommit.REFUSED;
        assertThat(setup.run("VACUUM a", "VACUUM b")).hasSize(2);
        assertThat(setup.run("VACUUM c", "VACUUM d")).hasSize(2);
        assertThat(api.batches).hasSize(1);
        assertThat(api.sqls()).containsExactly("VACUUM a", "VACUUM b", "VACUUM c", "VACUUM d");
        assertThat(setup.modes.supported()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"IGNORED", "OVERRULED"})
    void anEndpointThatMakesATransactionOfThemGetsThemOneByOne(AutoCommit mode) throws SQLException {
        api.autoCommit = mode;
        assertThat(setup.run("VACUUM a", "VACUUM b")).hasSize(2);
        assertThat(setup.run("VACUUM c", "VACUUM d")).hasSize(2);
        assertThat(api.batches).hasSize(1);
        assertThat(api.sqls()).containsExactly("VACUUM a", "VACUUM b", "VACUUM c", "VACUUM d");
    }

    @Test
    void aFinishedPartOfAFailedSeriesIsUnknownWhileNothingShowsThatItIsCommitted() {
        api.autoCommit = AutoCommit.UNTOLD;
        api.courses.put("VACUUM b", Course.fails("ERROR: no"));
        var failure = failureOf("VACUUM a", "VACUUM b");
        assertThat(Doubt.isIn(failure)).isTrue();
        assertThat((Throwable) failure)
                .hasMessageContaining("Statement 1 of 2: Whether the statement was carried out is not known")
                .hasMessageContaining("statement 2 failed too");
    }

    /** Whether it was rolled back or not, it has given its rows and changed nothing. */
    @Test
    void aQueryThatFinishedInAFailedSeriesIsBelieved() {
        var series = new Setup(SessionMode.ALWAYS, ScriptMode.INDEPENDENT);
        series.modes.noticedObeyed();
        series.api.autoCommit = AutoCommit.UNTOLD;
        series.api.courses.put("SELECT a", Course.gives(true, 1));
        series.api.courses.put("INSERT b", Course.fails("ERROR: division by zero"));
        var failure = catchThrowableOfType(SQLException.class, () -> series.run("SELECT a", "INSERT b"));
        assertThat(Doubt.isIn(failure)).isFalse();
        assertThat((Throwable) failure).hasMessageContaining("statement 1 was carried out");
    }

    @Test
    void aQueryThatLostItsConnectionHasSurelyChangedNothing() {
        var series = new Setup(SessionMode.ALWAYS, ScriptMode.INDEPENDENT);
        series.modes.noticedObeyed();
        var lost = Course.fails("FATAL: terminating connection due to administrator command");
        series.api.courses.put("SELECT b", lost);
        var failure = catchThrowableOfType(SQLException.class, () -> series.run("INSERT a", "SELECT b"));
        assertThat(Doubt.isIn(failure)).isFalse();
        series.api.courses.put("INSERT a", lost);
        assertThat(Doubt.isIn(catchThrowableOfType(SQLException.class, () -> series.run("INSERT a", "SELECT b"))))
                .isTrue();
    }

    @Test
    void aPartThatFinishedBehindAFailureShowsThatEachCommitted() {
        api.autoCommit = AutoCommit.UNTOLD;
        api.courses.put("VACUUM b", Course.fails("ERROR: no"));
        var failure = failureOf("VACUUM a", "VACUUM b", "VACUUM c");
        assertThat(Doubt.isIn(failure)).isFalse();
        assertThat((Throwable) failure).hasMessageContaining("statements 1, 3 were carried out");
        assertThat(setup.modes.proved()).isTrue();
    }

    @Test
    void aSeriesThatFinishedProvesNothingIfTheServiceDoesNotSay() throws SQLException {
        api.autoCommit = AutoCommit.UNTOLD;
        assertThat(setup.run("VACUUM a", "VACUUM b")).hasSize(2);
        assertThat(setup.modes.proved()).isFalse();
        assertThat(setup.modes.supported()).isTrue();
    }

    @Test
    void aTransactionThatWasMadeOfATruncateIsNotRunAgain() throws SQLException {
        prove();
        api.autoCommit = AutoCommit.OVERRULED;
        var failure = failureOf("TRUNCATE t", "VACUUM t");
        assertThat(Doubt.isIn(failure)).isTrue();
        assertThat(api.sqls()).isEmpty();
    }

    // ---------------------------------------------------------------- scriptMode

    @Test
    void inModeAutocommitTheFirstFailureEndsTheRest() {
        var auto = new Setup(SessionMode.ALWAYS, ScriptMode.AUTOCOMMIT);
        auto.api.courses.put("INSERT b", Course.fails("ERROR: no"));
        assertThatThrownBy(() -> auto.run("INSERT a", "INSERT b", "INSERT c"))
                .hasMessageStartingWith("Statement 2 of 3: ERROR: no")
                .hasMessageEndingWith("Each statement commits by itself: statement 1 was carried out and is committed;"
                        + " statement 3 was not sent.");
        assertThat(auto.api.sqls()).containsExactly("INSERT a", "INSERT b");
    }

    @Test
    void inModeAutocommitABatchEndsWithItsFirstFailure() {
        var auto = new Setup(SessionMode.ALWAYS, ScriptMode.AUTOCOMMIT);
        auto.api.courses.put("INSERT b", Course.fails("ERROR: no"));
        var failure =
                catchThrowableOfType(BatchUpdateException.class, () -> auto.batch("INSERT a", "INSERT b", "INSERT c"));
        assertThat(failure.getLargeUpdateCounts()).containsExactly(0);
        assertThat(auto.api.batches).isEmpty();
    }

    @Test
    void inModeAutocommitWhatOnlyAddsSharesARequestOnceTheEndpointHasProvedItself() throws SQLException {
        var auto = new Setup(SessionMode.ALWAYS, ScriptMode.AUTOCOMMIT);
        auto.run("VACUUM a", "VACUUM b");
        auto.run("DELETE FROM t", "ANALYZE t", "VACUUM t", "INSERT INTO t SELECT 1", "SELECT 1");
        assertThat(auto.api.batches)
                .extracting(SubmitRequest::sqls)
                .containsExactly(
                        List.of("VACUUM a", "VACUUM b"),
                        List.of("DELETE FROM t", "ANALYZE t", "VACUUM t"),
                        List.of("INSERT INTO t SELECT 1", "SELECT 1"));
    }

    @Test
    void inModeIndependentAFailureEndsNothing() {
        var auto = new Setup(SessionMode.ALWAYS, ScriptMode.INDEPENDENT);
        auto.api.courses.put("INSERT 1", Course.fails("ERROR: no"));
        auto.api.courses.put("INSERT 44", Course.fails("ERROR: nor this"));
        auto.modes.noticedObeyed();
        var failure = catchThrowableOfType(BatchUpdateException.class, () -> auto.batch(numbered("INSERT ", 45)));
        assertThat(failure.getLargeUpdateCounts()).hasSize(45);
        assertThat(Arrays.stream(failure.getLargeUpdateCounts()).filter(count -> count == Statement.EXECUTE_FAILED))
                .hasSize(2);
        assertThat((Throwable) failure)
                .hasMessageContaining(
                        "statements 1, 3 to 44 were carried out and are committed; statement 45" + " failed too.");
        assertThat(auto.api.batches).extracting(batch -> batch.sqls().size()).containsExactly(40, 5);
    }

    @Test
    void inModeIndependentStatementsOneByOneGoOnToo() {
        var auto = new Setup(SessionMode.ALWAYS, ScriptMode.INDEPENDENT);
        auto.api.courses.put("INSERT a", Course.fails("ERROR: no"));
        assertThatThrownBy(() -> auto.run("INSERT a", "INSERT b", "INSERT c"))
                .hasMessageEndingWith("statements 2 to 3 were carried out and are committed.");
        assertThat(auto.api.sqls()).containsExactly("INSERT a", "INSERT b", "INSERT c");
    }

    @Test
    void inModeIndependentWhatIsUnknownEndsTheRest() {
        var auto = new Setup(SessionMode.ALWAYS, ScriptMode.INDEPENDENT);
        auto.api.courses.put("INSERT a", Course.fails("FATAL: connection closed"));
        assertThatThrownBy(() -> auto.run("INSERT a", "INSERT b")).hasMessageEndingWith("statement 2 was not sent.");
    }

    @Test
    void inModeIndependentATimeoutEndsTheRest() {
        var auto = new Setup(SessionMode.ALWAYS, ScriptMode.INDEPENDENT);
        auto.api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        assertThatThrownBy(() -> auto.run(Duration.ofSeconds(2), new CallerSignal(), "INSERT a", "INSERT b"))
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessageEndingWith("statement 2 was not sent.");
    }

    @Test
    void withoutASessionASeriesRunsInNone() throws SQLException {
        var auto = new Setup(SessionMode.AUTO, ScriptMode.INDEPENDENT);
        auto.modes.noticedObeyed();
        auto.run("INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)");
        assertThat(auto.api.batches.get(0).sessionId()).isNull();
        assertThat(auto.api.batches.get(0).sessionKeepAliveSeconds()).isNull();
        assertThat(auto.batch("INSERT INTO t VALUES (1)")).containsExactly(0);
    }

    @Test
    void onlyWhatFinishedCountsAsStateOfTheSession() throws SQLException {
        var auto = new Setup(SessionMode.ALWAYS, ScriptMode.INDEPENDENT);
        auto.modes.noticedObeyed();
        auto.api.courses.put("SET b TO 1", Course.fails("ERROR: no"));
        assertThatThrownBy(() -> auto.run("SET a TO 1", "SET b TO 1", "SET c TO 1"))
                .hasMessageContaining("ERROR: no");
        auto.api.closedSessions.add("session-1");
        auto.api.submitted.clear();
        auto.run("SELECT 1");
        // It was refused once. The new session gets the settings that were made.
        assertThat(auto.api.submitted).containsExactly("SELECT 1", "SET a TO 1", "SET c TO 1", "SELECT 1");
    }

    @Test
    void aTemporaryTableOfASeriesIsLostWithTheSession() throws SQLException {
        var auto = new Setup(SessionMode.ALWAYS, ScriptMode.INDEPENDENT);
        auto.modes.noticedObeyed();
        auto.run("CREATE TEMP TABLE x (a int)", "INSERT INTO x VALUES (1)");
        auto.api.closedSessions.add("session-1");
        assertThatThrownBy(() -> auto.run("SELECT 1"))
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08006");
    }

    @Test
    void aTemporaryTableOfASeriesIsLostWithTheConnectionThatBreaksInIt() {
        var auto = new Setup(SessionMode.ALWAYS, ScriptMode.INDEPENDENT);
        auto.modes.noticedObeyed();
        auto.api.courses.put("INSERT a", Course.fails("FATAL: terminating connection due to administrator command"));
        assertThatThrownBy(() -> auto.run("CREATE TEMP TABLE x (a int)", "INSERT a"))
                .hasMessageContaining("lost its connection");
        assertThat(auto.session.isDead()).isTrue();
    }

    @Test
    void aSeriesThatLeavesNothingIsFollowedByANewSessionIfItsConnectionBreaks() throws SQLException {
        var auto = new Setup(SessionMode.ALWAYS, ScriptMode.INDEPENDENT);
        auto.modes.noticedObeyed();
        auto.api.courses.put("INSERT a", Course.fails("FATAL: terminating connection due to administrator command"));
        assertThatThrownBy(() -> auto.run("INSERT b", "INSERT a")).hasMessageContaining("lost its connection");
        auto.run("SELECT 1");
        assertThat(auto.session.sessionId()).isEqualTo("session-2");
    }

    @Test
    void theSettingsOfTheConnectionHoldForASeriesThatCouldRunWithoutASession() throws SQLException {
        var auto = new Setup(SessionMode.AUTO, ScriptMode.INDEPENDENT);
        auto.modes.noticedObeyed();
        auto.session.settings().presetSearchPath("a");
        auto.run("INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)");
        assertThat(auto.batch("INSERT INTO t VALUES (3)", "INSERT INTO t VALUES (4)"))
                .hasSize(2);
        assertThat(auto.api.submitted)
                .containsExactly(
                        "SET search_path TO a",
                        "INSERT INTO t VALUES (1)",
                        "INSERT INTO t VALUES (2)",
                        "INSERT INTO t VALUES (3)",
                        "INSERT INTO t VALUES (4)");
        assertThat(auto.api.batches).extracting(SubmitRequest::sessionId).containsOnly("session-1");
        assertThat(auto.api.batches).extracting(SubmitRequest::autoCommit).containsOnly(true);
    }

    @Test
    void whereAPolicyDeniesBatchesTheStatementsGoOneByOne() throws SQLException {
        api.failNext("Batch", Kind.UNAUTHORIZED, "AccessDeniedException");
        assertThat(setup.run("VACUUM a", "VACUUM b")).hasSize(2);
        setup.run("VACUUM c", "VACUUM d");
        assertThat(api.sqls()).containsExactly("VACUUM a", "VACUUM b", "VACUUM c", "VACUUM d");
        assertThat(api.batches).hasSize(1);
        assertThat(setup.modes.supported()).isTrue();
    }

    /** The endpoint shows that it obeys the mode. */
    private void prove() throws SQLException {
        setup.run("VACUUM x", "VACUUM y");
        api.executed.clear();
    }

    private SQLException failureOf(String... script) {
        return catchThrowableOfType(SQLException.class, () -> setup.run(script));
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    private static String[] numbered(String text, int count) {
        return IntStream.range(0, count).mapToObj(i -> text + i).toArray(String[]::new);
    }
}

package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.StatementFilter;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionTimes;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.statement.AwaitedStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions.Detached;
import io.github.redshiftdata.jdbc.internal.sql.SessionSetting;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that nobody waits for, in the session of the connection and in none. */
class DetachedStatementsTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final ExecuteOptions PLAIN = new ExecuteOptions(Duration.ZERO, null);

    private Setup setup = new Setup();
    private FakeDataApi api = setup.api;
    private DataSession session = setup.session;
    private final CallerSignal signal = new CallerSignal();

    private void use(Setup other) {
        setup = other;
        api = other.api;
        session = other.session;
    }

    private String submit(boolean inSession, String... sqls) throws SQLException {
        return session.detached()
                .submit(Setup.bound(sqls), PLAIN.detached(new Detached(null, inSession)), new CallerSignal());
    }

    private String inSession(String... sqls) throws SQLException {
        return submit(true, sqls);
    }

    private String inNone(String... sqls) throws SQLException {
        return submit(false, sqls);
    }

    private SQLException refusal(boolean inSession, String... sqls) {
        var error = catchThrowableOfType(SQLException.class, () -> submit(inSession, sqls));
        assertThat((Throwable) error).isNotNull();
        return error;
    }

    // ---------------------------------------------------------------- in the session

    @Test
    void itIsNotWaitedForButTheNextStatementWaitsForItsEnd() throws SQLException {
        setup.run("SELECT 1");
        api.courses.put("INSERT a", Course.finishes(LONG));
        var start = setup.time.nanos();
        assertThat(inSession("INSERT a")).isEqualTo("statement-2");
        assertThat(setup.time.since(start)).isZero();
        setup.run("SELECT 2");
        assertThat(setup.time.since(start)).isBetween(LONG, LONG.plusSeconds(1));
        setup.run("SELECT 3");
        assertThat(api.executed).allSatisfy(request -> assertThat(request.sessionId())
                .isEqualTo(request.sql().equals("SELECT 1") ? null : "session-1"));
        assertThat(api.operations().stream().filter("Describe"::equals)).hasSize(2);
    }

    @Test
    void withoutASessionOneIsOpenedFirst() throws SQLException {
        inSession("INSERT a");
        assertThat(api.sqls()).containsExactly("SELECT 1", "INSERT a");
        assertThat(api.executed.get(1).sessionId()).isEqualTo("session-1");
    }

    @Test
    void aSessionThatIsGoneIsRenewedForIt() throws SQLException {
        setup.run("SELECT 1");
        api.closedSessions.add("session-1");
        assertThat(inSession("INSERT a")).isEqualTo("statement-3");
        assertThat(session.sessionId()).isEqualTo("session-2");
        assertThat(api.executed.get(3).sessionId()).isEqualTo("session-2");
    }

    @Test
    void aConnectionWhoseSessionIsLostWithWhatItHeldTakesNoMore() throws SQLException {
        setup.run("CREATE TEMP TABLE t (a int)");
        api.closedSessions.add("session-1");
        assertThat(refusal(true, "INSERT a").getSQLState()).isEqualTo("08006");
        var before = api.calls.size();
        assertThat(refusal(true, "INSERT a").getSQLState()).isEqualTo("08006");
        assertThat(api.calls).hasSize(before);
    }

    @Test
    void whoeverDoesNotWaitForItsEndSendsNothingAndTheNextOneWaitsAgain() throws SQLException {
        setup.run("SELECT 1");
        api.courses.put("INSERT a", Course.finishes(LONG));
        inSession("INSERT a");
        var start = setup.time.nanos();
        TransactionTest.assertState(() -> setup.run(Duration.ofSeconds(5), signal, "SELECT 2"), "57014");
        assertThat(setup.time.since(start)).isLessThan(Duration.ofSeconds(8));
        api.duringWait = signal::cancel;
        TransactionTest.assertState(() -> setup.run(Duration.ZERO, signal, "SELECT 3"), "57014");
        assertThat(api.sqls()).containsExactly("SELECT 1", "INSERT a");
        setup.run("SELECT 4");
        assertThat(setup.time.since(start)).isBetween(LONG, LONG.plusSeconds(1));
    }

    @Test
    void ifItHasLostItsConnectionToTheDatabaseTheSessionIsLeft() throws SQLException {
        setup.run("SELECT 1");
        api.courses.put("INSERT a", Course.fails("FATAL: terminating connection due to administrator command"));
        inSession("INSERT a");
        setup.run("SELECT 2");
        assertThat(session.sessionId()).isEqualTo("session-2");
        assertThat(api.executed.stream().filter(request -> request.sql().equals("ROLLBACK")))
                .singleElement()
                .satisfies(request -> assertThat(request.sessionId()).isEqualTo("session-1"));
    }

    @Test
    void ifNobodyTellsItsEndTheNextStatementIsSentAllTheSame() throws SQLException {
        setup.run("SELECT 1");
        inSession("INSERT a");
        api.fail("Describe", Kind.UNAUTHORIZED, "denied");
        for (var number = 0; number < 1000; number++) {
            api.failNext("Describe", Kind.UNAUTHORIZED, "denied");
        }
        setup.run("CREATE TABLE t (a int)");
        assertThat(api.sqls()).containsExactly("SELECT 1", "INSERT a", "CREATE TABLE t (a int)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE TEMP TABLE t (a int)", "SET a TO 1"})
    void whatItLeavesInTheSessionIsLostWithThat(String sql) throws SQLException {
        setup.run("SELECT 1");
        inSession(sql);
        setup.run("SELECT 2");
        api.closedSessions.add("session-1");
        TransactionTest.assertState(() -> setup.run("SELECT 3"), "08006");
        assertThat(session.isDead()).isTrue();
    }

    @Test
    void whatItMayHaveLeftCountsToo() throws SQLException {
        setup.run("SELECT 1");
        api.loseAnswer("Execute");
        for (var number = 0; number < 1000; number++) {
            api.failNext("Execute", Kind.REJECTED, "no");
        }
        api.deniesLists = true;
        assertThat(Doubt.isIn(refusal(true, "CREATE TEMP TABLE t (a int)"))).isTrue();
        api.faultsAreOver();
        api.closedSessions.add("session-1");
        TransactionTest.assertState(() -> setup.run("SELECT 3"), "08006");
    }

    @Test
    void aSessionThatRunsItHasTheTimeOfWhatItLeaves() throws SQLException {
        use(new Setup(new SessionTimes(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(600))));
        setup.run("SELECT 1");
        inSession("CREATE TEMP TABLE t (a int)");
        setup.run("SELECT 2");
        assertThat(api.executed.get(1).sessionKeepAliveSeconds()).isEqualTo(600);
        assertThat(api.executed.get(2).sessionKeepAliveSeconds()).isEqualTo(600);
        setup.run("SELECT 3");
        assertThat(api.executed.get(3).sessionKeepAliveSeconds()).isNull();
    }

    // ---------------------------------------------------------------- in none

    @Test
    void outsideTheSessionItTakesTheSettingsAlong() throws SQLException {
        setup.run("SET timezone TO 'UTC'");
        session.settings().label(SessionSetting.QUERY_GROUP, "a");
        inNone("INSERT a");
        var batch = api.batches.get(0);
        assertThat(batch.sessionId()).isNull();
        assertThat(batch.sessionKeepAliveSeconds()).isNull();
        assertThat(batch.sqls()).hasSize(3);
        assertThat(batch.sqls().get(0)).startsWith("SET timezone TO 'UTC' /*");
        assertThat(batch.sqls().get(1)).startsWith(SessionSetting.set(SessionSetting.QUERY_GROUP, "a") + " /*");
        assertThat(batch.sqls().get(2)).isEqualTo("INSERT a");
    }

    @Test
    void aStatementAloneIsNoBatch() throws SQLException {
        assertThat(inNone("INSERT a")).isEqualTo("statement-1");
        assertThat(api.sqls()).containsExactly("INSERT a");
        assertThat(api.batches).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itIsATransactionOfItsOwn(boolean inSession) throws SQLException {
        session.autoCommit(false);
        assertThat(refusal(inSession, "INSERT a").getSQLState()).isEqualTo("25001");
        session.autoCommit(true);
        setup.run("BEGIN");
        var error = refusal(inSession, "INSERT a");
        assertThat(error.getSQLState()).isEqualTo("25001");
        assertThat(error.getMessage()).doesNotContain("autocommit is off").contains("nothing was sent");
        assertThat(api.sqls()).containsExactly("BEGIN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEGIN", "COMMIT"})
    void whatHandlesTransactionsHasNoPlaceInIt(String sql) {
        assertThat(refusal(false, sql).getSQLState()).isEqualTo("25001");
        assertThat(refusal(false, "INSERT a", sql).getSQLState()).isEqualTo("25001");
        assertThat(api.calls).isEmpty();
    }

    @Test
    void withSettingsTheErrorSaysThatTheyAreAmongThem() throws SQLException {
        assertThat(refusal(false, "INSERT a", "VACUUM t").getMessage()).doesNotContain("settings");
        setup.run("SET timezone TO 'UTC'");
        assertThat(refusal(false, "VACUUM t").getMessage())
                .contains("as do the settings of the connection with it")
                .contains("on a connection without settings");
    }

    @Test
    void fortyAreTheMost() throws SQLException {
        var many = new String[41];
        Arrays.fill(many, "INSERT a");
        assertThat(refusal(false, many).getSQLState()).isEqualTo("54000");
        assertThat(api.calls).isEmpty();
        inNone(Arrays.copyOf(many, 40));
        assertThat(api.batches.get(0).sqls()).hasSize(40);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReadOnlyConnectionSubmitsNoWrite(boolean inSession) throws SQLException {
        session.readOnly(true);
        assertThat(refusal(inSession, "INSERT a").getSQLState()).isEqualTo("25006");
        assertThat(api.calls).isEmpty();
        submit(inSession, "SELECT 2");
        assertThat(api.sqls()).contains("SELECT 2");
    }

    @Test
    void inModeAutoItRunsOutsideAsWell() throws SQLException {
        use(new Setup(SessionMode.AUTO));
        inNone("INSERT a");
        assertThat(api.executed.get(0).sessionKeepAliveSeconds()).isNull();
    }

    // ---------------------------------------------------------------- later

    @Test
    void itIsWaitedForNoLongerThanTheProgramSays() throws SQLException {
        api.courses.put("INSERT a", Course.finishes(LONG));
        var awaited = new AwaitedStatement(inNone("INSERT a"), true);
        var start = setup.time.nanos();
        assertThat(session.detached().await(awaited, Duration.ofSeconds(5), PLAIN, signal))
                .isEmpty();
        assertThat(setup.time.since(start)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
        var end = session.detached().await(awaited, Duration.ofHours(1), PLAIN, signal);
        assertThat(end.orElseThrow().status()).isEqualTo(StatementStatus.FINISHED);
    }

    @Test
    void aCancelOfTheWaitLeavesTheStatementAlone() throws SQLException {
        api.courses.put("INSERT a", Course.finishes(LONG));
        var awaited = new AwaitedStatement(inNone("INSERT a"), true);
        api.duringWait = signal::cancel;
        TransactionTest.assertState(
                () -> session.detached().await(awaited, Duration.ofHours(1), PLAIN, signal), "57014");
        assertThat(api.calls).doesNotContain("Cancel statement-1");
    }

    @Test
    void itIsDescribedAndCancelledByItsId() throws SQLException {
        api.courses.put("INSERT a", Course.finishes(LONG));
        var id = inNone("INSERT a");
        assertThat(session.detached().describe(id, PLAIN, signal).status()).isEqualTo(StatementStatus.STARTED);
        session.detached().cancel(id, PLAIN, signal);
        assertThat(session.detached().describe(id, PLAIN, signal).status()).isEqualTo(StatementStatus.ABORTED);
        // One that has ended is no error.
        session.detached().cancel(id, PLAIN, signal);
    }

    @Test
    void aCancelThatTheServiceRefusesIsAnError() throws SQLException {
        api.courses.put("INSERT a", Course.finishes(LONG));
        var id = inNone("INSERT a");
        api.fail("Cancel", Kind.REJECTED, "no");
        TransactionTest.assertState(() -> session.detached().cancel(id, PLAIN, signal), "42501");
    }

    @Test
    void theHistoryHasEachStatementOnce() throws SQLException {
        api.listed = 2;
        for (var number = 0; number < 5; number++) {
            inNone("INSERT a");
        }
        var all = session.detached().history(new StatementFilter(null, null), PLAIN, signal);
        assertThat(all)
                .extracting(entry -> entry.statementId())
                .containsExactly("statement-5", "statement-4", "statement-3", "statement-2", "statement-1");
        assertThat(session.detached().history(new StatementFilter(null, StatementStatus.FAILED), PLAIN, signal))
                .isEmpty();
        assertThat(session.detached().history(new StatementFilter(all.get(1).name(), null), PLAIN, signal))
                .containsExactly(all.get(1));
    }

    @Test
    void aPartOfTheHistoryIsNotToldAsTheWhole() throws SQLException {
        inNone("INSERT a");
        api.fail("List", Kind.REJECTED, "no");
        var filter = new StatementFilter(null, null);
        assertThat(catchThrowableOfType(
                                SQLException.class, () -> session.detached().history(filter, PLAIN, signal))
                        .getSQLState())
                .isEqualTo("42000");
        signal.cancel();
        TransactionTest.assertState(() -> session.detached().history(filter, PLAIN, signal), "57014");
    }
}

package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ScriptMode;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions.Detached;
import io.github.redshiftdata.jdbc.internal.sql.SessionSetting;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A session is named before its next statement, whatever has become of the names until then. */
class OwedLabelsTest {

    private static final String A = SessionSetting.set(SessionSetting.QUERY_GROUP, "a");
    private static final String B = SessionSetting.set(SessionSetting.QUERY_GROUP, "b");
    private static final String REPORTS = SessionSetting.set(SessionSetting.APPLICATION_NAME, "reports");

    private final Setup setup = new Setup();
    private final DataSession session = setup.session;

    private void group(@Nullable String value) {
        session.settings().label(SessionSetting.QUERY_GROUP, value);
    }

    private void program(String value) {
        session.settings().label(SessionSetting.APPLICATION_NAME, value);
    }

    private List<String> sqls() {
        return setup.api.sqls();
    }

    @Test
    void aNameIsSetOnceBeforeTheNextStatement() throws SQLException {
        setup.run("SELECT 1");
        group("a");
        setup.run("SELECT 2");
        setup.run("SELECT 3");
        assertThat(sqls()).containsExactly("SELECT 1", A, "SELECT 2", "SELECT 3");
    }

    @Test
    void aSessionThatIsStillToBeOpenedBeginsWithItsName() throws SQLException {
        group("a");
        setup.run("SELECT 1");
        assertThat(setup.api.batches.get(0).sqls()).containsExactly(A, "SELECT 1");
        setup.api.closedSessions.add("session-1");
        setup.run("SELECT 2");
        assertThat(setup.api.batches.get(1).sqls()).containsExactly(A, "SELECT 2");
    }

    @Test
    void theLastNameCountsAndTheOneThatTheSessionHasCostsNoRequest() throws SQLException {
        setup.run("SELECT 1");
        group("a");
        group("b");
        setup.run("SELECT 2");
        group("a");
        group("b");
        setup.run("SELECT 3");
        assertThat(sqls()).containsExactly("SELECT 1", B, "SELECT 2", "SELECT 3");
    }

    @Test
    void aNameIsTakenAway() throws SQLException {
        setup.run("SELECT 1");
        group(null);
        setup.run("SELECT 2");
        assertThat(sqls()).containsExactly("SELECT 1", SessionSetting.reset(SessionSetting.QUERY_GROUP), "SELECT 2");
    }

    @Test
    void whatARollbackTakesBackIsSetAgain() throws SQLException {
        setup.run("SELECT 1");
        session.autoCommit(false);
        setup.run("SELECT 2");
        group("a");
        setup.run("SELECT 3");
        session.rollback();
        session.autoCommit(true);
        setup.run("SELECT 4");
        assertThat(sqls()).containsExactly("SELECT 1", "BEGIN", "SELECT 2", A, "SELECT 3", "ROLLBACK", A, "SELECT 4");
    }

    @Test
    void whatACommitKeepsIsNotSetAgain() throws SQLException {
        setup.run("SELECT 1");
        session.autoCommit(false);
        setup.run("SELECT 2");
        group("a");
        setup.run("SELECT 3");
        session.commit();
        setup.run("SELECT 4");
        session.rollback();
        session.autoCommit(true);
        setup.run("SELECT 5");
        assertThat(sqls())
                .containsExactly(
                        "SELECT 1",
                        "BEGIN",
                        "SELECT 2",
                        A,
                        "SELECT 3",
                        "COMMIT",
                        "BEGIN",
                        "SELECT 4",
                        "ROLLBACK",
                        "SELECT 5");
    }

    /** The session may have the name that nobody wants any more. */
    @Test
    void aNameThatMayHaveBeenSetIsNotTakenForTheOneBefore() throws SQLException {
        group("a");
        setup.run("SELECT 1");
        group("b");
        loseTheAnswerTo("SELECT 2");
        group("a");
        setup.run("SELECT 3");
        assertThat(sqls()).endsWith(B, A, "SELECT 3");
        group("a");
        setup.run("SELECT 4");
        assertThat(sqls()).endsWith("SELECT 3", "SELECT 4");
    }

    @Test
    void aSettingOfTheProgramThatMayHaveBeenMadeIsNotTakenForTheNameBefore() throws SQLException {
        group("a");
        setup.run("SELECT 1");
        loseTheAnswerTo(B);
        group("a");
        setup.run("SELECT 3");
        assertThat(sqls()).endsWith(B, A, "SELECT 3");
    }

    /** The answer to a SET of another name was lost before. */
    private void askAgainForTheFirstNameInATransaction() throws SQLException {
        group("a");
        setup.run("SELECT 1");
        loseTheAnswerTo(B);
        session.autoCommit(false);
        setup.run("SELECT 2");
        group("a");
        setup.run("SELECT 3");
    }

    /** A rollback brings back what nobody knows. */
    @Test
    void whatIsNotKnownBeforeATransactionIsNotKnownBehindItsRollback() throws SQLException {
        askAgainForTheFirstNameInATransaction();
        session.rollback();
        session.autoCommit(true);
        setup.run("SELECT 4");
        assertThat(sqls()).endsWith("BEGIN", "SELECT 2", A, "SELECT 3", "ROLLBACK", A, "SELECT 4");
    }

    @Test
    void aNameThatACommitHasMadeSureIsNotSetAgain() throws SQLException {
        askAgainForTheFirstNameInATransaction();
        session.commit();
        session.autoCommit(true);
        group("a");
        setup.run("SELECT 4");
        assertThat(sqls()).endsWith("BEGIN", "SELECT 2", A, "SELECT 3", "COMMIT", "SELECT 4");
    }

    @Test
    void aNewSessionHasTheNamesThatItBeganWith() throws SQLException {
        group("a");
        setup.run("SELECT 1");
        loseTheAnswerTo(B);
        setup.api.closedSessions.add("session-1");
        setup.run("SELECT 2");
        assertThat(session.sessionId()).isEqualTo("session-2");
        group("a");
        setup.run("SELECT 3");
        assertThat(sqls()).endsWith("SELECT 3").doesNotContain(A);
    }

    @Test
    void aSettingThatWasSubmittedAndNotWaitedForIsNotTakenForTheNameBefore() throws SQLException {
        group("a");
        setup.run("SELECT 1");
        var detached = new ExecuteOptions(Duration.ZERO, null).detached(new Detached(null, true));
        session.detached().submit(Setup.bound(B), detached, new CallerSignal());
        group("a");
        setup.run("SELECT 2");
        assertThat(sqls()).endsWith(B, A, "SELECT 2");
    }

    /** The service does not tell what became of the statements of a series. */
    @Test
    void aSettingOfASeriesThatMayHaveBeenMadeIsNotTakenForTheNameBefore() throws SQLException {
        var series = new Setup(SessionMode.ALWAYS, ScriptMode.INDEPENDENT);
        series.session.settings().label(SessionSetting.QUERY_GROUP, "a");
        series.run("VACUUM v");
        series.run("VACUUM v", "VACUUM w");
        IntStream.range(0, 200).forEach(number -> series.api.fail("Describe", Kind.REJECTED, "no"));
        assertThatThrownBy(() -> series.run("VACUUM x", B, "VACUUM y")).isInstanceOf(SQLException.class);
        assertThat(series.api.batches.get(series.api.batches.size() - 1).sqls()).contains(B);
        series.session.settings().label(SessionSetting.QUERY_GROUP, "a");
        series.run("SELECT 2");
        assertThat(series.api.sqls()).endsWith(A, "SELECT 2");
    }

    /** The first request that it takes arrives; its caller leaves before it hears so. */
    private void loseTheAnswerTo(String sql) {
        var signal = new CallerSignal();
        setup.api.loseAnswer("Execute");
        setup.api.fail("FindStatements", Kind.NETWORK, "connection reset");
        setup.api.duringSubmission = signal::cancel;
        assertThatThrownBy(() -> setup.run(Duration.ZERO, signal, sql)).isInstanceOf(SQLException.class);
    }

    @Test
    void aSettingOfTheProgramInTheTransactionTakesThePlaceOfTheName() throws SQLException {
        setup.run("SELECT 1");
        session.autoCommit(false);
        setup.run("SELECT 2");
        group("a");
        setup.run(B);
        session.rollback();
        session.autoCommit(true);
        setup.run("SELECT 3");
        assertThat(sqls()).containsExactly("SELECT 1", "BEGIN", "SELECT 2", A, B, "ROLLBACK", "SELECT 3");
    }

    /** It may be refused, and that would fail the transaction. */
    @Test
    void theNameOfTheProgramWaitsForTheEndOfTheTransaction() throws SQLException {
        setup.run("SELECT 1");
        session.autoCommit(false);
        setup.run("SELECT 2");
        program("reports");
        setup.run("SELECT 3");
        session.commit();
        session.autoCommit(true);
        setup.run("SELECT 4");
        assertThat(sqls()).containsExactly("SELECT 1", "BEGIN", "SELECT 2", "SELECT 3", "COMMIT", REPORTS, "SELECT 4");
    }

    @Test
    void aTransactionThatHasFailedIsNotNamed() throws SQLException {
        setup.api.courses.put("INSERT bad", Course.fails("ERROR: division by zero"));
        setup.run("SELECT 1");
        session.autoCommit(false);
        TransactionTest.assertState(() -> setup.run("INSERT bad"), "22012");
        group("a");
        TransactionTest.assertState(() -> setup.run("SELECT 2"), "25P02");
        session.rollback();
        session.autoCommit(true);
        setup.run("SELECT 3");
        assertThat(sqls()).containsExactly("SELECT 1", "BEGIN", "INSERT bad", "ROLLBACK", A, "SELECT 3");
    }

    @Test
    void aNameThatCouldNotBeSetIsOwedStillAndItsStatementIsNotSent() throws SQLException {
        setup.run("SELECT 1");
        group("a");
        setup.api.fail("Execute", Kind.UNAUTHORIZED, "denied");
        assertThatThrownBy(() -> setup.run("SELECT 2")).isInstanceOf(SQLException.class);
        setup.run("SELECT 3");
        assertThat(sqls()).containsExactly("SELECT 1", A, A, "SELECT 3");
    }

    @Test
    void aNameThatIsWantedWhileAnEarlierOneFailsTakesItsPlace() throws SQLException {
        setup.run("SELECT 1");
        group("a");
        setup.api.duringSubmission = () -> group("b");
        setup.api.courses.put(A, Course.fails("ERROR: out of memory"));
        assertThatThrownBy(() -> setup.run("SELECT 2")).isInstanceOf(SQLException.class);
        setup.run("SELECT 3");
        assertThat(sqls()).containsExactly("SELECT 1", A, B, "SELECT 3");
    }

    @Test
    void aNameThatIsWantedWhileAnEarlierOneIsSetIsSetBeforeTheNextStatement() throws SQLException {
        setup.run("SELECT 1");
        group("a");
        setup.api.duringSubmission = () -> group("b");
        setup.run("SELECT 2");
        setup.run("SELECT 3");
        assertThat(sqls()).containsExactly("SELECT 1", A, "SELECT 2", B, "SELECT 3");
    }

    @Test
    void aWarehouseThatTakesNoNameOfAProgramIsNotAskedAgain() throws SQLException {
        setup.api.courses.put(REPORTS, Course.fails("ERROR: permission denied to set parameter \"application_name\""));
        setup.run("SELECT 1");
        program("reports");
        setup.run("SELECT 2");
        program("others");
        setup.run("SELECT 3");
        assertThat(sqls()).containsExactly("SELECT 1", REPORTS, "SELECT 2", "SELECT 3");
    }
}

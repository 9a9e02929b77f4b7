package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ScriptMode;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.sql.SessionSetting;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In mode auto a session is opened only for what needs one. */
class WithoutSessionTest {

    private static final String PATH = "SET search_path TO a";

    private final Setup setup = new Setup(SessionMode.AUTO);
    private final FakeDataApi api = setup.api;
    private final DataSession session = setup.session;

    private void assertNoSession() {
        assertThat(session.sessionId()).isNull();
        assertThat(api.executed).allSatisfy(WithoutSessionTest::assertInNone);
        assertThat(api.batches).allSatisfy(WithoutSessionTest::assertInNone);
    }

    private static void assertInNone(SubmitRequest request) {
        assertThat(request.sessionId()).isNull();
        assertThat(request.sessionKeepAliveSeconds()).isNull();
    }

    @Test
    void aStatementAScriptAndABatchNeedNone() throws SQLException {
        api.courses.put("SELECT a", Course.gives(true, 1));
        api.courses.put("INSERT c", Course.gives(false, 5));
        assertThat(setup.one("SELECT a").hasResultSet()).isTrue();
        assertThat(setup.run("INSERT b", "INSERT c"))
                .extracting(StatementOutcome::updateCount)
                .containsExactly(1L, 5L);
        assertThat(setup.batch("INSERT b", "INSERT c")).containsExactly(1, 5);
        assertNoSession();
    }

    @Test
    void aSettingOfTheConnectionGoesWithTheStatement() throws SQLException {
        session.settings().presetSearchPath("a");
        api.courses.put("SELECT a", Course.gives(true, 1));
        var outcome = setup.one("SELECT a");
        assertThat(outcome.hasResultSet()).isTrue();
        assertThat(outcome.statementId()).isEqualTo("statement-1:2");
        assertThat(api.batches.get(0).sqls()).containsExactly(PATH, "SELECT a");
        assertNoSession();
    }

    @Test
    void soDoesANameThatIsWanted() throws SQLException {
        session.settings().label(SessionSetting.QUERY_GROUP, "g");
        setup.run("SELECT a");
        assertThat(api.batches.get(0).sqls())
                .containsExactly(SessionSetting.set(SessionSetting.QUERY_GROUP, "g"), "SELECT a");
        assertNoSession();
    }

    /** It is not worth a batch, and not every warehouse takes it. */
    @Test
    void theNameOfTheProgramIsLeftOut() throws SQLException {
        session.settings().label(SessionSetting.APPLICATION_NAME, "p");
        setup.run("SELECT a");
        assertThat(api.sqls()).containsExactly("SELECT a");
        assertNoSession();
    }

    @Test
    void aSettingThatIsRefusedIsToldByItsProperty() {
        session.settings().presetSearchPath("a");
        api.courses.put(PATH, Course.fails("ERROR: schema \"a\" does not exist"));
        var error = catchThrowableOfType(SQLException.class, () -> setup.run("SELECT a"));
        assertThat(error.getSQLState()).isEqualTo("3F000");
        assertThat(error.getMessage()).contains("Change it in the property currentSchema");
    }

    @Test
    void aStatementThatFailsBehindASettingFailsByItself() {
        session.settings().presetSearchPath("a");
        api.courses.put("SELECT a", Course.fails("ERROR: division by zero"));
        var error = catchThrowableOfType(SQLException.class, () -> setup.run("SELECT a"));
        assertThat(error.getSQLState()).isEqualTo("22012");
        assertThat(error.getMessage()).doesNotContain("currentSchema");
    }

    @Test
    void whereAPolicyDeniesBatchesASessionIsOpened() throws SQLException {
        session.settings().presetSearchPath("a");
        api.failNext("Batch", Kind.UNAUTHORIZED, "AccessDeniedException");
        setup.run("SELECT a");
        assertThat(api.sqls()).containsExactly(PATH, "SELECT a");
        assertThat(session.sessionId()).isEqualTo("session-1");
    }

    @Test
    void anyOtherRefusalOfTheBatchIsAnError() {
        session.settings().presetSearchPath("a");
        api.failNext("Batch", Kind.REJECTED, "no");
        TransactionTest.assertState(() -> setup.run("SELECT a"), "42000");
        assertThat(api.sqls()).isEmpty();
    }

    @Test
    void aScriptWithSettingsNeedsASession() throws SQLException {
        session.settings().presetSearchPath("a");
        setup.run("INSERT a", "INSERT b");
        assertThat(session.sessionId()).isEqualTo("session-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET a TO 1", "CREATE TEMP TABLE t (a int)", "BEGIN"})
    void whatLeavesSomethingNeedsASession(String sql) throws SQLException {
        setup.run(sql);
        assertThat(session.sessionId()).isEqualTo("session-1");
        setup.run("SELECT a");
        assertThat(api.executed.get(1).sessionId()).isEqualTo("session-1");
    }

    @Test
    void aTransactionNeedsASession() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        assertThat(session.sessionId()).isEqualTo("session-1");
    }

    @Test
    void moreThanABatchTakesNeedsASession() throws SQLException {
        var many = new String[41];
        for (var i = 0; i < many.length; i++) {
            many[i] = "INSERT a" + i;
        }
        setup.run(many);
        assertThat(session.sessionId()).isEqualTo("session-1");
    }

    @Test
    void statementsThatCommitEachNeedNoneEither() throws SQLException {
        var each = new Setup(SessionMode.AUTO, ScriptMode.INDEPENDENT);
        each.modes.noticedObeyed();
        assertThat(each.run("INSERT a", "INSERT b")).hasSize(2);
        assertThat(each.batch("INSERT a", "INSERT b")).containsExactly(1, 1);
        assertThat(each.api.batches).extracting(SubmitRequest::sqls).containsOnly(List.of("INSERT a", "INSERT b"));
        assertThat(each.api.batches).extracting(SubmitRequest::autoCommit).containsOnly(true);
        assertThat(each.session.sessionId()).isNull();
    }
}

package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.sql.SessionSetting;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session has its settings before its first statement, or that is not run. */
class SessionOpeningTest {

    private static final String PATH = "SET search_path TO a";
    private static final String GROUP = SessionSetting.set(SessionSetting.QUERY_GROUP, "g");
    private static final String PROGRAM = SessionSetting.set(SessionSetting.APPLICATION_NAME, "p");
    private static final Course LOST = Course.fails("FATAL: terminating connection due to administrator command");

    private final Setup setup = new Setup();
    private final FakeDataApi api = setup.api;
    private final DataSession session = setup.session;

    @BeforeEach
    void aSettingOfAProperty() {
        session.settings().presetSearchPath("a");
    }

    private void alsoAGroup() {
        session.settings().label(SessionSetting.QUERY_GROUP, "g");
    }

    private List<List<String>> batches() {
        return api.batches.stream().map(SubmitRequest::sqls).toList();
    }

    private SQLException failureOf(String... sqls) {
        var error = catchThrowableOfType(SQLException.class, () -> setup.run(sqls));
        assertThat((Throwable) error).isNotNull();
        return error;
    }

    private static Course failsSomewhere(String error) {
        return new Course(Duration.ZERO, StatementStatus.FAILED, error, false, 0, 0);
    }

    private void assertGivenUp(String sessionId) {
        assertThat(api.executed.stream().filter(request -> request.sql().equals("ROLLBACK")))
                .extracting(SubmitRequest::sessionId)
                .containsExactly(sessionId);
    }

    @Test
    void theSettingsCostNoRequestBeforeAStatement() throws SQLException {
        alsoAGroup();
        setup.run("INSERT a");
        setup.run("INSERT b");
        assertThat(batches()).containsExactly(List.of(PATH, GROUP, "INSERT a"));
        assertThat(api.sqls()).containsExactly("INSERT b");
        assertThat(api.executed.get(0).sessionId()).isEqualTo("session-1");
    }

    @Test
    void beforeAScriptTheyAreMadeByThemselves() throws SQLException {
        setup.run("INSERT a", "INSERT b");
        assertThat(api.sqls()).containsExactly(PATH);
        assertThat(batches()).containsExactly(List.of("INSERT a", "INSERT b"));
        assertThat(api.batches.get(0).sessionId()).isEqualTo("session-1");
    }

    @Test
    void severalAreMadeByOneBatchBeforeAScript() throws SQLException {
        alsoAGroup();
        setup.run("INSERT a", "INSERT b");
        assertThat(batches()).containsExactly(List.of(PATH, GROUP), List.of("INSERT a", "INSERT b"));
        assertThat(api.sqls()).isEmpty();
    }

    @Test
    void aSettingThatIsRefusedIsToldByItsPropertyAndItsSessionIsGivenUp() throws SQLException {
        api.courses.put(PATH, Course.fails("ERROR: schema \"a\" does not exist"));
        for (var sqls : List.of(new String[] {"INSERT a"}, new String[] {"INSERT a", "INSERT b"})) {
            api.executed.clear();
            var error = failureOf(sqls);
            assertThat(error.getSQLState()).isEqualTo("3F000");
            assertThat(error.getMessage()).contains("search_path").contains("Change it in the property currentSchema");
            assertThat(session.sessionId()).isNull();
        }
        assertGivenUp("session-2");
        api.courses.remove(PATH);
        setup.run("INSERT a");
        assertThat(session.sessionId()).isEqualTo("session-3");
    }

    @Test
    void oneOfSeveralThatIsRefusedIsToldByItsName() {
        alsoAGroup();
        api.courses.put(GROUP, Course.fails("ERROR: permission denied"));
        assertThat(failureOf("INSERT a", "INSERT b").getMessage())
                .contains("query_group")
                .doesNotContain("search_path", "currentSchema");
    }

    @Test
    void aNameOfTheProgramThatIsRefusedIsLeftOut() throws SQLException {
        session.settings().label(SessionSetting.APPLICATION_NAME, "p");
        api.courses.put(PROGRAM, Course.fails("ERROR: permission denied to set parameter \"application_name\""));
        setup.run("INSERT a");
        assertThat(batches()).containsExactly(List.of(PATH, PROGRAM, "INSERT a"), List.of(PATH, "INSERT a"));
        assertGivenUp("session-1");
        assertThat(session.sessionId()).isEqualTo("session-2");
    }

    @Test
    void soItIsBeforeAScript() throws SQLException {
        session.settings().label(SessionSetting.APPLICATION_NAME, "p");
        api.courses.put(PROGRAM, Course.fails("ERROR: permission denied to set parameter \"application_name\""));
        setup.run("INSERT a", "INSERT b");
        assertThat(batches()).containsExactly(List.of(PATH, PROGRAM), List.of("INSERT a", "INSERT b"));
        assertThat(api.sqls()).contains(PATH);
        assertThat(session.sessionId()).isEqualTo("session-2");
    }

    @Test
    void whereNobodyTellsWhatFailedEachGoesByItself() {
        api.courses.put("INSERT a", failsSomewhere("ERROR: division by zero"));
        assertThat(failureOf("INSERT a").getSQLState()).isEqualTo("22012");
        assertThat(batches()).containsExactly(List.of(PATH, "INSERT a"));
        assertThat(api.sqls()).containsSubsequence(PATH, "INSERT a");
        assertThat(session.sessionId()).isEqualTo("session-2");
    }

    @Test
    void soDoSettingsOfWhichNobodyTellsWhichIsRefused() {
        alsoAGroup();
        api.courses.put(GROUP, failsSomewhere("ERROR: permission denied"));
        assertThat(failureOf("INSERT a", "INSERT b").getMessage()).contains("query_group");
        assertThat(batches()).containsExactly(List.of(PATH, GROUP));
        assertThat(api.sqls()).containsSubsequence(PATH, GROUP);
    }

    @Test
    void aStatementThatFailsBehindItsSettingsFailsAsItWouldAlone() throws SQLException {
        api.courses.put("INSERT a", Course.fails("ERROR: division by zero"));
        var error = failureOf("INSERT a");
        assertThat(error.getSQLState()).isEqualTo("22012");
        assertThat(error.getMessage()).doesNotContain("search_path");
        assertThat(batches()).hasSize(1);
        // The settings were undone with it.
        setup.run("INSERT b");
        assertThat(batches()).last().isEqualTo(List.of(PATH, "INSERT b"));
    }

    @Test
    void whereAPolicyDeniesBatchesTheSettingsGoOneByOne() throws SQLException {
        alsoAGroup();
        api.failNext("Batch", Kind.UNAUTHORIZED, "AccessDeniedException");
        setup.run("INSERT a");
        assertThat(api.sqls()).containsExactly(PATH, GROUP, "INSERT a");
        api.closedSessions.add("session-1");
        setup.run("INSERT b");
        assertThat(batches()).as("it is not tried again").hasSize(1);
        assertThat(api.sqls()).endsWith(PATH, GROUP, "INSERT b");
    }

    @Test
    void anyOtherRefusalOfABatchIsAnError() {
        api.failNext("Batch", Kind.REJECTED, "no");
        assertThat(failureOf("INSERT a").getSQLState()).isEqualTo("42000");
        assertThat(api.sqls()).isEmpty();
    }

    @Test
    void aConnectionThatBreaksInASettingIsNoFaultOfThat() {
        api.courses.put(PATH, LOST);
        var error = failureOf("INSERT a", "INSERT b");
        assertThat(Doubt.isIn(error)).isFalse();
        assertThat(error.getMessage()).doesNotContain("Change it");
        assertThat(api.batches).isEmpty();
    }

    @Test
    void aTimeoutInASettingSaysThatTheStatementWasNotSent() {
        api.courses.put(PATH, Course.finishes(Duration.ofHours(1)));
        var error = catchThrowableOfType(
                SQLException.class, () -> setup.run(Duration.ofSeconds(3), new CallerSignal(), "INSERT a", "INSERT b"));
        assertThat(error.getSQLState()).isEqualTo("57014");
        assertThat(Doubt.isIn(error)).isFalse();
        assertThat(error.getMessage()).contains("before the service gave it an id");
        assertThat(api.batches).isEmpty();
        assertThat(session.sessionId()).isNull();
        assertGivenUp("session-1");
    }

    @Test
    void aSettingOfUnknownEndLeavesNoDoubtAboutTheStatementBehindIt() {
        api.loseAnswer("Execute");
        for (var number = 0; number < 1000; number++) {
            api.failNext("Execute", Kind.REJECTED, "no");
        }
        api.deniesLists = true;
        var error = failureOf("INSERT a", "INSERT b");
        assertThat(error.getSQLState()).isEqualTo("08001");
        assertThat(error.getMessage()).startsWith("The session could not be renewed, so the statement was not sent");
        assertThat(api.batches).isEmpty();
    }
}

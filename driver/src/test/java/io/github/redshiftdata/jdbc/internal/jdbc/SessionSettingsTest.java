package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each session is set to from its beginning, by which requests, and what becomes of a setting that is refused. */
class SessionSettingsTest {

    private static final String NAME = "SET application_name TO 'reports'";
    private static final String GROUP = "SET query_group TO 'nightly'";
    private static final String TIMEOUT = "SET statement_timeout TO '60000'";
    private static final String ZONE = "SET timezone TO 'Europe/Berlin'";
    private static final String SEARCH_PATH = "SET search_path TO \"sales\"";
    private static final String QUERY = "select n from t";
    private static final String UNKNOWN = "ERROR: unrecognized configuration parameter \"application_name\"";
    private static final String ALL = "&applicationName=reports&queryGroup=nightly&timeZone=Europe/Berlin"
            + "&sessionSettings=statement_timeout=60000&currentSchema=sales";

    private PlayedConnection played;

    private void connect(String parameters) throws SQLException {
        played = new PlayedConnection(parameters);
        played.givesNumbers(QUERY, 1);
    }

    private int query() throws SQLException {
        try (var statement = played.connection.createStatement();
                var rows = statement.executeQuery(QUERY)) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = played.connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private SQLException fails(String sql) {
        return catchThrowableOfType(SQLException.class, () -> run(sql));
    }

    private List<String> submittedSince(int before) {
        return List.copyOf(played.api.submitted.subList(before, played.api.submitted.size()));
    }

    // ---------------------------------------------------------------- the first request

    @Test
    void theyGoWithTheFirstQueryInOneRequest() throws SQLException {
        connect(ALL);
        assertThat(query()).isEqualTo(1);
        assertThat(played.api.calls)
                .containsExactly(
                        "Batch " + List.of(NAME, TIMEOUT, ZONE, GROUP, SEARCH_PATH, QUERY), "GetResult statement-1:6");
        assertThat(played.connection.getSessionId()).isEqualTo("session-1");
        assertThat(played.connection.getClientInfo("QueryGroup")).isEqualTo("nightly");
        query();
        assertThat(played.api.executed).hasSize(1);
    }

    @Test
    void aConnectionWithoutSettingsSendsNone() throws SQLException {
        connect("");
        query();
        assertThat(played.api.operations()).containsExactly("Execute", "GetResult");
    }

    @Test
    void aChangeOfRowsGoesWithThemAndIsCounted() throws SQLException {
        connect("&queryGroup=nightly");
        played.api.courses.put("delete from t", Course.gives(false, 7));
        try (var statement = played.connection.createStatement()) {
            assertThat(statement.executeUpdate("delete from t")).isEqualTo(7);
            assertThat(statement.unwrap(RedshiftDataStatement.class).getStatementId())
                    .isEqualTo("statement-1:2");
            assertThat(statement.unwrap(RedshiftDataStatement.class).getRedshiftQueryId())
                    .isEqualTo(7);
        }
        assertThat(played.api.calls)
                .containsExactly("Batch " + List.of(GROUP, "delete from t"), "Describe statement-1:2 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"call p()", "truncate t", "create table t (a int)", "show search_path", "begin"})
    void whatMayMeanAnotherThingInABatchIsSentAfterThem(String sql) throws SQLException {
        connect("&queryGroup=nightly&timeZone=Europe/Berlin");
        run(sql);
        assertThat(played.api.batches).hasSize(1);
        assertThat(played.api.batches.get(0).sqls()).containsExactly(ZONE, GROUP);
        assertThat(played.api.sqls()).containsExactly(sql);
    }

    @Test
    void moreThanABatchTakesGoInSeveral() throws SQLException {
        var settings = new StringBuilder("&sessionSettings=a0=1");
        for (var i = 1; i < 45; i++) {
            settings.append(",a").append(i).append("=1");
        }
        connect(settings.toString());
        query();
        assertThat(played.api.batches).hasSize(2);
        assertThat(played.api.batches.get(1).sqls()).hasSize(5);
        assertThat(played.api.sqls()).containsExactly(QUERY);
    }

    @Test
    void withoutLongPollsTheyGoTogetherAllTheSame() throws SQLException {
        connect("&queryGroup=nightly");
        played.api.knowsLongPolling = false;
        assertThat(query()).isEqualTo(1);
        assertThat(played.api.batches).hasSize(1);
        assertThat(played.api.executed).isEmpty();
    }

    // ---------------------------------------------------------------- refused

    @Test
    void aSettingThatIsRefusedIsNamedWithItsProperty() throws SQLException {
        connect("&queryGroup=nightly&sessionSettings=statement_timeout=60000");
        played.api.courses.put(
                TIMEOUT, Course.fails("ERROR: invalid value for parameter \"statement_timeout\": \"x\""));
        var error = fails(QUERY);
        assertThat((Throwable) error)
                .hasMessageStartingWith("The setting statement_timeout of the session was refused, so nothing was run:"
                        + " ERROR: invalid value for parameter")
                .hasMessageEndingWith(" Change it in the property sessionSettings, or leave it out there.");
        assertThat(error.getSQLState()).isEqualTo("22023");
        // The session in which nothing was set is given up.
        assertThat(played.connection.getSessionId()).isNull();
        played.api.courses.remove(TIMEOUT);
        query();
        assertThat(played.api.batches.get(1).sqls()).containsExactly(TIMEOUT, GROUP, QUERY);
    }

    @Test
    void aFailureThatIsNoRefusalIsToldAsItIs() throws SQLException {
        connect("&queryGroup=nightly");
        played.api.courses.put(GROUP, Course.fails("FATAL: the database system is starting up"));
        assertThat((Throwable) fails("call p()")).hasMessageStartingWith("FATAL: the database system is starting up");
    }

    @Test
    void aNameThatTheWarehouseDoesNotTakeIsLeftOut() throws SQLException {
        connect("&applicationName=reports&queryGroup=nightly");
        played.api.courses.put(NAME, Course.fails(UNKNOWN));
        assertThat(query()).isEqualTo(1);
        assertThat(played.api.batches.get(1).sqls()).containsExactly(GROUP, QUERY);
        var before = played.api.submitted.size();
        played.connection.setClientInfo("ApplicationName", "other");
        query();
        assertThat(submittedSince(before)).containsExactly(QUERY);
        assertThat(played.connection.getClientInfo("ApplicationName")).isEqualTo("other");
    }

    @Test
    void whereTheFailingPartIsNotToldTheyAreMadeOneByOne() throws SQLException {
        connect("&applicationName=reports&queryGroup=nightly");
        played.api.courses.put(NAME, new Course(Duration.ZERO, StatementStatus.FAILED, UNKNOWN, false, 0, 0));
        assertThat(query()).isEqualTo(1);
        assertThat(played.api.submitted.stream().filter(sql -> !sql.equals("ROLLBACK")))
                .containsExactly(NAME, GROUP, QUERY, NAME, GROUP, QUERY);
        assertThat(played.api.batches).hasSize(1);
    }

    @Test
    void whereAPolicyDeniesBatchesTheyAreMadeOneByOne() throws SQLException {
        connect("&timeZone=Europe/Berlin&queryGroup=nightly");
        played.api.fail("Batch", Kind.UNAUTHORIZED, "AccessDeniedException");
        assertThat(query()).isEqualTo(1);
        assertThat(played.api.sqls()).containsExactly(ZONE, GROUP, QUERY);
        played.api.closedSessions.add("session-1");
        query();
        assertThat(played.api.batches).hasSize(1);
        assertThat(played.api.sqls()).endsWith(QUERY, ZONE, GROUP, QUERY);
    }

    @Test
    void aStatementThatFailsUndoesThemSoTheyAreMadeAgain() throws SQLException {
        connect("&queryGroup=nightly");
        var missing = "select * from missing";
        played.api.courses.put(missing, Course.fails("ERROR: relation \"missing\" does not exist"));
        var error = fails(missing);
        assertThat(error.getSQLState()).isEqualTo("42P01");
        assertThat(error.getMessage()).startsWith("ERROR: relation");
        assertThat(played.connection.getSessionId()).isNull();
        query();
        assertThat(played.api.batches.get(1).sqls()).containsExactly(GROUP, QUERY);
        assertThat(played.connection.getSessionId()).isEqualTo("session-2");
    }

    @Test
    void aWriteOfWhichTheEndIsNotKnownIsADoubtAndItsSessionIsNotUsedAgain() throws SQLException {
        connect("&queryGroup=nightly");
        var insert = "insert into t values (1)";
        played.api.courses.put(
                insert,
                new Course(
                        Duration.ZERO,
                        StatementStatus.FAILED,
                        "FATAL: terminating connection due to administrator command",
                        false,
                        0,
                        0));
        var error = fails(insert);
        assertThat(error.getSQLState()).isEqualTo("58000");
        query();
        assertThat(played.api.batches.get(1).sqls()).containsExactly(GROUP, QUERY);
    }

    // ---------------------------------------------------------------- another session

    @Test
    void aSessionThatReplacesALostOneHasThemFromTheSameRequest() throws SQLException {
        connect("&queryGroup=nightly");
        query();
        played.api.closedSessions.add("session-1");
        var before = played.api.calls.size();
        query();
        assertThat(played.api.calls.subList(before, played.api.calls.size()))
                .containsExactly(
                        "Execute " + QUERY,
                        "FindSession session-1",
                        "Batch " + List.of(GROUP, QUERY),
                        "GetResult statement-2:2");
    }

    @Test
    void aSetOfTheProgramReplacesOneOfTheProperties() throws SQLException {
        connect("&queryGroup=nightly&timeZone=Europe/Berlin");
        query();
        run("SET query_group TO 'mine'");
        run("RESET timezone");
        played.api.closedSessions.add("session-1");
        query();
        assertThat(played.api.batches.get(1).sqls())
                .containsExactly("SET query_group TO 'mine'", "RESET timezone", QUERY);
        played.api.closedSessions.add("session-2");
        played.api.courses.put("RESET timezone", Course.fails(UNKNOWN));
        assertThat((Throwable) fails(QUERY)).hasMessageContaining("It was made by a statement of the program");
    }

    /** In the transaction in which it is set, read-only does not count yet. */
    @Test
    void aReadOnlySessionIsSetBeforeTheBatchOfItsStatement() throws SQLException {
        connect("&readOnly=true&queryGroup=nightly");
        run("delete from t");
        played.api.closedSessions.add("session-1");
        var before = played.api.calls.size();
        run("delete from t");
        assertThat(played.api.calls.subList(before, played.api.calls.size()))
                .containsExactly(
                        "Execute delete from t",
                        "FindSession session-1",
                        "Batch " + List.of(GROUP, "SET readonly TO 1"),
                        "Execute delete from t");
    }

    @Test
    void whatHoldsForATransactionOnlyIsNotMadeAgain() throws SQLException {
        connect("");
        played.connection.setAutoCommit(false);
        run("SET LOCAL query_group TO 'mine'");
        played.connection.commit();
        played.connection.setAutoCommit(true);
        played.api.closedSessions.add("session-1");
        query();
        assertThat(played.api.batches).isEmpty();
    }

    // ---------------------------------------------------------------- without a session

    @Test
    void inModeAutoTheyGoWithEachStatementThatNeedsNoSession() throws SQLException {
        connect("&session=auto" + ALL);
        assertThat(query()).isEqualTo(1);
        assertThat(query()).isEqualTo(1);
        assertThat(played.api.operations()).containsExactly("Batch", "GetResult", "Batch", "GetResult");
        // The name of the program changes no result, and is not worth a batch.
        assertThat(played.api.batches.get(1).sqls()).containsExactly(TIMEOUT, ZONE, GROUP, SEARCH_PATH, QUERY);
        assertThat(played.api.batches.get(1).sessionKeepAliveSeconds()).isNull();
        assertThat(played.connection.getSessionId()).isNull();
    }

    @Test
    void inModeAutoANameAloneNeedsNoBatch() throws SQLException {
        connect("&session=auto&applicationName=reports");
        query();
        assertThat(played.api.sqls()).containsExactly(QUERY);
        assertThat(played.connection.getSessionId()).isNull();
    }

    @Test
    void inModeAutoWhatCannotGoWithThemOpensASession() throws SQLException {
        connect("&session=auto&queryGroup=nightly");
        run("create table t (a int)");
        assertThat(played.api.submitted).containsExactly(GROUP, "create table t (a int)");
        assertThat(played.connection.getSessionId()).isEqualTo("session-1");
    }

    @Test
    void inModeAutoAConnectionThatWasReadOnlyIsSetBackInASession() throws SQLException {
        connect("&session=auto");
        played.connection.setReadOnly(true);
        run("delete from t");
        played.connection.setReadOnly(false);
        played.api.closedSessions.add("session-1");
        run("delete from t");
        played.api.closedSessions.add("session-2");
        run("delete from t");
        assertThat(played.api.submitted).endsWith("SET readonly TO 0", "delete from t");
        assertThat(played.connection.getSessionId()).isEqualTo("session-3");
    }

    @Test
    void inModeAutoARefusalNamesTheSettingToo() throws SQLException {
        connect("&session=auto&queryGroup=nightly");
        played.api.courses.put(GROUP, Course.fails("ERROR: permission denied to set parameter \"query_group\""));
        assertThat((Throwable) fails(QUERY))
                .hasMessageStartingWith("The setting query_group of the session was refused")
                .hasMessageEndingWith("Change it in the property queryGroup, or leave it out there.");
    }

    @Test
    void inModeAutoADenialOfBatchesOpensASession() throws SQLException {
        connect("&session=auto&queryGroup=nightly");
        played.api.fail("Batch", Kind.UNAUTHORIZED, "AccessDeniedException");
        assertThat(query()).isEqualTo(1);
        assertThat(played.api.sqls()).containsExactly(GROUP, QUERY);
        assertThat(played.connection.getSessionId()).isNotNull();
    }

    // ---------------------------------------------------------------- client info

    @Test
    void clientInfoIsSetWithTheNextStatementAndOnlyIfItIsNew() throws SQLException {
        connect("&queryGroup=nightly");
        query();
        var before = played.api.submitted.size();
        played.connection.setClientInfo("QueryGroup", "nightly");
        query();
        played.connection.setClientInfo("QueryGroup", "a");
        played.connection.setClientInfo("QueryGroup", "late");
        query();
        query();
        played.connection.setClientInfo(new Properties());
        query();
        assertThat(submittedSince(before))
                .containsExactly(QUERY, "SET query_group TO 'late'", QUERY, QUERY, "RESET query_group", QUERY);
    }

    @Test
    void aRollbackDoesNotTakeItBack() throws SQLException {
        connect("&queryGroup=nightly");
        query();
        played.connection.setAutoCommit(false);
        run("insert into t values (1)");
        played.connection.setClientInfo("QueryGroup", "late");
        played.connection.setClientInfo("ApplicationName", "other");
        var before = played.api.submitted.size();
        query();
        played.connection.rollback();
        query();
        // A name that is refused would fail the transaction: it waits for the end of it.
        assertThat(submittedSince(before))
                .containsExactly(
                        "SET query_group TO 'late'",
                        QUERY,
                        "ROLLBACK",
                        "SET application_name TO 'other'",
                        "SET query_group TO 'late'",
                        "BEGIN",
                        QUERY);
    }

    @Test
    void aSetOfTheProgramIsNotOverruledAfterwards() throws SQLException {
        connect("");
        query();
        played.connection.setClientInfo("QueryGroup", "late");
        run("SET query_group TO 'mine'");
        var before = played.api.submitted.size();
        query();
        assertThat(submittedSince(before)).containsExactly(QUERY);
        played.connection.setClientInfo("QueryGroup", "late");
        query();
        assertThat(submittedSince(before)).containsExactly(QUERY, "SET query_group TO 'late'", QUERY);
    }

    @Test
    void whereItCouldNotBeSetTheStatementIsNotSentAndItIsStillOwed() throws SQLException {
        connect("");
        query();
        played.connection.setClientInfo("QueryGroup", "late");
        played.api.courses.put("SET query_group TO 'late'", Course.fails("ERROR: out of memory"));
        var before = played.api.submitted.size();
        assertThat((Throwable) fails(QUERY)).hasMessageStartingWith("ERROR: out of memory");
        played.api.courses.remove("SET query_group TO 'late'");
        query();
        assertThat(submittedSince(before))
                .containsExactly("SET query_group TO 'late'", "SET query_group TO 'late'", QUERY);
    }
}

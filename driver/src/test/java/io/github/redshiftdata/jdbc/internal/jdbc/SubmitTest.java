package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataHandle;
import io.github.redshiftdata.jdbc.RedshiftDataHistoryEntry;
import io.github.redshiftdata.jdbc.RedshiftDataResultSet;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.jdbc.RedshiftDataStatistics;
import io.github.redshiftdata.jdbc.RedshiftDataStatus;
import io.github.redshiftdata.jdbc.RedshiftDataSubmission;
import io.github.redshiftdata.jdbc.RedshiftDataSubmitOptions;
import io.github.redshiftdata.jdbc.internal.api.StatementFigures;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that are submitted without waiting, and found again. */
class SubmitTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final RedshiftDataSubmitOptions DEFAULTS = RedshiftDataSubmitOptions.defaults();

    private PlayedConnection played;
    private RedshiftDataConnection connection;

    @BeforeEach
    void connect() throws SQLException {
        connect("");
    }

    private void connect(String parameters) throws SQLException {
        played = new PlayedConnection(parameters);
        connection = played.connection;
    }

    private void goes(String sql, Duration duration) {
        played.api.courses.put(sql, Course.finishes(duration));
    }

    private static void refuses(String state, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state))
                .hasMessageContaining(words);
    }

    private static void hasTheCounts(RedshiftDataStatement results, long... counts) throws SQLException {
        for (var count : counts) {
            assertThat(results.getLargeUpdateCount()).isEqualTo(count);
            results.getMoreResults();
        }
        assertThat(results.getLargeUpdateCount()).isEqualTo(-1);
    }

    // ---------------------------------------------------------------- what it costs

    @Test
    void aSubmissionIsOneRequestThatWaitsForNothingAndOpensNoSession() throws SQLException {
        goes("insert into t values (1)", LONG);
        var handle = connection.submit("insert into t values (1)");
        assertThat(played.api.calls).hasSize(1);
        var request = played.api.executed.get(0);
        assertThat(request.waitSeconds()).isZero();
        assertThat(request.sessionId()).isNull();
        assertThat(request.sessionKeepAliveSeconds()).isNull();
        assertThat(handle.getStatementId()).isEqualTo("statement-1");
        assertThat(handle.getClientToken()).contains(request.clientToken());
        assertThat(request.statementName()).isEqualTo("redshift-data-jdbc " + request.clientToken());
        assertThat(connection.getSessionId()).isNull();
    }

    @Test
    void aStatusIsOneRequestAndNoneOnceTheEndIsKnown() throws SQLException {
        goes("vacuum", LONG);
        var handle = connection.submit("vacuum");
        assertThat(handle.status()).isEqualTo(RedshiftDataStatus.STARTED);
        assertThat(handle.status().isFinal()).isFalse();
        played.time.pass(LONG);
        assertThat(handle.status()).isEqualTo(RedshiftDataStatus.FINISHED);
        assertThat(handle.status()).isEqualTo(RedshiftDataStatus.FINISHED);
        assertThat(handle.statistics().status()).isEqualTo(RedshiftDataStatus.FINISHED);
        assertThat(handle.await(LONG)).isTrue();
        handle.cancel();
        assertThat(played.api.operations()).containsExactly("Execute", "Describe", "Describe", "Describe");
        assertThat(played.api.calls.get(1)).endsWith(" 0");
    }

    // ---------------------------------------------------------------- waiting

    @Test
    void awaitUsesLongPollsAndTellsWhetherItHasEnded() throws SQLException {
        goes("delete from t", Duration.ofSeconds(100));
        var handle = connection.submit("delete from t");
        assertThat(handle.await(Duration.ofSeconds(40))).isFalse();
        assertThat(played.api.calls)
                .containsExactly("Execute delete from t", "Describe statement-1 30", "Describe statement-1 10");
        assertThat(handle.await(Duration.ZERO)).isFalse();
        assertThat(played.api.running()).hasSize(1);
        assertThat(handle.await(LONG)).isTrue();
        assertThat(played.api.operations()).doesNotContain("Cancel");
    }

    @Test
    void theQueryTimeoutEndsTheWaitForResultsAndNeitherAwaitNorTheStatement() throws SQLException {
        connect("&queryTimeout=5");
        goes("delete from t", Duration.ofSeconds(100));
        var handle = connection.submit("delete from t");
        assertThat(handle.await(Duration.ofSeconds(20))).isFalse();
        assertThatThrownBy(handle::results)
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessageContaining("it runs on");
        assertThat(played.api.running()).hasSize(1);
        assertThat(played.api.operations()).doesNotContain("Cancel");
        assertThat(handle.await(LONG)).isTrue();
        hasTheCounts(handle.results(), 0);
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() throws SQLException {
        goes("delete from t", LONG);
        var handle = connection.submit("delete from t");
        played.api.duringWait = () -> Thread.currentThread().interrupt();
        assertThatThrownBy(() -> handle.await(LONG))
                .isInstanceOfSatisfying(SQLException.class, e -> {
                    assertThat(e.getSQLState()).isEqualTo("57014");
                    assertThat(e.getErrorCode()).isEqualTo(RedshiftDataConnection.OUTCOME_UNKNOWN);
                })
                .hasMessageContaining("not touched");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(played.api.running()).hasSize(1);
    }

    /** As in a loop that does something else in between: no wait is as long as an id may be unknown right after its submission. */
    private static void awaitBySeconds(RedshiftDataHandle handle) throws SQLException {
        for (var waits = 0; !handle.await(Duration.ofSeconds(1)); waits++) {
            assertThat(waits).as("short waits").isLessThan(20);
        }
    }

    @Test
    void anIdThatTheServiceDoesNotKnowIsToldToShortWaitsToo() throws SQLException {
        for (var i = 0; i < 200; i++) {
            played.api.failNext("Describe", Kind.NOT_FOUND, "Query does not exist.");
        }
        refuses("42704", "Query does not exist", () -> awaitBySeconds(connection.handle("statement-9")));
        var submitted = connection.submit("delete from t");
        assertThatThrownBy(() -> awaitBySeconds(submitted))
                .hasMessageContaining("it may run on")
                .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getErrorCode())
                        .isEqualTo(RedshiftDataConnection.OUTCOME_UNKNOWN));
    }

    @Test
    void anIdThatIsNotKnownEverywhereYetIsWaitedForByShortWaitsToo() throws SQLException {
        goes("delete from t", Duration.ofSeconds(30));
        var handle = connection.submit("delete from t");
        for (var times = 0; times < 3; times++) {
            played.api.failNext("Describe", Kind.NOT_FOUND, "Query does not exist.");
            assertThat(handle.await(Duration.ofSeconds(4))).isFalse();
        }
        assertThat(handle.await(LONG)).isTrue();
    }

    @Test
    void aWaitOutlivesRefusals() throws SQLException {
        goes("delete from t", Duration.ofSeconds(50));
        var handle = connection.submit("delete from t");
        played.api.failNext("Describe", Kind.UNAUTHORIZED, "AccessDeniedException");
        played.api.failNext("Describe", Kind.SERVICE, "InternalServerException");
        assertThat(handle.await(LONG)).isTrue();
    }

    @Test
    void aClosedConnectionLeavesTheStatementRunningAndItsHandleSaysSo() throws SQLException {
        goes("delete from t", LONG);
        var handle = connection.submit("delete from t");
        connection.close();
        assertThat(played.api.running()).hasSize(1);
        assertThat(played.api.operations()).doesNotContain("Cancel");
        assertThat(handle.getStatementId()).isEqualTo("statement-1");
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                handle::status,
                handle::statistics,
                handle::results,
                handle::cancel,
                () -> handle.await(LONG),
                () -> handle.await(Duration.ZERO),
                () -> connection.submit("select 1"),
                () -> connection.handle("statement-1"),
                () -> connection.history(null, null, null))) {
            refuses("08003", "The connection is closed", call);
        }
    }

    // ---------------------------------------------------------------- results

    @Test
    void theResultsAreThoseOfAnOrdinaryStatement() throws SQLException {
        played.givesNumbers("select n from t", 4, 5);
        var handle = connection.submit("select n from t");
        for (var i = 0; i < 2; i++) {
            try (var results = handle.results();
                    var rows = results.getResultSet()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(4);
                assertThat(rows.next()).isTrue();
                assertThat(rows.next()).isFalse();
            }
        }
        assertThat(connection.createStatement().executeQuery("select n from t").next())
                .isTrue();
    }

    @Test
    void theResultsOfAScriptFollowEachOther() throws SQLException {
        played.api.courses.put("insert into t values (1)", Course.gives(false, 3));
        played.api.courses.put("update t set a = 1", Course.gives(false, 7));
        var handle = connection.submit("insert into t values (1); update t set a = 1; -- the end");
        assertThat(played.api.batches.get(0).sqls()).containsExactly("insert into t values (1)", "update t set a = 1");
        hasTheCounts(handle.results(), 3, 7);
        hasTheCounts(connection.attach("statement-1"), 3, 7);
    }

    @Test
    void theErrorOfTheDatabaseComesWithTheResults() throws SQLException {
        played.api.courses.put("insert into t values (1)", Course.fails("ERROR: relation \"t\" does not exist"));
        var handle = connection.submit("insert into t values (1)");
        assertThat(handle.await(LONG)).isTrue();
        assertThat(handle.status()).isEqualTo(RedshiftDataStatus.FAILED);
        refuses("42P01", "relation \"t\" does not exist", handle::results);
    }

    /** What a statement wrote may be in if its backend died behind the commit; a query has written nothing. */
    @Test
    void aStatementThatLostItsBackendIsToldAsDoubtUnlessItOnlyReads() throws SQLException {
        var died = Course.fails("FATAL: terminating connection due to administrator command");
        played.api.courses.put("insert into t values (1)", died);
        played.api.courses.put("select 1", died);
        for (var handle : List.of(connection.submit("insert into t values (1)"), connection.handle("statement-1"))) {
            assertThatThrownBy(handle::results)
                    .isInstanceOfSatisfying(SQLException.class, e -> {
                        assertThat(e.getSQLState()).isEqualTo("58000");
                        assertThat(e.getErrorCode()).isEqualTo(RedshiftDataConnection.OUTCOME_UNKNOWN);
                    })
                    .hasMessageContaining("look at the data");
        }
        assertThatThrownBy(() -> connection.submit("select 1").results())
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isZero());
    }

    @Test
    void anEndThatTheServiceDoesNotTellIsADoubtForWhoeverSubmittedIt() throws SQLException {
        goes("delete from t", LONG);
        var handle = connection.submit("delete from t");
        for (var i = 0; i < 2000; i++) {
            played.api.failNext("Describe", Kind.SERVICE, "InternalServerException");
        }
        assertThatThrownBy(handle::results)
                .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getErrorCode())
                        .isEqualTo(RedshiftDataConnection.OUTCOME_UNKNOWN))
                .hasMessageContaining("statement-1");
        assertThat(handle.await(Duration.ofSeconds(20)))
                .as("nobody told that it has ended")
                .isFalse();
    }

    @Test
    void aCountThatNobodyToldIsNotZero() throws SQLException {
        played.api.courses.put("copy t from 's3://b/c'", Course.gives(false, -1));
        hasTheCounts(connection.submit("copy t from 's3://b/c'").results(), Statement.SUCCESS_NO_INFO);
        played.api.courses.put("insert into t values (1)", Course.gives(false, -1));
        var untold = connection.submit("insert into t values (1)").results();
        assertThat(untold.getUpdateCount()).isEqualTo(Statement.SUCCESS_NO_INFO);
        assertThat(untold.getWarnings().getMessage()).contains("how many rows it changed is not known");
        played.api.courses.put("create table t (a int)", Course.gives(false, -1));
        hasTheCounts(connection.submit("create table t (a int)").results(), 0);
    }

    /** An insert of no rows and a definition look alike then; only a missing count is told as unknown. */
    @Test
    void withoutItsTextACountIsToldAsTheServiceTellsIt() throws SQLException {
        played.api.tellsTexts = false;
        played.api.courses.put("insert into t values (1)", Course.gives(false, 2));
        hasTheCounts(connection.submit("insert into t values (1)").results(), 2);
        played.api.courses.put("create table t (a int)", Course.gives(false, 0));
        hasTheCounts(connection.submit("create table t (a int)").results(), 0);
        played.api.courses.put("delete from t", Course.gives(false, -1));
        assertThat(connection.submit("delete from t").results().getUpdateCount())
                .isEqualTo(Statement.SUCCESS_NO_INFO);
    }

    // ---------------------------------------------------------------- parameters

    @Test
    void parametersAreThoseOfAPreparedStatement() throws SQLException {
        connection.submit("insert into t values (?, ?, ?)", 1, "it's", null);
        var request = played.api.executed.get(0);
        assertThat(request.sql())
                .startsWith("insert into t values (1, ")
                .contains(":p2")
                .endsWith("NULL)");
        assertThat(request.parameters().get(0).value()).isEqualTo("it's");

        connection.submit("insert into t values (?)", (Object[]) null);
        assertThat(played.api.executed.get(1).sql()).isEqualTo("insert into t values (NULL)");

        try (var prepared = connection.prepareStatement("delete from t where a = ?")) {
            prepared.setInt(1, 7);
            var handle = prepared.unwrap(RedshiftDataStatement.class).submit();
            assertThat(handle.getStatementId()).isEqualTo("statement-3");
            refuses("07001", "Parameter 1", () -> {
                prepared.clearParameters();
                prepared.unwrap(RedshiftDataStatement.class).submit();
            });
        }
        assertThat(played.api.executed.get(2).sql()).isEqualTo("delete from t where a = 7");
    }

    // ---------------------------------------------------------------- bad input

    @Test
    void whatCannotBeSubmittedIsRefusedBeforeAnythingIsSent() throws SQLException {
        refuses(
                "07001",
                "parameters: 1, and this many values were given: 2",
                () -> connection.submit("select ?", 1, 2));
        refuses("07001", "values were given: 0", () -> connection.submit("select ?"));
        refuses("42601", "nothing to submit", () -> connection.submit(" -- nothing"));
        refuses("22023", "SQL text is null", () -> connection.submit((String) null));
        refuses(
                "22023",
                "1 to 64 characters, and this one has 0",
                () -> connection.submit(DEFAULTS.withClientToken(""), "select 1"));
        refuses(
                "22023",
                "1 to 64 characters, and this one has 65",
                () -> connection.submit(DEFAULTS.withClientToken("x".repeat(65)), "select 1"));
        refuses(
                "22023",
                "1 to 440 characters, and this one has 441",
                () -> connection.submit(DEFAULTS.withStatementName("x".repeat(441)), "select 1"));
        refuses("22023", "is null", () -> connection.handle(null));
        refuses("22023", "is blank", () -> connection.handle(" "));
        refuses("22023", "is no time to wait", () -> connection
                .handle("statement-1")
                .await(Duration.ofNanos(-1)));
        refuses("22023", "is no time to wait", () -> connection
                .handle("statement-1")
                .await(null));
        refuses("22023", "status UNKNOWN", () -> connection.history(null, RedshiftDataStatus.UNKNOWN, null));
        refuses("42809", "no SQL text to submit", () -> connection
                .createStatement()
                .unwrap(RedshiftDataStatement.class)
                .submit());
        refuses(
                "54000",
                "these are 41",
                () -> connection.submit(String.join(";", Collections.nCopies(41, "select 1"))));
        refuses("54000", "limit is 20", () -> {
            connect("&maxStatementBytes=20&parameters=literal");
            connection.submit("select ?", "a text that is long");
        });
        assertThat(played.api.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin", "commit", "select 1; vacuum", "call p(); select 1", "select 1; rollback"})
    void whatHasNoPlaceInATransactionIsNotSubmittedWithOthers(String sql) {
        refuses("25001", "nothing was sent", () -> connection.submit(sql));
        assertThat(played.api.calls).isEmpty();
    }

    @Test
    void insideATransactionNothingIsSubmitted() throws SQLException {
        connection.setAutoCommit(false);
        refuses("25001", "autocommit is off", () -> connection.submit("select 1"));
        connection.setAutoCommit(true);
        connection.createStatement().execute("begin");
        refuses("25001", "this connection is in one", () -> connection.submit("select 1"));
        connection.createStatement().execute("commit");
        assertThat(connection.submit("select 1").getStatementId()).isNotEmpty();
    }

    @Test
    void aReadOnlyConnectionSubmitsQueriesOnly() throws SQLException {
        connection.setReadOnly(true);
        refuses("25006", "read-only", () -> connection.submit("delete from t"));
        assertThat(connection.submit("select 1").getStatementId()).isNotEmpty();
    }

    // ---------------------------------------------------------------- settings

    @Test
    void theSchemaOfTheConnectionGoesAlongAndIsNoResult() throws SQLException {
        connect("&currentSchema=sales");
        played.api.courses.put("insert into t values (1)", Course.gives(false, 3));
        var handle = connection.submit("insert into t values (1)");
        var sqls = played.api.batches.get(0).sqls();
        assertThat(sqls).hasSize(2).last().isEqualTo("insert into t values (1)");
        assertThat(sqls.get(0)).startsWith("SET search_path TO \"sales\"").contains("a setting of the connection");
        hasTheCounts(handle.results(), 3);
        assertThat(handle.statistics().parts())
                .extracting(RedshiftDataStatistics::statementId)
                .containsExactly("statement-1:2");
        assertThat(connection.history(null, null, null))
                .extracting(RedshiftDataHistoryEntry::texts)
                .containsExactly(List.of("insert into t values (1)"));
        refuses("25001", "on a connection without settings", () -> connection.submit("vacuum"));
        hasTheCounts(new PlayedConnectionOn(played).attach("statement-1"), 3);
    }

    @Test
    void aQueryGroupThatWasAskedForSinceTheLastStatementGoesAlong() throws SQLException {
        connect("&queryGroup=a");
        played.connection.setClientInfo("QueryGroup", "b");
        connection.submit("insert into t values (1)");
        assertThat(played.api.batches.get(0).sqls().get(0)).startsWith("SET query_group TO 'b'");
    }

    /** Another connection that shares nothing but the service. */
    private record PlayedConnectionOn(PlayedConnection other) {

        RedshiftDataStatement attach(String id) throws SQLException {
            return new PlayedConnection("", unused -> other.api).connection.attach(id);
        }
    }

    // ---------------------------------------------------------------- found again

    @Test
    void theSameTokenGivesTheSameStatement() throws SQLException {
        var options = DEFAULTS.withClientToken("job 7").withStatementName("load");
        goes("insert into t values (1)", LONG);
        var first = connection.submit(options, "insert into t values (1)");
        var again = connection.submit(options, "insert into t values (1)");
        assertThat(again.getStatementId()).isEqualTo(first.getStatementId());
        assertThat(played.api.executed)
                .extracting(request -> request.clientToken())
                .containsOnly("job 7");
        assertThat(played.api.executed)
                .extracting(request -> request.statementName())
                .containsOnly("load job 7");
        assertThat(played.api.running()).hasSize(1);
    }

    @Test
    void theHistoryHasEveryPageAndKeepsToWhatWasAskedFor() throws SQLException {
        played.api.listed = 2;
        for (var number = 1; number <= 5; number++) {
            connection.submit(
                    DEFAULTS.withStatementName("load").withClientToken("t" + number), "insert into t values (1)");
        }
        connection.submit(DEFAULTS.withStatementName("other"), "select 1");
        played.api.calls.clear();
        var all = connection.history("load", null, null);
        assertThat(all)
                .extracting(RedshiftDataHistoryEntry::statementId)
                .containsExactly("statement-5", "statement-4", "statement-3", "statement-2", "statement-1");
        assertThat(played.api.calls).containsExactly("List load null null", "List load null 2", "List load null 4");
        var third = all.get(2);
        assertThat(third.statementName()).isEqualTo("load t3");
        assertThat(third.isOfClientToken("t3")).isTrue();
        assertThat(third.isOfClientToken("3")).isFalse();
        assertThat(third.status()).isEqualTo(RedshiftDataStatus.FINISHED);
        assertThat(third.createdAt()).contains(Instant.EPOCH.plusSeconds(3));
        assertThat(third.texts()).containsExactly("insert into t values (1)");
        assertThat(third).hasToString("statement-3 FINISHED load t3");

        assertThat(connection.history("", RedshiftDataStatus.FAILED, null)).isEmpty();
        assertThat(connection.history(null, null, Instant.EPOCH.plusSeconds(5)))
                .extracting(RedshiftDataHistoryEntry::statementId)
                .containsExactly("statement-6", "statement-5");
    }

    @Test
    void aPartOfAListIsNotToldAsTheWhole() throws SQLException {
        connect("&queryTimeout=5");
        connection.submit("select 1");
        played.api.stuck = true;
        assertThatThrownBy(() -> connection.history(null, null, null))
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessageContaining("did not come within");
        played.api.stuck = false;
        played.api.failNext("List", Kind.UNAUTHORIZED, "AccessDeniedException");
        assertThat(connection.history(null, null, null)).hasSize(1);
    }

    @Test
    void anIdThatTheServiceDoesNotKnowIsToldSo() throws SQLException {
        var handle = connection.handle("statement-9");
        assertThat(played.api.calls).isEmpty();
        refuses("42704", "kept for 24 hours", handle::status);
        refuses("42704", "kept for 24 hours", () -> handle.await(LONG));
        refuses("42704", "kept for 24 hours", handle::results);
        played.api.failNext("Describe", Kind.REJECTED, "id must satisfy regex pattern: ^[a-z0-9]{8}$");
        refuses("42000", "must satisfy", () -> connection.handle("nonsense").status());
    }

    @Test
    void aStatementOfAnotherIdentityIsRefusedAndNotTakenForOneThatEnded() throws SQLException {
        goes("delete from t", LONG);
        var handle = connection.submit("delete from t");
        for (var i = 0; i < 500; i++) {
            played.api.failNext("Describe", Kind.UNAUTHORIZED, "AccessDeniedException");
        }
        refuses("28000", "AccessDenied", handle::status);
    }

    // ---------------------------------------------------------------- cancel

    @Test
    void cancelEndsTheStatement() throws SQLException {
        goes("delete from t", LONG);
        var handle = connection.submit("delete from t");
        handle.cancel();
        assertThat(handle.await(LONG)).isTrue();
        assertThat(handle.status()).isEqualTo(RedshiftDataStatus.ABORTED);
        handle.cancel();
        refuses("57014", "statement-1", handle::results);
        assertThat(Collections.frequency(played.api.operations(), "Cancel")).isEqualTo(1);
    }

    @Test
    void aCancelThatComesTooLateIsNoErrorAndOneThatIsRefusedIs() throws SQLException {
        var ended = connection.submit("delete from t");
        ended.cancel();
        goes("delete from u", LONG);
        var handle = connection.submit("delete from u");
        played.api.failNext("Cancel", Kind.REJECTED, "no such thing");
        refuses("42501", "could not be cancelled", handle::cancel);
    }

    // ---------------------------------------------------------------- lost answers

    @Test
    void aLostAnswerIsFoundByTheSameToken() throws SQLException {
        played.api.loseNext("Execute");
        goes("insert into t values (1)", LONG);
        var handle = connection.submit("insert into t values (1)");
        assertThat(handle.getStatementId()).isEqualTo("statement-1");
        assertThat(played.api.running()).hasSize(1);
        assertThat(played.api.executed)
                .extracting(request -> request.clientToken())
                .hasSize(2)
                .containsOnly(handle.getClientToken().orElseThrow());
    }

    /** Even a query is in doubt: whoever submits one wants to come back to it. */
    @ParameterizedTest
    @ValueSource(strings = {"insert into t values (1)", "select 1"})
    void aSubmissionThatIsNotAnsweredIsToldAsDoubtWithTheToken(String sql) throws SQLException {
        connection.submit("select 0");
        for (var i = 0; i < 200; i++) {
            played.api.loseNext("Execute");
            played.api.failNext("FindStatements", Kind.REJECTED, "no");
        }
        assertThatThrownBy(() -> connection.submit(DEFAULTS.withClientToken("job 7"), sql))
                .isInstanceOfSatisfying(SQLException.class, e -> {
                    assertThat(e.getSQLState()).isEqualTo("58000");
                    assertThat(e.getErrorCode()).isEqualTo(RedshiftDataConnection.OUTCOME_UNKNOWN);
                })
                .hasMessageContaining("Submit the same again with the client token job 7 within 8 hours")
                .hasMessageContaining("statement name redshift-data-jdbc job 7");
        assertThat(connection.getUnknownSubmissions())
                .extracting(RedshiftDataSubmission::getClientToken)
                .containsExactly("job 7");
        played.api.faultsAreOver();
        assertThat(connection.submit(DEFAULTS.withClientToken("job 7"), sql).getStatementId())
                .isEqualTo("statement-2");
    }

    @Test
    void aSubmissionThatIsInterruptedIsToldAsDoubtWithTheToken() throws SQLException {
        played.api.submissionTime = Duration.ofSeconds(1);
        played.api.deniesLists = true;
        played.api.duringSubmission = () -> Thread.currentThread().interrupt();
        played.api.interruptAnswer("Execute");
        var options = DEFAULTS.withClientToken("job 7");
        Optional<RedshiftDataHandle> handle = Optional.empty();
        try {
            handle = Optional.of(connection.submit(options, "insert into t values (1)"));
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("57014");
            assertThat(e.getErrorCode()).isEqualTo(RedshiftDataConnection.OUTCOME_UNKNOWN);
            assertThat(e.getMessage()).contains("with the client token job 7 within 8 hours");
        }
        assertThat(Thread.interrupted()).isTrue();
        handle.ifPresent(found -> assertThat(found.getStatementId()).isEqualTo("statement-1"));
    }

    // ---------------------------------------------------------------- statistics

    @Test
    void statisticsAreWhatTheServiceTellsAndTheRestIsAbsent() throws SQLException {
        var created = Instant.parse("2026-01-01T00:00:00Z");
        played.api.figures =
                new StatementFigures(created, created.plusSeconds(5), 3_000_000_000L, 11, 1_073_000_000, null);
        played.api.courses.put("select n from t", Course.gives(true, 2));
        var statistics = connection.submit("select n from t").statistics();
        assertThat(statistics.statementId()).isEqualTo("statement-1");
        assertThat(statistics.createdAt()).contains(created);
        assertThat(statistics.updatedAt()).contains(created.plusSeconds(5));
        assertThat(statistics.duration()).contains(Duration.ofSeconds(3));
        assertThat(statistics.queueTime()).contains(Duration.ofSeconds(2));
        assertThat(statistics.rows()).hasValue(2);
        assertThat(statistics.bytes()).hasValue(11);
        assertThat(statistics.redshiftQueryId()).hasValue(7);
        assertThat(statistics.processId()).hasValue(1_073_000_000);
        assertThat(statistics.parts()).isEmpty();

        played.api.figures = new StatementFigures(created, created.plusSeconds(5), -1, -1, 0, null);
        played.api.courses.put("delete from t", Course.fails("ERROR: no"));
        var failed = connection.submit("delete from t").statistics();
        assertThat(failed.status()).isEqualTo(RedshiftDataStatus.FAILED);
        assertThat(failed.duration()).isEmpty();
        assertThat(failed.queueTime()).isEmpty();
        assertThat(failed.rows()).isEqualTo(OptionalLong.empty());
        assertThat(failed.bytes()).isEmpty();
        assertThat(failed.processId()).isEmpty();
    }

    @Test
    void whatStillRunsHasNoZeroes() throws SQLException {
        played.api.figures = new StatementFigures(Instant.EPOCH, Instant.EPOCH, 0, 0, 0, null);
        goes("delete from t", LONG);
        var running = connection.submit("delete from t").statistics();
        assertThat(running.duration()).isEmpty();
        assertThat(running.bytes()).isEmpty();
        assertThat(running.rows()).isEmpty();
        assertThat(running.queueTime()).isEmpty();
    }

    @Test
    void eachPartOfABatchHasStatisticsInOrder() throws SQLException {
        played.api.figures = new StatementFigures(Instant.EPOCH, Instant.EPOCH, 1_000_000, 0, 42, null);
        played.api.courses.put("insert into t values (1)", Course.gives(false, 3));
        played.api.courses.put("update t set a = 1", Course.gives(false, 7));
        var handle = connection.submit("insert into t values (1); update t set a = 1");
        assertThat(handle.statistics().parts())
                .extracting(part -> part.rows().orElse(-1))
                .containsExactly(3L, 7L);
        assertThat(handle.statistics().parts())
                .allSatisfy(part -> assertThat(part.processId()).hasValue(42));
        var results = handle.results();
        assertThat(results.getStatistics().orElseThrow().rows()).hasValue(3);
        results.getMoreResults();
        assertThat(results.getStatistics().orElseThrow().rows()).hasValue(7);
    }

    @Test
    void statementsAndResultsHaveStatisticsAndNobodyElsePaysForThem() throws SQLException {
        played.givesNumbers("select n from t", 4, 5);
        try (var statement = connection.createStatement().unwrap(RedshiftDataStatement.class)) {
            assertThat(statement.getStatistics()).isEmpty();
            try (var rows = statement.executeQuery("select n from t")) {
                assertThat(played.api.operations()).containsExactly("Execute", "GetResult");
                assertThat(statement.getStatistics().orElseThrow().rows()).hasValue(2);
                assertThat(rows.unwrap(RedshiftDataResultSet.class).getStatistics())
                        .isEqualTo(statement.getStatistics());
                assertThat(played.api.operations()).containsExactly("Execute", "GetResult", "Describe");
            }
            statement.execute("-- nothing");
            assertThat(statement.getStatistics()).isEmpty();
        }
    }

    // ---------------------------------------------------------------- events

    @Test
    void anEventIsAskedForByThePropertyTheStatementOrTheSubmission() throws SQLException {
        connection.submit(DEFAULTS.withEvent(true), "select 1");
        try (var statement = connection.prepareStatement("select 2")) {
            var own = statement.unwrap(RedshiftDataStatement.class);
            assertThat(own.isWithEvent()).isFalse();
            own.setWithEvent(true);
            assertThat(own.isWithEvent()).isTrue();
            statement.execute();
            own.submit();
            own.submit(DEFAULTS.withEvent(false));
        }
        connection.submit("select 3");
        assertThat(played.api.executed)
                .extracting(request -> request.sql() + ' ' + request.withEvent())
                .containsExactly("select 1 true", "select 2 true", "select 2 true", "select 2 false", "select 3 false");
    }

    @Test
    void withThePropertyEveryStatementOfTheProgramHasAnEventAndNoneOfTheDriver() throws SQLException {
        connect("&withEvent=true");
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("insert into t values (1)");
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("insert into t values (1); insert into t values (2)");
        }
        connection.isValid(1);
        played.givesNumbers("select current_schema()", 1);
        assertThatThrownBy(connection::getSchema).isInstanceOf(SQLException.class);
        assertThat(played.api.executed)
                .filteredOn(request -> request.withEvent())
                .extracting(request -> request.sql())
                .containsExactly("insert into t values (1)");
        assertThat(played.api.batches).singleElement().matches(request -> request.withEvent());
    }
}

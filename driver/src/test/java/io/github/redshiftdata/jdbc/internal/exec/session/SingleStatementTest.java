package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleStatementTest {

    private final Setup setup = new Setup();
    private final FakeDataApi api = setup.api;

    @Test
    void aShortQueryCostsTwoRequests() throws SQLException {
        api.courses.put("SELECT a", Course.gives(true, 3));
        var outcome = setup.one("SELECT a");
        assertThat(outcome.hasResultSet()).isTrue();
        assertThat(outcome.updateCount()).isEqualTo(-1);
        outcome.openPages().fetch(null);
        assertThat(api.operations()).containsExactly("Execute", "GetResult");
    }

    @Test
    void shortDdlCostsOneRequest() throws SQLException {
        var outcome = setup.one("CREATE TABLE t (a int)");
        assertThat(outcome.hasResultSet()).isFalse();
        assertThat(outcome.updateCount()).isZero();
        assertThat(api.operations()).containsExactly("Execute");
    }

    @Test
    void anExecuteHasTheRowsOrTheCountOfWhatItRuns() throws SQLException {
        api.courses.put("EXECUTE put", Course.gives(false, 5));
        api.courses.put("EXECUTE get", Course.gives(true, 3));
        assertThat(setup.one("EXECUTE put").updateCount()).isEqualTo(5);
        assertThat(setup.one("EXECUTE get").hasResultSet()).isTrue();
        api.courses.put("EXECUTE untold", Course.gives(false, -1));
        var untold = setup.one("EXECUTE untold");
        assertThat(untold.updateCount()).isEqualTo(Statement.SUCCESS_NO_INFO);
        assertThat(untold.warning()).contains("not known");
    }

    /** The service may tell none for them; how many rows there were is then not 0, but not known. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MERGE INTO a USING b ON a.i = b.i REMOVE DUPLICATES",
                "COPY a FROM 's3://b/c'",
                "UNLOAD ('select 1') TO 's3://b/c'",
                "CREATE TABLE a AS SELECT 1",
                "SELECT 1 INTO a"
            })
    void aCountThatTheServiceNeedNotTellIsNotMadeUp(String sql) throws SQLException {
        api.courses.put(sql, Course.gives(false, -1));
        var outcome = setup.one(sql);
        assertThat(outcome.updateCount()).isEqualTo(Statement.SUCCESS_NO_INFO);
        assertThat(outcome.warning()).isNull();
        assertThat(api.operations()).containsExactly("Execute", "Describe");

        api.courses.put(sql, Course.gives(false, 0));
        assertThat(setup.one(sql).updateCount()).isZero();
    }

    @Test
    void theCountOfAnInsertIsAskedForOnce() throws SQLException {
        api.courses.put("INSERT a", Course.gives(false, 5));
        var outcome = setup.one("INSERT a");
        assertThat(api.operations()).containsExactly("Execute");
        assertThat(outcome.updateCount()).isEqualTo(5);
        assertThat(outcome.updateCount()).isEqualTo(5);
        assertThat(outcome.redshiftQueryId()).isEqualTo(7);
        assertThat(api.operations()).containsExactly("Execute", "Describe");
    }

    @Test
    void aLongStatementIsWaitedForByLongPolls() throws SQLException {
        api.courses.put("INSERT a", Course.finishes(Duration.ofSeconds(70)));
        setup.one("INSERT a");
        assertThat(api.calls)
                .containsExactly(
                        "Execute INSERT a",
                        "Describe statement-1 30",
                        "Describe statement-1 30",
                        "Describe statement-1 30");
    }

    @Test
    void anEndpointThatIgnoresTheWaitIsPolledWithLittleOvershoot() throws SQLException {
        api.knowsLongPolling = false;
        api.courses.put("INSERT a", Course.finishes(Duration.ofSeconds(60)));
        var start = setup.time.nanos();
        setup.one("INSERT a");
        assertThat(setup.longPolling.supported()).isFalse();
        assertThat(setup.time.since(start)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(68));
        assertThat(api.calls.size()).isLessThan(60);
    }

    @Test
    void withoutLongPollingAShortStatementIsNotWaitedForMuchLongerThanItRuns() throws SQLException {
        setup.longPolling.noticedUnsupported();
        api.courses.put("INSERT a", Course.finishes(Duration.ofMillis(100)));
        var start = setup.time.nanos();
        setup.one("INSERT a");
        assertThat(setup.time.since(start)).isBetween(Duration.ofMillis(100), Duration.ofMillis(120));
    }

    @Test
    void anEndpointThatRejectsTheWaitIsAskedAgainWithoutIt() throws SQLException {
        api.knowsLongPolling = false;
        api.fail(
                "Execute",
                io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind.REJECTED,
                "Unknown parameter in input: \"WaitTimeSeconds\"");
        setup.one("INSERT a");
        assertThat(setup.longPolling.supported()).isFalse();
        assertThat(api.executed).extracting(SubmitRequest::waitSeconds).containsExactly(1, 0);
        assertThat(api.executed.get(0).clientToken())
                .isEqualTo(api.executed.get(1).clientToken());
    }

    @Test
    void anEndpointWithoutStatusInTheAnswerMakesItsWayToTheKindOfResult() throws SQLException {
        setup.longPolling.noticedUnsupported();
        api.courses.put("SELECT a", Course.gives(true, 1));
        assertThat(setup.one("SELECT a").hasResultSet()).isTrue();
        assertThat(api.operations()).containsExactly("Execute", "Describe");
    }

    @Test
    void theErrorOfAFailedStatementIsAskedFor() {
        api.courses.put("SELECT a", Course.fails("ERROR: column \"a\" does not exist"));
        assertThatThrownBy(() -> setup.one("SELECT a"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("column \"a\" does not exist");
        assertThat(api.operations()).containsExactly("Execute", "Describe");
    }

    @Test
    void theFirstStatementOpensTheSessionAndTheOthersUseIt() throws SQLException {
        var first = setup.one("CREATE a");
        setup.one("CREATE b");
        assertThat(first.sessionId()).isEqualTo("session-1");
        assertThat(setup.session.sessionId()).isEqualTo("session-1");
        assertThat(api.executed).extracting(SubmitRequest::sessionId).containsExactly(null, "session-1");
        assertThat(api.executed)
                .extracting(SubmitRequest::sessionKeepAliveSeconds)
                .containsExactly(1800, null);
    }

    @Test
    void aSessionIdThatTheAnswerLacksIsAskedFor() throws SQLException {
        api.tellsSessionId = false;
        setup.one("CREATE a");
        assertThat(setup.session.sessionId()).isEqualTo("session-1");
        assertThat(api.operations()).containsExactly("Execute", "Describe");
    }

    @Test
    void aSessionIdThatTheAnswerLacksIsToldByTheWaitForTheEnd() throws SQLException {
        api.tellsSessionId = false;
        api.courses.put("CREATE a", Course.finishes(Duration.ofSeconds(3)));
        setup.one("CREATE a");
        assertThat(setup.session.sessionId()).isEqualTo("session-1");
        assertThat(api.operations()).containsExactly("Execute", "Describe");
    }

    @Test
    void anAnswerThatNamesAnotherSessionChangesNothing() throws SQLException {
        var answers = new ArrayList<String>();
        var odd = new Setup(api -> (DataApi) Proxy.newProxyInstance(
                DataApi.class.getClassLoader(), new Class<?>[] {DataApi.class}, (proxy, method, arguments) -> {
                    var answer = method.invoke(api, arguments);
                    if (!(answer instanceof Submitted submitted)) {
                        return answer;
                    }
                    answers.add(submitted.statementId());
                    var session = answers.size() == 1 ? submitted.sessionId() : "other";
                    return new Submitted(
                            submitted.statementId(),
                            session,
                            submitted.status(),
                            submitted.hasResultSet(),
                            submitted.requestId());
                }));
        odd.one("CREATE a");
        odd.one("CREATE b");
        assertThat(answers).hasSize(2);
        assertThat(odd.session.sessionId()).isEqualTo("session-1");
    }

    @Test
    void aTextThatIsTooLongIsNotSent() {
        assertThatThrownBy(() -> setup.one("SELECT '" + "é".repeat(60) + "'"))
                .hasMessageContaining("129 bytes")
                .hasMessageContaining("100")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("54000");
        assertThat(api.calls).isEmpty();
    }

    @Test
    void whatTheServiceTakesForNoIdIsToldAtOnceToWhoAttaches() {
        setup.api.fail("Describe", Kind.REJECTED, "1 validation error detected: Value 'nonsense' at 'id'");
        var start = setup.time.nanos();
        assertThatThrownBy(() -> setup.session
                        .detached()
                        .attach("nonsense", false, new ExecuteOptions(Duration.ZERO, null), new CallerSignal()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("validation error");
        assertThat(setup.time.since(start)).isLessThan(Duration.ofSeconds(1));
        assertThat(setup.api.operations()).containsExactly("Describe");
    }

    @Test
    void aStatementOfSomebodyElseCanBeAttachedTo() throws SQLException {
        api.courses.put(
                "INSERT a",
                new Course(
                        Duration.ofSeconds(9),
                        io.github.redshiftdata.jdbc.internal.api.StatementStatus.FINISHED,
                        null,
                        false,
                        4,
                        0));
        api.executeStatementQuietly("INSERT a");
        var outcomes = setup.session
                .detached()
                .attach("statement-1", false, new ExecuteOptions(Duration.ZERO, null), new CallerSignal());
        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.get(0).updateCount()).isEqualTo(4);
        assertThat(api.operations()).containsExactly("Execute", "Describe");
    }
}

package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.OwnThread;
import io.github.redshiftdata.jdbc.RedshiftDataSpan;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.call.RecordedSpans;
import io.github.redshiftdata.jdbc.internal.exec.call.RecordedSpans.Recorded;
import io.github.redshiftdata.jdbc.internal.exec.call.TracedDataApi;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.trace.Call;
import io.github.redshiftdata.jdbc.internal.trace.ConnectionTrace;
import io.github.redshiftdata.jdbc.internal.trace.SpanNames;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A trace shows what a call of the program has waited for: each wait is a span, begins in its call, and ends. */
class WaitSpansTest {

    private final RecordedSpans spans = new RecordedSpans();
    private final ConnectionTrace trace = spans.connection();
    private final Setup setup = new Setup(api -> new TracedDataApi(api, trace));

    private List<StatementOutcome> run(String sql) throws SQLException {
        return trace.during("execute", () -> setup.run(sql));
    }

    /** Whatever has happened, nothing stays of a call. */
    @AfterEach
    void everySpanHasEndedAndTheThreadDoesNothingAnyMore() {
        assertThat(spans.all).allSatisfy(span -> assertThat(span.failed).isNotNull());
        assertThat(Call.current()).isNull();
    }

    private static void inAnotherThread(Runnable work) {
        OwnThread.run(work).join();
    }

    private List<Recorded> waits(String what) {
        return spans.all.stream()
                .filter(span -> span.name.equals("wait for " + what))
                .toList();
    }

    private void assertWaitedInTheCall(String what) {
        assertThat(waits(what)).isNotEmpty().allSatisfy(span -> {
            assertThat(span.kind).isEqualTo(RedshiftDataSpan.Kind.WAIT);
            assertThat(span.parent).isSameAs(spans.all.get(0));
            assertThat(span.failed).isFalse();
        });
    }

    @Test
    void aStatementThatTakesLongIsWaitedFor() throws SQLException {
        setup.api.courses.put("INSERT a", Course.finishes(Duration.ofMinutes(1)));
        run("INSERT a");
        assertWaitedInTheCall("the statement");
        assertThat(spans.all.get(0).attributes).containsEntry(SpanNames.STATEMENT_ID, "statement-1");
    }

    @Test
    void aRequestThatIsRefusedWaitsForItsNextTry() throws SQLException {
        setup.api.fail("Execute", Kind.THROTTLED, "slow down");
        run("INSERT a");
        assertWaitedInTheCall("the next try");
    }

    @Test
    void aRequestBehindOthersWaitsForItsTurn() throws SQLException {
        setup.crowd(Operation.EXECUTE_STATEMENT, 30);
        run("INSERT a");
        assertWaitedInTheCall("the turn");
    }

    @Test
    void aStatementBehindAnotherWaitsForTheSession() throws SQLException {
        setup.api.courses.put("INSERT a", Course.finishes(Duration.ofMinutes(1)));
        var signal = new CallerSignal();
        signal.cancel();
        setup.api.duringWait = () -> inAnotherThread(() -> assertThatThrownBy(
                        () -> trace.during("executeQuery", () -> setup.run(Duration.ZERO, signal, "INSERT b")))
                .isInstanceOf(SQLException.class));
        run("INSERT a");
        assertThat(waits("the session")).singleElement().satisfies(wait -> assertThat(((Recorded) wait.parent).name)
                .isEqualTo("executeQuery dev"));
    }

    @Test
    void whatIsThereAtOnceIsNotWaitedFor() throws SQLException {
        run("INSERT a");
        assertThat(spans.names()).containsExactly("execute dev", "ExecuteStatement");
    }

    /** A page is read later than its statement ran, and belongs to that all the same. */
    @Test
    void aPageBelongsToTheCallWhoseRowsItHas() throws SQLException {
        setup.api.courses.put("SELECT a", Course.gives(true, 1));
        var pages = run("SELECT a").get(0).openPages();
        pages.fetch(null);
        assertThat(Call.current()).isNull();
        pages.fetchAhead(null);
        var read = spans.all.stream()
                .filter(span -> span.name.equals("GetStatementResult"))
                .toList();
        assertThat(read).hasSize(2).allSatisfy(span -> assertThat(span.parent).isSameAs(spans.all.get(0)));
    }

    @Test
    void aCancelBelongsToTheCallThatItEnds() {
        setup.api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        assertThatThrownBy(() -> trace.during("execute", () -> {
                    var signal = new CallerSignal();
                    setup.api.duringWait = () -> inAnotherThread(() -> {
                        signal.cancel();
                        assertThat(Call.current()).isNull();
                    });
                    return setup.run(Duration.ZERO, signal, "INSERT a");
                }))
                .isInstanceOf(SQLException.class);
        assertThat(spans.all.stream().filter(span -> span.name.equals("CancelStatement")))
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.parent).isSameAs(spans.all.get(0)));
    }
}

package io.github.redshiftdata.jdbc.internal.exec.call;

import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.api.SessionDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementEntry;
import io.github.redshiftdata.jdbc.internal.api.StatementFilter;
import io.github.redshiftdata.jdbc.internal.api.StatementPage;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.trace.Call;
import io.github.redshiftdata.jdbc.internal.trace.ConnectionTrace;
import io.github.redshiftdata.jdbc.internal.trace.SpanNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The operations as they are, each request a span, and each begun in the name of the call that began it. Without a tracer it
 * only hands the call over to the thread that sends the request.
 */
public final class TracedDataApi implements DataApi {

    private final DataApi api;
    private final RequestSpans spans;

    public TracedDataApi(DataApi api, ConnectionTrace trace) {
        this.api = api;
        this.spans = new RequestSpans(trace);
    }

    @Override
    public Counters counters() {
        return api.counters();
    }

    @Override
    public OperationRates rates() {
        return api.rates();
    }

    @Override
    public Submitted executeStatement(SubmitRequest request, Duration timeout) throws DataApiException {
        return submitted("ExecuteStatement", () -> api.executeStatement(request, timeout));
    }

    @Override
    public Submitted batchExecuteStatement(SubmitRequest request, Duration timeout) throws DataApiException {
        return submitted("BatchExecuteStatement", () -> api.batchExecuteStatement(request, timeout));
    }

    private Submitted submitted(String operation, Request<Submitted> request) throws DataApiException {
        return spans.of(operation, step -> {
            var answer = request.send();
            step.attribute(SpanNames.STATEMENT_ID, answer.statementId());
            return answer;
        });
    }

    @Override
    public StatementDescription describeStatement(String statementId, int waitSeconds, Duration timeout)
            throws DataApiException {
        return about("DescribeStatement", statementId, () -> api.describeStatement(statementId, waitSeconds, timeout));
    }

    @Override
    public ResultPage getStatementResult(String statementId, @Nullable String nextToken, Duration timeout)
            throws DataApiException {
        return about("GetStatementResult", statementId, () -> api.getStatementResult(statementId, nextToken, timeout));
    }

    @Override
    public ResultPage getStatementResultV2(String statementId, @Nullable String nextToken, Duration timeout)
            throws DataApiException {
        return about(
                "GetStatementResultV2", statementId, () -> api.getStatementResultV2(statementId, nextToken, timeout));
    }

    @Override
    public boolean cancelStatement(String statementId, Duration timeout) throws DataApiException {
        return about("CancelStatement", statementId, () -> api.cancelStatement(statementId, timeout));
    }

    private <T> T about(String operation, String statementId, Request<T> request) throws DataApiException {
        return spans.of(operation, step -> {
            step.attribute(SpanNames.STATEMENT_ID, statementId);
            return request.send();
        });
    }

    @Override
    public Optional<SessionDescription> findSession(String sessionId, Duration timeout) throws DataApiException {
        return spans.of("ListSessions", step -> api.findSession(sessionId, timeout));
    }

    @Override
    public List<StatementEntry> findStatements(String nameStart, Duration timeout) throws DataApiException {
        return spans.of("ListStatements", step -> api.findStatements(nameStart, timeout));
    }

    @Override
    public StatementPage listStatements(StatementFilter filter, @Nullable String nextToken, Duration timeout)
            throws DataApiException {
        return spans.of("ListStatements", step -> api.listStatements(filter, nextToken, timeout));
    }

    @Override
    public <T> CompletableFuture<T> begin(Request<T> request) {
        var caller = Call.current();
        return api.begin(caller == null ? request : () -> caller.carried(request::send));
    }

    @Override
    public boolean withdraw(CompletableFuture<?> begun) {
        return api.withdraw(begun);
    }
}

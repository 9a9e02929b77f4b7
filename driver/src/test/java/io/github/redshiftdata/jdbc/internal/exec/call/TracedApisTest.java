package io.github.redshiftdata.jdbc.internal.exec.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.redshiftdata.jdbc.RedshiftDataSpan;
import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementPage;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.trace.Call;
import io.github.redshiftdata.jdbc.internal.trace.ConnectionTrace;
import io.github.redshiftdata.jdbc.internal.trace.SpanNames;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request is passed on as it is, answered as the service answers, and told as one span. */
class TracedApisTest {

    private static final Submitted SUBMITTED = new Submitted("statement-1", null, null, null, "request-1");
    private static final StatementDescription DESCRIBED = new StatementDescription(
            "statement-1", StatementStatus.FINISHED, false, 0, 0, null, null, List.of(), null, ResultFormat.JSON, null);

    private static final Object PAGE = Proxy.newProxyInstance(
            ResultPage.class.getClassLoader(), new Class<?>[] {ResultPage.class}, (proxy, method, arguments) -> null);

    private final RecordedSpans spans = new RecordedSpans();

    /** What the service gives next: a value, or the exception that it throws. */
    private @Nullable Object next;

    private <T> T answering(Class<T> api) {
        return api.cast(
                Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] {api}, (proxy, method, arguments) -> {
                    if (next instanceof DataApiException failure) {
                        throw failure;
                    }
                    return next;
                }));
    }

    /** One request of an API: its name at the service, how it is sent, its answer, and whether it is about a statement. */
    private record Sent(String operation, RequestOf request, Object answer, boolean aboutAStatement) {
        @Override
        public String toString() {
            return operation;
        }
    }

    @FunctionalInterface
    private interface RequestOf {
        Object send(DataApi api, CatalogApi catalog) throws DataApiException;
    }

    private static final CatalogApi.Limits LIMITS =
            new CatalogApi.Limits(Durations.FOREVER, Durations.FOREVER, Durations.FOREVER);

    static Stream<Sent> requests() {
        var id = "statement-1";
        var limit = Durations.FOREVER;
        var page = new StatementPage(List.of(), null);
        return Stream.of(
                new Sent("ExecuteStatement", (api, catalog) -> api.executeStatement(null, limit), SUBMITTED, true),
                new Sent(
                        "BatchExecuteStatement",
                        (api, catalog) -> api.batchExecuteStatement(null, limit),
                        SUBMITTED,
                        true),
                new Sent("DescribeStatement", (api, catalog) -> api.describeStatement(id, 0, limit), DESCRIBED, true),
                new Sent("GetStatementResult", (api, catalog) -> api.getStatementResult(id, null, limit), PAGE, true),
                new Sent(
                        "GetStatementResultV2",
                        (api, catalog) -> api.getStatementResultV2(id, null, limit),
                        PAGE,
                        true),
                new Sent("CancelStatement", (api, catalog) -> api.cancelStatement(id, limit), true, true),
                new Sent(
                        "ListSessions", (api, catalog) -> api.findSession("session-1", limit), Optional.empty(), false),
                new Sent("ListStatements", (api, catalog) -> api.findStatements("name", limit), List.of(), false),
                new Sent("ListStatements", (api, catalog) -> api.listStatements(null, null, limit), page, false),
                new Sent("ListDatabases", (api, catalog) -> catalog.databases(LIMITS), List.of("dev"), false),
                new Sent("ListSchemas", (api, catalog) -> catalog.schemas("dev", null, LIMITS), List.of("a"), false),
                new Sent("ListTables", (api, catalog) -> catalog.tables("dev", null, null, LIMITS), List.of(), false),
                new Sent(
                        "DescribeTable",
                        (api, catalog) -> catalog.describe("dev", null, null, LIMITS),
                        List.of(),
                        false));
    }

    private Object send(Sent sent) throws DataApiException {
        var trace = spans.connection();
        return sent.request()
                .send(
                        new TracedDataApi(answering(DataApi.class), trace),
                        new TracedCatalogApi(answering(CatalogApi.class), trace));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void anAnswerComesAsItIsAndEndsASpanThatNamesTheOperation(Sent sent) throws DataApiException {
        next = sent.answer();
        assertThat(send(sent)).isSameAs(next);
        assertThat(spans.names()).containsExactly(sent.operation());
        var span = spans.last();
        assertThat(span.kind).isEqualTo(RedshiftDataSpan.Kind.REQUEST);
        assertThat(span.failed).isFalse();
        assertThat(span.attributes)
                .containsEntry(SpanNames.RPC_METHOD, sent.operation())
                .doesNotContainKey(SpanNames.ERROR_TYPE);
        assertThat(span.attributes.get(SpanNames.STATEMENT_ID))
                .isEqualTo(sent.aboutAStatement() ? "statement-1" : null);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aFailureComesAsItIsAndTheSpanTellsItsCodeAndWhichRequestItWas(Sent sent) {
        var failure = new ServiceFailure(Kind.REJECTED, "ValidationException", "secret", 400, "request-1");
        next = new DataApiException(failure, new IllegalStateException());
        assertThat(catchThrowable(() -> send(sent))).isSameAs(next);
        assertThat(spans.last().failed).isTrue();
        assertThat(spans.last().attributes)
                .containsEntry(SpanNames.ERROR_TYPE, "ValidationException")
                .containsEntry(SpanNames.HTTP_STATUS, 400L)
                .containsEntry(SpanNames.AWS_REQUEST_ID, "request-1")
                .doesNotContainValue("secret");
    }

    @Test
    void ofARequestWithoutAnAnswerThereIsNoStatusAndNoId() {
        next = new DataApiException(
                new ServiceFailure(Kind.NETWORK, "ConnectException", "reset", 0, null), new IllegalStateException());
        var thrown = catchThrowable(() -> new TracedDataApi(answering(DataApi.class), spans.connection())
                .cancelStatement("statement-1", Durations.FOREVER));
        assertThat(thrown).isSameAs(next);
        assertThat(spans.last().failed).isTrue();
        assertThat(spans.last().attributes).doesNotContainKeys(SpanNames.HTTP_STATUS, SpanNames.AWS_REQUEST_ID);
    }

    /** The driver leaves a listing that has too many pages, and asks otherwise. */
    @Test
    void aListingThatTheDriverLeavesIsNoFailure() {
        next = new DataApiException(
                new ServiceFailure(Kind.REJECTED, ServiceFailure.TOO_MANY_PAGES, "left", 0, null),
                new IllegalStateException());
        var thrown = catchThrowable(
                () -> new TracedCatalogApi(answering(CatalogApi.class), spans.connection()).databases(LIMITS));
        assertThat(thrown).isSameAs(next);
        assertThat(spans.last().failed).isFalse();
        assertThat(spans.last().attributes).doesNotContainKey(SpanNames.ERROR_TYPE);
    }

    @Test
    void withoutATracerARequestIsPassedOnAllTheSame() throws DataApiException {
        next = true;
        var traced = new TracedDataApi(answering(DataApi.class), ConnectionTrace.untold());
        assertThat(traced.cancelStatement("statement-1", Durations.FOREVER)).isTrue();
    }

    @Test
    void whatIsNoRequestIsAskedOfTheServicesOwnApi() {
        var traced = new TracedDataApi(answering(DataApi.class), spans.connection());
        var counters = new Counters();
        next = counters;
        assertThat(traced.counters()).isSameAs(counters);
        var rates = new OperationRates(() -> 0);
        next = rates;
        assertThat(traced.rates()).isSameAs(rates);
        next = true;
        assertThat(traced.withdraw(new CompletableFuture<>())).isTrue();
        next = false;
        assertThat(traced.withdraw(new CompletableFuture<>())).isFalse();
        assertThat(spans.names()).isEmpty();
    }

    /** Begun by one thread, a request is sent by another: it belongs to the call of the first. */
    @Test
    void aRequestThatIsBegunBelongsToTheCallThatBeganIt() throws SQLException {
        var later = new ArrayList<DataApi.Request<?>>();
        var held = (DataApi) Proxy.newProxyInstance(
                DataApi.class.getClassLoader(), new Class<?>[] {DataApi.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("begin")) {
                        later.add((DataApi.Request<?>) arguments[0]);
                        return new CompletableFuture<>();
                    }
                    return true;
                });
        var trace = spans.connection();
        var traced = new TracedDataApi(held, trace);
        trace.during("commit", () -> traced.begin(() -> traced.cancelStatement("statement-1", Durations.FOREVER)));
        assertThat(Call.current()).isNull();
        assertThatCode(() -> later.get(0).send()).doesNotThrowAnyException();
        assertThat(spans.names()).containsExactly("commit dev", "CancelStatement");
        assertThat(spans.last().parent).isSameAs(spans.all.get(0));
        assertThat(Call.current()).isNull();
        var unused = traced.begin(() -> traced.cancelStatement("statement-2", Durations.FOREVER));
        assertThatCode(() -> later.get(1).send()).doesNotThrowAnyException();
        assertThat(spans.last().parent).isNull();
    }
}

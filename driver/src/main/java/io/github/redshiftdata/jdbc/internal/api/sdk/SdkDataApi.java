package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.api.RealTime;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.api.SessionDescription;
import io.github.redshiftdata.jdbc.internal.api.SqlParameter;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementEntry;
import io.github.redshiftdata.jdbc.internal.api.StatementFilter;
import io.github.redshiftdata.jdbc.internal.api.StatementPage;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.api.page.CsvDecoder;
import io.github.redshiftdata.jdbc.internal.api.page.JsonPageDecoder;
import io.github.redshiftdata.jdbc.internal.api.page.PageReader;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.CancelStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.ExecutionMode;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultRequest;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultV2Request;
import software.amazon.awssdk.services.redshiftdata.model.ListSessionsRequest;
import software.amazon.awssdk.services.redshiftdata.model.ListStatementsRequest;
import software.amazon.awssdk.services.redshiftdata.model.RedshiftDataResponse;
import software.amazon.awssdk.services.redshiftdata.model.ResultFormatString;
import software.amazon.awssdk.services.redshiftdata.model.StatusString;

/** The operations on statements and sessions, sent with the SDK's synchronous client. */
final class SdkDataApi implements DataApi {

    private static final int MOST_SPARE_BYTES = 2 << 20;
    /** The most statements that the service puts on a page. */
    private static final int LARGEST_LIST = 100;

    private static final SoftReference<byte[]> NO_SPARE = new SoftReference<>(new byte[0]);

    private final RedshiftDataClient client;
    private final LoginMembers login;
    /** Whether the requests carry a person of IAM Identity Center, who may not list everywhere. */
    private final boolean isOfAPerson;

    private final SdkCalls calls;
    private final OperationRates rates;
    private final ListSearch lookUps;

    /** The array of the last body: pages have similar sizes, so the next one is read into it. */
    private final AtomicReference<SoftReference<byte[]>> spare = new AtomicReference<>(NO_SPARE);

    /**
     * The operations of one connection.
     *
     * @param client built with {@link PageCapture}; shared with other connections, and closed by its owner
     */
    SdkDataApi(RedshiftDataClient client, DriverConfig config, SdkCalls calls, OperationRates rates, Sleeper sleeper) {
        this.client = client;
        this.login = LoginMembers.of(config);
        this.isOfAPerson = config.awsAuth() instanceof DriverConfig.PropagatedIdentity;
        this.calls = calls;
        this.rates = rates;
        this.lookUps = new ListSearch(calls, sleeper);
    }

    @Override
    public Counters counters() {
        return calls.counters();
    }

    @Override
    public OperationRates rates() {
        return rates;
    }

    @Override
    public Submitted executeStatement(SubmitRequest request, Duration timeout) throws DataApiException {
        var target = targetOf(request);
        var wanted = ExecuteStatementRequest.builder()
                .sql(request.sql())
                .clientToken(request.clientToken())
                .sessionId(request.sessionId())
                .sessionKeepAliveSeconds(request.sessionKeepAliveSeconds())
                .statementName(request.statementName())
                .parameters(parameters(request.parameters()))
                .waitTimeSeconds(waitTime(request.waitSeconds()))
                .resultFormat(resultFormat(request.resultFormat()))
                .withEvent(request.withEvent() ? true : null)
                .clusterIdentifier(target.clusterIdentifier())
                .workgroupName(target.workgroupName())
                .database(target.database())
                .dbUser(target.dbUser())
                .secretArn(target.secretArn());
        return paced(
                Operation.EXECUTE_STATEMENT,
                () -> calls.run(
                        timeout,
                        settings -> SdkAnswers.submitted(client.executeStatement(
                                wanted.overrideConfiguration(settings.build()).build()))));
    }

    /** A session knows its target: the service refuses a request that names one besides. */
    private LoginMembers targetOf(SubmitRequest request) {
        return request.sessionId() == null ? login : LoginMembers.NONE;
    }

    @Override
    public Submitted batchExecuteStatement(SubmitRequest request, Duration timeout) throws DataApiException {
        var target = targetOf(request);
        var wanted = BatchExecuteStatementRequest.builder()
                .sqls(request.sqls())
                .clientToken(request.clientToken())
                .sessionId(request.sessionId())
                .sessionKeepAliveSeconds(request.sessionKeepAliveSeconds())
                .statementName(request.statementName())
                .parameters(parameters(request.parameters()))
                .executionMode(request.autoCommit() ? ExecutionMode.AUTO_COMMIT : null)
                .waitTimeSeconds(waitTime(request.waitSeconds()))
                .resultFormat(resultFormat(request.resultFormat()))
                .withEvent(request.withEvent() ? true : null)
                .clusterIdentifier(target.clusterIdentifier())
                .workgroupName(target.workgroupName())
                .database(target.database())
                .dbUser(target.dbUser())
                .secretArn(target.secretArn());
        return paced(
                Operation.BATCH_EXECUTE_STATEMENT,
                () -> calls.run(
                        timeout,
                        settings -> SdkAnswers.submitted(client.batchExecuteStatement(
                                wanted.overrideConfiguration(settings.build()).build()))));
    }

    @Override
    public StatementDescription describeStatement(String statementId, int waitSeconds, Duration timeout)
            throws DataApiException {
        var wanted = DescribeStatementRequest.builder().id(statementId).waitTimeSeconds(waitTime(waitSeconds));
        return calls.runInterruptibly(
                timeout,
                settings -> SdkAnswers.description(
                        statementId,
                        client.describeStatement(
                                wanted.overrideConfiguration(settings.build()).build())));
    }

    @Override
    public ResultPage getStatementResult(String statementId, @Nullable String nextToken, Duration timeout)
            throws DataApiException {
        var body = new PageCapture.Body(takeSpare());
        var wanted = GetStatementResultRequest.builder().id(statementId).nextToken(nextToken);
        var answer = paced(
                Operation.GET_STATEMENT_RESULT,
                timeout,
                settings -> client.getStatementResult(
                        wanted.overrideConfiguration(settings.putExecutionAttribute(PageCapture.BODY, body)
                                        .build())
                                .build()));
        var page = page(JsonPageDecoder::decode, body, answer, statementId, nextToken);
        if (body.bytes().length <= MOST_SPARE_BYTES) {
            spare.set(new SoftReference<>(body.bytes()));
        }
        return page;
    }

    @Override
    public ResultPage getStatementResultV2(String statementId, @Nullable String nextToken, Duration timeout)
            throws DataApiException {
        var body = new PageCapture.Body();
        var wanted = GetStatementResultV2Request.builder().id(statementId).nextToken(nextToken);
        var answer = paced(
                Operation.GET_STATEMENT_RESULT,
                timeout,
                settings -> client.getStatementResultV2(
                        wanted.overrideConfiguration(settings.putExecutionAttribute(PageCapture.BODY, body)
                                        .build())
                                .build()));
        return page(
                (bytes, length) -> CsvDecoder.decode(bytes, length, nextToken == null),
                body,
                answer,
                statementId,
                nextToken);
    }

    /** Makes a page of an answer. */
    @FunctionalInterface
    private interface Decoder {
        ResultPage decode(byte[] body, int length) throws IOException;
    }

    private ResultPage page(
            Decoder decoder,
            PageCapture.Body body,
            RedshiftDataResponse answer,
            String statementId,
            @Nullable String nextToken)
            throws DataApiException {
        try {
            var page = decoder.decode(body.bytes(), body.length());
            calls.counters().received(body.length(), page.rowCount());
            if (page.columns().isEmpty() && nextToken == null) {
                throw new IOException("it names no columns");
            }
            return page;
        } catch (IOException malformed) {
            throw calls.failures()
                    .unreadable(
                            "a page of statement " + statementId + " cannot be read: " + PageReader.brief(malformed),
                            SdkAnswers.requestId(answer),
                            malformed);
        }
    }

    private byte[] takeSpare() {
        var kept = spare.getAndSet(NO_SPARE).get();
        return kept == null ? new byte[0] : kept;
    }

    @Override
    public boolean cancelStatement(String statementId, Duration timeout) throws DataApiException {
        var wanted = CancelStatementRequest.builder().id(statementId);
        return paced(
                Operation.CANCEL_STATEMENT,
                timeout,
                settings -> SdkAnswers.cancelled(client.cancelStatement(
                        wanted.overrideConfiguration(settings.build()).build())));
    }

    @Override
    public Optional<SessionDescription> findSession(String sessionId, Duration timeout) throws DataApiException {
        try {
            return narrowed(timeout, (place, longest) -> findSession(sessionId, place, longest));
        } catch (DataApiException failed) {
            if (failed.failure().kind() == ServiceFailure.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** The service lists the sessions that are open, or by its id one that has ended too; not by both. */
    private Optional<SessionDescription> findSession(String sessionId, LoginMembers place, Duration timeout)
            throws DataApiException {
        var isById = place.equals(LoginMembers.NONE);
        return lookUps.first(
                timeout,
                session -> sessionId.equals(session.sessionId()),
                (token, left) -> paced(Operation.LIST_SESSIONS, left, settings -> {
                    var answer = client.listSessions(ListSessionsRequest.builder()
                            .sessionId(isById ? sessionId : null)
                            .clusterIdentifier(place.clusterIdentifier())
                            .workgroupName(place.workgroupName())
                            .maxResults(isById ? null : LARGEST_LIST)
                            .nextToken(token)
                            .overrideConfiguration(settings.build())
                            .build());
                    return new ListSearch.Page<>(SdkAnswers.sessions(answer), answer.nextToken());
                }));
    }

    @Override
    public List<StatementEntry> findStatements(String nameStart, Duration timeout) throws DataApiException {
        return narrowed(
                timeout,
                (place, longest) -> lookUps.firstOf(
                        longest,
                        statement -> statement.name().startsWith(nameStart),
                        (token, left) -> paced(Operation.LIST_STATEMENTS, left, settings -> {
                            var answer = client.listStatements(ListStatementsRequest.builder()
                                    .statementName(nameStart)
                                    .status(StatusString.ALL)
                                    .clusterIdentifier(place.clusterIdentifier())
                                    .workgroupName(place.workgroupName())
                                    .nextToken(token)
                                    .overrideConfiguration(settings.build())
                                    .build());
                            return new ListSearch.Page<>(SdkAnswers.statements(answer), answer.nextToken());
                        })));
    }

    /** A search in a list of the service, in a place or, with {@link LoginMembers#NONE}, everywhere. */
    @FunctionalInterface
    private interface Search<T> {
        T run(LoginMembers place, Duration timeout) throws DataApiException;
    }

    /**
     * Searches everywhere; for a person of IAM Identity Center in the warehouse. Credentials that the program gives may carry
     * a person unknown to the driver: then the service refuses the first search, and the second one counts.
     */
    private <T> T narrowed(Duration timeout, Search<T> search) throws DataApiException {
        if (isOfAPerson) {
            return search.run(login.place(), timeout);
        }
        var begun = RealTime.nanos();
        try {
            return search.run(LoginMembers.NONE, timeout);
        } catch (DataApiException failed) {
            var left = timeout.minusNanos(RealTime.nanos() - begun);
            if (failed.failure().kind() != ServiceFailure.Kind.REJECTED || left.isNegative() || left.isZero()) {
                throw failed;
            }
            return search.run(login.place(), left);
        }
    }

    @Override
    public StatementPage listStatements(StatementFilter filter, @Nullable String nextToken, Duration timeout)
            throws DataApiException {
        var status = filter.status();
        var wanted = ListStatementsRequest.builder()
                .statementName(filter.nameStart())
                .status(status == null ? StatusString.ALL : StatusString.valueOf(status.name()))
                .clusterIdentifier(login.clusterIdentifier())
                .workgroupName(login.workgroupName())
                .database(login.database())
                .maxResults(LARGEST_LIST)
                .nextToken(nextToken);
        return paced(Operation.LIST_STATEMENTS, timeout, settings -> {
            var answer = client.listStatements(
                    wanted.overrideConfiguration(settings.build()).build());
            var token = answer.nextToken();
            return new StatementPage(SdkAnswers.statements(answer), token == null || token.isEmpty() ? null : token);
        });
    }

    @Override
    public <T> CompletableFuture<T> begin(Request<T> request) {
        return calls.begin(request);
    }

    @Override
    public boolean withdraw(CompletableFuture<?> begun) {
        return SdkCalls.withdraw(begun);
    }

    /** A call to the service. */
    @FunctionalInterface
    private interface Call<T> {
        T run() throws DataApiException;
    }

    private <T> T paced(
            Operation operation, Duration timeout, Function<AwsRequestOverrideConfiguration.Builder, T> call)
            throws DataApiException {
        return paced(operation, () -> calls.runInterruptibly(timeout, call));
    }

    /** Runs a call, and tells the rate of its operation whether the service took it. */
    private <T> T paced(Operation operation, Call<T> call) throws DataApiException {
        try {
            var answer = call.run();
            rates.of(operation).accepted();
            return answer;
        } catch (DataApiException failed) {
            rates.of(operation).failed(failed.failure());
            throw failed;
        }
    }

    /** The parameters; null if there are none, since the service refuses an empty list. */
    private static @Nullable List<software.amazon.awssdk.services.redshiftdata.model.SqlParameter> parameters(
            List<SqlParameter> parameters) {
        if (parameters.isEmpty()) {
            return null;
        }
        return parameters.stream()
                .map(parameter -> software.amazon.awssdk.services.redshiftdata.model.SqlParameter.builder()
                        .name(parameter.name())
                        .value(parameter.value())
                        .build())
                .toList();
    }

    /** The format to ask for; null for JSON, which is the service's default. */
    private static @Nullable ResultFormatString resultFormat(ResultFormat format) {
        return format == ResultFormat.CSV ? ResultFormatString.CSV : null;
    }

    private static @Nullable Integer waitTime(int seconds) {
        return seconds > 0 ? seconds : null;
    }
}

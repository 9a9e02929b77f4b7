package io.github.redshiftdata.jdbc.internal.api.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.util.SystemUserAgent;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.CancelStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.CancelStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.DescribeTableRequest;
import software.amazon.awssdk.services.redshiftdata.model.DescribeTableResponse;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultRequest;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultResponse;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultV2Request;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultV2Response;
import software.amazon.awssdk.services.redshiftdata.model.ListDatabasesRequest;
import software.amazon.awssdk.services.redshiftdata.model.ListDatabasesResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListSchemasRequest;
import software.amazon.awssdk.services.redshiftdata.model.ListSchemasResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListSessionsRequest;
import software.amazon.awssdk.services.redshiftdata.model.ListSessionsResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListStatementsRequest;
import software.amazon.awssdk.services.redshiftdata.model.ListStatementsResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListTablesRequest;
import software.amazon.awssdk.services.redshiftdata.model.ListTablesResponse;
import software.amazon.awssdk.services.redshiftdata.model.RedshiftDataRequest;
import software.amazon.awssdk.services.redshiftdata.model.RedshiftDataResponse;

/**
 * Sends the operations that the driver uses with the SDK's model, signer and HTTP client, and without the chain of stages that
 * the SDK's own client runs for each request. The driver has its own deadlines, repetitions, credentials and observers, and the
 * chain takes more time than all the rest of a short query.
 *
 * <p>Each request brings in its settings what belongs to it: the credentials, its {@link Transmission}, who counts it, and for a
 * page of a result where the body goes. Thrown are the SDK's exceptions: {@link SdkServiceException} for an answer that reports
 * an error, {@link SdkClientException} where there is no whole answer.
 */
final class DirectClient implements RedshiftDataClient {

    private static final String JSON = "application/x-amz-json-1.1";
    /** The key by which the SDK keeps the id of a request. */
    private static final String AWS_REQUEST_ID = "AWS_REQUEST_ID";

    private final SdkHttpClient http;
    private final RequestSigner signer;
    private final boolean compressed;
    private final String userAgent = SystemUserAgent.getOrCreate().userAgentString();
    /** What all requests have in common. */
    private final SdkHttpRequest blank;

    /** @param compressed whether pages of results are asked for compressed */
    DirectClient(SdkHttpClient http, URI endpoint, Region region, boolean compressed) {
        this.http = http;
        this.signer = new RequestSigner(region);
        this.compressed = compressed;
        this.blank = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", JSON)
                .build();
    }

    private <A extends RedshiftDataResponse.Builder & SdkPojo> A send(
            String operation, RedshiftDataRequest request, A answer) {
        var settings = request.overrideConfiguration().orElseThrow();
        var observer =
                new CallObserver(operation, settings.executionAttributes().getAttribute(CallObserver.COUNTERS));
        try {
            exchange(operation, request, settings, observer, answer);
            observer.answered();
            return answer;
        } catch (IOException broken) {
            var failed = SdkClientException.create("no whole answer: " + broken.getMessage(), broken);
            observer.failed(failed);
            throw failed;
        } catch (RuntimeException failed) {
            observer.failed(failed);
            throw failed;
        }
    }

    private <A extends RedshiftDataResponse.Builder & SdkPojo> void exchange(
            String operation,
            RedshiftDataRequest request,
            AwsRequestOverrideConfiguration settings,
            CallObserver observer,
            A answer)
            throws IOException {
        var transmission = settings.executionAttributes().getAttribute(PageCapture.TRANSMISSION);
        var page = settings.executionAttributes().getAttribute(PageCapture.BODY);
        var body = ModelJson.write(request);
        var signed = signer.sign(unsigned(operation, settings, body.length), body, credentials(settings));
        var head = page != null && compressed ? compressible(signed) : signed;
        observer.leaving();
        var response = new WatchedRequest(head, body, transmission).sendBy(http);
        try (var content = PageCapture.content(
                response.httpResponse(), response.responseBody().orElse(null), page, transmission)) {
            take(response.httpResponse(), content, answer);
        }
    }

    private static <A extends RedshiftDataResponse.Builder & SdkPojo> void take(
            SdkHttpResponse response, @Nullable InputStream content, A answer) throws IOException {
        if (!response.isSuccessful()) {
            throw RequestSigner.noticed(ServiceError.of(response, content));
        }
        response.firstMatchingHeader(PageCapture.REQUEST_ID)
                .ifPresent(
                        id -> answer.responseMetadata(DefaultAwsResponseMetadata.create(Map.of(AWS_REQUEST_ID, id))));
        if (content != null) {
            ModelJson.read(content, answer);
        }
    }

    private SdkHttpRequest unsigned(String operation, AwsRequestOverrideConfiguration settings, int length) {
        var names = new StringBuilder(userAgent);
        settings.apiNames()
                .forEach(added ->
                        names.append(' ').append(added.name()).append('/').append(added.version()));
        return blank.toBuilder()
                .putHeader("X-Amz-Target", "RedshiftData." + operation)
                .putHeader("User-Agent", names.toString())
                .putHeader("Content-Length", Integer.toString(length))
                .build();
    }

    private static AwsCredentials credentials(AwsRequestOverrideConfiguration settings) {
        return (AwsCredentials) settings.credentialsIdentityProvider()
                .orElseThrow()
                .resolveIdentity()
                .join();
    }

    /** The answer may come compressed. A request says so behind its signature, so that a proxy may take that out. */
    private static SdkHttpRequest compressible(SdkHttpRequest request) {
        return request.toBuilder().putHeader("Accept-Encoding", "gzip").build();
    }

    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        return send("ExecuteStatement", request, ExecuteStatementResponse.builder())
                .build();
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
        return send("BatchExecuteStatement", request, BatchExecuteStatementResponse.builder())
                .build();
    }

    @Override
    public DescribeStatementResponse describeStatement(DescribeStatementRequest request) {
        return send("DescribeStatement", request, DescribeStatementResponse.builder())
                .build();
    }

    @Override
    public GetStatementResultResponse getStatementResult(GetStatementResultRequest request) {
        return send("GetStatementResult", request, GetStatementResultResponse.builder())
                .build();
    }

    @Override
    public GetStatementResultV2Response getStatementResultV2(GetStatementResultV2Request request) {
        return send("GetStatementResultV2", request, GetStatementResultV2Response.builder())
                .build();
    }

    @Override
    public CancelStatementResponse cancelStatement(CancelStatementRequest request) {
        return send("CancelStatement", request, CancelStatementResponse.builder())
                .build();
    }

    @Override
    public ListSessionsResponse listSessions(ListSessionsRequest request) {
        return send("ListSessions", request, ListSessionsResponse.builder()).build();
    }

    @Override
    public ListStatementsResponse listStatements(ListStatementsRequest request) {
        return send("ListStatements", request, ListStatementsResponse.builder()).build();
    }

    @Override
    public ListDatabasesResponse listDatabases(ListDatabasesRequest request) {
        return send("ListDatabases", request, ListDatabasesResponse.builder()).build();
    }

    @Override
    public ListSchemasResponse listSchemas(ListSchemasRequest request) {
        return send("ListSchemas", request, ListSchemasResponse.builder()).build();
    }

    @Override
    public ListTablesResponse listTables(ListTablesRequest request) {
        return send("ListTables", request, ListTablesResponse.builder()).build();
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        return send("DescribeTable", request, DescribeTableResponse.builder()).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        http.close();
    }
}

package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.redshiftdata.jdbc.internal.api.Counters;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
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

/** Requests and answers beside those of the SDK's own client, which is known to speak with AWS. */
class DirectClientTest {

    /** An operation of the driver. */
    private record Operation(
            String name,
            RedshiftDataRequest.Builder request,
            SdkPojo answer,
            BiFunction<RedshiftDataClient, RedshiftDataRequest, RedshiftDataResponse> call) {

        @SuppressWarnings("unchecked") // the request is built by the builder of its type
        static <R extends RedshiftDataRequest> Operation of(
                RedshiftDataRequest.Builder request,
                SdkPojo answer,
                BiFunction<RedshiftDataClient, R, RedshiftDataResponse> call) {
            var name = request.build().getClass().getSimpleName();
            return new Operation(
                    name.replace("Request", ""), request, answer, (client, wanted) -> call.apply(client, (R) wanted));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Operation> operations() {
        return Stream.of(
                Operation.<ExecuteStatementRequest>of(
                        ExecuteStatementRequest.builder(),
                        ExecuteStatementResponse.builder().build(),
                        RedshiftDataClient::executeStatement),
                Operation.<BatchExecuteStatementRequest>of(
                        BatchExecuteStatementRequest.builder(),
                        BatchExecuteStatementResponse.builder().build(),
                        RedshiftDataClient::batchExecuteStatement),
                Operation.<DescribeStatementRequest>of(
                        DescribeStatementRequest.builder(),
                        DescribeStatementResponse.builder().build(),
                        RedshiftDataClient::describeStatement),
                Operation.<CancelStatementRequest>of(
                        CancelStatementRequest.builder(),
                        CancelStatementResponse.builder().build(),
                        RedshiftDataClient::cancelStatement),
                Operation.<GetStatementResultRequest>of(
                        GetStatementResultRequest.builder(),
                        GetStatementResultResponse.builder().build(),
                        RedshiftDataClient::getStatementResult),
                Operation.<GetStatementResultV2Request>of(
                        GetStatementResultV2Request.builder(),
                        GetStatementResultV2Response.builder().build(),
                        RedshiftDataClient::getStatementResultV2),
                Operation.<ListSessionsRequest>of(
                        ListSessionsRequest.builder(),
                        ListSessionsResponse.builder().build(),
                        RedshiftDataClient::listSessions),
                Operation.<ListStatementsRequest>of(
                        ListStatementsRequest.builder(),
                        ListStatementsResponse.builder().build(),
                        RedshiftDataClient::listStatements),
                Operation.<ListDatabasesRequest>of(
                        ListDatabasesRequest.builder(),
                        ListDatabasesResponse.builder().build(),
                        RedshiftDataClient::listDatabases),
                Operation.<ListSchemasRequest>of(
                        ListSchemasRequest.builder(),
                        ListSchemasResponse.builder().build(),
                        RedshiftDataClient::listSchemas),
                Operation.<ListTablesRequest>of(
                        ListTablesRequest.builder(),
                        ListTablesResponse.builder().build(),
                        RedshiftDataClient::listTables),
                Operation.<DescribeTableRequest>of(
                        DescribeTableRequest.builder(),
                        DescribeTableResponse.builder().build(),
                        RedshiftDataClient::describeTable));
    }

    private static JsonNode read(String json) {
        return JsonNode.parser().parse(json);
    }

    private static String text(Object value) throws IOException {
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(text)) {
            write(json, value);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> object) {
            json.writeStartObject();
            for (var member : object.entrySet()) {
                json.writeFieldName((String) member.getKey());
                write(json, member.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> items) {
            json.writeStartArray();
            for (var item : items) {
                write(json, item);
            }
            json.writeEndArray();
        } else {
            json.writeObject(value);
        }
    }

    /** What the service was asked last: the headers, and the body as {@code :body}. */
    private final TreeMap<String, String> asked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private HttpServer server;
    private int status;
    private String answer;
    private Map<String, String> headers;
    private RedshiftDataClient direct;
    private RedshiftDataClient sdk;

    @BeforeEach
    void start() throws IOException {
        status = 200;
        headers = Map.of("x-amzn-RequestId", "r-1");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        direct = new DirectClient(Apache5HttpClient.create(), uri, Region.EU_WEST_1, false);
        sdk = RedshiftDataClient.builder()
                .endpointOverride(uri)
                .region(Region.EU_WEST_1)
                .httpClient(Apache5HttpClient.create())
                .overrideConfiguration(settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    @AfterEach
    void stop() {
        direct.close();
        sdk.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.clear();
            exchange.getRequestHeaders().forEach((name, values) -> asked.put(name, String.join(",", values)));
            asked.put(":body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.put(":path", exchange.getRequestURI().toString());
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static AwsRequestOverrideConfiguration settings(
            AwsCredentials credentials, PageCapture.@Nullable Body body) {
        var settings = AwsRequestOverrideConfiguration.builder()
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .putExecutionAttribute(PageCapture.TRANSMISSION, new Transmission())
                .putExecutionAttribute(CallObserver.COUNTERS, new Counters());
        UserAgent.of("test").forEach(settings::addApiName);
        return body == null
                ? settings.build()
                : settings.putExecutionAttribute(PageCapture.BODY, body).build();
    }

    private static final AwsCredentials KEYS = AwsBasicCredentials.create("AKID", "secret");

    /** A value for a member; texts with what must be escaped. */
    private static Object sample(SdkField<?> field) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> field.memberName() + " \"ä\\ \n\u2028\ud83d\ude00";
            case INTEGER -> 7;
            case LONG -> 1L << 40;
            case BOOLEAN -> true;
            case DOUBLE -> 2.5;
            case INSTANT -> Instant.ofEpochMilli(1_709_164_800_123L);
            case LIST -> {
                var item = sample(field.getRequiredTrait(ListTrait.class).memberFieldInfo());
                yield List.of(item, item);
            }
            case SDK_POJO -> {
                var part = field.constructor().get();
                fill(part);
                yield ((software.amazon.awssdk.utils.builder.SdkBuilder<?, ?>) part).build();
            }
            default -> throw new IllegalStateException(field.memberName());
        };
    }

    private static void fill(SdkPojo builder) {
        builder.sdkFields().forEach(field -> field.set(builder, sample(field)));
    }

    /** The same as the JSON of the service. */
    private static Object json(SdkField<?> field) {
        return switch (field.marshallingType().getKnownType()) {
            case INSTANT -> 1.709164800123E9;
            case LIST -> {
                var item = json(field.getRequiredTrait(ListTrait.class).memberFieldInfo());
                yield List.of(item, item);
            }
            case SDK_POJO -> json(field.constructor().get());
            case SDK_BYTES -> "AAEC";
            default -> sample(field);
        };
    }

    private static Map<String, Object> json(SdkPojo of) {
        var members = new LinkedHashMap<String, Object>();
        members.put("memberOfTomorrow", List.of(Map.of("a", 1), "b"));
        of.sdkFields().forEach(field -> members.put(field.locationName(), json(field)));
        return members;
    }

    private RedshiftDataRequest filled(Operation operation, AwsCredentials credentials) {
        fill((SdkPojo) operation.request());
        return (RedshiftDataRequest) operation
                .request()
                .overrideConfiguration(settings(credentials, null))
                .build();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aRequestIsThatOfTheSdk(Operation operation) throws IOException {
        answer = "{}";
        for (var keys : List.of(KEYS, AwsSessionCredentials.create("AKID", "secret", "token"))) {
            var request = filled(operation, keys);
            assertThat(operation.call().apply(sdk, request)).isNotNull();
            var expected = new TreeMap<>(asked);
            assertThat(operation.call().apply(direct, request)).isNotNull();
            assertThat(read(asked.get(":body"))).isEqualTo(read(expected.get(":body")));
            assertThat(asked.get("User-Agent")).contains("aws-sdk-java/2").endsWith(" app/test");
            for (var once : new String[] {"amz-sdk-invocation-id", "amz-sdk-request"}) {
                // Counts the attempts of the SDK, which has one here.
                assertThat(expected.remove(once)).isNotNull();
            }
            var signature = expected.remove("Authorization").replaceAll("amz-sdk-invocation-id;amz-sdk-request;", "");
            assertThat(asked.remove("Authorization").replaceAll("Signature=.*", ""))
                    .isEqualTo(signature.replaceAll("Signature=.*", ""));
            for (var own : new String[] {"User-Agent", "X-Amz-Date", ":body", "x-amz-content-sha256"}) {
                assertThat(expected.remove(own) == null).as(own).isEqualTo(asked.remove(own) == null);
            }
            assertThat(asked).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anEmptyRequestIsThatOfTheSdk(Operation operation) throws IOException {
        answer = "{}";
        var request = (RedshiftDataRequest)
                operation.request().overrideConfiguration(settings(KEYS, null)).build();
        assertThat(operation.call().apply(sdk, request)).isNotNull();
        var expected = read(asked.get(":body"));
        assertThat(operation.call().apply(direct, request)).isNotNull();
        var written = read(asked.get(":body"));
        // A token is made where none is given, of chance.
        assertThat(written.asObject().keySet()).isEqualTo(expected.asObject().keySet());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anAnswerIsReadAsTheSdkReadsIt(Operation operation) throws IOException {
        var whole = json(operation.answer());
        var answers = new ArrayList<String>(List.of("{}", "", text(whole)));
        for (var member : whole.keySet()) {
            var without = new LinkedHashMap<>(whole);
            without.put(member, null);
            answers.add(text(without));
        }
        for (var text : answers) {
            if (operation.name().startsWith("GetStatementResult") && text.contains("Records")) {
                continue; // a page is read by the driver itself
            }
            answer = text;
            var request = filled(operation, KEYS);
            var expected = operation.call().apply(sdk, request);
            var read = operation.call().apply(direct, request);
            // Not by equals: the SDK keeps all headers beside the members.
            assertThat(((SdkPojo) read).equalsBySdkFields(expected))
                    .as("%s read as %s and not as %s", text, read, expected)
                    .isTrue();
        }
    }

    @Test
    void theIdOfTheRequestComesWithItsAnswer() {
        answer = "{}";
        var request = CancelStatementRequest.builder()
                .overrideConfiguration(settings(KEYS, null))
                .build();
        assertThat(direct.cancelStatement(request).responseMetadata().requestId())
                .isEqualTo("r-1");
    }

    @Test
    void thePageGoesToItsBody() {
        answer = "{\"Records\":[[{\"longValue\":1}]]}";
        var body = new PageCapture.Body();
        var request = GetStatementResultRequest.builder()
                .overrideConfiguration(settings(KEYS, body))
                .build();
        assertThat(direct.getStatementResult(request).hasRecords()).isFalse();
        assertThat(new String(body.bytes(), 0, body.length(), StandardCharsets.UTF_8))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 |                                    | {\"__type\":\"ValidationException\",\"message\":\"no\"}",
                "400 |                                    | {\"__type\":\"com.amazonaws#ValidationException\",\"Message\":\"no\"}",
                "400 | ValidationException                | {\"message\":\"no\"}",
                "400 | ValidationException:http://aws.com/ | {\"message\":\"no\",\"__type\":\"Other\"}",
                "400 |                                    | {\"message\":\"no\"}",
                "429 | ThrottlingException                | ''",
                "500 |                                    | <html>",
                "503 | InternalServerException            | {\"message\":",
                "403 |                                    | {\"__type\":7,\"message\":\"no\"}",
                "404 | ResourceNotFoundException          | {\"message\":\"Query does not exist.\",\"ResourceId\":\"s1\"}"
            })
    void anErrorIsReadAsTheSdkReadsIt(int httpStatus, @Nullable String header, String body) {
        status = httpStatus;
        answer = body;
        headers = header == null
                ? Map.of("x-amzn-RequestId", "r-1")
                : Map.of("x-amzn-RequestId", "r-1", "x-amzn-ErrorType", header);
        var request = CancelStatementRequest.builder()
                .id("s1")
                .overrideConfiguration(settings(KEYS, null))
                .build();
        var expected = catchThrowableOfType(AwsServiceException.class, () -> sdk.cancelStatement(request));
        var thrown = catchThrowableOfType(AwsServiceException.class, () -> direct.cancelStatement(request));
        assertThat(thrown.statusCode()).isEqualTo(expected.statusCode());
        assertThat(thrown.requestId()).isEqualTo(expected.requestId());
        assertThat(thrown.awsErrorDetails().errorCode())
                .isEqualTo(expected.awsErrorDetails().errorCode());
        assertThat(ErrorText.of(thrown)).isEqualTo(ErrorText.of(expected));
        assertThat(thrown.isThrottlingException()).isEqualTo(expected.isThrottlingException());
        assertThat(thrown.isClockSkewException()).isEqualTo(expected.isClockSkewException());
    }
}

package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import io.github.redshiftdata.jdbc.OwnThread;
import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.SessionDescription;
import io.github.redshiftdata.jdbc.internal.api.SqlParameter;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementEntry;
import io.github.redshiftdata.jdbc.internal.api.StatementFigures;
import io.github.redshiftdata.jdbc.internal.api.StatementFilter;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.config.EmbeddedEndpoint;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.types.Cell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class SdkDataApiTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final ClientPool pool = new ClientPool();
    private final FakeService service = new FakeService();
    private ClientLease lease;

    @BeforeEach
    void connect() throws DataApiException {
        lease = pool.lease(TestConfig.of(service.uri()));
    }

    @AfterEach
    void close() {
        lease.close();
        service.close();
    }

    @Test
    void aSubmissionOutsideASessionNamesItsTarget() throws DataApiException {
        service.answers("{\"Id\":\"s1\"}");
        var submitted = lease.api().executeStatement(submission(null), LONG);
        assertThat(submitted).isEqualTo(new Submitted("s1", null, null, null, "request-1"));
        assertThat(service.lastRequest().operation()).isEqualTo("ExecuteStatement");
        assertThat(service.lastRequest().body())
                .isEqualTo(
                        "{\"Sql\":\"select 1\",\"Database\":\"dev\",\"WorkgroupName\":\"wg\",\"ClientToken\":\"token-1\"}");
    }

    @Test
    void aSubmissionInASessionNamesNoTarget() throws DataApiException {
        service.answers("{\"Id\":\"s1\",\"SessionId\":\"x\",\"Status\":\"FINISHED\",\"HasResultSet\":true}");
        var submitted = lease.api()
                .executeStatement(
                        new SubmitRequest(
                                List.of("select :a"),
                                List.of(new SqlParameter("a", "1")),
                                "token-1",
                                "x",
                                60,
                                "name",
                                20,
                                ResultFormat.JSON),
                        LONG);
        assertThat(submitted).isEqualTo(new Submitted("s1", "x", StatementStatus.FINISHED, true, "request-1"));
        assertThat(service.lastRequest().body())
                .contains(
                        "\"SessionId\":\"x\"",
                        "\"SessionKeepAliveSeconds\":60",
                        "\"StatementName\":\"name\"",
                        "\"WaitTimeSeconds\":20",
                        "\"Parameters\":[{\"name\":\"a\",\"value\":\"1\"}]")
                .doesNotContain("Database", "WorkgroupName");
    }

    @Test
    void clusterAndDatabaseUserAreSent() throws DataApiException {
        service.answers("{\"Id\":\"s1\"}");
        var config = TestConfig.of(
                service.uri(), new DriverConfig.Cluster("c1"), new DriverConfig.DbUser("joe"), TestConfig.KEYS);
        try (var other = pool.lease(config)) {
            other.api().executeStatement(submission(null), LONG);
        }
        assertThat(service.lastRequest().body())
                .contains("\"ClusterIdentifier\":\"c1\"", "\"DbUser\":\"joe\"")
                .doesNotContain("SecretArn", "WorkgroupName");
    }

    @Test
    void aBatchSendsItsStatementsAndTheSecret() throws DataApiException {
        service.answers("{\"Id\":\"b1\",\"Status\":\"NEW_STATUS\"}");
        var config = TestConfig.of(
                service.uri(), TestConfig.WORKGROUP, new DriverConfig.Secret("arn:secret"), TestConfig.KEYS);
        try (var other = pool.lease(config)) {
            var submitted = other.api()
                    .batchExecuteStatement(
                            new SubmitRequest(
                                    List.of("a", "b"), List.of(), "t", null, null, null, 0, ResultFormat.JSON),
                            LONG);
            assertThat(submitted.status()).isEqualTo(StatementStatus.UNKNOWN);
        }
        assertThat(service.lastRequest().operation()).isEqualTo("BatchExecuteStatement");
        assertThat(service.lastRequest().body())
                .contains("\"Sqls\":[\"a\",\"b\"]", "\"SecretArn\":\"arn:secret\"")
                .doesNotContain("Parameters", "WaitTimeSeconds", "ExecutionMode");
    }

    @Test
    void aBatchOfWhichEachStatementCommitsNamesTheMode() throws DataApiException {
        service.answers("{\"Id\":\"b1\"}");
        lease.api()
                .batchExecuteStatement(
                        new SubmitRequest(
                                List.of("a", "b"), List.of(), "t", null, null, null, 0, ResultFormat.JSON, false, true),
                        LONG);
        assertThat(service.lastRequest().body()).contains("\"ExecutionMode\":\"AUTO_COMMIT\"");
    }

    @ParameterizedTest
    @CsvSource(
            value = {"AUTO_COMMIT, true", "TRANSACTION, false", "NEW, null"},
            nullValues = "null")
    void theModeOfABatchIsTold(String name, @Nullable Boolean autoCommit) throws DataApiException {
        service.answers("{\"Id\":\"s1\",\"Status\":\"FINISHED\",\"ExecutionMode\":\"" + name + "\"}");
        assertThat(lease.api().describeStatement("s1", 0, LONG).autoCommit()).isEqualTo(autoCommit);
    }

    @Test
    void csvIsAskedForByItsOwnMemberAndOperation() throws DataApiException {
        service.answers("{\"Id\":\"s1\"}");
        lease.api()
                .executeStatement(
                        new SubmitRequest(List.of("select 1"), List.of(), "t", null, null, null, 0, ResultFormat.CSV),
                        LONG);
        assertThat(service.lastRequest().body()).contains("\"ResultFormat\":\"CSV\"");
        service.answers("{\"Id\":\"b1\"}");
        lease.api()
                .batchExecuteStatement(
                        new SubmitRequest(List.of("a"), List.of(), "t", null, null, null, 0, ResultFormat.CSV), LONG);
        assertThat(service.lastRequest().body()).contains("\"ResultFormat\":\"CSV\"");
        service.answers("{\"Records\":[{\"CSVRecords\":\"a\\r\\n1\\r\\n\"}],\"TotalNumRows\":1,"
                + "\"ColumnMetadata\":[{\"label\":\"a\"}]}");
        var page = lease.api().getStatementResultV2("s1", null, LONG);
        assertThat(page.rowCount()).isEqualTo(1);
        assertThat(service.lastRequest().operation()).isEqualTo("GetStatementResultV2");
        assertThat(service.lastRequest().body()).isEqualTo("{\"Id\":\"s1\"}");
    }

    @Test
    void aPageOfCsvIsNotOverwrittenByTheNextPage() throws DataApiException {
        var answer = "{\"Records\":[{\"CSVRecords\":\"%s\"}],\"ColumnMetadata\":[{\"label\":\"a\"}]}";
        service.answers(answer.formatted("first"))
                .answers(answer.formatted("other"))
                .answers("{\"Records\":[]}");
        var first = lease.api().getStatementResultV2("s1", "t1", LONG).view();
        var other = lease.api().getStatementResultV2("s1", "t2", LONG).view();
        lease.api().getStatementResult("s1", "t3", LONG);
        first.moveTo(0, 0);
        other.moveTo(0, 0);
        assertThat(first.text()).isEqualTo("first");
        assertThat(other.text()).isEqualTo("other");
    }

    @ParameterizedTest
    @CsvSource({"csv, CSV", "CSV, CSV", "json, JSON", "new, JSON"})
    void theFormatOfAStatementIsToldInEitherCase(String name, ResultFormat format) throws DataApiException {
        service.answers("{\"Id\":\"s1\",\"Status\":\"FINISHED\",\"ResultFormat\":\"" + name + "\"}");
        assertThat(lease.api().describeStatement("s1", 0, LONG).resultFormat()).isEqualTo(format);
    }

    @Test
    void aSubmissionIsSentOnceWhateverComes() {
        service.fails(500, "InternalServerException", "").answers("{\"Id\":\"s1\"}");
        var failure = failure(() -> lease.api().executeStatement(submission(null), LONG));
        assertThat(failure.kind()).isEqualTo(Kind.SERVICE);
        assertThat(failure.mayBeDone()).isTrue();
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void aDescriptionIsMappedAndAbsentNumbersAreMinusOne() throws DataApiException {
        service.answers("{\"Id\":\"s1\",\"Status\":\"FAILED\",\"Error\":\"ERROR: no\",\"Duration\":5,"
                + "\"RedshiftQueryId\":7,\"SubStatements\":[{\"Id\":\"s1:1\",\"Status\":\"FINISHED\",\"HasResultSet\":true,"
                + "\"ResultRows\":3}]}");
        var description = lease.api().describeStatement("s1", 30, LONG);
        assertThat(description)
                .isEqualTo(new StatementDescription(
                        "s1",
                        StatementStatus.FAILED,
                        null,
                        -1,
                        7,
                        null,
                        "ERROR: no",
                        List.of(new StatementDescription.SubStatement(
                                "s1:1", StatementStatus.FINISHED, true, 3, -1, null, null)),
                        "request-1",
                        ResultFormat.JSON,
                        null,
                        new StatementFigures(null, null, 5, -1, -1, null),
                        null));
        assertThat(service.lastRequest().body()).isEqualTo("{\"Id\":\"s1\",\"WaitTimeSeconds\":30}");
    }

    @Test
    void anEventIsAskedForOnlyWhereItIsWanted() throws DataApiException {
        service.answers("{\"Id\":\"s1\"}").answers("{\"Id\":\"s1\"}").answers("{\"Id\":\"s1\"}");
        var with = new SubmitRequest(
                List.of("select 1"), List.of(), "t", null, null, null, 0, ResultFormat.JSON, true, false);
        lease.api().executeStatement(with, LONG);
        assertThat(service.lastRequest().body()).contains("\"WithEvent\":true");
        lease.api().batchExecuteStatement(with, LONG);
        assertThat(service.lastRequest().body()).contains("\"WithEvent\":true");
        lease.api().executeStatement(submission(null), LONG);
        assertThat(service.lastRequest().body()).doesNotContain("WithEvent");
    }

    @Test
    void statementsAreListedPageByPageInEveryStatusUnlessOneIsAskedFor() throws DataApiException {
        service.answers("{\"Statements\":[{\"Id\":\"s1\",\"StatementName\":\"n 1\",\"Status\":\"FINISHED\","
                        + "\"CreatedAt\":1.5,\"UpdatedAt\":2,\"QueryString\":\"select 1\",\"SessionId\":\"x\"}],"
                        + "\"NextToken\":\"t1\"}")
                .answers("{\"Statements\":[{\"Id\":\"s2\",\"Status\":\"NEW\",\"QueryStrings\":[\"a\",\"b\"]}],"
                        + "\"NextToken\":\"\"}");
        var page = lease.api().listStatements(new StatementFilter("n", null), null, LONG);
        assertThat(page.entries())
                .containsExactly(new StatementEntry(
                        "s1",
                        "n 1",
                        StatementStatus.FINISHED,
                        "x",
                        Instant.ofEpochMilli(1500),
                        Instant.ofEpochSecond(2),
                        List.of("select 1")));
        assertThat(page.nextToken()).isEqualTo("t1");
        assertThat(service.lastRequest().body())
                .contains("\"StatementName\":\"n\"", "\"Status\":\"ALL\"", "\"MaxResults\":100", "\"Database\":\"dev\"")
                .doesNotContain("NextToken", "SecretArn", "DbUser");

        var last = lease.api().listStatements(new StatementFilter(null, StatementStatus.FAILED), "t1", LONG);
        assertThat(last.entries())
                .containsExactly(
                        new StatementEntry("s2", "", StatementStatus.UNKNOWN, null, null, null, List.of("a", "b")));
        assertThat(last.nextToken()).isNull();
        assertThat(service.lastRequest().body())
                .contains("\"Status\":\"FAILED\"", "\"NextToken\":\"t1\"")
                .doesNotContain("StatementName");
    }

    @Test
    void aResultPageIsDecodedFromTheBody() throws DataApiException {
        service.answers(
                200,
                FakeService.JSON,
                "\n {\"Records\":[[{\"stringValue\":\"é\"}]],\"TotalNumRows\":1,\"NextToken\":\"n\"}",
                Map.of("x-amz-crc32", "1"));
        var page = lease.api().getStatementResult("s1", "t0", LONG);
        var view = page.view();
        view.moveTo(0, 0);
        assertThat(view.kind()).isEqualTo(Cell.Kind.TEXT);
        assertThat(view.text()).isEqualTo("é");
        assertThat(page.nextToken()).isEqualTo("n");
        assertThat(service.lastRequest().body()).isEqualTo("{\"Id\":\"s1\",\"NextToken\":\"t0\"}");
    }

    private static void answerCompressed(HttpExchange exchange) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{\"Records\":[[{\"longValue\":4}]]}".getBytes(StandardCharsets.UTF_8));
        }
        exchange.getResponseHeaders().set("Content-Type", FakeService.JSON);
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, bytes.size());
        exchange.getResponseBody().write(bytes.toByteArray());
    }

    @Test
    void aPageMayComeCompressedAndIsAskedForSoBehindTheSignature() throws DataApiException {
        var encodings = new ArrayList<String>();
        FakeService.Answer compressed = exchange -> {
            encodings.add(exchange.getRequestHeaders().getFirst("Accept-Encoding"));
            answerCompressed(exchange);
        };
        service.answers(compressed).answers(compressed).answers(exchange -> {
            encodings.add(exchange.getRequestHeaders().getFirst("Accept-Encoding"));
            exchange.sendResponseHeaders(400, -1);
        });
        assertThat(lease.api().getStatementResult("s1", "t0", LONG).rowCount()).isEqualTo(1);
        assertThat(lease.api().getStatementResult("s1", "t1", LONG).rowCount()).isEqualTo(1);
        failure(() -> lease.api().describeStatement("s1", 0, LONG));
        assertThat(encodings).containsExactly("gzip", "gzip", null);
        assertThat(service.authorizations())
                .allSatisfy(signature ->
                        assertThat(signature).contains("SignedHeaders").doesNotContainIgnoringCase("accept-encoding"));
    }

    @Test
    void aProgramMaySayThatNoPageIsToComeCompressed() throws DataApiException, ConfigurationException {
        var url = "jdbc:redshift-data://127.0.0.1:" + service.uri().getPort() + "/dev?compressedResults=false";
        var encodings = new ArrayList<String>();
        service.answers(exchange -> {
            encodings.add(exchange.getRequestHeaders().getFirst("Accept-Encoding"));
            answerCompressed(exchange);
        });
        var config = ConfigReader.read(url, new Properties(), 0, EmbeddedEndpoint.onTheClassPath());
        try (var plain = pool.lease(config)) {
            assertThat(plain.api().getStatementResult("s1", "t0", LONG).rowCount())
                    .as("it is read all the same")
                    .isEqualTo(1);
        }
        assertThat(encodings).containsExactly((String) null);
    }

    @Test
    void aPageWithoutAnnouncedLengthIsRead() throws DataApiException {
        service.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"Records\":[[{\"longValue\":4}]]}".getBytes(StandardCharsets.UTF_8));
        });
        assertThat(lease.api().getStatementResult("s1", "t0", LONG).rowCount()).isEqualTo(1);
    }

    @Test
    void aPageThatBreaksOffIsANetworkFailure() {
        service.answers(exchange -> {
            exchange.sendResponseHeaders(200, 500);
            exchange.getResponseBody().write("{\"Records\":[[".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        });
        assertThat(failure(() -> lease.api().getStatementResult("s1", "t0", LONG))
                        .kind())
                .isEqualTo(Kind.NETWORK);
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void aFirstPageThatNamesNoColumnsIsAServiceFailure() {
        service.answers("{\"Records\":[]}");
        assertThatThrownBy(() -> lease.api().getStatementResult("s1", null, LONG))
                .isInstanceOf(DataApiException.class)
                .hasMessageContaining("names no columns");
    }

    @Test
    void aPageThatCannotBeReadIsAServiceFailure() {
        service.answers("{\"Records\":[[{\"longValue\":1}");
        var failure = failure(() -> lease.api().getStatementResult("s1", null, LONG));
        assertThat(failure.kind()).isEqualTo(Kind.SERVICE);
        assertThat(failure.message()).contains("s1", service.uri().toString());
        assertThat(failure.requestId()).isEqualTo("request-1");
    }

    @Test
    void aCancelSaysWhetherItWasAccepted() throws DataApiException {
        service.answers("{\"Status\":true}").answers("{\"Status\":false}");
        assertThat(lease.api().cancelStatement("s1", LONG)).isTrue();
        assertThat(lease.api().cancelStatement("s1", LONG)).isFalse();
    }

    @Test
    void aSessionIsFoundOrNot() throws DataApiException {
        service.answers("{\"Sessions\":[{\"SessionId\":\"x\",\"Status\":\"BUSY\",\"CurrentStatementId\":\"s9\"}]}")
                .answers("{\"Sessions\":[]}")
                .fails(400, "ResourceNotFoundException", ",\"Message\":\"gone\"");
        assertThat(lease.api().findSession("x", LONG))
                .contains(new SessionDescription("x", SessionDescription.Status.BUSY, "s9"));
        assertThat(lease.api().findSession("x", LONG)).isEmpty();
        assertThat(lease.api().findSession("x", LONG)).isEmpty();
    }

    private static final String PLACE = "\"WorkgroupName\":\"wg\"";

    /** The service takes no id of a session with the warehouse, and a person may not list without the warehouse. */
    @Test
    void whoCarriesAPersonListsByTheWarehouse() throws Exception {
        var person = new DriverConfig.PropagatedIdentity(
                new DriverConfig.AssumedRole(TestConfig.KEYS, "r", null, null), "app", "eu-west-1", null, "t");
        var config = TestConfig.of(service.uri(), TestConfig.WORKGROUP, new DriverConfig.IamIdentity(), person);
        var rates = new OperationRates(System::nanoTime);
        try (var client = new SharedClient(ClientSettings.of(TestConfig.of(service.uri())))) {
            var api =
                    new SdkDataApi(client.client(), config, client.calls(new Counters(null), null), rates, time -> {});
            service.answers("{\"Sessions\":[{\"SessionId\":\"a\",\"Status\":\"AVAILABLE\"}],\"NextToken\":\"n\"}")
                    .answers("{\"Sessions\":[{\"SessionId\":\"x\",\"Status\":\"BUSY\"}]}")
                    .answers("{\"Sessions\":[]}")
                    .answers("{\"Statements\":[]}");
            assertThat(api.findSession("x", LONG))
                    .contains(new SessionDescription("x", SessionDescription.Status.BUSY, null));
            assertThat(service.lastRequest().body())
                    .contains(PLACE, "\"NextToken\":\"n\"")
                    .doesNotContain("SessionId");
            assertThat(api.findSession("y", LONG)).isEmpty();
            assertThat(api.findStatements("name", LONG)).isEmpty();
            assertThat(service.lastRequest().body()).contains(PLACE);
        }
    }

    @Test
    void whoListsEverywhereNamesNoWarehouse() throws DataApiException {
        service.answers("{\"Sessions\":[]}").answers("{\"Statements\":[]}");
        assertThat(lease.api().findSession("x", LONG)).isEmpty();
        assertThat(service.lastRequest().body()).isEqualTo("{\"SessionId\":\"x\"}");
        assertThat(lease.api().findStatements("name", LONG)).isEmpty();
        assertThat(service.lastRequest().body()).doesNotContain("WorkgroupName");
    }

    /** Credentials of the program may carry a person of whom the driver does not know. */
    @Test
    void aListThatIsRefusedIsAskedForByTheWarehouse() throws DataApiException {
        service.fails(400, "ValidationException", ",\"Message\":\"name the warehouse\"")
                .answers("{\"Sessions\":[{\"SessionId\":\"x\",\"Status\":\"AVAILABLE\"}]}")
                .fails(400, "ValidationException", ",\"Message\":\"name the warehouse\"")
                .answers("{\"Statements\":[]}");
        assertThat(lease.api().findSession("x", LONG))
                .contains(new SessionDescription("x", SessionDescription.Status.AVAILABLE, null));
        assertThat(service.lastRequest().body()).contains(PLACE).doesNotContain("SessionId");
        assertThat(lease.api().findStatements("name", LONG)).isEmpty();
        assertThat(service.lastRequest().body()).contains(PLACE, "\"StatementName\":\"name\"");
    }

    @Test
    void aListThatIsDeniedIsNotAskedForAgain() {
        service.fails(400, "AccessDeniedException", ",\"Message\":\"no\"");
        assertThat(failure(() -> lease.api().findSession("x", LONG)).kind()).isEqualTo(Kind.UNAUTHORIZED);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException, THROTTLED",
        "400, TooManyRequestsException, THROTTLED",
        "429, Whatever, THROTTLED",
        "400, ResourceNotFoundException, NOT_FOUND",
        "400, ValidationException, REJECTED",
        "400, UnknownOperationException, REJECTED",
        "400, QueryTimeoutException, REJECTED",
        "400, ActiveStatementsExceededException, QUOTA",
        "400, ActiveSessionsExceededException, QUOTA",
        "400, ActiveWaitingRequestsExceededException, QUOTA",
        "400, AccessDeniedException, UNAUTHORIZED",
        "403, AccessDeniedException, UNAUTHORIZED",
        "400, ExpiredTokenException, UNAUTHORIZED",
        "400, UnrecognizedClientException, UNAUTHORIZED",
        "501, SomethingElse, SERVICE"
    })
    void anErrorIsClassifiedAtTheFirstAnswer(int status, String code, Kind kind) {
        service.fails(status, "com.amazonaws#" + code, ",\"Message\":\"what is wrong\"");
        var failure = failure(() -> lease.api().describeStatement("s1", 0, LONG));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).startsWith("what is wrong");
        assertThat(failure.httpStatus()).isEqualTo(status);
        assertThat(failure.requestId()).isEqualTo("request-1");
        assertThat(service.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"InternalServerException", "DatabaseConnectionException", "ExecuteStatementException"})
    void aServerErrorThatStaysIsAServiceFailure(String code) {
        service.fails(500, code, ",\"message\":\"inside\"");
        var failure = failure(() -> lease.api().executeStatement(submission(null), LONG));
        assertThat(failure.kind()).isEqualTo(Kind.SERVICE);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).isEqualTo("inside");
        assertThat(service.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Message", "message", "MESSAGE", "errorMessage"})
    void theTextOfAnErrorIsFoundUnderEverySpelling(String key) {
        service.fails(400, "ValidationException", ",\"" + key + "\":\"bad Sql\"");
        assertThat(failure(() -> lease.api().describeStatement("s1", 0, LONG)).message())
                .isEqualTo("bad Sql");
    }

    @Test
    void anErrorWithoutTextIsStillNamed() {
        service.fails(400, "ValidationException", "");
        assertThat(failure(() -> lease.api().describeStatement("s1", 0, LONG)).message())
                .contains("ValidationException", "400");
    }

    @Test
    void htmlIsTakenForTheWrongAddress() {
        service.answers(200, "text/html", "<html>Welcome</html>", Map.of())
                .answers(200, "text/html", "<html>Welcome</html>", Map.of())
                .answers(404, "text/html", "<html>Not here</html>", Map.of());
        for (ThrowingCallable call :
                List.<ThrowingCallable>of(() -> lease.api().executeStatement(submission(null), LONG), () -> lease.api()
                        .getStatementResult("s1", null, LONG))) {
            var failure = failure(call);
            assertThat(failure.kind()).isEqualTo(Kind.SERVICE);
            assertThat(failure.message())
                    .contains(
                            service.uri().toString(),
                            "HTML",
                            "text/html",
                            "is this the address of the Redshift Data API?");
        }
        var notFound = failure(() -> lease.api().describeStatement("s1", 0, LONG));
        assertThat(notFound.kind()).isEqualTo(Kind.REJECTED);
        assertThat(notFound.message()).contains("404", service.uri().toString());
        assertThat(service.requests()).hasSize(3);
    }

    @Test
    void anAnswerThatIsNotWholeJsonIsAServiceFailure() {
        service.answers("{\"Id\":\"s1\"");
        var failure = failure(() -> lease.api().executeStatement(submission(null), LONG));
        assertThat(failure.kind()).isEqualTo(Kind.SERVICE);
        assertThat(failure.message()).contains(service.uri().toString());
    }

    @Test
    void aSubmissionWithoutIdIsAServiceFailure() {
        service.answers("{}");
        assertThat(failure(() -> lease.api().executeStatement(submission(null), LONG))
                        .kind())
                .isEqualTo(Kind.SERVICE);
    }

    @Test
    void aConnectionThatBreaksIsANetworkFailure() {
        service.answers(exchange -> {});
        var failure = failure(() -> lease.api().describeStatement("s1", 0, LONG));
        assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
        assertThat(failure.message()).contains(service.uri().toString());
        assertThat(failure.httpStatus()).isZero();
    }

    @Test
    void aRefusedConnectionIsUnreachable() throws DataApiException {
        service.close();
        var failure = failure(() -> lease.api().describeStatement("s1", 0, LONG));
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.message()).contains(service.uri().toString());
    }

    @Test
    void anUnknownHostIsUnreachable() throws DataApiException {
        try (var nowhere = pool.lease(TestConfig.of(URI.create("http://no-such-host.invalid")))) {
            var failure = failure(() -> nowhere.api().describeStatement("s1", 0, LONG));
            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failure.message()).contains("no-such-host.invalid");
        }
    }

    @Test
    void aServerThatDoesNotSpeakTlsIsUnreachable() throws Exception {
        try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var answering = OwnThread.run(() -> {
                try (var accepted = plain.accept()) {
                    accepted.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    accepted.shutdownOutput();
                    accepted.getInputStream().readAllBytes();
                } catch (IOException closed) {
                    throw new UncheckedIOException(closed);
                }
            });
            try (var tls = pool.lease(TestConfig.of(URI.create("https://127.0.0.1:" + plain.getLocalPort())))) {
                var failure = failure(() -> tls.api().describeStatement("s1", 0, LONG));
                assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
                assertThat(failure.message()).contains("SSL");
            }
            assertThat(answering).isNotNull();
        }
    }

    @Test
    void theTimeLimitEndsTheCall() {
        var release = new CountDownLatch(1);
        service.answers(exchange -> {
            try {
                release.await();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            var failure = failure(() -> lease.api().describeStatement("s1", 0, Duration.ofMillis(50)));
            assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(failure(() -> lease.api().describeStatement("s1", 0, Duration.ZERO))
                            .kind())
                    .isEqualTo(Kind.TIMED_OUT);
        } finally {
            release.countDown();
        }
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(service.requests().size()).isLessThanOrEqualTo(1);
    }

    @Test
    void anInterruptEndsTheCallAndStays() {
        Thread.currentThread().interrupt();
        var failure = failure(() -> lease.api().describeStatement("s1", 0, LONG));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED);
    }

    @Test
    void missingCredentialsAreSaidWithWhereTheyWereSought() throws DataApiException {
        var config = TestConfig.of(
                service.uri(),
                TestConfig.WORKGROUP,
                new DriverConfig.IamIdentity(),
                new DriverConfig.Profile("no-such-profile"));
        try (var without = pool.lease(config)) {
            var failure = failure(() -> without.api().describeStatement("s1", 0, LONG));
            assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(failure.message()).contains("profile no-such-profile");
        }
    }

    /** As a provider that assumes a role does where the address of STS is not known. */
    public static final class NowhereProvider implements AwsCredentialsProvider {

        @Override
        public AwsCredentials resolveCredentials() {
            throw SdkClientException.create(
                    "Received an UnknownHostException", new UnknownHostException("sts.nowhere.invalid"));
        }
    }

    @Test
    void credentialsFromAHostThatIsNotKnownAreUnreachableAndNameTheHost() throws DataApiException {
        var provider = NowhereProvider.class.getName();
        var config = TestConfig.of(
                service.uri(),
                TestConfig.WORKGROUP,
                new DriverConfig.IamIdentity(),
                new DriverConfig.CustomProvider(provider, Map.of()));
        try (var without = pool.lease(config)) {
            var failure = failure(() -> without.api().describeStatement("s1", 0, LONG));
            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failure.message())
                    .isEqualTo("no AWS credentials from class " + provider
                            + ": the name sts.nowhere.invalid is not known here. Check the network (VPN, DNS); or set"
                            + " proxyHost and proxyPort.");
        }
        assertThat(service.requests()).isEmpty();
    }

    private static SubmitRequest submission(@org.jspecify.annotations.Nullable String sessionId) {
        return new SubmitRequest(
                List.of("select 1"), List.of(), "token-1", sessionId, null, null, 0, ResultFormat.JSON);
    }

    private static ServiceFailure failure(ThrowingCallable call) {
        var thrown = catchThrowableOfType(DataApiException.class, call);
        assertThat(thrown).isNotNull();
        return thrown.failure();
    }
}

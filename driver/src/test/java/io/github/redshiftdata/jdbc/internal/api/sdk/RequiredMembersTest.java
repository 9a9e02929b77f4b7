package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.SessionDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementEntry;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.api.TableEntry;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer without the members that it must have is no answer. */
class RequiredMembersTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final FakeService service = new FakeService();
    private SharedClient client;
    private DataApi api;
    private CatalogApi catalog;

    @BeforeEach
    void connect() {
        var config = TestConfig.of(service.uri());
        client = new SharedClient(ClientSettings.of(config));
        var calls = client.calls(new Counters());
        api = new SdkDataApi(client.client(), config, calls, new OperationRates(System::nanoTime), time -> {});
        catalog = new SdkCatalogApi(
                client.client(),
                LoginMembers.of(config),
                new CatalogCalls(calls, new CatalogRates(System::nanoTime, new SplittableRandom(0)), time -> {}));
    }

    @AfterEach
    void close() {
        client.close();
        service.close();
    }

    /** An operation of the service. */
    private enum Asked {
        EXECUTE("{\"Id\":\"s1\"}"),
        BATCH("{\"Id\":\"s1\"}"),
        DESCRIBE("{\"Id\":\"s1\",\"Status\":\"STARTED\"}"),
        CANCEL("{\"Status\":true}"),
        RESULT("{\"Records\":[],\"ColumnMetadata\":[{\"name\":\"a\"}]}"),
        RESULT_V2("{\"Records\":[],\"ColumnMetadata\":[{\"name\":\"a\"}]}"),
        SESSION("{\"Sessions\":[]}"),
        STATEMENTS("{\"Statements\":[]}"),
        DATABASES("{\"Databases\":[]}"),
        SCHEMAS("{\"Schemas\":[]}"),
        TABLES("{\"Tables\":[]}"),
        COLUMNS("{\"ColumnList\":[]}");

        private final String whole;

        Asked(String whole) {
            this.whole = whole;
        }

        boolean submits() {
            return this == EXECUTE || this == BATCH;
        }
    }

    private Object ask(Asked asked) throws DataApiException {
        return switch (asked) {
            case EXECUTE ->
                api.executeStatement(
                        new SubmitRequest(List.of("select 1"), List.of(), "t", null, null, null, 0, ResultFormat.JSON),
                        LONG);
            case BATCH ->
                api.batchExecuteStatement(
                        new SubmitRequest(List.of("select 1"), List.of(), "t", null, null, null, 0, ResultFormat.JSON),
                        LONG);
            case DESCRIBE -> api.describeStatement("s1", 0, LONG);
            case CANCEL -> api.cancelStatement("s1", LONG);
            case RESULT -> api.getStatementResult("s1", null, LONG);
            case RESULT_V2 -> api.getStatementResultV2("s1", null, LONG);
            case SESSION -> api.findSession("x", LONG);
            case STATEMENTS -> api.findStatements("n", LONG);
            case DATABASES -> catalog.databases(TestConfig.limits(LONG));
            case SCHEMAS -> catalog.schemas("dev", null, TestConfig.limits(LONG));
            case TABLES -> catalog.tables("dev", null, null, TestConfig.limits(LONG));
            case COLUMNS -> catalog.describe("dev", "s", "t", TestConfig.limits(LONG));
        };
    }

    private ServiceFailure failure(Asked asked) {
        var thrown = catchThrowableOfType(DataApiException.class, () -> ask(asked));
        assertThat(thrown).isNotNull();
        return thrown.failure();
    }

    static Stream<Arguments> noAnswers() {
        return Stream.of(Asked.values()).flatMap(asked -> Stream.of(
                        "",
                        "{}",
                        "{\"__type\":\"com.amazonaws#Whatever\"}",
                        asked.whole.replaceFirst(":(\\[]|\"s1\"|true)", ":null"),
                        asked.whole.replaceFirst("s1", ""))
                .filter(body -> !body.equals(asked.whole))
                .map(body -> Arguments.of(asked, body)));
    }

    @ParameterizedTest
    @MethodSource("noAnswers")
    void whatLacksItsMembersIsUnreadable(Asked asked, String body) {
        for (int attempt = 0; attempt < 5; attempt++) {
            service.answers(body);
        }
        var failure = failure(asked);
        assertThat(failure.kind()).isEqualTo(Kind.SERVICE);
        assertThat(failure.code()).isEqualTo("UnexpectedAnswer");
        assertThat(failure.mayBeDone()).isTrue();
        if (asked.submits()) {
            assertThat(service.requests()).hasSize(1);
        }
        assertThat(service.requests()).hasSizeLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void noContentIsNoAnswer(Asked asked) {
        for (int attempt = 0; attempt < 3; attempt++) {
            service.answers(exchange -> exchange.sendResponseHeaders(204, -1));
        }
        assertThat(failure(asked).code()).isEqualTo("UnexpectedAnswer");
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void whatHasThemIsTaken(Asked asked) throws DataApiException {
        service.answers(asked.whole);
        assertThat(ask(asked)).isNotNull();
        assertThat(service.requests()).hasSize(1);
    }

    static Stream<Arguments> halfAnswers() {
        return Stream.of(
                Arguments.of(Asked.DESCRIBE, "{\"Id\":\"s1\"}"),
                Arguments.of(Asked.DESCRIBE, "{\"Status\":\"FINISHED\"}"),
                Arguments.of(Asked.DESCRIBE, "{\"Id\":\"s2\",\"Status\":\"FINISHED\"}"),
                Arguments.of(Asked.DESCRIBE, "{\"Id\":\"s1:1\",\"Status\":\"FINISHED\"}"),
                Arguments.of(
                        Asked.DESCRIBE,
                        "{\"Id\":\"s1\",\"Status\":\"FINISHED\",\"SubStatements\":[{\"Status\":\"FINISHED\"}]}"),
                Arguments.of(
                        Asked.DESCRIBE,
                        "{\"Id\":\"s1\",\"Status\":\"FINISHED\",\"SubStatements\":[{\"Id\":\"s1:1\"}]}"),
                Arguments.of(Asked.RESULT, "{\"Records\":[],\"ColumnMetadata\":[]}"),
                Arguments.of(Asked.RESULT, "{\"ColumnMetadata\":[{\"name\":\"a\"}]}"),
                Arguments.of(Asked.SESSION, "{\"Sessions\":[{}]}"),
                Arguments.of(Asked.SESSION, "{\"Sessions\":[{\"SessionId\":\"x\"}]}"),
                Arguments.of(Asked.SESSION, "{\"Sessions\":[null]}"),
                Arguments.of(Asked.STATEMENTS, "{\"Statements\":[{\"StatementName\":\"n1\"}]}"),
                Arguments.of(Asked.STATEMENTS, "{\"Statements\":[{\"Id\":\"s1\",\"StatementName\":\"n1\"}]}"),
                Arguments.of(Asked.DATABASES, "{\"Databases\":[null]}"),
                Arguments.of(Asked.TABLES, "{\"Tables\":[{\"schema\":\"s\"}]}"),
                Arguments.of(Asked.COLUMNS, "{\"ColumnList\":[{\"typeName\":\"int4\"}]}"),
                Arguments.of(Asked.COLUMNS, "{\"ColumnList\":{}}"));
    }

    @ParameterizedTest
    @MethodSource("halfAnswers")
    void whatTellsHalfIsUnreadable(Asked asked, String body) {
        for (int attempt = 0; attempt < 3; attempt++) {
            service.answers(body);
        }
        var failure = failure(asked);
        assertThat(failure.kind()).isEqualTo(Kind.SERVICE);
        assertThat(failure.code()).isEqualTo("UnexpectedAnswer");
    }

    @Test
    void aPartOfABatchMayBeToldByTheIdOfTheBatch() throws DataApiException {
        service.answers("{\"Id\":\"s1\",\"Status\":\"FINISHED\"}");
        assertThat(api.describeStatement("s1:2", 0, LONG).statementId()).isEqualTo("s1");
    }

    @Test
    void theUuidsOfQueriesAreTold() throws DataApiException {
        service.answers("{\"Id\":\"s1\",\"Status\":\"FINISHED\",\"RedshiftQueryUuid\":\"u0\",\"SubStatements\":"
                + "[{\"Id\":\"s1:1\",\"Status\":\"FINISHED\",\"RedshiftQueryUuid\":\"u1\"}]}");
        var description = api.describeStatement("s1", 0, LONG);
        assertThat(description.redshiftQueryUuid()).isEqualTo("u0");
        assertThat(description.subStatements().get(0).redshiftQueryUuid()).isEqualTo("u1");
    }

    @Test
    void aStatusThatIsNotKnownIsOneOfAStatementThatRuns() throws DataApiException {
        service.answers("{\"Id\":\"s1\",\"Status\":\"RESTING\"}");
        assertThat(api.describeStatement("s1", 0, LONG).status()).isEqualTo(StatementStatus.UNKNOWN);
    }

    @Test
    void aCatalogAnswerThatCannotBeReadIsAskedForAgain() throws DataApiException {
        service.answers("{}")
                .answers("")
                .answers("{\"Tables\":[{\"name\":\"t\",\"schema\":\"s\",\"type\":\"TABLE\"}]}");
        assertThat(catalog.tables("dev", null, null, TestConfig.limits(LONG)))
                .containsExactly(new TableEntry("s", "t", "TABLE"));
    }

    @Test
    void aListOfTheCatalogThatDoesNotGoOnIsAnError() {
        for (int page = 0; page < 3; page++) {
            service.answers("{\"Databases\":[],\"NextToken\":\"same\"}");
        }
        assertThat(failure(Asked.DATABASES).message()).contains("does not end");
        assertThat(service.requests()).hasSize(2);
    }

    @Test
    void aSessionIsSoughtOnAllPagesBeforeItIsGone() throws DataApiException {
        var other = "{\"Sessions\":[{\"SessionId\":\"other\",\"Status\":\"BUSY\"}],\"NextToken\":\"t\"}";
        service.answers(other)
                .answers("{\"Sessions\":[],\"NextToken\":\"u\"}")
                .answers("{\"Sessions\":[{\"SessionId\":\"x\",\"Status\":\"RESTING\"}]}");
        assertThat(api.findSession("x", LONG))
                .contains(new SessionDescription("x", SessionDescription.Status.UNKNOWN, null));
        assertThat(service.requests().get(1).body()).contains("\"NextToken\":\"t\"");
        for (int page = 0; page < 30; page++) {
            service.answers(other);
        }
        assertThat(failure(Asked.SESSION).kind()).isEqualTo(Kind.SERVICE);
    }

    @Test
    void statementsAreFoundByTheStartOfTheirNameEvenIfTheFilterIsIgnored() throws DataApiException {
        service.answers("{\"Statements\":[{\"Id\":\"s0\",\"StatementName\":\"other\",\"Status\":\"FINISHED\"},"
                        + "{\"Id\":\"s9\",\"Status\":\"FINISHED\"}],\"NextToken\":\"t\"}")
                .answers("{\"Statements\":[{\"Id\":\"s1\",\"StatementName\":\"n-1\",\"Status\":\"STARTED\","
                        + "\"SessionId\":\"x\"},{\"Id\":\"s2\",\"StatementName\":\"m-n\",\"Status\":\"STARTED\"}],"
                        + "\"NextToken\":\"u\"}");
        assertThat(api.findStatements("n", LONG))
                .containsExactly(new StatementEntry("s1", "n-1", StatementStatus.STARTED, "x"));
        assertThat(service.requests().get(0).body()).isEqualTo("{\"StatementName\":\"n\",\"Status\":\"ALL\"}");
        assertThat(service.lastRequest().body()).contains("\"NextToken\":\"t\"");
    }

    @Test
    void whoeverMayNotListStatementsIsTold() {
        service.fails(400, "AccessDeniedException", "");
        assertThat(failure(Asked.STATEMENTS).kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void whatChangesNothingIsAskedAgainAfterAFailureThatMayPass() throws DataApiException {
        service.fails(500, "InternalServerException", "")
                .answers(exchange -> {})
                .answers("{\"Sessions\":[]}");
        assertThat(api.findSession("x", LONG)).isEmpty();
        service.answers(503, "text/html", "<html>", Map.of())
                .answers(exchange -> {})
                .answers("{\"Databases\":[\"dev\"]}");
        assertThat(catalog.databases(TestConfig.limits(LONG))).containsExactly("dev");
    }
}

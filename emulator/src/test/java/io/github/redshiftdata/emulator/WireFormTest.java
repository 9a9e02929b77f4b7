package io.github.redshiftdata.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WireFormTest {

    private static final String TARGET = "'WorkgroupName': 'wg1', 'Database': 'dev'";
    private static final String UNKNOWN_ID = "00000000-0000-0000-0000-000000000000";

    private final FakeEngine engine = new FakeEngine();
    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults().withPageBytes(2000), engine, null);
    private final RawClient client = new RawClient(emulator.endpoint());

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void aSubmissionAnswersIdTimeAndTarget() throws Exception {
        var answer = client.call("ExecuteStatement", "{'Sql': 'change 1', " + TARGET + "}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-amz-json-1.1");
        assertThat(answer.body())
                .matches("\\{\"Id\":\"[0-9a-f-]{36}\",\"CreatedAt\":\\d{10}\\.\\d{3},\"WorkgroupName\":\"wg1\","
                        + "\"Database\":\"dev\",\"Status\":.*");
        assertThat(answer.body()).doesNotContain("SessionId", "ClusterIdentifier", "null");
    }

    @Test
    void aFinishedChangeHasRowsAndNoResult() throws Exception {
        var body = client.describe(client.execute("change 7", ""));

        assertThat(body)
                .contains("\"Status\":\"FINISHED\"", "\"HasResultSet\":false", "\"ResultRows\":7", "\"ResultSize\":0")
                .contains("\"QueryString\":\"change 7\"", "\"RedshiftPid\":101", "\"RedshiftQueryId\":")
                .doesNotContain("Error", "SubStatements", "SecretArn", "SessionId", "QueryParameters");
    }

    @Test
    void eachCellIsAUnionOfOneMember() throws Exception {
        var body = client.result(client.execute("types", ""));

        assertThat(body)
                .startsWith("{\"Records\":[[{\"isNull\":true},{\"longValue\":9223372036854775807},"
                        + "{\"doubleValue\":1.5},{\"booleanValue\":true},{\"stringValue\":\"a\\\"b\"},"
                        + "{\"blobValue\":\"AQI=\"}],"
                        + "[{\"isNull\":true},{\"longValue\":-1},{\"doubleValue\":\"NaN\"},"
                        + "{\"booleanValue\":false},{\"stringValue\":\"\"},{\"blobValue\":\"\"}]],")
                .contains("\"ColumnMetadata\":[{\"isCaseSensitive\":false,\"isCurrency\":false,\"isSigned\":true,"
                        + "\"label\":\"n\",\"length\":0,\"name\":\"n\",\"nullable\":1,\"precision\":10,\"scale\":0,"
                        + "\"schemaName\":\"\",\"tableName\":\"\",\"typeName\":\"any\"}")
                .endsWith("\"TotalNumRows\":2}");
    }

    @Test
    void anEmptyResultKeepsItsColumns() throws Exception {
        assertThat(client.result(client.execute("rows 0", "")))
                .startsWith("{\"Records\":[],\"ColumnMetadata\":[{")
                .endsWith("\"TotalNumRows\":0}");
    }

    @Test
    void pagesJoinToTheWholeResult() throws Exception {
        var id = client.execute("rows 500", "");
        int rows = 0;
        int pages = 0;
        String token = "";
        do {
            var body = client.call("GetStatementResult", "{'Id': '" + id + "', 'NextToken': '" + token + "'}")
                    .body();
            assertThat(body).contains("\"ColumnMetadata\":[{", "\"TotalNumRows\":500");
            assertThat(body).contains("[{\"longValue\":" + (rows + 1) + "},{\"stringValue\":");
            rows += body.split("longValue", -1).length - 1;
            pages++;
            token = RawClient.text(body, "NextToken");
        } while (token != null);

        assertThat(rows).isEqualTo(500);
        assertThat(pages).isGreaterThan(5);
    }

    @Test
    void aTokenOfAnotherStatementIsRefused() throws Exception {
        var token = RawClient.text(client.result(client.execute("rows 500", "")), "NextToken");
        var other = client.execute("rows 500", "");

        var answer = client.call("GetStatementResult", "{'Id': '" + other + "', 'NextToken': '" + token + "'}");

        assertError(answer, 400, "ValidationException", "Invalid NextToken");
    }

    @Test
    void csvComesInChunksWithTheHeaderOnce() throws Exception {
        var id = client.execute("rows 2", "'ResultFormat': 'CSV'");

        assertThat(client.call("GetStatementResultV2", "{'Id': '" + id + "'}").body())
                .startsWith("{\"Records\":[{\"CSVRecords\":"
                        + "\"id,name\\r\\n1,\\\"row, 1\\\"\\r\\n2,\\\"row, 2\\\"\\r\\n\"}],\"ResultFormat\":\"CSV\",")
                .endsWith("\"TotalNumRows\":2}");
    }

    @Test
    void theFormatIsOneOfTheModelsEnum() throws Exception {
        for (var format : List.of("JSON", "CSV", "csv", "json")) {
            var described = client.describe(client.execute("rows 1", "'ResultFormat': '" + format + "'"));
            assertThat(described).contains("\"ResultFormat\":\"" + format.toUpperCase(Locale.ROOT) + "\"");
        }
        assertThat(client.describe(client.execute("rows 1", ""))).contains("\"ResultFormat\":\"JSON\"");
        assertThat(client.call("ListStatements", "{}").body())
                .contains("\"ResultFormat\":\"CSV\"", "\"ResultFormat\":\"JSON\"");
        assertError(
                client.call("ExecuteStatement", "{'Sql': 'x', 'ResultFormat': 'XML', " + TARGET + "}"),
                400,
                "ValidationException",
                "resultFormat must satisfy enum value set: [JSON, CSV]");
    }

    @Test
    void csvWithoutRowsHasNoRecords() throws Exception {
        var id = client.execute("rows 0", "'ResultFormat': 'CSV'");

        assertThat(client.call("GetStatementResultV2", "{'Id': '" + id + "'}").body())
                .startsWith("{\"Records\":[],");
    }

    @Test
    void aFailureShowsTheTextOfTheEngine() throws Exception {
        var body = client.describe(client.execute("fail ERROR: relation t1 does not exist\\n  Position: 15", ""));

        assertThat(body)
                .contains("\"Status\":\"FAILED\"", "\"Error\":\"ERROR: relation t1 does not exist\\n  Position: 15\"")
                .contains("\"ResultRows\":-1", "\"ResultSize\":-1", "\"HasResultSet\":false");
    }

    @Test
    void aFailedLoginIsSeenOnlyLater() throws Exception {
        var answer =
                client.call("ExecuteStatement", "{'Sql': 'rows 1', 'ClusterIdentifier': 'c1', 'Database': 'nowhere'}");
        var body = client.describe(RawClient.text(answer.body(), "Id"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body).contains("FAILED", "FATAL: database \\\"nowhere\\\" does not exist", "\"RedshiftPid\":0");
    }

    @Test
    void dbUserLogsInAndASecretHidesIt() throws Exception {
        client.execute("change 1", "'DbUser': 'ann'");
        var id = client.execute("change 1", "'SecretArn': 'arn:x', 'DbUser': 'ann'");

        assertThat(engine.logins).containsExactly("dev/ann", "dev/null");
        assertThat(client.describe(id)).contains("\"SecretArn\":\"arn:x\"").doesNotContain("DbUser");
    }

    @Test
    void errorsHaveTheTextsOfTheService() throws Exception {
        assertError(
                client.call("ExecuteStatement", "{'Sql': 'x', 'Database': 'dev'}"),
                400,
                "ValidationException",
                "Either ClusterIdentifier or WorkgroupName needs to be specified.");
        assertError(
                client.call("ExecuteStatement", "{'Sql': 'x', 'WorkgroupName': 'missing-1', 'Database': 'dev'}"),
                400,
                "ValidationException",
                "Redshift endpoint doesn't exist in this region.");
        assertError(
                client.call("DescribeStatement", "{'Id': 'x'}"),
                400,
                "ValidationException",
                "id must satisfy regex pattern: ^[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}(:\\\\d+)?$");
        assertError(
                client.call("DescribeStatement", "{'Id': '" + UNKNOWN_ID + "'}"),
                400,
                "ResourceNotFoundException",
                "Query does not exist.");
        assertError(
                client.call("GetStatementResult", "{'Id': '" + client.execute("change 1", "") + "'}"),
                400,
                "ResourceNotFoundException",
                "Query does not have result. Please check query status with DescribeStatement.");
        assertError(
                client.call("ExecuteStatement", "{'Sql': 'x', 'WaitTimeSeconds': 31, " + TARGET + "}"),
                400,
                "ValidationException",
                "waitTimeSeconds must have value less than or equal to 30");
    }

    @Test
    void whatIsNoRequestIsRefused() throws Exception {
        assertError(client.call("Nonsense", "{}"), 400, "UnknownOperationException", "Unknown operation Nonsense");
        assertError(client.call("ExecuteStatement", "{'Sql'"), 400, "SerializationException", "not a JSON object");
        assertError(client.call("ExecuteStatement", "[]"), 400, "SerializationException", "not a JSON object");
        assertError(
                client.call("ExecuteStatement", "{'Sql': 5, " + TARGET + "}"), 400, "SerializationException", "Sql");
        assertError(client.call("ExecuteStatement", "{}"), 400, "ValidationException", "sql must not be null");
    }

    @Test
    void anUnsignedRequestIsRefused() throws Exception {
        assertError(
                client.send("RedshiftData.ListStatements", "{}", null),
                403,
                "MissingAuthenticationTokenException",
                "Missing Authentication Token");
        assertError(
                client.send("RedshiftData.ListStatements", "{}", "AWS4-HMAC-SHA256 Signature=12"),
                403,
                "IncompleteSignatureException",
                "'Credential'");
    }

    @Test
    void aTokenOfTheClientRunsTheStatementOnce() throws Exception {
        var first = client.execute("change 3", "'ClientToken': 't1'");
        var second = client.execute("change 3", "'ClientToken': 't1'");

        assertThat(second).isEqualTo(first);
        assertThat(engine.executed).containsExactly("change 3");
    }

    @Test
    void parametersGoToTheEngineAndComeBack() throws Exception {
        var id = client.execute("echo :x ::int", "'Parameters': [{'name': 'x', 'value': '5'}]");

        assertThat(client.result(id)).contains("{\"stringValue\":\"{x=5}\"}");
        assertThat(client.describe(id)).contains("\"QueryParameters\":[{\"name\":\"x\",\"value\":\"5\"}]");
    }

    @Test
    void wrongParametersAreRefused() throws Exception {
        assertError(
                client.call(
                        "ExecuteStatement",
                        "{'Sql': 'echo 1', 'Parameters': [{'name': 'id', 'value': '5'}], " + TARGET + "}"),
                400,
                "ValidationException",
                "Parameters list contains unused parameters. Unused parameters: [id]");
        assertError(
                client.call(
                        "ExecuteStatement",
                        "{'Sql': 'echo :id', 'Parameters': [{'name': 'id', 'value': ''}], " + TARGET + "}"),
                400,
                "ValidationException",
                "parameters.member.value");
        assertError(
                client.call("ExecuteStatement", "{'Sql': 'echo', 'Parameters': [], " + TARGET + "}"),
                400,
                "ValidationException",
                "parameters");
    }

    @Test
    void aQuestionMarkNeverGetsAValue() throws Exception {
        assertThat(client.describe(client.execute("echo ?", "")))
                .contains("FAILED", "\"Error\":\"No value specified for parameter 1.\"");
    }

    @Test
    void aRunningStatementHasPlaceholdersAndCanBeCancelled() throws Exception {
        var id = RawClient.text(
                client.call("ExecuteStatement", "{'Sql': 'hang', " + TARGET + "}")
                        .body(),
                "Id");

        assertThat(client.call("DescribeStatement", "{'Id': '" + id + "'}").body())
                .contains("\"Duration\":-1", "\"ResultRows\":-1", "\"ResultSize\":-1", "\"HasResultSet\":false");
        assertError(
                client.call("GetStatementResult", "{'Id': '" + id + "', 'WaitTimeSeconds': 1}"),
                400,
                "ResourceNotFoundException",
                "Query does not have result. Please check query status with DescribeStatement.");
        assertThat(emulator.runningStatements()).containsExactly(id);

        assertThat(client.call("CancelStatement", "{'Id': '" + id + "'}").body())
                .isEqualTo("{\"Status\":true}");
        assertThat(client.describe(id)).contains("\"Status\":\"ABORTED\"");
        assertError(
                client.call("CancelStatement", "{'Id': '" + id + "'}"),
                400,
                "ValidationException",
                "Could not cancel a query that is already in ABORTED state with ID: " + id);
        assertThat(engine.open).hasValue(0);
    }

    @Test
    void theListShowsWhatFinishedUnlessAskedOtherwise() throws Exception {
        var finished = client.execute("change 1", "'StatementName': 'job-1'");
        var failed = client.execute("fail ERROR: x", "'StatementName': 'job-2'");

        assertThat(client.call("ListStatements", "{}").body())
                .contains(finished)
                .doesNotContain(failed);
        assertThat(client.call("ListStatements", "{'Status': 'ALL', 'StatementName': 'job'}")
                        .body())
                .contains(finished, failed, "\"IsBatchStatement\":false");
        var page = client.call("ListStatements", "{'Status': 'ALL', 'MaxResults': 1}")
                .body();
        assertThat(page).contains("NextToken");
    }

    static void assertError(java.net.http.HttpResponse<String> answer, int status, String type, String messagePart) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue(type);
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.body()).startsWith("{\"__type\":\"" + type + "\",\"Message\":\"");
        assertThat(answer.body()).contains(messagePart);
    }
}

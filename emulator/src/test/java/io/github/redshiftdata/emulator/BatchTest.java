package io.github.redshiftdata.emulator;

import static io.github.redshiftdata.emulator.WireFormTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.emulator.api.BatchModes;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchTest {

    private final FakeEngine engine = new FakeEngine();
    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults(), engine, null);
    private final RawClient client = new RawClient(emulator.endpoint());

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void aBatchRunsInOneTransaction() throws Exception {
        var id = batch("['change 1', 'rows 2']", "");

        assertThat(engine.executed).containsExactly("BEGIN", "change 1", "rows 2", "COMMIT");
        assertThat(client.describe(id))
                .contains("\"Status\":\"FINISHED\"", "\"HasResultSet\":true", "\"RedshiftQueryId\":0,\"ResultRows\":-1")
                .contains("\"SubStatements\":[{\"Id\":\"" + id + ":1\"", "{\"Id\":\"" + id + ":2\"")
                .contains("\"ExecutionMode\":\"TRANSACTION\"");
        assertThat(client.result(id + ":2")).startsWith("{\"Records\":[[{\"longValue\":1}");
    }

    /** The third part waits for as long as the test likes. */
    @Test
    void aWaitForAPartEndsWithThatPartAndOneForTheBatchWithAllOfThem() throws Exception {
        try (var slow = Emulator.start(
                EmulatorOptions.defaults().withDelays(Duration.ZERO, Duration.ZERO, Duration.ofMillis(500)),
                new FakeEngine(),
                null)) {
            var other = new RawClient(slow.endpoint());
            var id = RawClient.text(
                    other.call(
                                    "BatchExecuteStatement",
                                    "{'Sqls': ['rows 2', 'change 1'], 'WorkgroupName': 'wg1', 'Database': 'dev'}")
                            .body(),
                    "Id");
            var first = other.call("DescribeStatement", "{'Id': '" + id + ":1', 'WaitTimeSeconds': 30}")
                    .body();
            assertThat(first)
                    .containsPattern("^[^\\[]*\"Status\":\"STARTED\"")
                    .containsPattern("SubStatements.*\"Status\":\"FINISHED\"");
            assertThat(other.result(id + ":1")).contains("longValue");
            var all = other.call("DescribeStatement", "{'Id': '" + id + "', 'WaitTimeSeconds': 30}")
                    .body();
            assertThat(all).containsPattern("^[^\\[]*\"Status\":\"FINISHED\"");
        }
    }

    @Test
    void aServerlessWorkgroupTellsNoDurationOfWhatFailed() throws Exception {
        var id = batch("['change 1', 'fail ERROR: no']", "");

        assertThat(client.describe(id)).containsPattern("^[^\\[]*\"Duration\":-1");
        assertThat(client.describe(id + ":1")).doesNotContainPattern("SubStatements.*\"Duration\":-1");
        assertThat(client.describe(id + ":2")).containsPattern("SubStatements.*\"Duration\":-1");
    }

    @Test
    void theParentHasNoResult() throws Exception {
        assertError(
                client.call("GetStatementResult", "{'Id': '" + batch("['rows 1']", "") + "'}"),
                400,
                "ValidationException",
                "BatchExecuteStatement result can only be retrieved with sub-statement id.");
    }

    @Test
    void aSubIdDescribesTheParentWithThatPartAlone() throws Exception {
        var id = batch("['change 1', 'change 2']", "");

        assertThat(client.describe(id + ":2"))
                .startsWith("{\"Id\":\"" + id + "\"")
                .contains("\"SubStatements\":[{\"Id\":\"" + id + ":2\"")
                .doesNotContain(id + ":1");
        assertError(
                client.call("DescribeStatement", "{'Id': '" + id + ":3'}"),
                400,
                "ResourceNotFoundException",
                "Query does not exist.");
    }

    @Test
    void aFailureRollsBackAndStopsTheRest() throws Exception {
        var id = batch("['change 1', 'fail ERROR: no', 'change 3']", "");

        assertThat(engine.executed).containsExactly("BEGIN", "change 1", "fail ERROR: no", "ROLLBACK");
        var body = client.describe(id);
        assertThat(body).contains("\"Status\":\"FAILED\",\"Error\":\"ERROR: no\"");
        assertThat(client.describe(id + ":1")).contains("\"Status\":\"FINISHED\"");
        assertThat(client.describe(id + ":3"))
                .containsPattern("SubStatements.*\"Status\":\"ABORTED\",\"HasResultSet\"");
    }

    @Test
    void autoCommitGoesOnAfterAFailure() throws Exception {
        var id = batch("['fail ERROR: no', 'change 3']", ", 'ExecutionMode': 'AUTO_COMMIT'");

        assertThat(engine.executed).containsExactly("fail ERROR: no", "change 3");
        assertThat(client.describe(id))
                .contains("\"Status\":\"FAILED\"", "\"ExecutionMode\":\"AUTO_COMMIT\"")
                .containsPattern("SubStatements.*\"Status\":\"FAILED\",\"Error\":\"ERROR: no\"")
                .doesNotContainPattern("\"Error\".*SubStatements");
        assertThat(client.describe(id + ":2")).containsPattern("SubStatements.*\"Status\":\"FINISHED\"");
    }

    @Test
    void anOlderEndpointIgnoresTheModeAndMakesOneTransaction() throws Exception {
        var options = EmulatorOptions.defaults().withBatchModes(BatchModes.IGNORED);
        try (var older = Emulator.start(options, engine, null)) {
            var raw = new RawClient(older.endpoint());
            var id = batch(raw, "['change 1', 'change 2']", ", 'ExecutionMode': 'AUTO_COMMIT'");

            assertThat(engine.executed).containsExactly("BEGIN", "change 1", "change 2", "COMMIT");
            assertThat(raw.describe(id)).doesNotContain("ExecutionMode");
        }
    }

    @Test
    void aStricterEndpointRefusesTheMode() throws Exception {
        var options = EmulatorOptions.defaults().withBatchModes(BatchModes.REJECTED);
        try (var stricter = Emulator.start(options, engine, null)) {
            assertError(
                    new RawClient(stricter.endpoint())
                            .call(
                                    "BatchExecuteStatement",
                                    "{'Sqls': ['x'], 'WorkgroupName': 'wg1', 'Database': 'dev', 'ExecutionMode':"
                                            + " 'TRANSACTION'}"),
                    400,
                    "ValidationException",
                    "ExecutionMode");
            assertThat(engine.executed).isEmpty();
        }
    }

    @Test
    void eachTextThatRanHasAQueryOfItsOwn() throws Exception {
        var body = client.describe(batch("['change 1', 'fail ERROR: no', 'change 3']", ""));
        var uuids = Pattern.compile("\"RedshiftQueryUuid\":\"([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\"")
                .matcher(body)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(uuids).hasSize(2).doesNotHaveDuplicates();
        assertThat(body).doesNotContain("RedshiftQueryUuid\":null");
    }

    @Test
    void aParameterNeedsOneStatementThatUsesIt() throws Exception {
        var id = batch("['echo :x', 'rows 1']", ", 'Parameters': [{'name': 'x', 'value': '1'}]");

        assertThat(client.result(id + ":1")).contains("{x=1}");
    }

    @Test
    void aBatchHoldsFortyTextsAtMost() throws Exception {
        var sqls = "['x'" + ",'x'".repeat(40) + "]";

        assertError(
                client.call(
                        "BatchExecuteStatement", "{'Sqls': " + sqls + ", 'WorkgroupName': 'wg1', 'Database': 'dev'}"),
                400,
                "ValidationException",
                "sqls must have length less than or equal to 40");
    }

    private String batch(String sqls, String more) throws Exception {
        return batch(client, sqls, more);
    }

    private static String batch(RawClient client, String sqls, String more) throws Exception {
        var answer = client.call(
                "BatchExecuteStatement",
                "{'Sqls': " + sqls + ", 'WaitTimeSeconds': 20, 'WorkgroupName': 'wg1', 'Database': 'dev'" + more + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RawClient.text(answer.body(), "Id");
    }
}

package io.github.redshiftdata.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListStatementsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Pattern ID = Pattern.compile("\\{\"Id\":\"([^\"]+)\"");

    private static List<String> ids(String body) {
        return ID.matcher(body).results().map(found -> found.group(1)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUBMITTED", "PICKED", "STARTED"})
    void aStatementIsListedFromTheMomentItIsAccepted(String status) throws Exception {
        var options = EmulatorOptions.defaults()
                .withDelays(
                        status.equals("SUBMITTED") ? HOUR : Duration.ZERO,
                        status.equals("PICKED") ? HOUR : Duration.ZERO,
                        status.equals("STARTED") ? HOUR : Duration.ZERO);
        try (var emulator = Emulator.start(options, new FakeEngine(), null)) {
            var client = new RawClient(emulator.endpoint());
            var submitted = client.call(
                    "ExecuteStatement",
                    "{'Sql': 'x', 'StatementName': 'unique-1', 'SessionKeepAliveSeconds': 60, 'WorkgroupName': 'wg1',"
                            + " 'Database': 'dev'}");
            var id = RawClient.text(submitted.body(), "Id");
            while (!status.equals(RawClient.text(
                    client.call("DescribeStatement", "{'Id': '" + id + "'}").body(), "Status"))) {
                Thread.onSpinWait();
            }

            for (var wanted : List.of("ALL", status)) {
                assertThat(client.call("ListStatements", "{'Status': '" + wanted + "', 'StatementName': 'uni'}")
                                .body())
                        .contains(
                                "\"Id\":\"" + id + "\",\"StatementName\":\"unique-1\",\"Status\":\"" + status + "\"",
                                "\"CreatedAt\":",
                                "\"SessionId\":\"" + RawClient.text(submitted.body(), "SessionId") + "\"");
            }
            assertThat(client.call("ListStatements", "{'Status': 'ALL', 'StatementName': 'nique-1'}")
                            .body())
                    .isEqualTo("{\"Statements\":[]}");
        }
    }

    @Test
    void pagesHoldEachStatementOnceThoughNewOnesComeInBetween() throws Exception {
        try (var emulator = Emulator.start(EmulatorOptions.defaults(), new FakeEngine(), null)) {
            var client = new RawClient(emulator.endpoint());
            var expected = new ArrayList<String>();
            for (int i = 0; i < 7; i++) {
                expected.add(0, client.execute("change 1", ""));
            }
            var listed = new ArrayList<String>();
            String token = "";
            do {
                var body = client.call("ListStatements", "{'MaxResults': 2, 'NextToken': '" + token + "'}")
                        .body();
                listed.addAll(ids(body));
                token = RawClient.text(body, "NextToken");
                client.execute("change 1", "");
            } while (token != null);

            assertThat(listed).isEqualTo(expected);
        }
    }

    @Test
    void aListKeepsToItsFiltersAndSaysOfABatchThatItIsOne() throws Exception {
        try (var emulator = Emulator.start(EmulatorOptions.defaults(), new FakeEngine(), null)) {
            var client = new RawClient(emulator.endpoint());
            var good = client.execute("change 1", "'StatementName': 'load 1'");
            var failed = client.execute("fail ERROR: no", "'StatementName': 'load 2'");
            var body = client.call(
                            "BatchExecuteStatement",
                            "{'Sqls': ['change 1', 'change 2'], 'ClusterIdentifier': 'c1', 'Database': 'dev',"
                                    + " 'WaitTimeSeconds': 30}")
                    .body();
            var batch = RawClient.text(body, "Id");

            assertThat(list(client, "'Status': 'ALL'")).containsExactly(batch, failed, good);
            assertThat(list(client, "'StatementName': 'load'")).containsExactly(good);
            assertThat(list(client, "'StatementName': 'Load', 'Status': 'ALL'")).isEmpty();
            assertThat(list(client, "'Status': 'FAILED'")).containsExactly(failed);
            assertThat(list(client, "'Status': 'ALL', 'ClusterIdentifier': 'c1', 'Database': 'dev'"))
                    .containsExactly(batch);
            assertThat(list(client, "'Status': 'ALL', 'RoleLevel': false, 'MaxResults': 1"))
                    .containsExactly(batch);
            assertThat(client.call("ListStatements", "{'ClusterIdentifier': 'c1'}")
                            .body())
                    .contains("\"IsBatchStatement\":true", "\"QueryStrings\":[\"change 1\",\"change 2\"]");
        }
    }

    private static List<String> list(RawClient client, String filters) throws Exception {
        return ids(client.call("ListStatements", "{" + filters + "}").body());
    }

    @Test
    void eventsAreThoseOfStatementsThatAskedForOneAndHaveEnded() throws Exception {
        try (var emulator = Emulator.start(EmulatorOptions.defaults(), new FakeEngine(), null)) {
            var client = new RawClient(emulator.endpoint());
            client.execute("change 1", "");
            client.execute("change 1", "'WithEvent': false");
            var first = client.execute("change 3", "'WithEvent': true, 'StatementName': 'load'");
            var second = client.execute("fail ERROR: no", "'WithEvent': true");

            assertThat(emulator.events())
                    .extracting(StatementEvent::statementId, StatementEvent::statementName, StatementEvent::state)
                    .containsExactly(tuple(first, "load", "FINISHED"), tuple(second, null, "FAILED"));
            assertThat(emulator.events().get(0).rows()).isEqualTo(3);
        }
    }
}

package io.github.redshiftdata.emulator;

import static org.assertj.core.api.Assertions.assertThat;

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
}

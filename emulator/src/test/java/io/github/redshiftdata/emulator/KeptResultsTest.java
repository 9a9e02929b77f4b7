package io.github.redshiftdata.emulator;

import static io.github.redshiftdata.emulator.WireFormTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptResultsTest {

    private static final int SPACE = 200_000;

    private final Emulator emulator = Emulator.start(
            EmulatorOptions.defaults().withKeptResultBytes(SPACE).withPageBytes(1000), new FakeEngine(), null);
    private final RawClient client = new RawClient(emulator.endpoint());

    @AfterEach
    void close() {
        emulator.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 1000})
    void theEldestResultsExpireWhereTheSpaceIsFull(int rows) throws Exception {
        var ids = new ArrayList<String>();
        for (int bytes = 0; bytes < 3 * SPACE; bytes += 40 * rows) {
            ids.add(client.execute("rows " + rows, ""));
        }

        assertError(
                client.call("GetStatementResult", "{'Id': '" + ids.get(0) + "'}"),
                400,
                "ResourceNotFoundException",
                "The result of the query has expired.");
        assertThat(client.describe(ids.get(0))).contains("\"Status\":\"FINISHED\"", "\"ResultRows\":" + rows);
        assertThat(client.result(ids.get(ids.size() - 1))).contains("\"TotalNumRows\":" + rows);
    }

    @Test
    void aResultThatExpiresWhileItIsReadIsNotShort() throws Exception {
        var first = client.execute("rows 1000", "");
        var page = client.result(first);
        for (int i = 0; i < 20; i++) {
            client.execute("rows 1000", "");
        }

        assertError(
                client.call(
                        "GetStatementResult",
                        "{'Id': '" + first + "', 'NextToken': '" + RawClient.text(page, "NextToken") + "'}"),
                400,
                "ResourceNotFoundException",
                "expired");
    }

    @Test
    void aResultThatIsLargerThanAllTheSpaceFailsItsStatement() throws Exception {
        var kept = client.execute("rows 10", "");
        var id = client.execute("rows 10000", "");

        assertThat(client.describe(id))
                .contains("\"Status\":\"FAILED\"", "could not keep the result: results may take 200000 bytes in all");
        assertThat(client.result(client.execute("rows 10", ""))).contains("\"TotalNumRows\":10");
        assertThat(List.of("FINISHED")).contains(RawClient.text(client.describe(kept), "Status"));
    }
}

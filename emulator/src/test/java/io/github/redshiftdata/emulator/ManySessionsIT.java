package io.github.redshiftdata.emulator;

import static io.github.redshiftdata.emulator.WireFormTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ManySessionsIT {

    private static final String OPEN = "{'Sql': 'select 1', 'SessionKeepAliveSeconds': 600, 'WorkgroupName': 'wg1',"
            + " 'Database': 'dev', 'WaitTimeSeconds': 30}";

    @Test
    void fiveHundredSessionsAreOpenAtOnceAndStatementsWithoutOneStillRun() throws Exception {
        try (var emulator = Emulator.start(EmulatorOptions.defaults().withSampleData(false))) {
            var client = new RawClient(emulator.endpoint());
            for (int i = 0; i < 500; i++) {
                assertThat(client.call("ExecuteStatement", OPEN).body()).contains("\"Status\":\"FINISHED\"");
            }

            assertThat(emulator.openSessions()).isEqualTo(500);
            assertError(client.call("ExecuteStatement", OPEN), 400, "ActiveSessionsExceededException", "limit of 500");
            assertThat(client.describe(client.execute("select 1", ""))).contains("FINISHED");
        }
    }
}

package io.github.redshiftdata.emulator;

import static io.github.redshiftdata.emulator.WireFormTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class ManySessionsIT {

    private static final String OPEN = "{'Sql': 'select 1', 'SessionKeepAliveSeconds': 600, 'WorkgroupName': 'wg1',"
            + " 'Database': 'dev', 'WaitTimeSeconds': 30}";

    @Test
    void fiveHundredSessionsAreOpenAtOnceAndStatementsWithoutOneStillRun() throws Exception {
        try (var emulator = Emulator.start(EmulatorOptions.defaults().withSampleData(false))) {
            var client = new RawClient(emulator.endpoint());
            var sessions = new HashSet<String>();
            for (int i = 0; i < 500; i++) {
                String opened = client.call("ExecuteStatement", OPEN).body();
                assertThat(opened).contains("\"Status\":\"FINISHED\"");
                sessions.add(opened.replaceFirst("(?s).*\"SessionId\":\"([^\"]+)\".*", "$1"));
            }

            assertThat(emulator.openSessions()).isEqualTo(500);
            assertThat(sessions).hasSize(500);
            for (String session : sessions) {
                String again = "{'Sql': 'select 2', 'SessionId': '" + session + "', 'WaitTimeSeconds': 30}";
                assertThat(client.call("ExecuteStatement", again).body()).contains(session, "\"Status\":\"FINISHED\"");
            }
            assertError(client.call("ExecuteStatement", OPEN), 400, "ActiveSessionsExceededException", "limit of 500");
            assertThat(client.describe(client.execute("select 1", ""))).contains("FINISHED");
        }
    }
}

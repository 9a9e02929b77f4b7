package io.github.redshiftdata.emulator;

import static io.github.redshiftdata.emulator.WireFormTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the next emulator makes of a ledger, whatever the last one was doing when it ended. */
class HistoryTest {

    private static final String TARGET = "'WorkgroupName': 'wg1', 'Database': 'dev', 'WaitTimeSeconds': 20";

    private final FakeEngine engine = new FakeEngine();
    private final FakeLedger ledger = new FakeLedger();
    private Emulator emulator;
    private RawClient client;

    HistoryTest() {
        engine.ledger = ledger;
        start();
    }

    private void start() {
        emulator = Emulator.start(EmulatorOptions.defaults(), engine, null);
        client = new RawClient(emulator.endpoint());
    }

    /** Leaves in the ledger what a killed process leaves. */
    private void crash() {
        ledger.deaf = true;
        emulator.close();
        ledger.deaf = false;
        start();
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void whatWasCommittedHasFinishedThoughNobodyCouldWriteItsEnd() throws Exception {
        ledger.deaf = true;
        var id = client.execute("write this", "");
        crash();

        assertThat(client.describe(id)).contains("\"Status\":\"FINISHED\"", "\"ResultRows\":1");
    }

    @Test
    void whatWasNotCommittedHasFailed() throws Exception {
        ledger.deaf = true;
        var id = client.execute("write this", "");
        engine.committed.clear();
        crash();

        assertThat(client.describe(id))
                .contains(
                        "\"Status\":\"FAILED\",\"Error\":\"FATAL: terminating connection due to administrator command\"");
    }

    @Test
    void whatNeverCameToACommitHasFailed() throws Exception {
        var id = RawClient.text(
                client.call("ExecuteStatement", "{'Sql': 'hang', " + TARGET.replace("20", "1") + "}")
                        .body(),
                "Id");
        crash();

        assertThat(client.describe(id)).contains("\"Status\":\"FAILED\"", "\"Error\":\"FATAL: ");
        assertThat(engine.executed).containsOnlyOnce("hang");
    }

    @Test
    void theTokenOfAKilledSubmissionDoesNotRunItAgain() throws Exception {
        ledger.deaf = true;
        var id = client.execute("write this", "'ClientToken': 't1'");
        crash();

        assertThat(client.execute("write this", "'ClientToken': 't1'")).isEqualTo(id);
        assertThat(engine.executed).containsOnlyOnce("write this");
    }

    @Test
    void ofABatchOfSeveralTransactionsThePartsThatAreInHaveFinished() throws Exception {
        var answer = client.call(
                "BatchExecuteStatement",
                "{'Sqls': ['write 1', 'hang', 'write 3'], 'ExecutionMode': 'AUTO_COMMIT', " + TARGET.replace("20", "1")
                        + "}");
        var id = RawClient.text(answer.body(), "Id");
        crash();

        assertThat(client.describe(id))
                .contains("\"Status\":\"FAILED\"")
                .containsPattern(
                        "SubStatements.*\"Status\":\"FINISHED\".*\"Status\":\"ABORTED\".*\"Status\":\"ABORTED\"");
    }

    @Test
    void whatCannotBeWrittenDownIsRefusedAndNotRun() throws Exception {
        ledger.refusing = true;
        var answer =
                client.call("ExecuteStatement", "{'Sql': 'change 1', 'SessionKeepAliveSeconds': 60, " + TARGET + "}");

        assertError(answer, 500, "InternalServerException", "could not write down");
        assertThat(engine.executed).isEmpty();
        assertThat(emulator.openSessions()).isZero();
        assertThat(emulator.runningStatements()).isEmpty();
    }

    @Test
    void whatCannotBeWrittenDownIsNotCommitted() throws Exception {
        var submitted = client.execute("rows 1", "");
        engine.beforeCommit = () -> ledger.refusing = true;
        var id = client.execute("write this", "");

        assertThat(client.describe(id)).contains("\"Status\":\"FAILED\"", "could not write down");
        assertThat(engine.committed).isEmpty();
        assertThat(client.describe(submitted)).contains("FINISHED");
    }

    @Test
    void whatIsForgottenIsForgottenThereToo() throws Exception {
        client.execute("change 1", "");
        assertThat(ledger.size()).isEqualTo(1);
        emulator.expireResults();

        assertThat(ledger.size()).isZero();
    }
}

package io.github.redshiftdata.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final int CLIENTS = 100;

    private final FakeEngine engine = new FakeEngine();
    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults(), engine, null);
    private final RawClient client = new RawClient(emulator.endpoint());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        emulator.close();
        threads.shutdownNow();
    }

    @Test
    void aResultBiggerThanTheHeapPartComesWhole() throws Exception {
        var id = client.execute("rows 100000", "");
        int rows = 0;
        String token = "";
        do {
            var body = client.call("GetStatementResult", "{'Id': '" + id + "', 'NextToken': '" + token + "'}")
                    .body();
            assertThat(body).startsWith("{\"Records\":[[{\"longValue\":" + (rows + 1) + "}");
            rows += body.split("longValue", -1).length - 1;
            token = RawClient.text(body, "NextToken");
        } while (token != null);

        assertThat(rows).isEqualTo(100_000);
    }

    @Test
    void manyWaitForOneStatement() throws Exception {
        var submitted = client.call("ExecuteStatement", "{'Sql': 'hang', 'WorkgroupName': 'wg1', 'Database': 'dev'}");
        var id = RawClient.text(submitted.body(), "Id");
        var entered = new CountDownLatch(CLIENTS);
        var waiting = new ArrayList<Future<String>>();
        for (int i = 0; i < CLIENTS; i++) {
            Callable<String> poll = () -> {
                entered.countDown();
                return client.describe(id);
            };
            waiting.add(threads.submit(poll));
        }
        entered.await();
        client.call("CancelStatement", "{'Id': '" + id + "'}");

        for (var answer : waiting) {
            assertThat(answer.get()).contains("\"Status\":\"ABORTED\"");
        }
    }

    @Test
    void manyStatementsRunAtOnceAndLeaveNoSession() throws Exception {
        var running = new ArrayList<Future<String>>();
        for (int i = 0; i < CLIENTS; i++) {
            Callable<String> run = () -> client.result(client.execute("rows 3", ""));
            running.add(threads.submit(run));
        }

        for (var answer : running) {
            assertThat(answer.get()).endsWith("\"TotalNumRows\":3}");
        }
        assertThat(engine.open).hasValue(0);
        assertThat(emulator.runningStatements()).isEmpty();
    }
}

package io.github.redshiftdata.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.redshiftdata.emulator.api.Operations;
import io.github.redshiftdata.emulator.api.Service;
import io.github.redshiftdata.emulator.engine.EngineException;
import io.github.redshiftdata.emulator.state.ClientTokens;
import io.github.redshiftdata.emulator.state.History;
import io.github.redshiftdata.emulator.state.ResultSpace;
import io.github.redshiftdata.emulator.state.SessionStore;
import io.github.redshiftdata.emulator.state.StatementStore;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A submission costs the same however much is kept. Memory that is taken on the way stands for the work. */
class GrowthTest {

    private static final int FEW = 300;
    private static final int MANY = 30_000;
    private static final int MEASURED = 200;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Service service;
    private final Operations operations;
    private int tokens;

    GrowthTest() throws EngineException {
        service = Service.start(new FakeEngine(), EmulatorOptions.defaults().settings(), Clock.systemUTC());
        // Each statement runs to its end within its submission.
        operations = new Operations(service, Runnable::run, null);
    }

    private void submit(int count, Map<String, Object> more) {
        for (int i = 0; i < count; i++) {
            var members = new HashMap<String, Object>(Map.of(
                    "Sql", "rows 1", "WorkgroupName", "wg1", "Database", "dev", "ClientToken", "token-" + tokens++));
            members.putAll(more);
            operations.call("ExecuteStatement", members);
        }
    }

    private long bytesPerSubmission(Map<String, Object> more) {
        submit(MEASURED, more);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        submit(MEASURED, more);
        return (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / MEASURED;
    }

    @Test
    void aSubmissionDoesNotWalkOverWhatIsKept() {
        submit(FEW, Map.of());
        long withFew = bytesPerSubmission(Map.of());
        submit(MANY, Map.of());
        long withMany = bytesPerSubmission(Map.of());

        assertThat(service.statements().size()).isGreaterThan(MANY);
        assertThat(withMany).isLessThan(withFew * 2);
    }

    @Test
    void aTokenGoesWithTheStatementThatIsForgotten() throws EngineException {
        var results = new ResultSpace(1 << 20);
        var history = new History(null);
        var statements = new StatementStore(200_000, results, history, Clock.systemUTC());
        var forgetful = new Service(
                new FakeEngine(),
                statements,
                new SessionStore(Clock.systemUTC()),
                new ClientTokens(statements, Clock.systemUTC()),
                results,
                history,
                EmulatorOptions.defaults().settings(),
                Clock.systemUTC());
        var calls = new Operations(forgetful, Runnable::run, null);
        for (int i = 0; i < 2_000; i++) {
            calls.call(
                    "ExecuteStatement",
                    Map.of("Sql", "rows 1", "WorkgroupName", "wg1", "Database", "dev", "ClientToken", "token-" + i));
        }

        assertThat(statements.size()).isLessThan(500);
        assertThat(forgetful.clientTokens().size()).isBetween(statements.size(), statements.size() + 1);
    }

    @Test
    void aNewSessionDoesNotWalkOverTheClosedOnes() {
        var shortLived = Map.<String, Object>of("SessionKeepAliveSeconds", 1L);
        submit(100, shortLived);
        service.sessions().closeAll();
        long withFew = bytesPerSubmissionOfSessions(shortLived);
        for (int i = 0; i < 50; i++) {
            submit(100, shortLived);
            service.sessions().closeAll();
        }
        long withMany = bytesPerSubmissionOfSessions(shortLived);

        assertThat(withMany).isLessThan(withFew * 2);
    }

    private long bytesPerSubmissionOfSessions(Map<String, Object> shortLived) {
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        submit(100, shortLived);
        long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        service.sessions().closeAll();
        return (after - before) / 100;
    }
}

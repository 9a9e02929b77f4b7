package io.github.redshiftdata.jdbc.internal.exec.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final List<String> done = new ArrayList<>();
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final InFlight inFlight = new InFlight(threads::add);

    @Test
    void anActionThatFailsKeepsTheNextFromNothing() {
        inFlight.begin();
        inFlight.whenIdle(() -> {
            throw new IllegalStateException("no");
        });
        inFlight.whenIdle(() -> done.add("client is closed"));
        inFlight.end();
        assertThat(done).isEmpty();
        assertThatThrownBy(() -> threads.remove().run()).hasMessage("no");
        assertThat(done).containsExactly("client is closed");
    }

    @Test
    void whatRunsInTheBackgroundIsWaitedForAlsoWhereItFails() {
        assertThat(inFlight.inBackground(() -> {
                    throw new IllegalStateException("no");
                }))
                .isTrue();
        inFlight.whenIdle(() -> done.add("client is closed"));
        assertThat(done).isEmpty();
        assertThatThrownBy(() -> threads.remove().run()).hasMessage("no");
        assertThat(done).containsExactly("client is closed");
    }

    @Test
    void whatNoThreadTakesIsNotWaitedFor() {
        var withoutThreads = new InFlight(work -> {
            throw new RejectedExecutionException();
        });
        assertThat(withoutThreads.inBackground(() -> done.add("run"))).isFalse();
        withoutThreads.whenIdle(() -> done.add("client is closed"));
        assertThat(done).containsExactly("client is closed");
    }

    @Test
    void whatAnActionBeginsEndsBeforeTheNext() {
        inFlight.whenIdle(inFlight::begin);
        inFlight.whenIdle(() -> done.add("client is closed"));
        assertThat(done).isEmpty();
        inFlight.end();
        threads.remove().run();
        assertThat(done).containsExactly("client is closed");
    }

    @Test
    void whoeverEndsLastWaitsForNothingThatIsDone() {
        inFlight.begin();
        inFlight.whenIdle(() -> done.add("session is given up"));
        inFlight.end();
        assertThat(done).isEmpty();
        threads.remove().run();
        assertThat(done).containsExactly("session is given up");
    }

    @Test
    void whatIsDueIsDoneAtOnceWhereThereIsNoThread() {
        var withoutThreads = new InFlight(work -> {
            throw new RejectedExecutionException();
        });
        withoutThreads.begin();
        withoutThreads.whenIdle(() -> done.add("session is given up"));
        withoutThreads.end();
        assertThat(done).containsExactly("session is given up");
    }
}

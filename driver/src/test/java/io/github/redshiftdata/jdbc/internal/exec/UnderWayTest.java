package io.github.redshiftdata.jdbc.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class UnderWayTest {

    private final List<String> done = new ArrayList<>();
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final UnderWay underWay = new UnderWay(threads::add);

    @Test
    void anActionThatFailsKeepsTheNextFromNothing() {
        underWay.begin();
        underWay.whenIdle(() -> {
            throw new IllegalStateException("no");
        });
        underWay.whenIdle(() -> done.add("client is closed"));
        underWay.end();
        assertThat(done).isEmpty();
        assertThatThrownBy(() -> threads.remove().run()).hasMessage("no");
        assertThat(done).containsExactly("client is closed");
    }

    @Test
    void whatRunsInTheBackgroundIsWaitedForAlsoWhereItFails() {
        assertThat(underWay.inBackground(() -> {
                    throw new IllegalStateException("no");
                }))
                .isTrue();
        underWay.whenIdle(() -> done.add("client is closed"));
        assertThat(done).isEmpty();
        assertThatThrownBy(() -> threads.remove().run()).hasMessage("no");
        assertThat(done).containsExactly("client is closed");
    }

    @Test
    void whatNoThreadTakesIsNotWaitedFor() {
        var withoutThreads = new UnderWay(work -> {
            throw new RejectedExecutionException();
        });
        assertThat(withoutThreads.inBackground(() -> done.add("run"))).isFalse();
        withoutThreads.whenIdle(() -> done.add("client is closed"));
        assertThat(done).containsExactly("client is closed");
    }

    @Test
    void whatAnActionBeginsEndsBeforeTheNext() {
        underWay.whenIdle(underWay::begin);
        underWay.whenIdle(() -> done.add("client is closed"));
        assertThat(done).isEmpty();
        underWay.end();
        threads.remove().run();
        assertThat(done).containsExactly("client is closed");
    }

    @Test
    void whoeverEndsLastWaitsForNothingThatIsDone() {
        underWay.begin();
        underWay.whenIdle(() -> done.add("session is given up"));
        underWay.end();
        assertThat(done).isEmpty();
        threads.remove().run();
        assertThat(done).containsExactly("session is given up");
    }

    @Test
    void whatIsDueIsDoneAtOnceWhereThereIsNoThread() {
        var withoutThreads = new UnderWay(work -> {
            throw new RejectedExecutionException();
        });
        withoutThreads.begin();
        withoutThreads.whenIdle(() -> done.add("session is given up"));
        withoutThreads.end();
        assertThat(done).containsExactly("session is given up");
    }
}

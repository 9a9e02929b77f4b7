package io.github.redshiftdata.jdbc.internal.exec.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadSleeperTest {

    private final ThreadSleeper sleeper = new ThreadSleeper();

    @AfterEach
    void leaveNoInterrupt() {
        Thread.interrupted();
    }

    @Test
    void anInterruptEndsTheSleep() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> sleeper.sleep(Duration.ofDays(1))).isInstanceOf(InterruptedException.class);
    }

    @Test
    void anInterruptEndsTheWait() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> sleeper.await(List.of(new CompletableFuture<>()), Duration.ofDays(1)))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void whatLivesLongerThanAWaitKeepsNothingOfIt() throws InterruptedException {
        var lasting = new CompletableFuture<Void>();
        for (var waits = 0; waits < 10; waits++) {
            sleeper.await(List.of(new CompletableFuture<>(), lasting), Duration.ofNanos(1));
        }
        // One more wait, which ends: the others are cleaned up with it.
        var happening = new CompletableFuture<Void>();
        var unused = CompletableFuture.anyOf(happening, lasting);
        happening.complete(null);
        assertThat(lasting.getNumberOfDependents()).isZero();
    }
}

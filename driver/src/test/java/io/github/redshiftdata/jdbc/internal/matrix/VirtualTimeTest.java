package io.github.redshiftdata.jdbc.internal.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VirtualTimeTest {

    /** A busy machine may hold up a thread anywhere: that is no reason to end a wait without a limit. */
    @Test
    void whoWaitsForEverGoesOnWaitingWhileTheThreadWhoseTurnItIsIsHeldUpElsewhere() throws Exception {
        var threads = Executors.newCachedThreadPool();
        try {
            var time = new VirtualTime(threads);
            var start = time.nanos();
            var elsewhere = new CountDownLatch(1);
            var me = time.me();
            time.spawn(() -> {
                awaitElsewhere(elsewhere);
                time.wake(me);
            });
            var handedOn = CompletableFuture.supplyAsync(
                    () -> {
                        while (!time.isHeldUp()) {
                            Thread.onSpinWait();
                        }
                        var passed = time.passTurn(time.steps());
                        elsewhere.countDown();
                        return passed;
                    },
                    threads);
            assertThat(time.passes(Duration.ofDays(365).toNanos())).isTrue();
            assertThat(time.since(start)).isZero();
            assertThat(handedOn.get(30, TimeUnit.SECONDS)).isFalse();
            time.end();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void awaitElsewhere(CountDownLatch elsewhere) {
        try {
            elsewhere.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

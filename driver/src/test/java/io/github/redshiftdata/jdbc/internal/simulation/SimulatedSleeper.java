package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.exec.call.Sleeper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Lets simulated time pass. */
final class SimulatedSleeper implements Sleeper {

    private final SimulatedTime time;

    SimulatedSleeper(SimulatedTime time) {
        this.time = time;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        time.sleep(duration);
    }

    @Override
    public void await(List<CompletableFuture<?>> happenings, Duration longest) throws InterruptedException {
        var me = time.me();
        for (var happening : happenings) {
            var unused = happening.whenComplete((value, failure) -> time.wake(me));
        }
        if (happenings.stream().noneMatch(CompletableFuture::isDone)) {
            if (!time.passes(longest.toNanos())) {
                Thread.interrupted();
                throw new InterruptedException();
            }
        }
    }
}

package io.github.redshiftdata.jdbc.internal.matrix;

import io.github.redshiftdata.jdbc.internal.exec.call.Sleeper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Lets virtual time pass. */
final class VirtualSleeper implements Sleeper {

    private final VirtualTime time;

    VirtualSleeper(VirtualTime time) {
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
            time.sleep(longest);
        }
    }
}

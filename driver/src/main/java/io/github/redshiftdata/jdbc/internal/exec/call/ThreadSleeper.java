package io.github.redshiftdata.jdbc.internal.exec.call;

import java.time.Duration;

/** Sleeps in real time. */
public final class ThreadSleeper implements Sleeper {

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
    }
}

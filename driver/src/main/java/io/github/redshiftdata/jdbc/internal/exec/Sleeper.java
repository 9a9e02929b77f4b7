package io.github.redshiftdata.jdbc.internal.exec;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Blocks the calling thread.
     *
     * @throws InterruptedException if the thread was interrupted; its interrupt status is then cleared
     */
    void sleep(Duration duration) throws InterruptedException;
}

package io.github.redshiftdata.jdbc.internal.exec.call;

import java.time.Duration;

/** Lets work of the driver begin after a while. */
@FunctionalInterface
public interface Later {

    /**
     * Runs work in a thread of the driver, once a time has passed. The work is dropped if the client is closed before.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the client is closed
     * @return takes the work back, if it has not begun
     */
    Runnable after(Duration pause, Runnable work);
}

package io.github.redshiftdata.jdbc.internal.exec.call;

import java.time.Duration;

/** Shows tests of other rooms how long the driver pauses before it asks again. */
public final class RetryPauses {

    private RetryPauses() {}

    /** After so many failures, before chance lengthens or shortens it by a quarter. */
    public static Duration after(int failures) {
        return Retries.pauseOf(failures);
    }
}

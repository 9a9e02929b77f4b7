package io.github.redshiftdata.jdbc.internal.api.sdk;

import java.time.Duration;

/** Lets time pass; tests replace it. */
@FunctionalInterface
interface Sleeper {

    void sleep(Duration time) throws InterruptedException;

    /** A sleeper that really sleeps. */
    static Sleeper real() {
        return time -> Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
    }
}

package io.github.redshiftdata.jdbc.internal.api;

import java.time.Instant;

/**
 * The clock of the machine. Classes whose clock can be replaced, as all in {@code exec}, are given this one from
 * outside.
 */
public final class RealTime {

    private RealTime() {}

    /** The time of day, for what ends at a time that others have set. */
    public static Instant now() {
        return Instant.now();
    }

    /** Nanoseconds since an arbitrary moment, to measure durations. Never goes back; the wall clock may. */
    public static long nanos() {
        return System.nanoTime();
    }
}

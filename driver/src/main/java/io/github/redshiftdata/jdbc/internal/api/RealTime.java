package io.github.redshiftdata.jdbc.internal.api;

/**
 * The clock of the machine. Classes whose clock can be replaced, as all in {@code exec}, are given this one from
 * outside.
 */
public final class RealTime {

    private RealTime() {}

    /** Nanoseconds since an arbitrary moment, to measure durations. Never goes back; the wall clock may. */
    public static long nanos() {
        return System.nanoTime();
    }
}

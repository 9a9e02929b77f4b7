package io.github.redshiftdata.jdbc.internal.api;

/** The clock of the machine. Whoever can be given another one, as all of {@code exec}, is given this one at its edge only. */
public final class RealTime {

    private RealTime() {}

    /** Nanoseconds since some moment, for the length of times. Never goes back; the wall clock may. */
    public static long nanos() {
        return System.nanoTime();
    }
}

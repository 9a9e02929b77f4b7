package io.github.redshiftdata.jdbc.internal.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The virtual time of a fleet: what is to happen, in its order. */
final class FleetClock {

    private record Happening(long at, long number, Runnable action) {}

    private final PriorityQueue<Happening> happenings =
            new PriorityQueue<>(Comparator.comparingLong(Happening::at).thenComparingLong(Happening::number));
    private long now;
    private long numbers;

    long now() {
        return now;
    }

    void in(long nanos, Runnable action) {
        happenings.add(new Happening(now + nanos, numbers++, action));
    }

    void runUntil(long end) {
        for (var next = happenings.peek(); next != null && next.at() < end; next = happenings.peek()) {
            happenings.remove();
            now = next.at();
            next.action().run();
        }
        now = end;
    }
}

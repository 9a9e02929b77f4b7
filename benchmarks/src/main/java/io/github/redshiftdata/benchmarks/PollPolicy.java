package io.github.redshiftdata.benchmarks;

import java.util.List;

/**
 * How other clients of the Data API ask whether a statement has ended: after a pause that grows by a factor up to a cap.
 *
 * @param firstSeconds the first pause
 * @param capSeconds the longest pause
 */
record PollPolicy(String name, double firstSeconds, double factor, double capSeconds) {

    static final List<PollPolicy> OTHERS = List.of(
            new PollPolicy("every 1 s", 1, 1, 1),
            new PollPolicy("0.25 s × 1.5", 0.25, 1.5, Double.MAX_VALUE),
            new PollPolicy("10 ms × 2, at most 5 s", 0.01, 2, 5),
            new PollPolicy("100 ms × 2, at most 5 s", 0.1, 2, 5));

    /**
     * What waiting for one statement cost.
     *
     * @param overshoot the time between its end and the poll that saw it, as a share of its run
     */
    record Cost(double overshoot, double polls) {}

    Cost waitFor(double seconds) {
        var now = 0.0;
        var pause = firstSeconds;
        var polls = 0;
        while (now < seconds) {
            now += pause;
            polls++;
            pause = Math.min(capSeconds, pause * factor);
        }
        return new Cost((now - seconds) / seconds, polls);
    }

    /** The same form with all its times multiplied. */
    PollPolicy scaled(double by) {
        return new PollPolicy(name, firstSeconds * by, factor, capSeconds * by);
    }
}

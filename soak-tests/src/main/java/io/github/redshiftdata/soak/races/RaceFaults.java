package io.github.redshiftdata.soak.races;

import java.time.Duration;

/** What goes wrong at the service during a race: late answers, cut connections, refusals. */
final class RaceFaults {

    private RaceFaults() {}

    /**
     * Sets none, or one or two.
     *
     * @return whether there are any
     */
    static boolean draw(Round round, double percent, int longestDelay) {
        var dice = round.dice();
        if (!dice.percent(percent)) {
            return false;
        }
        var count = dice.pick(1, 1, 2);
        for (var number = 0; number < count; number++) {
            var operation = dice.pick(
                    "ExecuteStatement",
                    "ExecuteStatement",
                    "BatchExecuteStatement",
                    "DescribeStatement",
                    "GetStatementResult",
                    "CancelStatement",
                    "ListTables");
            var times = dice.pick(1, 1, 2, 3);
            var delay = dice.between(1, longestDelay);
            var what = round.lane().emulator().faults().on(operation).times(times);
            var kind = dice.pick(
                    "late", "late", "late", "cutAfterRun", "cutAfterRead", "cutBeforeRead", "503", "throttled");
            switch (kind) {
                case "late" -> what.delay(Duration.ofMillis(delay));
                case "cutAfterRun" -> what.cutAfterRun();
                case "cutAfterRead" -> what.cutAfterRead();
                case "cutBeforeRead" -> what.cutBeforeRead();
                case "503" -> what.status(503);
                default -> what.throttle();
            }
            round.note("fault: " + operation + " " + times + " times " + kind
                    + (kind.equals("late") ? " by " + delay + " ms" : ""));
        }
        return true;
    }
}

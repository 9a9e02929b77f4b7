package io.github.redshiftdata.jdbc.internal.matrix;

import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer.Operation;
import io.github.redshiftdata.jdbc.internal.matrix.Cell.Setting;
import io.github.redshiftdata.jdbc.internal.matrix.FaultPlan.Outage;
import io.github.redshiftdata.jdbc.internal.matrix.FaultPlan.Placed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All cells about one scenario in one setting, by what is combined. */
final class Cells {

    private static final int[] OUTAGES = {5, 20, 90};
    private static final int[] TIMEOUTS = {1, 2, 5};
    private static final List<WireAnswer> AWAY = List.of(
            WireAnswer.REFUSED,
            WireAnswer.SILENCE,
            WireAnswer.RESET,
            WireAnswer.HTML_503,
            WireAnswer.THROTTLING,
            WireAnswer.EXPIRED_TOKEN,
            WireAnswer.ACCESS_DENIED,
            WireAnswer.SIGN_IN_ENDED);

    private final Cell quiet;
    private final List<Operation> operations;

    /**
     * Cells.
     *
     * @param quiet the one without a fault
     * @param operations what it sends
     */
    Cells(Cell quiet, List<Operation> operations) {
        this.quiet = quiet;
        this.operations = operations;
    }

    /** The scenarios with the settings in which they differ. */
    static List<Cell> quiet() {
        var cells = new ArrayList<Cell>();
        for (var scenario : Scenario.values()) {
            for (var setting : settings(scenario)) {
                cells.add(Cell.of(scenario, setting));
            }
        }
        return cells;
    }

    private static List<Setting> settings(Scenario scenario) {
        return switch (scenario) {
            case INSERT -> List.of(Setting.values());
            case LONG_INSERT -> List.of(Setting.USUAL, Setting.WITHOUT_LONG_POLLS, Setting.WITHOUT_SESSION);
            case BATCH -> List.of(Setting.USUAL, Setting.WITHOUT_SESSION);
            case TRANSACTION -> List.of(Setting.USUAL, Setting.FIRST_STATEMENT);
            default -> List.of(Setting.USUAL);
        };
    }

    /** Each fault at each request. */
    List<Cell> single() {
        var cells = new ArrayList<Cell>();
        for (var request = 1; request <= operations.size(); request++) {
            for (var fault : Fault.ALL) {
                cells.add(quiet.with(new Placed(request, fault)));
            }
        }
        return cells;
    }

    /** Each fault at each request, and each at the next one. */
    List<Cell> pairs() {
        var cells = new ArrayList<Cell>();
        for (var request = 1; request <= operations.size(); request++) {
            for (var first : Fault.ALL) {
                for (var second : Fault.ALL) {
                    cells.add(quiet.with(new Placed(request, first), new Placed(request + 1, second)));
                }
            }
        }
        return cells;
    }

    /** An answer is lost of a request that was carried out, the next requests are refused, then all is well. */
    List<Cell> lostThenRefused() {
        var cells = new ArrayList<Cell>();
        for (var request = 1; request <= operations.size(); request++) {
            for (var answer : WireAnswer.values()) {
                if (!answer.isBeforeTheService()) {
                    continue;
                }
                var refusal = Fault.of(answer, Fault.Delivery.NEVER);
                var lost = new Placed(request, Fault.lost());
                for (var times = 2; times <= 3; times++) {
                    var placed = new ArrayList<Placed>(List.of(lost));
                    for (var next = 1; next <= times; next++) {
                        placed.add(new Placed(request + next, refusal));
                    }
                    cells.add(quiet.with(placed));
                }
                cells.add(quiet.with(lost).with(new Outage(request + 1, refusal, Duration.ofSeconds(12))));
            }
        }
        return cells;
    }

    /** The service is away for a time, at once or after it has carried out a request whose answer is lost. */
    List<Cell> outages() {
        var cells = new ArrayList<Cell>();
        for (var request = 1; request <= operations.size(); request++) {
            for (var answer : AWAY) {
                for (var seconds : OUTAGES) {
                    var fault = Fault.of(answer, Fault.Delivery.NEVER);
                    var length = Duration.ofSeconds(seconds);
                    cells.add(quiet.with(new Outage(request, fault, length)));
                    cells.add(
                            quiet.with(new Placed(request, Fault.lost())).with(new Outage(request + 1, fault, length)));
                }
            }
        }
        return cells;
    }

    /** The same and each fault, with a query timeout. */
    List<Cell> timeouts() {
        var cells = new ArrayList<Cell>();
        for (var seconds : TIMEOUTS) {
            cells.add(quiet.withTimeout(seconds));
            single().forEach(cell -> cells.add(cell.withTimeout(seconds)));
            outages().forEach(cell -> cells.add(cell.withTimeout(seconds)));
        }
        return cells;
    }

    /** Cells during whose waits somebody ends the call. */
    List<Cell> toBeEndedEarly() {
        var cells = new ArrayList<Cell>();
        cells.add(quiet);
        cells.addAll(single());
        outages().stream().filter(cell -> length(cell) == OUTAGES[0]).forEach(cells::add);
        return cells;
    }

    private static long length(Cell cell) {
        var outage = cell.outage();
        return outage == null ? 0 : outage.length().toSeconds();
    }
}

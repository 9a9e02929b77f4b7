package io.github.redshiftdata.jdbc.internal.matrix;

import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer.Operation;
import io.github.redshiftdata.jdbc.internal.matrix.FaultPlan.Outage;
import io.github.redshiftdata.jdbc.internal.matrix.FaultPlan.Placed;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One combination: what the program does, what goes wrong, and who ends it early.
 *
 * @param timeoutSeconds the query timeout; 0 for none
 */
record Cell(
        Scenario scenario,
        Setting setting,
        List<Placed> faults,
        @Nullable Outage outage,
        @Nullable Event event,
        int timeoutSeconds) {

    /** In which circumstances. */
    enum Setting {
        /** The session is open, the service waits for statements. */
        USUAL(""),
        /** The first statement of the connection opens the session. */
        FIRST_STATEMENT(", first of its connection"),
        /** The service takes no notice of WaitTimeSeconds. */
        WITHOUT_LONG_POLLS(", without long polls"),
        /** Mode auto: statements run in no session. */
        WITHOUT_SESSION(", session=auto");

        final String words;

        Setting(String words) {
            this.words = words;
        }
    }

    /** How somebody ends it early. */
    enum Ending {
        CANCEL,
        INTERRUPT,
        CLOSE_STATEMENT,
        CLOSE_CONNECTION,
        ABORT;

        /** Whether the connection is gone after it. */
        boolean endsConnection() {
            return this == CLOSE_CONNECTION || this == ABORT;
        }
    }

    /**
     * Somebody ends it early.
     *
     * @param at how long after the start of the program
     */
    record Event(Ending ending, Duration at) {}

    static Cell of(Scenario scenario, Setting setting) {
        return new Cell(scenario, setting, List.of(), null, null, 0);
    }

    Cell with(Placed... placed) {
        return new Cell(scenario, setting, List.of(placed), outage, event, timeoutSeconds);
    }

    Cell with(List<Placed> placed) {
        return new Cell(scenario, setting, List.copyOf(placed), outage, event, timeoutSeconds);
    }

    Cell with(Outage newOutage) {
        return new Cell(scenario, setting, faults, newOutage, event, timeoutSeconds);
    }

    Cell with(Event newEvent) {
        return new Cell(scenario, setting, faults, outage, newEvent, timeoutSeconds);
    }

    Cell withTimeout(int seconds) {
        return new Cell(scenario, setting, faults, outage, event, seconds);
    }

    /** How failures name it. */
    String name(List<Operation> operations) {
        var name = new StringBuilder(scenario.title()).append(setting.words);
        if (timeoutSeconds > 0) {
            name.append(", query timeout ").append(timeoutSeconds).append(" s");
        }
        for (var placed : faults) {
            name.append(" | ")
                    .append(request(placed.request(), operations))
                    .append(placed.fault().label());
        }
        if (outage != null) {
            name.append(" | from ")
                    .append(request(outage.request(), operations))
                    .append(outage.fault().label())
                    .append(" for ")
                    .append(outage.length().toSeconds())
                    .append(" s");
        }
        if (event != null) {
            name.append(" | ")
                    .append(event.ending())
                    .append(" after ")
                    .append(event.at().toMillis())
                    .append(" ms");
        }
        return name.toString();
    }

    private static String request(int number, List<Operation> operations) {
        return number + " " + (number <= operations.size() ? operations.get(number - 1) : "never sent") + ": ";
    }
}

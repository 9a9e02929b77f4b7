package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.ExecutionModes;
import io.github.redshiftdata.jdbc.internal.api.KeepAliveChanges;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.sdk.PlayedCatalog;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer;
import io.github.redshiftdata.jdbc.internal.jdbc.MatrixConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One history, from its seed to the verdict. */
final class History {

    /** Longer than the driver goes on giving up what was left. */
    private static final Duration AFTERMATH = Duration.ofMinutes(16);
    /** Somewhat less than a driver waits for a session that is busy. */
    private static final Duration BUSY = Duration.ofSeconds(50);
    /** Somewhat less than a driver goes on asking for a service that has no room. */
    private static final Duration KEPT_OUT = Duration.ofMinutes(9);
    /** Those in which somebody looks into the catalog; the others go on as they were before anybody could. */
    private static final int WITH_CATALOG = 8;

    private static final String CATALOG = "catalog";
    /** Sixteen reads that pause for more than a day each are the longest history there may be. */
    private static final Duration LONGEST = Duration.ofDays(30);

    /**
     * How it went.
     *
     * @param violations the rules that were broken; empty where all is well
     * @param steps the labels of all steps, those left out included
     * @param heldUp how often a thread waited for something that is not on the clock
     */
    record Result(
            long seed,
            List<String> violations,
            List<String> steps,
            List<String> timeline,
            Map<WireAnswer, Integer> met,
            int heldUp,
            Duration virtual) {}

    private final long seed;
    private final Set<String> leftOut;
    private final SimulatedWorlds worlds;
    private final SimulatedTime time;
    private final SimulatedService.World world;
    private final Chance chance;
    private final Journal journal = new Journal();
    private final LongPolling longPolling = new LongPolling();
    private final KeepAliveChanges keepAliveChanges = new KeepAliveChanges();
    private final ExecutionModes modes = new ExecutionModes();
    private final PlayedCatalog.Turns turns;
    /** Null where nobody looks into the catalog. */
    private final SimulatedCatalog.@Nullable Contents contents;

    private History(long seed, Set<String> leftOut, boolean told, SimulatedWorlds worlds) {
        this.seed = seed;
        this.leftOut = leftOut;
        this.worlds = worlds;
        chance = new Chance(seed);
        time = new SimulatedTime(worlds.threads(), chance.about("turns"));
        var timeline = new Timeline(told);
        timeline.start(time);
        var dials = Dials.of(chance.about("dials"));
        world = new SimulatedService.World(
                time,
                new Warehouse(time, chance.about("warehouse"), dials, timeline),
                new Network(time, chance.about("network"), dials),
                worlds.answers(),
                new OperationRates(time::nanos),
                new Account(time, chance.about("limits").percent(15)),
                dials,
                timeline);
        turns = new PlayedCatalog.Turns(time::nanos);
        var catalog = chance.about(CATALOG);
        contents = catalog.percent(WITH_CATALOG) ? SimulatedCatalog.Contents.of(catalog) : null;
    }

    /**
     * Runs it in the calling thread.
     *
     * @param leftOut the labels of steps that are not taken
     * @param told whether a timeline is kept
     */
    static Result run(long seed, Set<String> leftOut, boolean told, SimulatedWorlds worlds) {
        var history = new History(seed, leftOut, told, worlds);
        worlds.watch().begin(history.time);
        try {
            return history.run();
        } finally {
            history.time.end();
            worlds.watch().end(history.time);
            Thread.interrupted();
        }
    }

    private Result run() {
        world.timeline().note(() -> world.dials() + " " + world.network().weather());
        planDeaths();
        var programs = new ArrayList<Program>();
        var left = new int[] {world.dials().connections()};
        var me = time.me();
        for (var number = 0; number < world.dials().connections(); number++) {
            var name = "p" + number;
            var program = new Program(name, world, journal, chance, this::connect, contents, leftOut);
            programs.add(program);
            time.spawn(name, () -> {
                try {
                    program.run();
                } finally {
                    left[0]--;
                    time.wake(me);
                }
            });
        }
        var start = time.nanos();
        while (left[0] > 0 && time.since(start).compareTo(LONGEST) < 0) {
            time.passUnlessWoken(Duration.ofDays(1));
        }
        if (left[0] > 0) {
            journal.wrong("a program hangs:" + time.stacks());
        }
        aftermath(programs);
        journal.check(world.warehouse().store);
        world.warehouse().misplaced().forEach(what -> journal.wrong("under other settings: " + what));
        var undisturbed = world.dials().calm();
        world.account().broken(undisturbed).forEach(journal::wrong);
        time.waitsInRealTime().forEach(where -> journal.wrong("waits in real time at " + where));
        return new Result(
                seed,
                List.copyOf(journal.violations()),
                steps(),
                List.copyOf(world.timeline().lines()),
                world.network().met(),
                time.timesHeldUp(),
                time.since(start));
    }

    /** Whether a statement that could not be cancelled keeps its session longer than a driver goes on giving that up. */
    private boolean isKeptBusy(Warehouse.Session session) {
        return world.dials().faultPercent() + world.dials().spells() > 0
                && (session.transaction == null || session.running != null)
                && session.longest.compareTo(BUSY) > 0;
    }

    /** Where the service takes every cancel, nothing goes on that somebody has left. */
    private void checkCancelled() {
        if (world.dials().faultPercent() == 0) {
            for (var statement : world.warehouse().runningStatements()) {
                if (!statement.cancelled) {
                    journal.wrong("left running: " + statement.id + " " + statement.sqls.get(0));
                }
            }
        }
    }

    private List<String> steps() {
        var labels = new ArrayList<String>();
        for (var program = 0; program < world.dials().connections(); program++) {
            for (var step = 0; step < world.dials().steps(); step++) {
                labels.add("p" + program + "." + step);
            }
        }
        return labels;
    }

    private Connection connect(SimulatedService service) throws SQLException {
        var config = worlds.config(world.dials());
        var session = SimulatedWorlds.session(service, time, config, longPolling, keepAliveChanges, modes, seed);
        if (contents == null) {
            return MatrixConnections.open(config, worlds.lease(), worlds.lease().catalog(), session);
        }
        var catalog = new SimulatedCatalog(world, service.line(), contents);
        return MatrixConnections.open(
                config, worlds.lease(), PlayedCatalog.of(config, turns, time::sleep, catalog), session);
    }

    private void planDeaths() {
        for (var number = 0; number < world.dials().deaths(); number++) {
            var own = chance.about("death", number);
            var at = time.nanos()
                    + Duration.ofMillis(own.between(0, world.dials().seconds() * 1000))
                            .toNanos();
            var all = own.percent(20);
            time.at(at, () -> {
                for (var session : world.warehouse().openSessions()) {
                    if (all || own.percent(50)) {
                        world.warehouse().kill(session);
                    }
                }
            });
        }
    }

    /** Nothing of closed connections stays once the patience has passed. */
    private void aftermath(List<Program> programs) {
        for (var program : programs) {
            for (var connection : program.opened()) {
                try {
                    connection.close();
                } catch (SQLException e) {
                    journal.wrong("close threw " + e);
                }
            }
        }
        time.inTurn();
        world.network().clear();
        time.pass(AFTERMATH);
        for (var session : world.warehouse().openSessions()) {
            if (!session.late && !isKeptBusy(session) && session.keptOut.compareTo(KEPT_OUT) < 0) {
                journal.wrong("left open: " + session.id + (session.transaction == null ? "" : " holds a transaction"));
            }
        }
        checkCancelled();
        var others = time.others();
        if (!others.isEmpty()) {
            journal.wrong("threads are left: " + others + time.stacks());
        }
    }
}

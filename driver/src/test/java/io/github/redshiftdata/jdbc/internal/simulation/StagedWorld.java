package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer.Operation;
import io.github.redshiftdata.jdbc.internal.jdbc.MatrixConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the simulated service whose network does what a test says: for what several threads of the driver do to
 * each other. Closed when the test is over, which ends the driver's threads.
 */
final class StagedWorld implements AutoCloseable {

    /** What becomes of a request, counted from 1 for each operation; null for all is well. */
    @FunctionalInterface
    interface Script {
        @Nullable
        WireAnswer of(Operation operation, int number);
    }

    private static final Duration WAY = Duration.ofMillis(10);

    private final class ScriptedNetwork extends Network {
        ScriptedNetwork() {
            super(time, new Chance(1), dials);
        }

        @Override
        Fate fate(Object... subject) {
            var operation = (Operation) subject[2];
            var number = sent.merge(operation, 1, Integer::sum);
            var instead = script.of(operation, number);
            // What is not answered has arrived all the same, after somebody may have left.
            var late = !delay.isZero();
            var lost = instead == WireAnswer.SILENCE && late;
            var there = lost ? delay : WAY;
            return new Fate(
                    Duration.ZERO,
                    there,
                    WAY,
                    instead == null || (instead == WireAnswer.SILENCE && !late)
                            ? Arrival.ONCE
                            : lost ? Arrival.LATE : Arrival.NEVER,
                    instead);
        }
    }

    /** After so long a request arrives that is not answered, where no test wants it otherwise. */
    private static final Duration LATE = Duration.ofMinutes(30);

    private final Dials dials = Dials.calm(1);
    private final SimulatedWorlds worlds;
    private final SimulatedTime time;
    private final Connection connection;
    private final Map<Operation, Integer> sent = new EnumMap<>(Operation.class);
    private final Warehouse warehouse;
    private Script script = (operation, number) -> null;
    private Duration delay = LATE;

    StagedWorld(SimulatedWorlds worlds) throws SQLException {
        this.worlds = worlds;
        time = new SimulatedTime(worlds.threads(), new Chance(2));
        worlds.watch().begin(time);
        var timeline = new Timeline(false);
        timeline.start(time);
        warehouse = new Warehouse(time, new Chance(3), dials, timeline);
        var world = new SimulatedService.World(
                time,
                warehouse,
                new ScriptedNetwork(),
                worlds.answers(),
                new OperationRates(time::nanos),
                new Account(time, false),
                dials,
                timeline);
        var service = new SimulatedService(world, "line");
        var config = worlds.config(true, true, false);
        var session = SimulatedWorlds.session(service, time, config, new LongPolling(), 4);
        connection =
                MatrixConnections.open(config, worlds.lease(), worlds.lease().catalog(), session);
    }

    Connection connection() {
        return connection;
    }

    SimulatedTime time() {
        return time;
    }

    /** From now on the network does this. The numbers go on. */
    void script(Script next) {
        script = next;
    }

    /** From now on what is not answered arrives at once. */
    void onlyAnswersAreLost() {
        whatIsNotAnsweredArrivesAfter(Duration.ZERO);
    }

    /** From now on what is not answered arrives so long after it was sent. */
    void whatIsNotAnsweredArrivesAfter(Duration time) {
        delay = time;
    }

    Warehouse warehouse() {
        return warehouse;
    }

    /** The sessions that are open. */
    List<String> sessions() {
        return warehouse.openSessions().stream().map(session -> session.id).toList();
    }

    /** How many requests of an operation have been sent. */
    int sent(Operation operation) {
        return sent.getOrDefault(operation, 0);
    }

    @Override
    public void close() {
        time.end();
        worlds.watch().end(time);
        Thread.interrupted();
    }
}

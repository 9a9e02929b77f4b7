package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.simulation.FleetQuota.Operation;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** JVMs that share the quotas of one account, in virtual time. Each query follows the one before it, on each connection. */
final class FleetRun {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long BURST_EVERY = 5 * SECOND;

    private final FleetScene scene;
    private final int jvms;
    private final FleetTimes times;
    private final FleetClock clock = new FleetClock();
    private final SplittableRandom random;
    private final Map<Operation, FleetQuota> quotas = new EnumMap<>(Operation.class);
    private final FleetCount count;

    private FleetRun(FleetScene scene, FleetQuota.Kind kind, int jvms, long seed, FleetTimes times) {
        this.scene = scene;
        this.jvms = jvms;
        this.times = times;
        this.random = new SplittableRandom(seed);
        for (var operation : Operation.values()) {
            quotas.put(operation, kind.of(operation.perSecond));
        }
        this.count = new FleetCount(scene, jvms, times);
    }

    /**
     * Runs one.
     *
     * @param manners makes the manners of a JVM from its clock and its dice
     */
    static FleetResult of(FleetScene scene, FleetQuota.Kind kind, int jvms, long seed, FleetManners.Maker manners) {
        var times = FleetTimes.of(scene, jvms);
        var run = new FleetRun(scene, kind, jvms, seed, times);
        for (var number = 0; number < jvms; number++) {
            run.start(number, manners);
        }
        run.startOthers();
        run.clock.runUntil(times.end() * SECOND);
        return run.count.result();
    }

    private void start(int number, FleetManners.Maker manners) {
        var jvm = new Jvm(number, random.split(), manners);
        var late = scene.comesLate(number, jvms) ? times.change() * SECOND : 0;
        var start = late + (long) (200 * MILLI * random.nextDouble());
        for (var connection = 0; connection < (number == 0 ? scene.greedy() : scene.connections()); connection++) {
            clock.in(start + (long) (MILLI * random.nextDouble()), jvm::query);
        }
    }

    /** What takes its part of the quota without pacing. */
    private void startOthers() {
        var quota = scene.bound().perSecond;
        switch (scene.outage()) {
            // At random times, on average twice in the time of a request.
            case CROWDED -> others(1, () -> (long) (SECOND * random.nextDouble() / quota), times.outage() * SECOND);
            case BURSTS -> others(2 * quota, () -> BURST_EVERY, times.outage() * SECOND);
            default -> {}
        }
    }

    private void others(int requests, LongSupplier pause, long at) {
        if (at < times.outageEnd() * SECOND) {
            clock.in(at - clock.now(), () -> {
                for (var request = 0; request < requests; request++) {
                    var unused = quotas.get(scene.bound()).take(clock.now());
                }
                others(requests, pause, at + pause.getAsLong());
            });
        }
    }

    /** One JVM. Its clock starts anywhere and goes a little wrong. */
    private final class Jvm {

        private final int number;
        private final SplittableRandom dice;
        private final FleetManners manners;
        private final long offset;
        private final double drift;

        Jvm(int number, SplittableRandom dice, FleetManners.Maker maker) {
            this.number = number;
            this.dice = dice;
            this.offset = dice.nextLong(-1L << 60, 1L << 60);
            this.drift = 1 + (dice.nextDouble() - 0.5) / 1000;
            this.manners = maker.make(clock, () -> offset + (long) (clock.now() * drift), dice.split());
        }

        void query() {
            if (!scene.leaves(number, jvms) || clock.now() < times.change() * SECOND) {
                request(0, clock.now());
            }
        }

        private void request(int step, long start) {
            if (step == scene.work().size()) {
                count.finished(number, start, clock.now(), true);
                query();
                return;
            }
            var operation = scene.work().get(step);
            awaitTurn(manners.begin(operation), operation, step, start);
        }

        private void awaitTurn(FleetManners.Attempts attempts, Operation operation, int step, long start) {
            var left = attempts.left();
            if (left == 0) {
                send(attempts, operation, step, start);
            } else {
                // As the driver does it, but rarer where nothing can come of it soon.
                clock.in(Math.min(left, Math.max(SECOND, left / 4)), () -> awaitTurn(attempts, operation, step, start));
            }
        }

        private void send(FleetManners.Attempts attempts, Operation operation, int step, long start) {
            var way = (long) ((5 + 15 * dice.nextDouble()) * MILLI);
            clock.in(way, () -> {
                var outage = !scene.outage().isByOthers() && count.isOutage(clock.now());
                var taken = !outage && quotas.get(operation).take(clock.now());
                count.arrived(number, operation, clock.now(), taken);
                var unanswered = outage && scene.outage() == FleetScene.Outage.UNAVAILABLE;
                clock.in(way, () -> answered(attempts, operation, step, start, taken, unanswered));
            });
        }

        private void answered(
                FleetManners.Attempts attempts,
                Operation operation,
                int step,
                long start,
                boolean taken,
                boolean unanswered) {
            if (taken) {
                attempts.accepted();
                request(step + 1, start);
                return;
            }
            OptionalLong pause = unanswered ? attempts.unanswered() : attempts.throttled();
            if (pause.isEmpty()) {
                count.finished(number, start, clock.now(), false);
                query();
            } else {
                clock.in(pause.getAsLong(), () -> awaitTurn(attempts, operation, step, start));
            }
        }
    }
}

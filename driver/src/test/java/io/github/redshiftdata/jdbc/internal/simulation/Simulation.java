package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Runs histories, one with its timeline or many until one breaks a rule. */
final class Simulation implements AutoCloseable {

    /** More than processors: of the threads of a history one runs at a time, and handing over takes a while. */
    private static final int WORKERS = 2 * Runtime.getRuntime().availableProcessors();

    private final SimulatedWorlds worlds;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong heldUp = new AtomicLong();
    private final AtomicBoolean stop = new AtomicBoolean();
    /** Guarded by itself. */
    private final Map<WireAnswer, Integer> met = new EnumMap<>(WireAnswer.class);

    private volatile History.@Nullable Result broken;

    Simulation() throws DataApiException {
        worlds = new SimulatedWorlds();
    }

    History.Result replay(long seed, Set<String> leftOut) {
        return History.run(seed, leftOut, true, worlds);
    }

    /** Runs many; gives the first that breaks a rule, or null. */
    History.@Nullable Result run(long first, long count) throws InterruptedException {
        next.set(first);
        var workers = new Thread[WORKERS];
        for (var number = 0; number < WORKERS; number++) {
            workers[number] = new Thread(() -> work(first + count), "simulation-" + number);
            workers[number].start();
        }
        for (var worker : workers) {
            worker.join();
        }
        return broken;
    }

    private void work(long end) {
        for (var seed = next.getAndIncrement(); seed < end && !stop.get(); seed = next.getAndIncrement()) {
            History.Result result;
            try {
                result = History.run(seed, Set.of(), false, worlds);
            } catch (RuntimeException e) {
                throw new IllegalStateException("seed " + seed, e);
            }
            done.incrementAndGet();
            heldUp.addAndGet(result.heldUp());
            synchronized (met) {
                result.met().forEach((answer, times) -> met.merge(answer, times, Integer::sum));
            }
            if (!result.violations().isEmpty()) {
                stop.set(true);
                keepFirst(result);
            }
        }
    }

    /** Those before it have been begun: the first of all is always the same. */
    private synchronized void keepFirst(History.Result result) {
        var known = broken;
        if (known == null || result.seed() < known.seed()) {
            broken = result;
        }
    }

    /** The same with as few steps as still break a rule. */
    History.Result shrink(History.Result found) {
        Set<String> leftOut = new LinkedHashSet<>();
        for (var step : found.steps()) {
            var tried = new HashSet<>(leftOut);
            tried.add(step);
            if (!History.run(found.seed(), tried, false, worlds).violations().isEmpty()) {
                leftOut.add(step);
            }
        }
        return replay(found.seed(), leftOut);
    }

    long done() {
        return done.get();
    }

    @Override
    public void close() {
        worlds.close();
    }

    /** {@code --seed N}, {@code --seeds COUNT [--from N]}, {@code --mutations [PART_OF_A_NAME]} or {@code --fleet JVMS}. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("--mutations")) {
            System.exit(MutationRun.all(arguments.length > 1 ? arguments[1] : "") ? 0 : 1);
        }
        long count = 1;
        long first = 1;
        var one = false;
        for (var index = 0; index + 1 < arguments.length; index += 2) {
            var value = Long.parseLong(arguments[index + 1]);
            switch (arguments[index]) {
                case "--seed" -> {
                    one = true;
                    first = value;
                }
                case "--seeds" -> count = value;
                case "--from" -> first = value;
                case "--fleet" -> {
                    Fleet.print((int) value);
                    return;
                }
                default -> throw new IllegalArgumentException(arguments[index]);
            }
        }
        try (var simulation = new Simulation()) {
            var start = System.nanoTime();
            if (one) {
                print(simulation.replay(first, Set.of()));
                return;
            }
            var broken = simulation.run(first, count);
            var seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "histories=%d seconds=%.1f per_second=%.0f held_up=%d%n",
                    simulation.done(), seconds, simulation.done() / seconds, simulation.heldUp.get());
            System.out.println(simulation.met);
            if (broken != null) {
                System.out.println("seed " + broken.seed() + ": " + broken.violations());
                print(simulation.shrink(broken));
                System.exit(1);
            }
        }
    }

    private static void print(History.Result result) {
        result.timeline().forEach(System.out::println);
        System.out.println("seed " + result.seed() + ", " + result.virtual() + " of virtual time, "
                + (result.violations().isEmpty() ? "all is well" : "broken:"));
        result.violations().forEach(System.out::println);
    }
}

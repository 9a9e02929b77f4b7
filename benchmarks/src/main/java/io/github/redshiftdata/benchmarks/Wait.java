package io.github.redshiftdata.benchmarks;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * The time between the end of a statement and the driver's return, and the polls that it took: on the wire for short
 * runs, and on a simulated clock for runs of up to an hour, beside the ways in which other clients poll.
 */
final class Wait {

    private static final int[] MILLIS = {100, 500, 2000, 10_000};
    private static final int[] REPEATS = {20, 12, 6, 3};

    private static final double[] SECONDS = {0.1, 0.5, 2, 10, 60, 600, 3600};
    private static final int RUNS = 2000;

    /** Nobody's runs are of exactly 10 s; and a policy must not look good because it polls at just that time. */
    private static final double SPREAD = 0.25;

    /** The place of the driver's fallback among the policies. */
    private static final int FALLBACK = 1;

    private static final double SHORTEST = 0.1;
    private static final double LONGEST = 3600;

    /** The largest of the medians of all lengths. */
    private double longPollMillis;

    /** The largest of the means of all lengths, a share of the run. */
    private double worstOvershoot;

    /** Percents of the run, by policy, for each of {@link #SECONDS}. */
    private final Map<String, List<Double>> overshoots = new LinkedHashMap<>();

    private Wait() {}

    /** A way to wait for a statement of so many seconds. */
    private interface Policy {
        PollPolicy.Cost waitFor(double seconds) throws SQLException;
    }

    static void run(Charts charts) throws Exception {
        var wait = new Wait();
        wait.onTheWire();
        System.out.println();
        wait.bySimulatedClock();
        System.out.println();
        var last = new Report("wait", "policy, all runs from 0.1 s to 1 h", "overshoot, %", "polls", "scaled to equal");
        last.result("longpoll_ms", wait.longPollMillis);
        last.result("fallback_overshoot", wait.worstOvershoot * 100);
        atEqualOvershoot(last);
        last.print();
        wait.draw(charts);
    }

    // ---------------------------------------------------------------- on the wire

    private record Measured(double overheadMillis, double polls) {}

    private void onTheWire() throws Exception {
        var report = new Report(
                "",
                "run, s",
                "long poll: median ms after the end",
                "polls",
                "fallback: mean ms",
                "of the run, %",
                "polls");
        try (var waiting = new TimedService(true);
                var refusing = new TimedService(false)) {
            // What is loaded and compiled at first is no part of a wait.
            statements(waiting, 1, 30);
            statements(refusing, 1, 30);
            var byWaiting = allLengths(waiting);
            var byPolling = allLengths(refusing);
            for (var i = 0; i < MILLIS.length; i++) {
                var median = median(byWaiting.get(i));
                longPollMillis = Math.max(longPollMillis, median);
                var mean = mean(byPolling.get(i), Measured::overheadMillis);
                report.row(
                        MILLIS[i] / 1000.0,
                        median,
                        mean(byWaiting.get(i), Measured::polls),
                        mean,
                        mean * 100 / MILLIS[i],
                        mean(byPolling.get(i), Measured::polls));
            }
        }
        report.printTable();
    }

    /** Each length on a connection of its own, all at once. */
    private static List<List<Measured>> allLengths(TimedService service) throws Exception {
        var threads = Executors.newFixedThreadPool(MILLIS.length);
        try {
            var work = IntStream.range(0, MILLIS.length)
                    .mapToObj(i -> (Callable<List<Measured>>) () -> statements(service, MILLIS[i], REPEATS[i]))
                    .toList();
            var all = new ArrayList<List<Measured>>();
            for (var done : threads.invokeAll(work)) {
                all.add(done.get());
            }
            return all;
        } finally {
            threads.shutdown();
        }
    }

    private static List<Measured> statements(TimedService service, int millis, int repeats) throws SQLException {
        var measured = new ArrayList<Measured>();
        try (var connection = DriverManager.getConnection(service.jdbcUrl());
                var statement = connection.createStatement()) {
            for (var i = 0; i < repeats; i++) {
                var name = "run_" + millis + "ms_" + i;
                statement.execute("create table " + name + " (a int)");
                var overhead = (System.nanoTime() - service.endOf(name)) / 1e6;
                measured.add(new Measured(overhead, service.pollsOf(name)));
            }
        }
        return measured;
    }

    private static double median(List<Measured> runs) {
        return runs.stream()
                .mapToDouble(Measured::overheadMillis)
                .sorted()
                .skip(runs.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static double mean(List<Measured> runs, java.util.function.ToDoubleFunction<Measured> figure) {
        return runs.stream().mapToDouble(figure).average().orElseThrow();
    }

    // ---------------------------------------------------------------- on a simulated clock

    private void bySimulatedClock() throws Exception {
        var header = new ArrayList<>(List.of("simulated run, s (± 25 %): overshoot % / polls"));
        header.addAll(List.of("long poll", "fallback"));
        PollPolicy.OTHERS.forEach(policy -> header.add(policy.name()));
        var report = new Report("", header.toArray(String[]::new));
        var policies = policies();
        for (var seconds : SECONDS) {
            var runs = spread(seconds);
            var cells = new ArrayList<Object>(List.of(seconds));
            for (var policy : policies) {
                var cost = mean(policy, runs);
                cells.add(shown(cost));
                overshoots
                        .computeIfAbsent(header.get(cells.size() - 1), name -> new ArrayList<>())
                        .add(cost.overshoot() * 100);
            }
            worstOvershoot =
                    Math.max(worstOvershoot, mean(policies.get(FALLBACK), runs).overshoot());
            report.row(cells.toArray());
        }
        report.printTable();
    }

    private void draw(Charts charts) throws IOException {
        // It returns with the end itself, which a logarithmic axis cannot show.
        overshoots.remove("long poll");
        charts.lines(
                "wait",
                "Time lost after the end of a statement, without long polls",
                "run, seconds",
                "percent of the run",
                Arrays.stream(SECONDS).boxed().toList(),
                overshoots.entrySet().stream()
                        .map(policy -> new Charts.Series(policy.getKey(), policy.getValue()))
                        .toList());
    }

    private static List<Policy> policies() throws Exception {
        var policies =
                new ArrayList<Policy>(List.of(new SimulatedService(true, 1)::run, new SimulatedService(false, 1)::run));
        PollPolicy.OTHERS.forEach(other -> policies.add(other::waitFor));
        return policies;
    }

    private static double[] spread(double seconds) {
        var random = new Random(7);
        return IntStream.range(0, RUNS)
                .mapToDouble(i -> seconds * (1 - SPREAD + 2 * SPREAD * random.nextDouble()))
                .toArray();
    }

    /** Lengths from 0.1 s to 1 h, as many between 1 s and 2 s as between 10 s and 20 s. */
    private static double[] allLengthsAlike() {
        var random = new Random(11);
        return IntStream.range(0, RUNS)
                .mapToDouble(i -> SHORTEST * Math.pow(LONGEST / SHORTEST, random.nextDouble()))
                .toArray();
    }

    private static PollPolicy.Cost mean(Policy policy, double[] runs) throws SQLException {
        var overshoot = 0.0;
        var polls = 0.0;
        for (var seconds : runs) {
            var cost = policy.waitFor(seconds);
            overshoot += cost.overshoot();
            polls += cost.polls();
        }
        return new PollPolicy.Cost(overshoot / runs.length, polls / runs.length);
    }

    private static String shown(PollPolicy.Cost cost) {
        return Report.number(cost.overshoot() * 100) + " / " + Report.number(cost.polls());
    }

    // ---------------------------------------------------------------- at equal overshoot

    /** What the others would need to overshoot as little: all their times are made shorter until they do. */
    private static void atEqualOvershoot(Report report) throws Exception {
        var runs = allLengthsAlike();
        var driver = mean(policies().get(FALLBACK), runs);
        report.row("driver, fallback", driver.overshoot() * 100, driver.polls(), "");
        var fewest = Double.MAX_VALUE;
        for (var other : PollPolicy.OTHERS) {
            var asItIs = mean(other::waitFor, runs);
            report.row(other.name(), asItIs.overshoot() * 100, asItIs.polls(), "");
            var scale = scaleFor(other, runs, driver.overshoot());
            if (scale > 0) {
                var equal = mean(other.scaled(scale)::waitFor, runs);
                report.row("  the same, shorter", equal.overshoot() * 100, equal.polls(), "× " + Report.number(scale));
                fewest = Math.min(fewest, equal.polls());
            } else {
                report.row("  the same, shorter", "never as small", "", "");
            }
        }
        report.result("polls", driver.polls());
        report.result("polls_of_best_other", fewest);
    }

    /** The largest factor by which a policy overshoots as little as wanted, or 0 where none is found. */
    private static double scaleFor(PollPolicy policy, double[] runs, double wanted) throws SQLException {
        var low = 1e-4;
        var high = 1e2;
        if (mean(policy.scaled(low)::waitFor, Arrays.copyOf(runs, 20)).overshoot() > wanted * 3) {
            return 0;
        }
        for (var step = 0; step < 25; step++) {
            var middle = Math.sqrt(low * high);
            if (mean(policy.scaled(middle)::waitFor, runs).overshoot() > wanted) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }
}

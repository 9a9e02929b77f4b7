package io.github.redshiftdata.soak.races;

import io.github.redshiftdata.soak.Leftovers;
import io.github.redshiftdata.soak.Pulse;
import io.github.redshiftdata.soak.service.OwnPostgres;
import io.github.redshiftdata.soak.verdict.Judge;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Runs kind after kind, several lanes side by side, and prints what was broken. */
public final class Races {

    private static final int PRINTED_OF_KIND = 12;

    /** The driver goes on for two minutes with what it owes the service. */
    private static final long GONE_WITHIN = 150_000;

    private final RacesOptions options;
    private final PrintWriter log;
    private final Pulse pulse;
    private final Map<RaceKind, Long> rounds = new EnumMap<>(RaceKind.class);
    private final Map<RaceKind, Long> violations = new EnumMap<>(RaceKind.class);

    private Races(RacesOptions options, PrintWriter log, Pulse pulse) {
        this.options = options;
        this.log = log;
        this.pulse = pulse;
    }

    /**
     * Runs all.
     *
     * @param folder for the log
     * @return whether nothing was broken
     */
    public static boolean run(RacesOptions options, Path folder)
            throws IOException, SQLException, InterruptedException {
        Files.createDirectories(folder);
        var file = folder.resolve("races.log");
        System.out.println("seed " + options.seed() + ", log in " + file);
        try (var log = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
                var pulse = Pulse.start();
                var postgres = OwnPostgres.start()) {
            var races = new Races(options, log, pulse);
            races.runAll(postgres);
            return races.report();
        }
    }

    private void runAll(OwnPostgres postgres) throws SQLException, InterruptedException {
        var lanes = new ArrayList<Lane>();
        try {
            for (var number = 0; number < options.lanes(); number++) {
                lanes.add(new Lane(postgres, number));
            }
            for (var kind : RaceKind.values()) {
                if (options.kinds().contains(kind)) {
                    run(kind, lanes);
                }
            }
        } finally {
            for (var lane : lanes) {
                lane.close();
            }
        }
    }

    private void run(RaceKind kind, List<Lane> lanes) throws SQLException, InterruptedException {
        rounds.put(kind, 0L);
        violations.put(kind, 0L);
        var began = System.nanoTime();
        var end = options.seconds() > 0
                ? began + (long) (options.seconds() * 1e9 / options.kinds().size())
                : Long.MAX_VALUE;
        var last = options.rounds() > 0 ? options.from() + options.rounds() : Long.MAX_VALUE;
        var next = new AtomicLong(options.from());
        var threads = lanes.stream()
                .map(lane -> new Thread(() -> runLane(kind, lane, next, last, end), "soak-lane"))
                .toList();
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
        lastLook(kind, lanes);
        var seconds = (System.nanoTime() - began) / 1e9;
        System.out.println(String.format(
                Locale.ROOT,
                "races kind=%s rounds=%d violations=%d seconds=%.0f rounds_per_second=%.1f",
                kind.name().toLowerCase(Locale.ROOT),
                rounds.get(kind),
                violations.get(kind),
                seconds,
                rounds.get(kind) / seconds));
    }

    private void runLane(RaceKind kind, Lane lane, AtomicLong next, long last, long end) {
        var scenario = kind.scenario();
        while (System.nanoTime() < end) {
            var number = next.getAndIncrement();
            if (number >= last) {
                return;
            }
            var round = new Round(kind, options.seed(), number, lane, pulse);
            race(scenario, round);
            ended(kind, round);
        }
    }

    private static void race(Scenario scenario, Round round) {
        try {
            scenario.race(round);
            var truth = round.lane().truth(round.written());
            for (var call : round.written()) {
                Judge.judge(call, truth).forEach(violation -> round.broken(violation.inShort()));
            }
        } catch (SQLException | RuntimeException e) {
            round.broken("the race could not go on", e);
        } finally {
            round.lane().emulator().faults().clear();
            if (round.violations().isEmpty()) {
                round.lane().keep(round.written());
            } else {
                startAfresh(round);
            }
        }
    }

    /** What is broken in one race must not show as broken in the next one. */
    private static void startAfresh(Round round) {
        try {
            round.lane().replaceConnection();
        } catch (SQLException | RuntimeException e) {
            round.broken("the connection could not be closed", e);
        }
    }

    private synchronized void ended(RaceKind kind, Round round) {
        rounds.merge(kind, 1L, Long::sum);
        if (!round.violations().isEmpty()) {
            violated(
                    kind,
                    round.name() + "\n    " + String.join("\n    ", round.violations()) + "\n    in: "
                            + String.join("; ", round.story()));
        }
    }

    private synchronized void violated(RaceKind kind, String text) {
        var count = violations.merge(kind, 1L, Long::sum);
        log.println(text);
        if (count <= PRINTED_OF_KIND) {
            System.out.println(text);
        }
    }

    /** When all connections are closed nothing may be left, and nothing may have come in late. */
    private void lastLook(RaceKind kind, List<Lane> lanes) throws SQLException {
        for (var lane : lanes) {
            lane.closeConnections();
        }
        var left = new Leftovers()
                .and("sessions", () -> lanes.stream()
                        .mapToLong(lane -> lane.emulator().openSessions())
                        .sum())
                .and("statements that run", () -> lanes.stream()
                        .mapToLong(lane -> lane.emulator().runningStatements().size())
                        .sum())
                .await(GONE_WITHIN);
        left.forEach(violation -> violated(kind, kind + ", when all was closed: " + violation.text()));
        for (var lane : lanes) {
            var truth = lane.truthOfAll();
            for (var call : lane.takeJournal()) {
                Judge.judge(call, truth)
                        .forEach(violation -> violated(kind, "only later, when all was closed: " + violation.text()));
            }
        }
    }

    private boolean report() {
        var all = violations.values().stream().mapToLong(Long::longValue).sum();
        var ran = rounds.values().stream().mapToLong(Long::longValue).sum();
        var kinds = violations.entrySet().stream()
                .map(entry -> entry.getKey().name().toLowerCase(Locale.ROOT) + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
        var line = "races rounds=" + ran + " violations=" + all + " " + kinds;
        log.println(line);
        log.flush();
        System.out.println(line);
        return all == 0 && ran > 0;
    }
}

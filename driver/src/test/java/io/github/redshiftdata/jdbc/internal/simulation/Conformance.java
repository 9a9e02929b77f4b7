package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.sdk.ClientPool;
import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Sends the same random requests to the simulated service and to the emulator, and compares the answers: what the
 * simulation proves counts only as long as it is no kinder than what we know of the service.
 */
public final class Conformance {

    private static final int STEPS = 20;
    private static final Pattern TABLE = Pattern.compile("\\b(into|from|update) (t|c|strict)\\b");
    /** No faults, no luck but that of the requests. */
    private static final Dials CALM = Dials.calm(STEPS);

    private final SimulatedWorlds worlds;
    private final DataApi emulator;
    private final String schema;
    private final Consumer<Duration> pass;

    private Conformance(SimulatedWorlds worlds, DataApi emulator, String schema, Consumer<Duration> pass) {
        this.worlds = worlds;
        this.emulator = emulator;
        this.schema = schema;
        this.pass = pass;
    }

    /**
     * Runs histories.
     *
     * @param url of the emulator, for the driver
     * @param schema in which the tables t, c and strict are
     * @param first the first seed
     * @param count how many histories
     * @param pass lets the emulator's clock go on
     * @return of each history whose answers differ its requests and answers, up to the first that differs
     */
    public static List<String> differences(String url, String schema, long first, int count, Consumer<Duration> pass)
            throws DataApiException, ConfigurationException {
        var config = ConfigReader.read(url, new Properties(), 0, () -> {
            throw new ConfigurationException("not embedded");
        });
        try (var worlds = new SimulatedWorlds();
                var lease = ClientPool.shared().lease(config)) {
            var conformance = new Conformance(worlds, lease.api(), schema, pass);
            var found = new ArrayList<String>();
            for (var seed = first; seed < first + count; seed++) {
                var difference = conformance.difference(seed);
                if (!difference.isEmpty()) {
                    found.add("seed " + seed + "\n" + String.join("\n", difference));
                }
            }
            return found;
        }
    }

    private List<String> difference(long seed) {
        var chance = new Chance(seed);
        var time = new SimulatedTime(worlds.threads(), chance.about("turns"));
        worlds.watch().begin(time);
        try {
            return difference(seed, time, chance);
        } finally {
            time.end();
            worlds.watch().end(time);
        }
    }

    private List<String> difference(long seed, SimulatedTime time, Chance chance) {
        var timeline = new Timeline(false);
        timeline.start(time);
        var world = new SimulatedService.World(
                time,
                new Warehouse(time, chance.about("warehouse"), CALM, timeline),
                new Network(time, chance.about("network"), CALM),
                worlds.answers(),
                new OperationRates(time::nanos),
                new Account(time, false),
                CALM,
                timeline);
        var service = new SimulatedService(world, "line");
        service.enter("requests");
        var simulated = new RequestSide(service, sql -> sql, time::pass, "statement-999999", "c" + seed + "-");
        var real = new RequestSide(
                emulator, this::ofEmulator, pass, "00000000-0000-0000-0000-00000000abcd", "c" + seed + "-");
        var history = new RequestHistory(seed);
        var told = new ArrayList<String>();
        for (var number = 0; number <= STEPS; number++) {
            var step = number < STEPS
                    ? history.next(real.statementCount(), real.sessionCount())
                    : history.last().orElse(new RequestStep.Pass(Duration.ZERO));
            var ofEmulator = real.answer(step);
            var ofSimulation = simulated.answer(step);
            told.add(step + "\n    -> " + ofEmulator);
            if (!ofEmulator.equals(ofSimulation)) {
                told.add("    simulation: " + ofSimulation);
                return told;
            }
        }
        return List.of();
    }

    private String ofEmulator(String sql) {
        return sql.equals(RequestHistory.SLEEP)
                ? "select pg_sleep(60)"
                : TABLE.matcher(sql).replaceAll("$1 " + schema + ".$2");
    }
}

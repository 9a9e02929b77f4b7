package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.simulation.FleetResult.After;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Prints how fleets of JVMs share the quotas of one account: the driver's pacing, and beside it the SDK's retry modes. */
final class Fleet {

    private static final List<FleetScene> SCENES = List.of(
            FleetScene.QUERIES,
            FleetScene.WRITES,
            FleetScene.CATALOG,
            FleetScene.GREEDY,
            FleetScene.COMING,
            FleetScene.GOING,
            FleetScene.THROTTLED_MINUTE,
            FleetScene.OUTAGE_MINUTE,
            FleetScene.CROWDED,
            FleetScene.BURSTS);
    /** With the SDK's modes. */
    private static final List<FleetScene> COMPARED =
            List.of(FleetScene.QUERIES, FleetScene.GREEDY, FleetScene.OUTAGE_MINUTE);

    private static final int SEEDS = 5;
    /** More of the SDK's would take long, and what goes wrong with them is seen with fewer. */
    private static final int MOST_COMPARED = 100;

    private Fleet() {}

    /** The driver's own. */
    static final FleetManners.Maker DRIVER = (clock, nanoTime, dice) -> new DriverManners(nanoTime, dice);

    private static Map<String, FleetManners.Maker> manners() {
        var all = new LinkedHashMap<String, FleetManners.Maker>();
        all.put("driver", DRIVER);
        for (var mode : SdkManners.Mode.values()) {
            all.put(
                    "SDK " + mode.name().toLowerCase(Locale.ROOT),
                    (clock, nanoTime, dice) -> new SdkManners(mode, clock));
        }
        return all;
    }

    /** All scenes with so many JVMs; the figures are those of a run in the middle, where it says least and most those of all. */
    static void print(int jvms) {
        System.out.printf(
                "%d JVMs of 4 connections; goodput, shares and waits as parts of the fair ones; %d runs each%n",
                jvms, SEEDS);
        System.out.printf(
                "%-19s %-13s %-13s %7s %7s %7s %7s %6s %6s %6s %6s%n",
                "scene", "quota", "manners", "goodput", "refused", "ever", "late", "least", "most", "p99", "failed");
        for (var scene : SCENES) {
            for (var kind : FleetQuota.Kind.values()) {
                manners().forEach((name, one) -> {
                    if (scene.needs() <= jvms
                            && (one == DRIVER || (jvms <= MOST_COMPARED && COMPARED.contains(scene)))) {
                        print(scene, kind, jvms, name, one);
                    }
                });
            }
        }
    }

    private static void print(
            FleetScene scene, FleetQuota.Kind kind, int jvms, String name, FleetManners.Maker manners) {
        var isDriver = manners == DRIVER;
        var runs = new ArrayList<FleetResult>();
        for (var seed = 1; seed <= (isDriver && jvms <= 100 ? SEEDS : 1); seed++) {
            runs.add(FleetRun.of(scene, kind, jvms, seed, manners));
        }
        System.out.printf(
                Locale.ROOT,
                "%-19s %-13s %-13s %7.3f %7.3f %7.3f %7.3f %6.2f %6.2f %6.2f %6.3f%s%n",
                scene.name(),
                kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                name,
                runs.stream().mapToDouble(FleetResult::goodput).average().orElseThrow(),
                runs.stream().mapToDouble(FleetResult::refused).average().orElseThrow(),
                runs.stream().mapToDouble(FleetResult::refusedEver).average().orElseThrow(),
                runs.stream().mapToDouble(FleetResult::refusedLate).average().orElseThrow(),
                runs.stream().mapToDouble(FleetResult::least).min().orElseThrow(),
                runs.stream().mapToDouble(FleetResult::most).max().orElseThrow(),
                runs.stream().mapToDouble(FleetResult::slowest).average().orElseThrow(),
                runs.stream().mapToDouble(FleetResult::failed).average().orElseThrow(),
                after(runs));
    }

    /** The worst of all runs. */
    private static String after(List<FleetResult> runs) {
        var all = runs.stream().flatMap(run -> Stream.ofNullable(run.outage())).toList();
        if (all.isEmpty()) {
            return "";
        }
        var seconds = all.stream().mapToInt(After::secondsToRecover).max().orElseThrow();
        return String.format(
                Locale.ROOT,
                "  during it %.2f of the quota sent and %.3f taken, after it at most %.2f, recovered in %s s",
                all.stream().mapToDouble(After::during).max().orElseThrow(),
                all.stream().mapToDouble(After::taken).average().orElseThrow(),
                all.stream().mapToDouble(After::peak).max().orElseThrow(),
                seconds == Integer.MAX_VALUE ? "more than was watched" : seconds);
    }
}

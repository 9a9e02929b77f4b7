package io.github.redshiftdata.benchmarks;

import io.github.redshiftdata.emulator.Emulator;
import io.github.redshiftdata.emulator.EmulatorOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * JVMs that share the quotas of one account: each a process of its own, whose four connections run one short query after
 * the other. The emulator allows the documented rates; 20 results a second are the bound.
 */
final class Fleet {

    private static final String[] SIZES =
            System.getProperty("bench.fleet", "1,3,10,25").split(",", -1);
    private static final int SECONDS = Integer.getInteger("bench.fleet.seconds", 30);
    /** How long the JVMs run before anything is counted. */
    private static final int SETTLING = Integer.getInteger("bench.fleet.settling", 10);

    private Fleet() {}

    static void run() throws IOException {
        var report = new Report("fleet", "JVMs", "queries/s", "least share", "most share", "refused", "p99 s");
        var lines = new ArrayList<String>();
        for (var size : SIZES) {
            lines.add(measure(Integer.parseInt(size), report));
        }
        report.printTable();
        lines.forEach(System.out::println);
    }

    /** One fleet at an emulator of its own, so that none finds the quota used up by the one before. */
    private static String measure(int jvms, Report report) throws IOException {
        try (var emulator =
                Emulator.start(EmulatorOptions.defaults().withSampleData(false).withEnforceQuotas(true))) {
            var members = new ArrayList<ChildJvm>();
            try {
                for (var number = 0; number < jvms; number++) {
                    members.add(FleetMember.start(emulator.jdbcUrl(), SETTLING, SECONDS));
                }
                await(members);
                for (var member : members) {
                    member.go();
                }
                await(members);
                emulator.resetCalls();
                return told(jvms, emulator, members, report);
            } finally {
                members.forEach(ChildJvm::close);
            }
        }
    }

    private static void await(List<ChildJvm> members) throws IOException {
        for (var member : members) {
            member.line();
        }
    }

    private static String told(int jvms, Emulator emulator, List<ChildJvm> members, Report report) throws IOException {
        var shares = new double[jvms];
        var waits = new ArrayList<Double>();
        for (var number = 0; number < jvms; number++) {
            var mine = members.get(number).line();
            var figures = mine.isBlank() ? new String[0] : mine.split(" ", -1);
            shares[number] = figures.length;
            Arrays.stream(figures).map(Double::valueOf).forEach(waits::add);
        }
        var calls = emulator.calls();
        var requests = calls.getOrDefault("ExecuteStatement", 0L) + calls.getOrDefault("GetStatementResult", 0L);
        var queries = waits.size();
        var mean = (double) queries / jvms;
        waits.sort(null);
        var perSecond = (double) queries / SECONDS;
        var least = Arrays.stream(shares).min().orElseThrow() / mean;
        var most = Arrays.stream(shares).max().orElseThrow() / mean;
        // Each query is a statement and a page; some of those that are counted began before, others end after it.
        var refused = Math.max(0, 1 - 2.0 * queries / requests);
        var slowest = queries == 0 ? Double.POSITIVE_INFINITY : waits.get((int) (queries * 0.99));
        report.row(jvms, perSecond, least, most, refused, slowest);
        return String.format(
                Locale.ROOT,
                "fleet jvms=%d qps=%.1f least=%.2f most=%.2f refused=%.3f p99_s=%.2f",
                jvms,
                perSecond,
                least,
                most,
                refused,
                slowest);
    }
}

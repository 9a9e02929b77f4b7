package io.github.redshiftdata.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs one scenario: {@code Bench NAME [--chart]}. Without a name it lists them. */
public final class Bench {

    /** Something to measure. It prints its own report. */
    interface Scenario {
        void run(Charts charts) throws Exception;
    }

    private record Entry(String description, Scenario scenario) {}

    private static final String CHART = "--chart";
    private static final String ALL = "all";
    /** The others have tables of their own there. */
    private static final List<String> IN_THE_PAGE =
            List.of("decode", "stream", "overlap", "wait", "calls", "batch", "cold", "concurrent", "metadata", "gzip");

    private static final Map<String, Entry> SCENARIOS = scenarios();

    private Bench() {}

    private static Map<String, Entry> scenarios() {
        var scenarios = new LinkedHashMap<String, Entry>();
        scenarios.put("decode", new Entry("rows per second and bytes allocated per row", Decode::run));
        scenarios.put("stream", new Entry("10,000,000 rows in a heap of 64 MB", charts -> Stream.run()));
        scenarios.put("overlap", new Entry("fetching a page while another is read", charts -> Overlap.run()));
        scenarios.put("wait", new Entry("from the end of a statement to the driver's return", Wait::run));
        scenarios.put("calls", new Entry("requests per operation", charts -> Calls.run()));
        scenarios.put("batch", new Entry("rows per second by addBatch", Batch::run));
        scenarios.put("cold", new Entry("from the start of a JVM to the first row", charts -> Cold.run()));
        scenarios.put("concurrent", new Entry("short queries on 1, 8, 64 and 256 connections", Concurrent::run));
        scenarios.put("metadata", new Entry("calls and seconds of catalog reads", charts -> MetadataBench.run()));
        scenarios.put("gzip", new Entry("pages over a slow line, compressed and not", charts -> Gzip.run()));
        scenarios.put(
                "fleet", new Entry("1, 3, 10 and 25 JVMs that share one account's quotas", charts -> Fleet.run()));
        return scenarios;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            list();
            return;
        }
        if (arguments[0].equals("jmh")) {
            Micro.run(Arrays.copyOfRange(arguments, 1, arguments.length));
            System.exit(0);
        }
        if (arguments[0].equals(ALL)) {
            All.run(IN_THE_PAGE, docs());
            System.exit(0);
        }
        var entry = SCENARIOS.get(arguments[0]);
        var options = List.of(arguments).subList(1, arguments.length);
        if (entry == null || !List.of(CHART).containsAll(options)) {
            System.err.println("There is " + (entry == null ? "no scenario " + arguments[0] : "no option but " + CHART)
                    + "; ./bench alone lists what there is.");
            System.exit(2);
            return;
        }
        entry.scenario().run(new Charts(options.contains(CHART), docs().resolve("performance")));
        // Threads of HTTP clients may linger; the report is printed.
        System.exit(0);
    }

    private static Path docs() {
        return Path.of(System.getProperty("bench.project", "."), "docs");
    }

    private static void list() {
        System.out.println("usage: ./bench NAME [" + CHART + "], where NAME is one of:");
        SCENARIOS.forEach((name, entry) -> System.out.println(line(name, entry.description())));
        System.out.println(line(ALL, "all but fleet, five times each, and writes the table in docs/performance.md"));
        System.out.println(line("jmh", "micro-benchmarks; takes the arguments of JMH, as in: jmh -f 1 -i 3 Decoder"));
        System.out.println(CHART + " draws the figures of decode, wait, batch and concurrent in docs/performance");
    }

    private static String line(String name, String description) {
        return "  " + name + " ".repeat(12 - name.length()) + description;
    }
}

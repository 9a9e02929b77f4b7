package io.github.redshiftdata.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/** Runs one scenario: {@code Bench NAME}. Without a name it lists them. */
public final class Bench {

    /** Something to measure. It prints its own report. */
    interface Scenario {
        void run() throws Exception;
    }

    private record Entry(String description, Scenario scenario) {}

    private static final Map<String, Entry> SCENARIOS = scenarios();

    private Bench() {}

    private static Map<String, Entry> scenarios() {
        var scenarios = new LinkedHashMap<String, Entry>();
        scenarios.put("decode", new Entry("rows per second and bytes allocated per row", Decode::run));
        scenarios.put("stream", new Entry("10,000,000 rows in a heap of 64 MB", Stream::run));
        scenarios.put("overlap", new Entry("fetching a page while another is read", Overlap::run));
        scenarios.put("wait", new Entry("from the end of a statement to the driver's return", Wait::run));
        scenarios.put("calls", new Entry("requests per operation", Calls::run));
        scenarios.put("batch", new Entry("rows per second by addBatch", Batch::run));
        scenarios.put("cold", new Entry("from the start of a JVM to the first row", Cold::run));
        scenarios.put("concurrent", new Entry("short queries on 1, 8, 64 and 256 connections", Concurrent::run));
        scenarios.put("metadata", new Entry("calls and seconds of catalog reads", MetadataBench::run));
        return scenarios;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            System.out.println("usage: ./bench NAME, where NAME is one of:");
            SCENARIOS.forEach((name, entry) ->
                    System.out.println("  " + name + " ".repeat(12 - name.length()) + entry.description()));
            return;
        }
        var entry = SCENARIOS.get(arguments[0]);
        if (entry == null) {
            System.err.println("There is no scenario " + arguments[0] + "; there are " + SCENARIOS.keySet() + ".");
            System.exit(2);
            return;
        }
        entry.scenario().run();
        // Threads of HTTP clients may linger; the report is printed.
        System.exit(0);
    }
}

package io.github.redshiftdata.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Runs every scenario some times, each in a JVM of its own, and writes its figures into docs/performance.md. */
final class All {

    private static final int RUNS = 5;
    private static final String BEGIN = "<!-- figures -->\n";
    private static final String END = "<!-- /figures -->";

    /** What a figure is, by scenario and key. */
    private static final Map<String, String> WORDS = words();

    private static final Pattern FIGURE = Pattern.compile("([a-zA-Z0-9_]+)=([0-9.]+)");

    private final Path page;
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    private All(Path page) {
        this.page = page;
    }

    /** @param scenarios their names, in the order of the page */
    static void run(List<String> scenarios, Path docs) throws IOException, InterruptedException {
        var all = new All(docs.resolve("performance.md"));
        for (var scenario : scenarios) {
            for (var run = 0; run < RUNS; run++) {
                all.take(scenario);
            }
            System.out.print(all.rows(scenario));
            all.write(scenarios);
        }
    }

    private void take(String scenario) throws IOException, InterruptedException {
        try (var child = new ChildJvm(
                List.of("-Xmx2g", "-Dbench.project=" + System.getProperty("bench.project", ".")),
                Bench.class,
                scenario)) {
            var last = child.last();
            var figure = FIGURE.matcher(last);
            while (figure.find()) {
                figures.computeIfAbsent(scenario + ' ' + figure.group(1), added -> new ArrayList<>())
                        .add(Double.valueOf(figure.group(2)));
            }
        }
    }

    private String rows(String scenario) {
        var rows = new StringBuilder();
        figures.forEach((name, values) -> {
            if (name.startsWith(scenario + ' ')) {
                rows.append(row(name, values)).append('\n');
            }
        });
        return rows.toString();
    }

    private static String row(String name, List<Double> values) {
        var words = WORDS.get(name);
        if (words == null) {
            throw new IllegalStateException("nobody says what the figure is: " + name);
        }
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return "| `" + name.substring(0, name.indexOf(' ')) + "` | " + words + " | "
                + shown(sorted.get(sorted.size() / 2)) + " | " + shown(sorted.get(0)) + " | "
                + shown(sorted.get(sorted.size() - 1)) + " |";
    }

    private static Map<String, String> words() {
        var words = new HashMap<String, String>();
        words.put("decode ratio", "rows a second of 8 columns, times the loop's");
        words.put("decode alloc", "bytes allocated for a row of 8 columns, times the loop's");
        words.put("decode ratio2", "rows a second of 2 columns, times the loop's");
        words.put("decode ratio100", "rows a second of 100 columns, times the loop's");
        words.put("decode ratio_csv", "rows a second of 8 columns as CSV, times the loop's, which reads JSON");
        words.put("stream rows", "rows of a result read in a heap of 64 MB");
        words.put("stream heap_mb", "MB live at most, with two results open");
        words.put("stream after_any_gc_mb", "MB left at most after any collection");
        words.put("stream rss_mb", "MB of memory that the process takes at most");
        words.put("overlap ratio", "time with 40 ms on the wire and 40 ms of reading for each page, times the loop's");
        words.put("wait longpoll_ms", "ms from the end of a statement to the driver's return, by long polls");
        words.put(
                "wait fallback_overshoot",
                "% of a run lost without long polls at the worst length of a run, on a simulated clock");
        words.put("wait polls", "polls over runs from 0.1 s to 1 h, on a simulated clock");
        words.put("wait polls_of_best_other", "polls with which the best other way would lose as little");
        words.put("calls connect", "requests to connect");
        words.put("calls select", "requests of a SELECT");
        words.put("calls ddl", "requests of DDL");
        words.put("calls dml", "requests of DML whose count is read");
        words.put("calls isvalid1000", "requests of 1000 × isValid");
        words.put("calls batch10000", "requests of a batch of 10,000 rows of 2 columns");
        words.put("calls vacuum10", "requests of a script of 10 VACUUM");
        words.put("calls connectwithsettings", "requests to connect with four settings");
        words.put("calls selectwithsettings", "requests of the first SELECT then");
        words.put(
                "batch ratio", "rows a second by addBatch, times 40 statements a BatchExecuteStatement, 20 ms a call");
        words.put("batch ratio_one_by_one", "rows a second by addBatch, times one ExecuteStatement a row");
        words.put("cold ratio", "time to the first row in a new JVM, times the SDK's");
        words.put("cold all_ratio", "the same from the `all` jar");
        words.put("cold tls_ratio", "the same from the thin jar, over TLS");
        words.put("cold tls_all_ratio", "the same from the `all` jar, over TLS");
        words.put("cold sql_s", "s of `./sql -e \"select 1\"` on the embedded emulator");
        for (var connections : List.of(1, 8, 64, 256)) {
            words.put(
                    "concurrent ratio" + connections,
                    "queries a second on " + connections + (connections == 1 ? " connection" : " connections")
                            + ", times the SDK's");
        }
        words.put("metadata tables_calls", "requests for all of 2,000 tables, quotas enforced");
        words.put("metadata schema_calls", "requests for the columns of a schema of 100 tables");
        words.put("metadata columns_all_calls", "requests for all 40,000 columns");
        words.put("metadata columns_all_s", "s for all 40,000 columns");
        words.put("metadata walk_calls", "requests of a walk over 50 tables");
        words.put("metadata again_calls", "requests of the same walk again");
        words.put("gzip ratio", "time of pages over 20 Mbit/s and 40 ms as they are, times compressed");
        words.put("gzip random_ratio", "the same with values that have next to nothing in common");
        words.put("gzip loopback_ratio", "the same with no line between: compression costs the emulator's time");
        return words;
    }

    /** Counts have no fraction. */
    private static String shown(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Report.number(value);
    }

    private void write(List<String> scenarios) throws IOException {
        var table = new StringBuilder(
                "| scenario | what | median of " + RUNS + " | least | most |\n|---|---|---|---|---|\n");
        scenarios.forEach(scenario -> table.append(rows(scenario)));
        var text = Files.readString(page);
        var begin = text.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(page, text.substring(0, begin) + table + text.substring(text.indexOf(END)));
    }
}

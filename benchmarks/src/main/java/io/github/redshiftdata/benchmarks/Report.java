package io.github.redshiftdata.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a scenario prints: a table for people, and one last line for scripts. */
final class Report {

    private final String name;
    private final List<List<String>> rows = new ArrayList<>();
    private final Map<String, String> results = new LinkedHashMap<>();

    Report(String name, String... header) {
        this.name = name;
        rows.add(List.of(header));
    }

    void row(Object... cells) {
        var row = new ArrayList<String>();
        for (var cell : cells) {
            row.add(cell instanceof Double number ? number(number) : String.valueOf(cell));
        }
        rows.add(row);
    }

    /** A figure of the last line. */
    void result(String key, double value) {
        results.put(key, number(value));
    }

    void result(String key, long value) {
        results.put(key, Long.toString(value));
    }

    static String number(double value) {
        var digits = Math.abs(value) >= 1000 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.3f";
        return String.format(Locale.ROOT, digits, value);
    }

    static double median(double[] figures) {
        var sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The table, then the last line. */
    void print() {
        printTable();
        var line = new StringBuilder(name);
        results.forEach((key, value) -> line.append(' ').append(key).append('=').append(value.replace(",", "")));
        System.out.println(line);
    }

    void printTable() {
        var columns = rows.get(0).size();
        for (var row : rows) {
            var line = new StringBuilder();
            for (var column = 0; column < columns; column++) {
                line.append(padded(row.get(column), width(column), column > 0));
            }
            System.out.println(line.toString().stripTrailing());
        }
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0) + 2;
    }

    private static String padded(String text, int width, boolean right) {
        var blanks = " ".repeat(width - text.length());
        return right ? blanks + text : text + blanks;
    }
}

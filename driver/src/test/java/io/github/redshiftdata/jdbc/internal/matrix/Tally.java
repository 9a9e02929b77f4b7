package io.github.redshiftdata.jdbc.internal.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts cells and keeps what broke a rule. */
final class Tally {

    private static final int EXAMPLES = 6;

    private final Map<String, Integer> cells = new TreeMap<>();
    private final Map<Violation.Kind, List<String>> broken = new EnumMap<>(Violation.Kind.class);
    private final Map<Violation.Kind, Map<String, Integer>> byScenario = new EnumMap<>(Violation.Kind.class);
    private int brokenCells;

    synchronized void add(String group, CellRun.Result result) {
        cells.merge(group, 1, Integer::sum);
        if (!result.violations().isEmpty()) {
            brokenCells++;
        }
        result.violations().stream().map(Violation::kind).distinct().forEach(kind -> {
            var what = result.violations().stream()
                    .filter(violation -> violation.kind() == kind)
                    .findFirst()
                    .orElseThrow();
            byScenario
                    .computeIfAbsent(kind, unused -> new TreeMap<>())
                    .merge(result.cell().scenario().title(), 1, Integer::sum);
            broken.computeIfAbsent(kind, unused -> new ArrayList<>())
                    .add(result.name() + "\n        saw " + result.shown() + "; " + what.what());
        });
    }

    synchronized int cells() {
        return cells.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int broken() {
        return brokenCells;
    }

    /** What the manual may say of the run. */
    synchronized String claim() {
        var text = new StringBuilder("\nThe run of this page: ").append(cells()).append(" cells (");
        var groups = new ArrayList<String>();
        cells.forEach((group, count) -> groups.add(group + ": " + count));
        text.append(String.join("; ", groups)).append("). ");
        if (brokenCells == 0) {
            return text.append(
                            "In no cell was a row in twice, or in by half. None was in although an exception said that it is")
                    .append(
                            " not, and none was missing although it was acknowledged. No call hung, and nothing that writes")
                    .append(" was sent for the first time after its call had ended.\n\n")
                    .toString();
        }
        return text.append(brokenCells)
                .append(" of them break a rule: see the report of the test.\n\n")
                .toString();
    }

    /** How many cells break which rule, with some of each. */
    synchronized String summary() {
        var text = new StringBuilder();
        text.append(brokenCells)
                .append(" of ")
                .append(cells())
                .append(" cells break a rule ")
                .append(cells);
        broken.forEach((kind, all) -> {
            text.append("\n\n")
                    .append(kind)
                    .append(" (")
                    .append(kind.meaning)
                    .append("): ")
                    .append(all.size())
                    .append(' ')
                    .append(byScenario.get(kind));
            var step = Math.max(1, all.size() / EXAMPLES);
            for (var i = 0; i < all.size(); i += step) {
                text.append("\n    ").append(all.get(i));
            }
        });
        return text.toString();
    }

    /** All of it, in a file. */
    synchronized void write(Path file) {
        var text = new StringBuilder(summary()).append("\n\n");
        broken.forEach((kind, all) -> {
            text.append('\n').append(kind).append('\n');
            all.forEach(one -> text.append("    ").append(one).append('\n'));
        });
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

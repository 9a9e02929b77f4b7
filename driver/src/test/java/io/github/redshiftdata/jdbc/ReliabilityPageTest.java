package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page about faults says first is what its appendix shows. */
class ReliabilityPageTest {

    private static final Pattern OUTCOME = Pattern.compile("^\\| `([^`]+)`", Pattern.MULTILINE);

    /** Whatever the database says is told by one row. */
    private static final String OF_THE_DATABASE = "23502";

    private final List<String> cells = cells();

    private static List<String> cells() {
        try {
            return new ManualPart("reliability.md", "matrix")
                    .text()
                    .lines()
                    .filter(line -> line.startsWith("| ") && !line.startsWith("| First"))
                    .flatMap(line -> Stream.of(line.split("\\| ", -1)).skip(2))
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theCellsAreCounted() {
        var silent = cells.stream().filter(cell -> cell.startsWith("right / ")).count();
        assertThat(ManualPages.text("docs/reliability.md"))
                .contains("In " + silent + " of the " + cells.size() + " cells");
    }

    @Test
    void everythingThatAProgramMaySeeIsInTheTable() throws IOException {
        var told = OUTCOME.matcher(new ManualPart("reliability.md", "outcomes").text())
                .results()
                .map(found -> found.group(1))
                .toList();
        var seen = cells.stream()
                .flatMap(cell -> Stream.of(cell.split(" / |, ", -1)))
                .map(outcome -> outcome.replaceAll(" \\|$", ""))
                .filter(outcome -> !outcome.equals("right"))
                .flatMap(outcome -> Stream.of(outcome.split(" then ", -1)))
                .distinct()
                .toList();
        assertThat(seen).hasSizeGreaterThan(8).contains(OF_THE_DATABASE).allSatisfy(outcome -> assertThat(told)
                .as(outcome)
                .anyMatch(row -> row.equals(outcome) || row.endsWith(" " + outcome)));
    }
}

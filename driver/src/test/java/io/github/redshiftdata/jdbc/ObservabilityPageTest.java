package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about what the driver tells lists every line of its log that is not at DEBUG. */
class ObservabilityPageTest {

    private static final Pattern LINE =
            Pattern.compile("Logs\\.([A-Z]+)\\s*\\.(info|warn)\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern SETTING = Pattern.compile("\\bwarn\\([^;\"]*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final String page = ManualPages.text("docs/observability.md");
    private final String source = ManualPages.driverSource();

    @Test
    void everyLineAtInfoAndWarnIsInTheTable() {
        var lines = LINE.matcher(source)
                .results()
                .filter(line -> !line.group(3).equals("{}"))
                .toList();
        assertThat(lines).hasSizeGreaterThan(5).allSatisfy(line -> assertThat(
                        row(line.group(1), line.group(2), firstWords(line.group(3))))
                .as(line.group(3))
                .isTrue());
    }

    @Test
    void everySettingWithoutEffectIsInTheTable() {
        var texts = SETTING.matcher(source)
                .results()
                .map(text -> text.group(1))
                .filter(text -> !text.contains("{}"))
                .toList();
        assertThat(texts).hasSizeGreaterThan(5).allSatisfy(text -> assertThat(row("CONFIG", "warn", firstWords(text)))
                .as(text)
                .isTrue());
    }

    /** Lines whose text is made elsewhere: one place more needs a look at the table. */
    @Test
    void noLineIsMadeElsewhere() {
        assertThat(Pattern.compile("Logs\\.\\w+\\s*\\.(info|warn)\\(\\s*\"\\{}\"")
                        .matcher(source)
                        .results())
                .hasSize(3);
        for (var begin : new String[] {"The region is ", "The log file ", "The tracer "}) {
            assertThat(source).contains("\"" + begin);
            assertThat(page).contains("`" + begin + "…");
        }
    }

    private boolean row(String logger, String level, String words) {
        return page.lines()
                .filter(line -> line.startsWith(
                        "| `" + logger.toLowerCase(Locale.ROOT) + "` | " + level.toUpperCase(Locale.ROOT) + " |"))
                .anyMatch(line -> line.contains("`" + words));
    }

    /** Up to the first thing that differs. */
    private static String firstWords(String text) {
        return text.split("\\{}|[',:]| \\(", 2)[0].strip();
    }
}

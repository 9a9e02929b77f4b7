package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures of the page about quotas are those of the code. */
class QuotasPageTest {

    private static final Pattern RATE = Pattern.compile("Map\\.entry\\(\"(\\w+)\", (\\d+)\\)");

    private static final Pattern ROW =
            Pattern.compile("^\\| ([A-Z]\\w+(?:, [A-Z]\\w+)*) \\| (\\d+)(?: each)? \\|", Pattern.MULTILINE);

    private final String page = ManualPages.text("docs/quotas-and-cost.md");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    bears(Kind.THROTTLED).forMinutes(2).shown("too many requests", "`53400`") | for up to two minutes
                    bears(Kind.QUOTA).forSeconds(30).shown("500 statements run or wait"       | tries again for 30 s
                    LIMIT = Duration.ofMillis(500);                | Tries for 0.5 s
                    LONGEST_WAIT_SECONDS = 30;                     | Every 30 s that a statement runs
                    LONGEST_PAUSE = Duration.ofSeconds(10);        | every 10 s at the longest
                    .forMinutes(10).orQueryTimeout()               | ten minutes of nothing but failures
                    FIRST_PAUSE = Duration.ofMillis(100);          | at first 0.1 s
                    LONGEST_PAUSE = Duration.ofSeconds(5);         | up to 5 s
                    PROOF = Duration.ofSeconds(30);                | `isValid` more than 30 s after the last answer
                    MAX_CONNECTIONS = 1024;                        | up to 1,024 HTTP connections
                    OWN_MOST = 0.95 * PER_SECOND;                  | Keeps to 2.85 a second
                    """)
    void everyTimeAndNumberOfTheDriverIsTheOneOfTheCode(String code, String onThePage) {
        assertThat(page.replace("\n", " ")).contains(onThePage);
        assertThat(withoutBlanks(ManualPages.driverSource())).contains(withoutBlanks(code));
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }

    @Test
    void everyRateIsTheOneThatTheEmulatorHolds() {
        var held = RATE.matcher(ManualPages.source("emulator"))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        var rows = ROW.matcher(page).results().toList();
        assertThat(rows).hasSizeGreaterThan(5);
        for (var row : rows) {
            for (var operation : row.group(1).split(", ", -1)) {
                assertThat(held).containsEntry(operation, row.group(2));
            }
        }
    }
}

package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of requests on the page about metadata are those that an integration test holds, and stand nowhere else. */
class MetadataPageTest {

    private static final String TEST =
            "driver-tests/src/test/java/io/github/redshiftdata/tests/metadata/MetadataCallsIT.java";

    private final String page = ManualPages.text("docs/metadata.md");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            `getTables(null, null, "%", null)`                     | allTablesTakeThree
            getColumns of 50 tables in 20 schemas                  | aToolThatWalksThroughAllSchemasTakesOneQuery
            """)
    void aNumberOfCallsIsTheBoundOfATest(String row, String test) {
        var source = ManualPages.text(TEST);
        var bound = Pattern.compile("atMost\\((\\d+)").matcher(source.substring(source.indexOf("void " + test)));
        assertThat(bound.find()).isTrue();
        assertThat(calls(row)).startsWith(bound.group(1));
    }

    private String calls(String begin) {
        return page.lines()
                .filter(line -> line.startsWith("| " + begin))
                .map(line -> line.split(" \\| ", -1)[2])
                .findFirst()
                .orElseThrow();
    }

    @Test
    void thePageAboutSpeedHasNoFigureOfItsOwn() {
        var figures = Pattern.compile("(?m)^\\| `metadata` \\| requests [^|]*\\| (\\d+) \\|")
                .matcher(ManualPages.text("docs/performance.md"))
                .results()
                .map(found -> found.group(1));
        var all = page.lines()
                .filter(line -> line.startsWith("| "))
                .flatMap(line -> List.of(line.split("[ |,]+")).stream())
                .toList();
        assertThat(figures).isNotEmpty().allSatisfy(figure -> assertThat(all).contains(figure));
    }
}

package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of the documentation are those of the code. Run with -Ddocs.write=true to write them anew. */
class DocsTest {

    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void theTableOfPropertiesIsTheOneOfTheCode() throws IOException {
        new ManualPart("connecting.md", "properties").checkOrWrite(PropertyGuide.markdown());
    }

    @Test
    void theTableOfSqlStatesIsTheOneOfTheCode() throws IOException {
        var rows = Arrays.stream(SqlState.values())
                .sorted(Comparator.comparing(SqlState::code))
                .map(state -> "| `" + state.code() + "` | " + state.meaning() + " |\n")
                .collect(Collectors.joining());

        new ManualPart("errors.md", "sqlstates").checkOrWrite("| SQLSTATE | Meaning |\n|---|---|\n" + rows);
    }

    @Test
    void everyUrlOfThePageIsUnderstood() throws IOException, ConfigurationException {
        var urls = Pattern.compile("jdbc:redshift-data://[^`\"\\s]+")
                .matcher(Files.readString(DOCS.resolve("connecting.md")))
                .results()
                .map(MatchResult::group)
                .filter(url -> !url.contains("HOST"))
                .toList();

        assertThat(urls).hasSizeGreaterThan(9);
        for (var url : urls) {
            assertThat(ConfigReader.read(url, new Properties(), 0, () -> URI.create("http://localhost:1"))
                            .target())
                    .isNotNull();
        }
    }
}

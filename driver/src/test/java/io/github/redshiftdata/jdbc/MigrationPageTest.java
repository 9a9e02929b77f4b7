package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.DriverProperties;
import java.net.URI;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for users of the official driver names properties and URLs that exist. */
class MigrationPageTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern URL = Pattern.compile("jdbc:redshift-data://[^`\"\\s]+");

    private final String page = ManualPages.text("docs/migration.md");

    @Test
    void everyPropertyOfThisDriverExists() {
        var rows = page.substring(page.indexOf("<!-- mapping -->"), page.indexOf("<!-- /mapping -->"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1)[2])
                .toList();
        assertThat(rows).hasSizeGreaterThan(15);
        for (var row : rows) {
            var names = CODE.matcher(row)
                    .results()
                    .map(found -> found.group(1).replaceFirst("=.*", ""))
                    .filter(name -> !name.startsWith("SET "))
                    .toList();
            assertThat(row.strip().startsWith("none") || !names.isEmpty())
                    .as(row)
                    .isTrue();
            for (var name : names) {
                assertThat(DriverProperties.named(name)).as(name).isPresent();
            }
        }
    }

    @Test
    void everyUrlOfThisDriverIsUnderstood() throws ConfigurationException {
        var urls = URL.matcher(page).results().map(found -> found.group()).toList();
        assertThat(urls).hasSizeGreaterThan(2);
        for (var url : urls) {
            assertThat(ConfigReader.read(url, new Properties(), 0, () -> URI.create("http://localhost:1"))
                            .database())
                    .isEqualTo("dev");
        }
    }

    @Test
    void urlsOfTheOfficialDriverAreNotTaken() {
        var driver = new RedshiftDataDriver();
        assertThat(Pattern.compile("`(jdbc:redshift:[^`]+)`").matcher(page).results())
                .isNotEmpty()
                .allSatisfy(url -> assertThat(driver.acceptsURL(url.group(1))).isFalse());
    }
}

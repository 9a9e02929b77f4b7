package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.ConnectionUrl;
import io.github.redshiftdata.jdbc.internal.config.DriverProperties;
import java.net.URI;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for users of the official driver names properties and URLs that exist. */
class MigrationPageTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern URL = Pattern.compile("jdbc:redshift-data://[^`\"\\s]+");

    private final String page = ManualPages.text("docs/migration.md");

    /** A column of the table of properties. */
    private List<String> column(int number) {
        return page.substring(page.indexOf("<!-- mapping -->"), page.indexOf("<!-- /mapping -->"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1)[number])
                .toList();
    }

    @Test
    void aKeyOfTheOfficialDriverIsToldWhatItIsHere() {
        var keys = CODE.matcher(String.join("", column(1)))
                .results()
                .map(found -> found.group(1))
                .filter(key -> DriverProperties.named(key).isEmpty())
                .toList();
        assertThat(keys).hasSizeGreaterThan(20).allSatisfy(key -> assertThatThrownBy(
                        () -> ConnectionUrl.parse("jdbc:redshift-data://c1/dev?" + key + "=x"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageMatching(".*( is a key of the official driver|Did you mean).*"));
    }

    @Test
    void everyPropertyOfThisDriverExists() {
        var rows = column(2);
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

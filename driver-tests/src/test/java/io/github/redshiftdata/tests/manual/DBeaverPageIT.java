package io.github.redshiftdata.tests.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverPropertyInfo;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The definition of the driver for DBeaver is right, and the page says the same. */
class DBeaverPageIT {

    private static final Path TOOLS = Path.of(System.getProperty("docs"), "tools");

    /** A row of the table of connections: what, host, database, property and its value. */
    private static final Pattern CONNECTION = Pattern.compile(
            "^ *\\| [a-z, ]+ \\| `([^`]+)` \\| `([^`]+)` \\| (?:–|`([^`]+)` = `([^`]+)`) \\|$", Pattern.MULTILINE);

    private String page;
    private Element driver;

    @BeforeEach
    void read() throws Exception {
        page = Files.readString(TOOLS.resolve("dbeaver.md"));
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(TOOLS.resolve("dbeaver/drivers.xml").toFile());
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("drivers");
        var provider = (Element) document.getElementsByTagName("provider").item(0);
        assertThat(provider.getAttribute("id")).isEqualTo("generic");
        assertThat(document.getElementsByTagName("driver").getLength()).isEqualTo(1);
        driver = (Element) provider.getElementsByTagName("driver").item(0);
    }

    @Test
    void theDefinitionNamesTheDriver() {
        assertThat(driver.getAttribute("class")).isEqualTo(RedshiftDataDriver.class.getName());
        assertThat(driver.getAttribute("anonymous")).isEqualTo("true");
        assertThat(driver.getAttribute("custom")).isEqualTo("true");
        assertThat(driver.getAttribute("embedded")).isEqualTo("false");
        var library = (Element) driver.getElementsByTagName("library").item(0);
        assertThat(library.getAttribute("path")).endsWith("/redshift-data-jdbc-VERSION-all.jar");
        assertThat(library.getAttribute("type")).isEqualTo("jar");
    }

    @Test
    void theJarHasThatName() throws Exception {
        var pom = Files.readString(TOOLS.resolve("../../driver/pom.xml"));
        assertThat(pom)
                .contains("<artifactId>redshift-data-jdbc</artifactId>")
                .contains("<shadedClassifierName>all</shadedClassifierName>");
        assertThat(page).contains("redshift-data-jdbc-VERSION-all.jar");
    }

    @Test
    void thePageSaysWhatTheDefinitionSays() {
        for (var attribute : new String[] {"name", "class", "url", "defaultDatabase"}) {
            assertThat(page).contains("| `" + driver.getAttribute(attribute) + "` |");
        }
    }

    /** Without them DBeaver shows a tree with one root too many, and the tables of other schemas in a schema. */
    @Test
    void theDefinitionAndThePageSetTheSameAdvancedParameters() {
        var parameters = driver.getElementsByTagName("parameter");
        var set = IntStream.range(0, parameters.getLength())
                .mapToObj(at -> (Element) parameters.item(at))
                .collect(Collectors.toMap(
                        parameter -> parameter.getAttribute("name"), parameter -> parameter.getAttribute("value")));
        assertThat(set)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "omit-single-catalog", "true", "use-search-string-escape", "true", "string-escape-char", "\\"));
        assertThat(page.replaceAll("\\s+", " "))
                .contains("*Omit single catalog* and *Escape LIKE masks in search queries*");
    }

    @Test
    void everyConnectionOfThePageMakesAUrlThatTheDriverTakes() throws Exception {
        var rows = CONNECTION.matcher(page).results().toList();
        assertThat(rows).hasSize(5);
        for (var row : rows) {
            var url = driver.getAttribute("url").replace("{host}", row.group(1)).replace("{database}", row.group(2));
            var properties = new Properties();
            if (row.group(3) != null) {
                properties.setProperty(row.group(3), row.group(4));
            }
            assertThat(new RedshiftDataDriver().acceptsURL(url)).isTrue();
            var known = Arrays.stream(new RedshiftDataDriver().getPropertyInfo(url, properties))
                    .filter(info -> info.value != null && info.value.equals(row.group(4)))
                    .map((DriverPropertyInfo info) -> info.name)
                    .toList();
            if (row.group(3) != null) {
                assertThat(known).contains(row.group(3));
            }
        }
    }

    @Test
    void theEmulatorIsReachedAsThePageSays() throws Exception {
        var host = TestEmulator.shared().emulator().endpoint().toString().replaceFirst("^http://", "");
        var url = driver.getAttribute("url").replace("{host}", host).replace("{database}", "dev");
        try (var connection = new RedshiftDataDriver().connect(url, new Properties());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select * from events limit 10")) {
            assertThat(rows.next()).isTrue();
            var metadata = connection.getMetaData();
            assertThat(page)
                    .contains(
                            "`" + metadata.getDatabaseProductName() + " " + metadata.getDatabaseProductVersion() + "`");
        }
    }
}

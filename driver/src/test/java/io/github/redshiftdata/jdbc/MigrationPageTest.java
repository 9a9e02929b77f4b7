package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.ConnectionUrl;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverProperties;
import io.github.redshiftdata.jdbc.internal.config.OfficialKeys;
import io.github.redshiftdata.jdbc.internal.config.OfficialKeys.Here;
import java.io.IOException;
import java.net.URI;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page for users of the official driver names properties and URLs that exist. */
class MigrationPageTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern URL = Pattern.compile("jdbc:redshift-data://[^`\"\\s#]+");

    private final String page = ManualPages.text("docs/migration.md");

    @Test
    void theTableIsTheOneOfTheCode() throws IOException {
        var rows = OfficialKeys.rows().stream()
                .map(row -> "| `" + String.join("`, `", row.keys()) + "` | "
                        + row.here().word() + " | " + row.words() + " |\n")
                .collect(Collectors.joining());
        new ManualPart("migration.md", "mapping")
                .checkOrWrite("| Official driver | | This driver |\n|---|---|---|\n" + rows);
    }

    /** Those of its enumeration of properties in May 2026, and what else its plugins and its list of names have. */
    @Test
    void allKeysOfTheOfficialDriverAreThere() {
        var keys = OfficialKeys.rows().stream().flatMap(row -> row.keys().stream());
        assertThat(keys).hasSize(116 + 26).doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> aKeyOfTheOfficialDriverIsToldWhatItIsHere() {
        return OfficialKeys.rows().stream()
                .flatMap(row -> row.keys().stream())
                .filter(key -> DriverProperties.named(key).isEmpty())
                .map(key -> DynamicTest.dynamicTest(key, () -> {
                    assertThatThrownBy(() -> ConnectionUrl.parse("jdbc:redshift-data://c1/dev?" + key + "=x"))
                            .isInstanceOf(ConfigurationException.class)
                            .hasMessageContaining("It is a key of the official driver. ");
                    var properties = new Properties();
                    properties.setProperty(key, "x");
                    assertThat(read("jdbc:redshift-data://c1:eu-west-1/dev", properties)
                                    .warnings()
                                    .values())
                            .anyMatch(warning -> warning.contains("It is a key of the official driver. "));
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "Plugin_Name, samlLoginUrl",
        "Plugin_Name, webIdentityToken",
        "Login_URL, samlLoginUrl",
        "SAML_Assertion, samlAssertion",
        "Preferred_Role, roleArn",
        "Listen_Port, samlPort",
        "Client_Secret, samlLoginUrl"
    })
    void aKeyOfASignInByAnotherProviderLeadsToTheOneThatIsThere(String key, String here) {
        assertThatThrownBy(() -> ConnectionUrl.parse("jdbc:redshift-data://c1/dev?" + key + "=x"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(here);
    }

    @Test
    void everyPropertyOfThisDriverExists() {
        for (var row : OfficialKeys.rows()) {
            var names = CODE.matcher(row.words())
                    .results()
                    .map(found -> found.group(1).replaceFirst("=.*", ""))
                    .filter(name -> !name.equals("credential_process"))
                    .toList();
            var needsOne = row.here() == Here.SAME || row.here() == Here.OTHER;
            assertThat(!needsOne || !names.isEmpty()).as(row.words()).isTrue();
            assertThat(names)
                    .allSatisfy(name ->
                            assertThat(DriverProperties.named(name)).as(name).isPresent());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            jdbc:redshift://h.example.com:5439/dev | jdbc:redshift-data://h.example.com:5439/dev
            jdbc:redshift:iam://sales:eu-west-1/dev;DbUser=ann;ssl=true | jdbc:redshift-data://sales:eu-west-1/dev?DbUser=ann&ssl=true
            jdbc:redshift:iam://sales:eu-west-1/dev?DbUser=ann&ssl=true | jdbc:redshift-data://sales:eu-west-1/dev?DbUser=ann&ssl=true
            """)
    void theRecipeForManyUrlsWorks(String before, String after) throws IOException {
        var sed = Pattern.compile("sed -E '([^']+)'").matcher(page);
        assertThat(sed.find()).isTrue();
        var program = new ProcessBuilder("sed", "-E", sed.group(1)).start();
        try (var in = program.outputWriter()) {
            in.write(before);
        }
        try (var out = program.inputReader()) {
            assertThat(out.readLine()).isEqualTo(after);
        }
    }

    private static DriverConfig read(String url, Properties properties) throws ConfigurationException {
        return ConfigReader.read(url, properties, 0, () -> URI.create("http://localhost:1"));
    }

    @Test
    void everyUrlOfThisDriverIsUnderstood() throws ConfigurationException {
        var urls = URL.matcher(page).results().map(found -> found.group()).toList();
        assertThat(urls).hasSizeGreaterThan(2);
        for (var url : urls) {
            assertThat(read(url, new Properties()).database()).isEqualTo("dev");
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

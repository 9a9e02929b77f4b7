package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README and the page for whoever decides say of versions and money. */
class DecisionPagesTest {

    /** A library as users call it, and the properties of the build with its versions. */
    private record Library(String name, List<String> properties) {}

    private static final List<Library> LIBRARIES = List.of(
            new Library("AWS SDK for Java", List.of("aws-sdk.version")),
            new Library("SLF4J", List.of("slf4j.version")),
            new Library("HikariCP", List.of("hikari-of-spring-boot.version", "hikari.version")),
            new Library("DBCP", List.of("dbcp.version")),
            new Library("Tomcat JDBC", List.of("tomcat-jdbc.version")),
            new Library("Agroal", List.of("agroal.version")),
            new Library("Spring Boot", List.of("spring-boot.version")),
            new Library("Flyway", List.of("flyway-10.version", "flyway-11.version", "flyway.version")),
            new Library("Hibernate", List.of("hibernate-6.version", "hibernate-7.version")),
            new Library("jOOQ", List.of("jooq.version")),
            new Library("Jdbi", List.of("jdbi.version")),
            new Library("MyBatis", List.of("mybatis.version")),
            new Library("Micrometer", List.of("micrometer.version")),
            new Library("OpenTelemetry", List.of("opentelemetry.version")),
            new Library("Testcontainers", List.of("testcontainers.version")));

    private static final int MINUTES = 60;
    private static final BigDecimal CAPACITY = BigDecimal.valueOf(8);
    private static final BigDecimal PRICE = new BigDecimal("0.40");

    private final String poms = ManualPages.text("pom.xml") + ManualPages.text("driver-tests/pom.xml");
    private final String readme = ManualPages.text("README.md");

    @Test
    void theVersionsAreThoseOfTheBuild() throws IOException {
        var rows = new StringBuilder("| Library | Versions |\n|---|---|\n");
        for (var library : LIBRARIES) {
            var versions = library.properties().stream().map(this::version).toList();
            rows.append("| ")
                    .append(library.name())
                    .append(" | ")
                    .append(String.join(", ", versions))
                    .append(" |\n");
        }
        new ManualPart("should-i-use-it.md", "versions").checkOrWrite(rows.toString());
    }

    private String version(String property) {
        var found = Pattern.compile("<" + Pattern.quote(property) + ">([^<]+)<").matcher(poms);
        assertThat(found.find()).as(property).isTrue();
        return found.group(1).replace(".Final", "");
    }

    @Test
    void theNumberOfCellsIsThatOfTheRun() {
        var run =
                Pattern.compile("The run of this page: (\\d+) cells").matcher(ManualPages.text("docs/reliability.md"));
        assertThat(run.find()).isTrue();
        assertThat(ManualPages.text("docs/should-i-use-it.md"))
                .contains(String.format(Locale.ROOT, "[%,d combinations]", Integer.parseInt(run.group(1))));
    }

    @Test
    void theMoneyIsCountedRight() throws IOException {
        var rows = new ManualPart("should-i-use-it.md", "money")
                .text()
                .lines()
                .skip(2)
                .map(line -> line.split(" \\| | \\|$", -1))
                .toList();
        assertThat(rows).hasSize(3);
        for (var row : rows) {
            var factors = Pattern.compile("\\d+(?: × \\d+)+").matcher(row[1]);
            assertThat(factors.find()).isTrue();
            var minutes = Pattern.compile(" × ")
                    .splitAsStream(factors.group())
                    .map(BigDecimal::new)
                    .reduce(BigDecimal.ONE, BigDecimal::multiply);
            var hours = minutes.multiply(CAPACITY).divide(BigDecimal.valueOf(MINUTES), 6, RoundingMode.HALF_UP);
            assertThat(List.of(row[2], row[3], row[4]))
                    .containsExactly(
                            minutes.toString(),
                            String.format(Locale.ROOT, "%.1f", hours),
                            String.format(Locale.ROOT, "%.2f", hours.multiply(PRICE)));
        }
    }

    @Test
    void theReadmeTellsTheVersionAndTheJavaOfTheBuild() {
        var version = Pattern.compile("<version>([^<]+)</version>").matcher(ManualPages.text("pom.xml"));
        assertThat(version.find()).isTrue();
        assertThat(readme)
                .contains("<version>" + version.group(1) + "</version>")
                .contains("io.github.redshiftdata:redshift-data-jdbc:" + version.group(1))
                .contains("| **Needs** | Java " + version("maven.compiler.release") + " or newer (");
    }

    @Test
    void whoeverBuildsItIsToldTheOldestMaven() {
        var oldest = Pattern.compile("<requireMavenVersion>\\s*<version>\\[([0-9.]+),\\)")
                .matcher(poms);
        assertThat(oldest.find()).isTrue();
        assertThat(ManualPages.text("CONTRIBUTING.md")).contains("Maven " + oldest.group(1) + " or later");
    }

    @Test
    void windowsHasTheSameThingsByOtherNames() {
        var version = Pattern.compile("<version>([^<]+)</version>").matcher(ManualPages.text("pom.xml"));
        assertThat(version.find()).isTrue();
        var page = ManualPages.text("docs/connecting.md");
        assertThat(page).contains("redshift-data-emulator-" + version.group(1) + "-all.jar");
        assertThat(ManualPages.PROJECT.resolve("sql.cmd")).exists();
        assertThat(readme).contains("](docs/connecting.md#on-windows)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sql", "bench"})
    void theScriptOfWindowsBuildsAndStartsTheSameProgram(String name) {
        var here = ManualPages.text(name);
        var windows = ManualPages.text(name + ".cmd");
        for (var what : List.of("io\\.github\\.redshiftdata\\.\\w+\\.[A-Z]\\w+", "-pl \\w+ -am package", "-Xmx\\w+ ")) {
            assertThat(Pattern.compile(what).matcher(windows).results().map(MatchResult::group))
                    .containsExactlyElementsOf(Pattern.compile(what)
                            .matcher(here)
                            .results()
                            .map(MatchResult::group)
                            .toList());
        }
        assertThat(windows).contains(" %*\n").endsWith("exit /b %errorlevel%\n");
        assertThat(ManualPages.text("docs/connecting.md")).contains("`" + name + ".cmd");
    }

    /** The checks of the project run them, found by the comment above each. */
    @Test
    void theReadmeHasItsTwoCommands() {
        assertThat(readme).contains("# run the tests\nmvn ", "# run a query on the embedded emulator\n./sql ");
    }

    @Test
    void theReadmeTellsWhereToAsk() {
        var address = Pattern.compile("<scm>.*?<url>([^<]+)<", Pattern.DOTALL).matcher(poms);
        assertThat(address.find()).isTrue();
        assertThat(readme).contains("](" + address.group(1) + ")");
    }

    @Test
    void whoeverDecidesSeesTheStateOnTheFirstScreen() {
        var firstScreen = readme.lines().limit(20).toList();
        assertThat(firstScreen)
                .anyMatch(line -> line.startsWith("| **Status** | not released."))
                .anyMatch(line -> line.startsWith("| **Not for you, if** |"));
        assertThat(readme.indexOf("mvn -B")).isGreaterThan(readme.indexOf("## The manual"));
    }
}

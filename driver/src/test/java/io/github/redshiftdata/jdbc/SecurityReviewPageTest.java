package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.config.DriverProperties;
import io.github.redshiftdata.jdbc.internal.config.Property;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for reviewers says of hosts, dependencies and files what the build and the code say. */
class SecurityReviewPageTest {

    private final String page = ManualPages.text("docs/security-review.md");
    private final String pom = ManualPages.text("driver/pom.xml");

    /** A client of a service of AWS more would be a host more. */
    @Test
    void everyClientOfAwsHasItsHost() {
        var clients = Pattern.compile("import software\\.amazon\\.awssdk\\.services\\.(\\w+)\\.\\w+Client;")
                .matcher(ManualPages.driverSource())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(clients)
                .isSubsetOf("redshiftdata", "sts", "sso", "ssooidc", "signin")
                .contains("redshiftdata");
        assertThat(page)
                .contains("`redshift-data.REGION", "`sts.REGION", "`portal.sso.REGION", "`oidc.REGION", "`aws login`");
    }

    @Test
    void everyAddressThatCanBeSetIsInTheTable() {
        assertThat(DriverProperties.all().stream().map(Property::name).filter(name -> name.toLowerCase(Locale.ROOT)
                        .endsWith("endpoint")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void theDependenciesAreThoseOfTheBuild() {
        var artifacts = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL)
                .matcher(pom.substring(0, pom.indexOf("<build>")))
                .results()
                .map(found -> found.group(1))
                .filter(text -> !text.contains("<scope>") && !text.contains("<optional>"))
                .flatMap(text -> Pattern.compile("<artifactId>([^<]+)<")
                        .matcher(text)
                        .results()
                        .limit(1))
                .map(found -> found.group(1))
                .toList();
        assertThat(artifacts)
                .containsExactlyInAnyOrder(
                        "redshiftdata",
                        "sts",
                        "sso",
                        "ssooidc",
                        "signin",
                        "apache5-client",
                        "jackson-core",
                        "slf4j-api");
        assertThat(page.replace("\n", " "))
                .contains("(`redshiftdata`, `sts`, `sso`, `ssooidc`, `signin`, the HTTP client), Jackson and SLF4J");
    }

    /** One place writes files for support, one the tokens of a sign-in: a third one would be a row more. */
    @Test
    void filesAreWrittenByTwoClassesOnly() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(SecurityReviewPageTest::writesFiles)
                            .map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("LogFile.java", "TokenCache.java");
        }
        assertThat(page).contains("| `logFile` |", "| `~/.aws/sso/cache` |");
    }

    private static boolean writesFiles(Path file) {
        try {
            return Pattern.compile(
                            "Files\\.(write|newBufferedWriter|newOutput|create|move|copy)|FileChannel\\.open|FileOutputStream")
                    .matcher(Files.readString(file))
                    .find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

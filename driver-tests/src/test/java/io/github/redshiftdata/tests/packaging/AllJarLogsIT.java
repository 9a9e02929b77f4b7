package io.github.redshiftdata.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.sessions.SecretTraffic;
import io.github.redshiftdata.tests.support.TestEmulator;
import io.github.redshiftdata.tests.support.TracedLogs;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a program logs that has the jar with the classifier {@code all}, in a JVM of its own: whoever switches on a logger
 * of the manual gets what the driver says, and never a secret or the value of a parameter.
 */
class AllJarLogsIT {

    private static final String DRIVER = "io.github.redshiftdata.jdbc";
    private static final String RELOCATED = "io.github.redshiftdata.shaded.";
    private static final Pattern NAME = Pattern.compile("\\| `(io\\.github\\.redshiftdata\\.jdbc[.a-z]*)`");

    /** The loggers that the manual names, and the one above them, which people set. */
    static List<String> documentedLoggers() throws IOException {
        var names = new TreeSet<String>();
        names.add(DRIVER);
        NAME.matcher(Files.readString(Path.of(System.getProperty("docs"), "observability.md")))
                .results()
                .forEach(found -> names.add(found.group(1)));
        return List.copyOf(names);
    }

    private static List<String[]> run(String logger) throws IOException, InterruptedException, URISyntaxException {
        var own = Path.of(SecretTraffic.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dslf4j.provider=" + TracedLogs.class.getName(),
                        "-D" + TracedLogs.ON + "=" + logger,
                        "-cp",
                        System.getProperty("all.jar")
                                + File.pathSeparator
                                + own
                                + File.pathSeparator
                                + Path.of(System.getProperty("slf4j.jars"), "slf4j-api-2.0.18.jar"),
                        SecretTraffic.class.getName(),
                        TestEmulator.shared().url("clusterIdentifier=one", "region=eu-west-1"))
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(() -> output).isZero();
        assertThat(output.lines().anyMatch("done"::equals)).isTrue();
        return TracedLogs.events(output);
    }

    /** The names of those who told a secret, and what; not the whole text, which is long. */
    private static List<String> tellingSecrets(Stream<String[]> events) {
        return events.flatMap(event -> SecretTraffic.SECRETS.stream()
                        .filter(event[1]::contains)
                        .map(secret -> event[0] + " tells " + secret))
                .distinct()
                .toList();
    }

    private static Set<String> loggers(Stream<String[]> events) {
        return events.map(event -> event[0]).collect(Collectors.toSet());
    }

    private static boolean isTheDrivers(String logger) {
        return logger.equals(DRIVER) || logger.startsWith(DRIVER + ".");
    }

    @Test
    void theManualNamesTheLoggers() throws IOException {
        assertThat(documentedLoggers()).contains(DRIVER + ".sql", DRIVER + ".calls", DRIVER + ".session");
    }

    @ParameterizedTest
    @MethodSource("documentedLoggers")
    void aLoggerOfTheManualSwitchesOnTheDriverOnlyAndTellsNoSecret(String logger) throws Exception {
        var events = run(logger);

        assertThat(loggers(events.stream())).isNotEmpty().isSubsetOf(documentedLoggers());
        assertThat(tellingSecrets(events.stream())).isEmpty();
    }

    @Test
    void withEveryLoggerOnTheDriversTellNoSecretAndTheClientsHaveNamesOfTheirOwn() throws Exception {
        var events = run("");

        var others = events.stream().filter(event -> !isTheDrivers(event[0])).toList();
        assertThat(tellingSecrets(events.stream().filter(event -> isTheDrivers(event[0]))))
                .isEmpty();
        assertThat(loggers(others.stream())).isNotEmpty().allSatisfy(name -> assertThat(name)
                .startsWith(RELOCATED));
        // The client's own loggers do tell values: what is searched for above would have been found.
        assertThat(tellingSecrets(others.stream()))
                .anySatisfy(found -> assertThat(found).endsWith(SecretTraffic.SESSION_TOKEN));
        assertThat(tellingSecrets(others.stream()))
                .anySatisfy(found -> assertThat(found).endsWith(SecretTraffic.TEXT));
    }
}

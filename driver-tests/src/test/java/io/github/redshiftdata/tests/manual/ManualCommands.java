package io.github.redshiftdata.tests.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.packaging.EmulatorImage;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Commands of the manual: the emulator's are run; of the others, what they name exists. */
final class ManualCommands {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|((?:'[^']*'|[^\\s'])+)");
    private static final Pattern COMMENT = Pattern.compile("\\s#\\s.*$");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern ARTIFACT =
            Pattern.compile("</parent>.*?<artifactId>([^<]+)</artifactId>", Pattern.DOTALL);
    private static final Pattern JAR = Pattern.compile("([a-z-]+)/target/([a-z-]+)-(\\*|VERSION)-all\\.jar");
    private static final List<String> MAVEN =
            List.of("-B", "-q", "-DskipTests", "test", "package", "verify", "install", "-pl");
    private static final Pattern PROPERTY = Pattern.compile("-D([^=]+)=.+");
    private static final Pattern PORTS = Pattern.compile("\\d+:(\\d+)");

    private ManualCommands() {}

    static void check(Path project, String block) throws Exception {
        var commands = block.lines()
                .map(line -> COMMENT.matcher(line).replaceFirst("").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        assertThat(commands).isNotEmpty();
        for (var command : commands) {
            checkCommand(project, words(command));
        }
    }

    private static void checkCommand(Path project, List<String> words) throws Exception {
        var arguments = words.subList(1, words.size());
        switch (words.get(0)) {
            case "./sql", "./bench", ".ci/reproducible" ->
                checkScript(project.resolve(words.get(0)).normalize(), arguments);
            case "mvn" -> checkMaven(project, arguments);
            case "java" -> runJar(project, arguments);
            case "docker" -> checkDocker(project, arguments);
            default -> throw new AssertionError("a command that is not tested: " + words);
        }
    }

    /** Options of Maven, modules of the project, profiles and properties that its POMs know. */
    private static void checkMaven(Path project, List<String> arguments) throws IOException {
        var poms = poms(project);
        for (var argument : arguments) {
            var property = PROPERTY.matcher(argument);
            if (argument.startsWith("-P")) {
                assertThat(poms).contains("<profile>").contains("<id>" + argument.substring(2) + "</id>");
            } else if (property.matches()) {
                assertThat(poms).containsAnyOf("<" + property.group(1) + ">", "<name>" + property.group(1) + "</name>");
            } else if (!MAVEN.contains(argument)) {
                for (var module : argument.split(",", -1)) {
                    assertThat(module.equals(".") || poms.contains("<module>" + module + "</module>"))
                            .as(module)
                            .isTrue();
                }
                // whoever takes an artifact needs the POM that it names as its parent
                assertThat(!arguments.contains("install")
                                || List.of(argument.split(",", -1)).contains("."))
                        .as("the project itself is installed by %s", arguments)
                        .isTrue();
            }
        }
    }

    private static String poms(Path project) throws IOException {
        var text = new StringBuilder(Files.readString(project.resolve("pom.xml")));
        for (var module :
                MODULE.matcher(text.toString()).results().map(m -> m.group(1)).toList()) {
            text.append(Files.readString(project.resolve(module).resolve("pom.xml")));
        }
        return text.toString();
    }

    private static void checkScript(Path script, List<String> arguments) throws IOException, SQLException {
        assertThat(script).isExecutable();
        var usage = Files.readString(script);
        for (var argument : arguments) {
            if (argument.startsWith("-")) {
                assertThat(usage).contains(" " + argument + " ");
            } else if (argument.startsWith("jdbc:")) {
                ManualUrls.check(argument);
            }
        }
    }

    /** {@code docker build -t NAME emulator} and {@code docker run -p PORT:PORT NAME}. */
    private static void checkDocker(Path project, List<String> arguments) throws IOException {
        var words = new ArrayList<>(arguments);
        switch (words.remove(0)) {
            case "build" -> {
                assertThat(words).startsWith("-t", EmulatorImage.NAME).hasSize(3);
                assertThat(project.resolve(words.get(2)).resolve("Dockerfile")).exists();
            }
            case "run" -> {
                assertThat(words).startsWith("-p").endsWith(EmulatorImage.NAME).hasSize(3);
                var ports = PORTS.matcher(words.get(1));
                assertThat(ports.matches()).as(words.get(1)).isTrue();
                assertThat(Files.readString(project.resolve("emulator/Dockerfile")))
                        .contains("EXPOSE " + ports.group(1) + "\n");
            }
            default -> throw new AssertionError("a command that is not tested: docker " + arguments);
        }
    }

    /** {@code java -jar MODULE/target/ARTIFACT-*-all.jar --option …}, of the emulator. */
    private static void runJar(Path project, List<String> arguments) throws Exception {
        assertThat(arguments.get(0)).isEqualTo("-jar");
        var jar = JAR.matcher(arguments.get(1));
        assertThat(jar.matches()).as(arguments.get(1)).isTrue();
        assertThat(artifactId(project.resolve(jar.group(1)))).isEqualTo(jar.group(2));
        assertThat(Files.readString(project.resolve(jar.group(1)).resolve("pom.xml")))
                .contains("<shadedClassifierName>all</shadedClassifierName>");
        startsAndListens(project.resolve(jar.group(1)).resolve("target"), arguments.subList(2, arguments.size()));
    }

    /** On a free port and the PostgreSQL of the tests; everything else as the manual says. */
    private static void startsAndListens(Path target, List<String> options) throws Exception {
        Path jar;
        try (var files = Files.list(target)) {
            jar = files.filter(file -> file.toString().endsWith("-all.jar"))
                    .findAny()
                    .orElseThrow();
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-jar", jar.toString()));
        command.addAll(options);
        command.addAll(
                List.of("--port", "0", "--postgres", TestEmulator.shared().postgresUrl(), "--no-sample-data"));
        var program = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = program.inputReader()) {
            assertThat(output.readLine()).startsWith("The Redshift Data API listens on http://localhost:");
        } finally {
            program.destroy();
            program.waitFor();
        }
    }

    /** The artifacts that the project builds. */
    static List<String> artifactIds(Path project) throws IOException {
        var ids = new ArrayList<String>();
        for (var module : MODULE.matcher(Files.readString(project.resolve("pom.xml")))
                .results()
                .toList()) {
            ids.add(artifactId(project.resolve(module.group(1))));
        }
        return ids;
    }

    private static String artifactId(Path module) throws IOException {
        var found = ARTIFACT.matcher(Files.readString(module.resolve("pom.xml")));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .toList();
    }
}

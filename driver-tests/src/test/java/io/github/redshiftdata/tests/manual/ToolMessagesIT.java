package io.github.redshiftdata.tests.manual;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/troubleshooting.md quotes of HikariCP and of Spring is theirs, in the versions that are tested here. */
class ToolMessagesIT {

    private static final Path PAGE = Path.of(System.getProperty("docs"), "troubleshooting.md");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final List<String> OF_HIKARI =
            List.of("HikariPool", "HikariPool$PoolInitializationException", "PoolBase", "ProxyConnection");
    private static final List<String> OF_SPRING =
            List.of("org.springframework.dao.", "org.springframework.jdbc.", "org.springframework.orm.jpa.");

    private static List<String> quotes(String tool) throws IOException {
        try (var lines = Files.lines(PAGE)) {
            return lines.filter(line -> line.startsWith("| " + tool + ": `"))
                    .map(line -> line.substring(0, line.indexOf(" | ", 1)))
                    .flatMap(cell -> QUOTED.matcher(cell).results().map(found -> found.group(1)))
                    .toList();
        }
    }

    @Test
    void theSentencesOfHikariAreItsOwn() throws IOException {
        var code = new StringBuilder();
        for (var type : OF_HIKARI) {
            try (var bytes = HikariPool.class.getResourceAsStream(type + ".class")) {
                code.append(new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        var quotes = quotes("HikariCP");
        assertThat(quotes).hasSizeGreaterThan(3);
        for (var quote : quotes) {
            assertThat(Stream.of(quote.split("…", -1)).map(String::strip).filter(piece -> piece.length() > 2))
                    .allSatisfy(piece -> assertThat(code).contains(piece));
        }
    }

    @Test
    void theExceptionsOfSpringExist() throws IOException {
        var names = quotes("Spring").stream()
                .filter(quote -> quote.endsWith("Exception"))
                .toList();
        assertThat(names).hasSizeGreaterThan(5).allSatisfy(name -> assertThat(
                        OF_SPRING.stream().anyMatch(place -> exists(place + name)))
                .as(name)
                .isTrue());
    }

    private static boolean exists(String type) {
        try {
            Class.forName(type, false, ToolMessagesIT.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}

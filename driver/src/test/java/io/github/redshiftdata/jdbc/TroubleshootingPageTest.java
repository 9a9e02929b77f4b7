package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.error.DatabaseErrors;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The messages that the page about troubleshooting quotes are those of the code. */
class TroubleshootingPageTest {

    private static final String PAGE = "docs/troubleshooting.md";
    private static final Pattern CELL = Pattern.compile("^\\| `([^`]+)`");
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern STATE = Pattern.compile("\\(([0-9A-Z]{5})\\)");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");

    private static final int SHORTEST = 4;
    private static final int MOST_PIECES = 3;

    /** Wrong on purpose: what the driver says of them is part of its messages. */
    private static final List<String> WRONG_URLS = List.of(
            "//sales/dev",
            "//sales:eu-west-1",
            "///dev?region=eu-west-1",
            "//sales:eu-west-1/dev?databse=x",
            "//sales:eu-west-1/dev?serverless",
            "//sa_les/dev",
            "//sales:5439/dev",
            "//me@sales:eu-west-1/dev",
            "//sales:eu-west-1/dev?workgroupName=reports",
            "///dev?region=eu-west-1&clusterIdentifier=c&serverless=true",
            "//sales:eu-west-1/dev?sessionToken=x",
            "//sales:eu-west-1/dev?profile=a&accessKeyId=b",
            "//sales:eu-west-1/dev?accessKeyId=b",
            "//sales:eu-west-1/dev?secretArn=a&dbUser=b",
            "//sales:eu-west-1/dev?serverless=true&dbUser=b");

    private final List<String> produced = produced();
    private final List<String> literals = literals(ManualPages.driverSource());

    @TestFactory
    Stream<DynamicTest> everyMessageOfTheDriverIsOneOfTheCode() {
        var messages = rows("The driver says").stream()
                .flatMap(TroubleshootingPageTest::messages)
                .toList();
        assertThat(messages).hasSizeGreaterThan(140);
        return messages.stream()
                .map(message -> DynamicTest.dynamicTest(
                        message, () -> assertThat(isProduced(message) || isMadeOf(message, literals))
                                .as(message)
                                .isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> everyMessageOfTheServiceHasTheStateThatThePageGives() {
        var rows = rows("The service says");
        assertThat(rows).hasSizeGreaterThan(25);
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(message(row), () -> {
                    var state = STATE.matcher(row);
                    assertThat(state.find()).as(row).isTrue();
                    var text = message(row).replace("…", "x");
                    assertThat(DatabaseErrors.of(text, false, "id", null, null).getSQLState())
                            .isEqualTo(state.group(1));
                }));
    }

    @Test
    void whatIsNotInTheCodeIsFound() {
        assertThat(isMadeOf("The statement was forgotten … times", literals)).isFalse();
        assertThat(isProduced("No colour is given.")).isFalse();
        assertThat(isProduced("No region is given.")).isTrue();
    }

    private boolean isProduced(String message) {
        var pattern = Pattern.compile(Pattern.quote(message).replace("…", "\\E.+\\Q"), Pattern.DOTALL);
        return produced.stream().anyMatch(text -> pattern.matcher(text).find());
    }

    private static boolean isMadeOf(String message, List<String> literals) {
        return Stream.of(message.split("…", -1))
                .filter(piece -> piece.strip().length() >= SHORTEST)
                .allMatch(piece -> isMadeOf(piece, literals, MOST_PIECES));
    }

    /** Whether a text is one piece of a literal, or few of them one after another. */
    private static boolean isMadeOf(String text, List<String> literals, int pieces) {
        if (literals.stream().anyMatch(literal -> literal.contains(text))) {
            return true;
        }
        return pieces > 1
                && IntStream.rangeClosed(SHORTEST, text.length() - SHORTEST)
                        .anyMatch(at -> literals.stream().anyMatch(literal -> literal.endsWith(text.substring(0, at)))
                                && isMadeOf(text.substring(at), literals, pieces - 1));
    }

    /** The rows of all tables with a header. */
    private static List<String> rows(String header) {
        var rows = new ArrayList<String>();
        var inTable = false;
        for (var line : ManualPages.text(PAGE).lines().toList()) {
            if (line.startsWith("| " + header + " |")) {
                inTable = true;
            } else if (!line.startsWith("|")) {
                inTable = false;
            } else if (inTable && !line.startsWith("|---")) {
                rows.add(line);
            }
        }
        return rows;
    }

    /** All texts of the first cell. */
    private static Stream<String> messages(String row) {
        return SPAN.matcher(row.substring(0, row.indexOf(" | "))).results().map(found -> found.group(1));
    }

    private static String message(String row) {
        var cell = CELL.matcher(row);
        assertThat(cell.find()).as(row).isTrue();
        return cell.group(1);
    }

    private static List<String> produced() {
        var messages = new ArrayList<String>();
        for (var url : WRONG_URLS) {
            try {
                ConfigReader.read(
                        "jdbc:redshift-data:" + url, new Properties(), 0, () -> URI.create("http://localhost:1"));
                throw new AssertionError("taken for right: " + url);
            } catch (ConfigurationException e) {
                messages.add(e.getMessage());
            }
        }
        for (var what : List.of("connection", "statement", "result set")) {
            messages.add(Errors.closed(what).getMessage());
        }
        for (var subject : List.of("Savepoints: Redshift has none, so setSavepoint")) {
            assertThat(literals(ManualPages.driverSource())).contains(subject);
            messages.add(Errors.unsupported(subject).getMessage());
        }
        return messages;
    }

    private static List<String> literals(String source) {
        return LITERAL.matcher(CONCATENATION.matcher(source).replaceAll(""))
                .results()
                .map(found -> found.group(1).replace("\\\"", "\""))
                .toList();
    }
}

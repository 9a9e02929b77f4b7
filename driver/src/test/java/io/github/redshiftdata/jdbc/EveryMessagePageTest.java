package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whoever pastes a message of the driver into the search of the manual finds it. */
class EveryMessagePageTest {

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
    private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern BEGIN = Pattern.compile("^ ?[A-Z][a-z']+ [a-z'{].*");
    private static final Pattern LINE_OF_THE_LOG = Pattern.compile("\\{}");

    private static final int FEWEST_WORDS = 3;
    private static final int IN_A_ROW = 4;

    /** Texts that no user sees as a message: parts of others, SQL, descriptions, pages of the browser. */
    private static final Set<String> NO_MESSAGES = Set.of(
            "Requests that were repeated",
            "Statements that were waited for, and how long",
            "The size of the pages of results",
            "The rows on the pages of results",
            "The group that the queries belong to: workload management and system views know it.",
            "Records is not a JSON array",
            "Id of a sub-statement",
            "Status of a sub-statement",
            "Status of a session",
            "Id of a statement",
            "Status of a statement",
            "Did you mean '",
            "Run the query again.",
            "Open a new connection.",
            "Value '.*' at '",
            "Value '' at '",
            "A key in the URL",
            "An SQL text",
            "Nothing is here.",
            "You are signed in. You can close this window.",
            "Nothing has no rows to read",
            "An argument that was read once cannot be read again",
            "The cell is of the kind ",
            "No conversions for ",
            "Use execute and the getters of this statement.");

    /** Messages of a wrong use of the driver's own classes, which say all there is to say. */
    private static final Set<String> SAY_ALL = Set.of(
            "This DataSource is not a ",
            "The class to unwrap is null.",
            "A RedshiftDataDataSource is written in another form.",
            "The interface to unwrap to is null. Pass a class.",
            "The type is null. Give one of java.sql.JDBCType, or no type.");

    private final String manual = ManualPages.all().stream()
            .filter(page -> !page.equals("CHANGELOG.md"))
            .map(page -> String.join(" ", words(ManualPages.text(page))))
            .collect(Collectors.joining("\n"));

    @Test
    void everyMessageOfTheDriverIsInAPage() {
        var source = CONCATENATION
                .matcher(COMMENT.matcher(ManualPages.driverSource()).replaceAll(""))
                .replaceAll("");
        var messages = LITERAL.matcher(source)
                .results()
                .map(found -> found.group(1).replace("\\\"", "\""))
                .filter(text -> BEGIN.matcher(text).matches() && words(text).size() >= FEWEST_WORDS)
                .filter(text -> !LINE_OF_THE_LOG.matcher(text).find())
                .filter(text -> !NO_MESSAGES.contains(text) && !SAY_ALL.contains(text))
                .filter(text -> !isDescription(text))
                .distinct()
                .toList();
        assertThat(messages).hasSizeGreaterThan(200);
        assertThat(messages.stream().filter(message -> !isFound(message)).toList())
                .as("messages that are in no page: add a row to docs/troubleshooting.md")
                .isEmpty();
    }

    @Test
    void aMessageThatIsNowhereIsNoticed() {
        assertThat(isFound("The warehouse went for a walk in the rain.")).isFalse();
        assertThat(isFound("The reading of the result was cancelled (statement "))
                .isTrue();
    }

    /** Those of properties are in the table of the page about connecting. */
    private boolean isDescription(String text) {
        return ManualPages.text("docs/connecting.md").contains("| " + text + " ");
    }

    private boolean isFound(String message) {
        var words = words(message);
        var length = Math.min(IN_A_ROW, words.size());
        return IntStream.rangeClosed(0, words.size() - length)
                .mapToObj(at -> String.join(" ", words.subList(at, at + length)))
                .anyMatch(manual::contains);
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}=-]+", " ")
                .strip()
                .split(" "));
    }
}

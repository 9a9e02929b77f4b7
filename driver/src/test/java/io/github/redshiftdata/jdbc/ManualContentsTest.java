package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every page leads back to all pages, and a long one tells what is on it. Run with -Ddocs.write=true to write that anew. */
class ManualContentsTest {

    private static final Path DOCS = Path.of("docs");
    /** The way in, the pages that list the others, and the changes, which have no end. */
    private static final Set<String> WITHOUT = Set.of("README.md", "docs/README.md", "CHANGELOG.md");

    private static final Pattern HEADING = Pattern.compile("^## +(.+)$", Pattern.MULTILINE);
    private static final Pattern FENCE = Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern TOP =
            Pattern.compile("\\A(# [^\n]+\n\n)(?:<!-- contents -->\n.*?<!-- /contents -->\n\n)?", Pattern.DOTALL);

    /** From here on a page has more headings than one sees at once. */
    private static final int LONG = 4;

    @TestFactory
    Stream<DynamicTest> everyPageHasItsWayBackAndItsContents() {
        return ManualPages.all().stream()
                .filter(page -> !WITHOUT.contains(page))
                .map(page -> DynamicTest.dynamicTest(page, () -> check(page)));
    }

    private static void check(String page) throws IOException {
        var text = ManualPages.text(page);
        var top = TOP.matcher(text);
        assertThat(top.find()).as("a title").isTrue();
        var now = top.group(1) + contents(page, text) + text.substring(top.end());
        if (ManualPart.isWritten()) {
            Files.writeString(ManualPages.PROJECT.resolve(page), now);
        } else {
            assertThat(text).as("run with -Ddocs.write=true").isEqualTo(now);
        }
    }

    private static String contents(String page, String text) {
        var manual = Objects.requireNonNullElse(Path.of(page).getParent(), Path.of(""))
                .relativize(DOCS.resolve("README.md"))
                .toString()
                .replace('\\', '/');
        var headings = HEADING.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(found -> found.group(1))
                .toList();
        var line = new StringBuilder("[All pages](" + manual + ")");
        if (headings.size() >= LONG) {
            line.append(headings.stream()
                    .map(heading -> "[" + heading.replace("`", "") + "](#" + ManualPages.anchor(heading) + ")")
                    .collect(Collectors.joining(" ·\n", " · On this page:\n", "")));
        }
        return "<!-- contents -->\n" + line + "\n<!-- /contents -->\n\n";
    }
}

package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The links within the manual lead somewhere, and every page can be found. */
class ManualLinksTest {

    private static final Pattern FENCE = Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+)$", Pattern.MULTILINE);

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsSomewhere() {
        return ManualPages.all().stream()
                .map(page -> DynamicTest.dynamicTest(page, () -> {
                    for (var link : links(page)) {
                        check(page, link);
                    }
                }));
    }

    @Test
    void everyPageIsInTheReadmeOrInTheContents() {
        var linked = Stream.of("README.md", "docs/README.md")
                .flatMap(contents -> links(contents).stream()
                        .filter(link -> !isOutside(link))
                        .map(link -> target(contents, link)))
                .toList();
        assertThat(linked).containsAll(ManualPages.all());
    }

    @Test
    void anchorsAreThoseOfGitHub() {
        assertThat(anchors("# What it costs\n## `a.b`, (c) d!\n## What it costs\n```\n# no heading\n```\n"))
                .containsExactlyInAnyOrder("what-it-costs", "ab-c-d", "what-it-costs-1");
    }

    private static void check(String page, String link) {
        if (isOutside(link)) {
            assertThat(link).startsWith("https://");
            return;
        }
        var target = target(page, link);
        assertThat(Files.exists(ManualPages.PROJECT.resolve(target)))
                .as(page + " links to " + link)
                .isTrue();
        var hash = link.indexOf('#');
        if (hash >= 0) {
            assertThat(anchors(ManualPages.text(target)))
                    .as(page + " links to " + link)
                    .contains(link.substring(hash + 1));
        }
    }

    private static boolean isOutside(String link) {
        return link.contains("://");
    }

    /** The file that a link means, by its path in the project. */
    private static String target(String page, String link) {
        var hash = link.indexOf('#');
        var file = hash < 0 ? link : link.substring(0, hash);
        return file.isEmpty()
                ? page
                : Path.of(page).resolveSibling(file).normalize().toString();
    }

    private static List<String> links(String page) {
        var text = CODE.matcher(FENCE.matcher(ManualPages.text(page)).replaceAll(""))
                .replaceAll("`");
        return LINK.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static Set<String> anchors(String text) {
        var anchors = new HashSet<String>();
        var seen = new HashMap<String, Integer>();
        var headings = new ArrayList<String>();
        HEADING.matcher(FENCE.matcher(text).replaceAll("")).results().forEach(found -> headings.add(found.group(1)));
        for (var heading : headings) {
            var anchor = ManualPages.anchor(heading);
            var before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }
}

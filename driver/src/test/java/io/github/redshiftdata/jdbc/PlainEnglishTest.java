package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A sentence of the manual can be read at once. */
class PlainEnglishTest {

    /** More hold more than one idea. */
    private static final int MOST_WORDS = 40;

    private static final Pattern NO_PROSE = Pattern.compile(
            "^ *```.*?^ *```|<pre>.*?</pre>|<!-- contents -->.*?<!-- /contents -->|<!--.*?-->|^ *\\|[^\n]*$|^#[^\n]*$",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern PARAGRAPH = Pattern.compile("\n\\s*\n|\n *- |\n *\\d+\\. ");
    private static final Pattern END = Pattern.compile("(?<=[.!?:;][*)]{0,3})\\s+(?=[A-Z`*\\[(])");

    /** Lists of names, which nobody reads as a sentence. */
    private static final Pattern LIST_OF_NAMES = Pattern.compile("([A-Z0-9_`]{2,}(, |; )){12,}");

    @TestFactory
    Stream<DynamicTest> noSentenceHoldsMoreThanOneIdea() {
        return ManualPages.all().stream()
                .filter(page -> !page.equals("CHANGELOG.md"))
                .map(page -> DynamicTest.dynamicTest(
                        page, () -> assertThat(longOnes(ManualPages.text(page))).isEmpty()));
    }

    @Test
    void aLongSentenceIsFoundAndATableIsNot() {
        assertThat(longOnes("A " + "word ".repeat(MOST_WORDS) + "end. Short.")).hasSize(1);
        assertThat(longOnes("| A " + "word ".repeat(MOST_WORDS) + "|\n\nShort."))
                .isEmpty();
    }

    private static List<String> longOnes(String text) {
        return PARAGRAPH
                .splitAsStream(NO_PROSE.matcher(text).replaceAll("\n\n"))
                .map(paragraph -> String.join(" ", paragraph.strip().split("\\s+")))
                .flatMap(END::splitAsStream)
                .filter(sentence -> sentence.split(" ").length > MOST_WORDS)
                .filter(sentence -> !LIST_OF_NAMES.matcher(sentence).find())
                .toList();
    }
}

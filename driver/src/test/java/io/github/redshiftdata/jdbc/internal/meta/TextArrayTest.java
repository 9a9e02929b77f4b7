package io.github.redshiftdata.jdbc.internal.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TextArrayTest {

    @Test
    void readsTheFormsOfTheCatalog() {
        assertThat(TextArray.elements(null)).isEmpty();
        assertThat(TextArray.elements("{}")).isEmpty();
        assertThat(TextArray.elements("")).isEmpty();
        assertThat(TextArray.elements("{1,2}")).containsExactly("1", "2");
        assertThat(TextArray.elements("23 25")).containsExactly("23", "25");
        assertThat(TextArray.elements("{a,\"b c\",\"\",\"d\\\"e\"}")).containsExactly("a", "b c", "", "d\"e");
        assertThat(TextArray.elements("{root=arwdRxt/root,=r/root}")).containsExactly("root=arwdRxt/root", "=r/root");
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings()
                .withChars("a,{}[] \"\\")
                .ofMaxLength(5)
                .list()
                .ofMaxSize(4);
    }

    @Property
    void readsBackWhatIsWritten(@ForAll("texts") List<String> texts) {
        var written = texts.stream()
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
        assertThat(TextArray.elements(written)).isEqualTo(texts);
    }

    @Test
    void brokenTextsAreReadAsFarAsTheyGo() {
        assertThat(TextArray.elements("a\\")).containsExactly("a\\");
        assertThat(TextArray.elements("[0:1]={1,2}")).contains("1", "2");
        assertThat(TextArray.elements("{\"a,b}")).containsExactly("a,b}");
    }
}

package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarningsTest {

    private final Warnings warnings = new Warnings();

    private List<String> texts() {
        var texts = new ArrayList<String>();
        for (var warning = warnings.first(); warning != null; warning = warning.getNextWarning()) {
            texts.add(warning.getMessage());
        }
        return texts;
    }

    @Test
    void aTextIsKeptOnceUntilItIsCleared() {
        warnings.addAll(List.of("a", "b", "a"));
        warnings.add("b");
        assertThat(texts()).containsExactly("a", "b");
        warnings.clear();
        assertThat(texts()).isEmpty();
        warnings.add("b");
        assertThat(texts()).containsExactly("b");
    }
}

package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigWarningsTest {

    private final List<String> lines = new ArrayList<>();
    private final ConfigWarnings warnings = new ConfigWarnings(lines::add);

    @Test
    void eachSettingIsNamedOnceWhateverIsSaidOfItLater() {
        warnings.tell(Map.of("user", "a"));
        warnings.tell(Map.of("user", "b"));
        warnings.tell(Map.of("password", "c", "user", "d"));
        assertThat(lines).containsExactly("a", "c");
    }

    @Test
    void newNamesForEverDoNotFillTheMemory() {
        for (var i = 0; i < 5_000; i++) {
            warnings.tell(Map.of("name " + i, "text"));
        }
        assertThat(lines).hasSize(1_000);
    }
}

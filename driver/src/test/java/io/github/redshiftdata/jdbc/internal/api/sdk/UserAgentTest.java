package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UserAgentTest {

    private static List<String> of(@Nullable String name) {
        return UserAgent.of(name).stream()
                .map(part -> part.name() + "/" + part.version())
                .toList();
    }

    @Test
    void theDriverNamesItself() {
        assertThat(of(null)).singleElement().asString().startsWith("redshift-data-jdbc/");
    }

    @Test
    void theProgramIsNamedBehindIt() {
        assertThat(of("reports")).hasSize(2).endsWith("app/reports");
    }

    @Test
    void whatHttpDoesNotAllowBecomesADash() {
        assertThat(of("Büro (1)\r\nX: y; ½")).endsWith("app/B-ro-1-X-y-");
        assertThat(of("n".repeat(60))).endsWith("app/" + "n".repeat(50));
    }
}

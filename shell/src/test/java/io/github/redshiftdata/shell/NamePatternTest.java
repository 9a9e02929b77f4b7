package io.github.redshiftdata.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "sales,,sales",
                "Sales,,sales",
                "\"Sales\",,Sales",
                "public.sa*,public,sa%",
                "*.s?les,%,s_les",
                "a_b,,a\\_b",
                "\"a.b*\"\"c\".d%,a.b*\"c,d\\%"
            })
    void aPatternOfPsqlBecomesThoseOfJdbc(String pattern, String schema, String name) {
        assertThat(NamePattern.parse(pattern, "\\")).isEqualTo(new NamePattern(schema, name));
    }

    @Test
    void noneIsForAll() {
        assertThat(NamePattern.parse(null, "\\")).isEqualTo(new NamePattern(null, null));
        assertThat(NamePattern.exactly("a\\b_%", "\\")).isEqualTo("a\\\\b\\_\\%");
    }
}

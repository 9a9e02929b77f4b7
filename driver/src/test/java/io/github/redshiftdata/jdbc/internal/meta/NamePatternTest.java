package io.github.redshiftdata.jdbc.internal.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("ab%_\\.表").ofMaxLength(6);
    }

    @Property
    void aNameMatchesItselfExactly(@ForAll("names") String name) {
        var pattern = NamePattern.exactly(name);
        assertThat(pattern.matches(name)).isTrue();
        assertThat(pattern.single()).contains(name);
        assertThat(pattern.asExact().text()).isEqualTo(pattern.text());
    }

    @Property
    void anExactNameMatchesNoOther(@ForAll("names") String name, @ForAll("names") String other) {
        assertThat(NamePattern.exactly(name).matches(other)).isEqualTo(name.equals(other));
    }

    @Property(tries = 5000)
    void matchesAsARegularExpressionDoes(@ForAll("names") String pattern, @ForAll("names") String name) {
        assertThat(NamePattern.of(pattern).matches(name))
                .isEqualTo(expression(pattern).matcher(name).matches());
    }

    @Property(tries = 5000)
    void withoutEscapesItMatchesAllThatItMatchedWhateverABackslashMeans(
            @ForAll("names") String pattern, @ForAll("names") String name) {
        var wide = String.valueOf(NamePattern.of(pattern).withoutEscapes());
        assertThat(wide).doesNotContain("\\");
        assertThat(NamePattern.of(NamePattern.exactly(name).withoutEscapes()).matches(name))
                .isTrue();
        if (!pattern.equals("%") && NamePattern.of(pattern).matches(name)) {
            assertThat(NamePattern.of(wide).matches(name)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"a_b%,a_b%", "a\\_b,a_b", "a\\%b,a_b", "a\\\\b,a_b", "a\\b,ab", "a\\,a_"})
    void withoutEscapesAnEscapedCharacterMayBeAnyOther(String pattern, String wide) {
        assertThat(NamePattern.of(pattern).withoutEscapes()).isEqualTo(wide);
    }

    private static Pattern expression(String pattern) {
        var expression = new StringBuilder();
        for (var i = 0; i < pattern.length(); i++) {
            var c = pattern.charAt(i);
            if (c == '%') {
                expression.append(".*");
            } else if (c == '_') {
                expression.append('.');
            } else {
                if (c == '\\' && i + 1 < pattern.length()) {
                    i++;
                }
                expression.append(Pattern.quote(pattern.substring(i, i + 1)));
            }
        }
        return Pattern.compile(expression.toString());
    }

    @Test
    void nullAndAPercentSignMatchEverythingAndAnEmptyTextNothing() {
        assertThat(NamePattern.of(null).matchesAll()).isTrue();
        assertThat(NamePattern.of("%").matchesAll()).isTrue();
        assertThat(NamePattern.of("").matchesNothing()).isTrue();
        assertThat(NamePattern.nameOrAll("%").matchesAll()).isTrue();
        assertThat(NamePattern.nameOrAll("a%").matches("ab")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "t1|n = 't1'",
                "a\\_b|n = 'a_b'",
                "a_b|n LIKE 'a_b'",
                "it's%|n LIKE 'it''s%'",
                "a\\\\%|n LIKE 'a\\\\\\\\%'",
            })
    void aConditionQuotesForRedshift(String pattern, String condition) {
        assertThat(NamePattern.of(pattern).condition("n")).isEqualTo(condition);
    }

    @Test
    void manyPercentSignsAreMatchedInTime() {
        assertThat(NamePattern.of("%a".repeat(30) + "b").matches("a".repeat(127)))
                .isFalse();
    }

    @Test
    void whatNoNameCanHaveMatchesNothing() {
        assertThat(NamePattern.of("a\0b").matchesNothing()).isTrue();
        assertThat(NamePattern.of("a").matchesNothing()).isFalse();
        assertThat(NamePattern.of(null).matchesNothing()).isFalse();
        assertThat(NamePattern.of("a").matchesAll()).isFalse();
        assertThat(NamePattern.of("").condition("n")).isEqualTo("FALSE");
        assertThat(NamePattern.of(null).condition("n")).isEqualTo("TRUE");
    }

    @Test
    void aBackslashAtTheEndIsACharacter() {
        assertThat(NamePattern.of("a\\").single()).contains("a\\");
        assertThat(NamePattern.of("a\\").matches("a\\")).isTrue();
        assertThat(NamePattern.of("a\\").matches("a")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"a%,false", "a_,false", "a,true", "a\\_b,true", "a\\%b,true"})
    void aPatternOfOneNameIsExact(String pattern, boolean exact) {
        assertThat(NamePattern.of(pattern).isExact()).isEqualTo(exact);
        assertThat(NamePattern.of(pattern).asExact().isExact()).isEqualTo(exact);
    }

    @Test
    void everythingIsNoName() {
        assertThat(NamePattern.of(null).single()).isEmpty();
        assertThat(NamePattern.of(null).isExact()).isFalse();
        assertThat(NamePattern.of(null).asExact().matchesAll()).isTrue();
        assertThat(NamePattern.of(null).matches("")).isTrue();
        assertThat(NamePattern.of(null).withoutEscapes()).isNull();
        assertThat(NamePattern.exactly(null).matchesAll()).isTrue();
        assertThat(NamePattern.nameOrAll(null).matchesAll()).isTrue();
        assertThat(NamePattern.nameOrAll("a_b").text()).isEqualTo("a\\_b");
    }
}

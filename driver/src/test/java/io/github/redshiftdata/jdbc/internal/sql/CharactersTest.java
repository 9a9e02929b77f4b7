package io.github.redshiftdata.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "é\u0001\n", "😀", "a😀b😀", "\uFFFD"})
    void whatUtf8CanSayGoesOut(String text) {
        assertThat(Characters.areSendable(text)).isTrue();
        assertThatCode(() -> Characters.require(text, "A parameter")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "a\0b, NUL, 0000, 1",
        "'\0', NUL, 0000, 0",
        "ab\uD83D, half of a surrogate pair, D83D, 2",
        "\uD83Dx, half of a surrogate pair, D83D, 0",
        "\uDE00\uD83D, half of a surrogate pair, DE00, 0",
        "😀\uDE00, half of a surrogate pair, DE00, 2",
        "'😀a\0', NUL, 0000, 3"
    })
    void whatItCannotSayIsRefusedWithItsPlace(String text, String name, String code, int index) {
        assertThat(Characters.areSendable(text)).isFalse();
        assertThatThrownBy(() -> Characters.require(text, "A parameter"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A parameter for Redshift cannot hold the character " + name + " (U+" + code
                        + "); it is at index " + index + " of " + text.length() + " characters");
    }
}

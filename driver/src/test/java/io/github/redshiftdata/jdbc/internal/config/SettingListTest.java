package io.github.redshiftdata.jdbc.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingListTest {

    @Test
    void pairsStandBetweenCommas() {
        var list =
                SettingList.parse(" Statement_Timeout = 60000 ,datestyle = 'ISO, DMY' , a.b='it''s = \\ \"x\"',c=''");
        assertThat(List.copyOf(list.values().entrySet()))
                .containsExactly(
                        Map.entry("statement_timeout", "60000"),
                        Map.entry("datestyle", "ISO, DMY"),
                        Map.entry("a.b", "it's = \\ \"x\""),
                        Map.entry("c", ""));
        assertThat(list).hasToString("[statement_timeout, datestyle, a.b, c]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a=1,",
                ",a=1",
                "a=1,,b=2",
                "=1",
                "1a=1",
                "-c a=1",
                "a b=1",
                "a=1 b=2",
                "a=1;b=2",
                "a=b=c",
                "a=it's",
                "a=\"x\"",
                "a=x\\y",
                "a='x'y",
                "a='x' b=2",
                "a.b.c=1",
            })
    void whatIsNoListOfPairsIsRefused(String text) {
        assertThatThrownBy(() -> SettingList.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("name=value pairs with commas between");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a= | with a value for a; an empty one is written as ''",
                "a=,b=1 | with a value for a; an empty one is written as ''",
                "a=1,A=1 | without a second value of a",
                "SEARCH_PATH=x | without search_path, which the property currentSchema sets",
                "TimeZone=UTC | without timezone, which the property timeZone sets",
                "query_group=x | without query_group, which the property queryGroup sets",
                "application_name=x | without application_name, which the property applicationName sets",
                "readonly=1 | without readonly, which the property readOnly sets",
                "datestyle=German | with a datestyle that begins with ISO",
            },
            quoteCharacter = '`')
    void whatCannotHoldIsRefusedByName(String text, String words) {
        assertThatThrownBy(() -> SettingList.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(words);
    }

    @Test
    void aMissingQuoteIsNamed() {
        assertThatThrownBy(() -> SettingList.parse("a='x,b=''"))
                .hasMessage("with a closing single quote behind the value of a");
    }

    @Provide
    Arbitrary<Map<String, String>> settings() {
        var names = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars('_')
                .ofMinLength(1)
                .ofMaxLength(8);
        return Arbitraries.maps(names.map(name -> "x_" + name), Arbitraries.strings())
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Property
    void everyValueCanBeQuoted(@ForAll("settings") Map<String, String> settings) {
        var text = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "='" + setting.getValue().replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
        assertThat(SettingList.parse(text).values()).isEqualTo(settings);
    }

    @Property
    void whateverIsReadIsReadAsPairsOrRefused(@ForAll String text) {
        try {
            assertThat(SettingList.parse(text).values()).isNotEmpty();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s)(name=value|with|without).*");
        }
    }
}

package io.github.redshiftdata.jdbc.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DriverPropertiesTest {

    @Test
    void namesAndAliasesAreUnique() {
        var names = DriverProperties.all().stream()
                .flatMap(property -> java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(property.name()), property.aliases().stream()))
                .toList();

        assertThat(names).doesNotHaveDuplicates().contains("region", "dbUser", "user", "endpoint");
    }

    @Test
    void everyDefaultIsReadable() throws ConfigurationException {
        for (var property : DriverProperties.all()) {
            if (property.defaultValue() != null) {
                assertThat(property.parse(property.defaultValue())).isNotNull();
            }
        }
    }

    @Test
    void everyChoiceIsReadable() throws ConfigurationException {
        for (var property : DriverProperties.all()) {
            for (var choice : property.choices()) {
                assertThat(property.parse(choice)).isNotNull();
            }
        }
    }

    @Test
    void whatWasGivenForASecretIsNotInItsError() {
        var code = new Property<String>(
                "code", List.of(), null, DriverPropertiesTest::refused, "A code.", List.of(), true, false);
        assertThatThrownBy(() -> code.parse("hush")).hasMessage("The property 'code' must be of six digits.");
    }

    private static String refused(String text) {
        throw new IllegalArgumentException("of six digits");
    }

    @Test
    void everyDescriptionIsASentence() {
        assertThat(DriverProperties.all())
                .allSatisfy(property -> assertThat(property.description()).endsWith("."));
    }
}

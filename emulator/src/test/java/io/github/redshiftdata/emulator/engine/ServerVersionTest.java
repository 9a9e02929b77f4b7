package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerVersionTest {

    @ParameterizedTest
    @CsvSource({"15.18, 15", "16.1, 16", "17.6, 17"})
    void aVersionThatWasTriedNeedsNoWord(String version, int major) throws EngineException {
        assertThat(ServerVersion.check(version, major)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"14.9, 14", "12.3, 12", "8.0.2, 8"})
    void anOlderOneIsRefusedInOneSentence(String version, int major) {
        assertThatThrownBy(() -> ServerVersion.check(version, major))
                .isInstanceOf(EngineException.class)
                .hasMessage("The server calls itself PostgreSQL " + version
                        + "; the emulator needs a PostgreSQL 15 or newer.");
    }

    @Test
    void aNewerOneIsTakenWithAWord() throws EngineException {
        assertThat(ServerVersion.check("99.1", 99))
                .isEqualTo(
                        "The server calls itself PostgreSQL 99.1; the emulator was tried with the versions 15 to 17.");
    }
}

package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServerVersionTest {

    @Test
    void aVersionThatWasTriedNeedsNoWord() throws EngineException {
        assertThat(ServerVersion.check("PostgreSQL 15.18 (Debian) on x86_64", 15)).isNull();
        assertThat(ServerVersion.check("PostgreSQL 17.6 on x86_64", 17)).isNull();
    }

    @Test
    void anOlderOneIsRefusedInOneSentence() {
        assertThatThrownBy(() -> ServerVersion.check("PostgreSQL 12.3 on x86_64", 12))
                .isInstanceOf(EngineException.class)
                .hasMessage("The server is a PostgreSQL 12; the emulator needs a PostgreSQL 15 or newer.");
    }

    @Test
    void aNewerOneIsTakenWithAWord() throws EngineException {
        assertThat(ServerVersion.check("PostgreSQL 99.1 on x86_64", 99))
                .isEqualTo("The server is a PostgreSQL 99; the emulator was tried with the versions 15 to 17.");
    }

    @Test
    void whatIsNoPostgresIsRefused() {
        assertThatThrownBy(() -> ServerVersion.check("CockroachDB CCL v23.1", 13))
                .hasMessageStartingWith("The server says that it is \"CockroachDB CCL v23.1\"");
        assertThatThrownBy(() -> ServerVersion.check("PostgreSQL 8.0.2 on i686, Redshift 1.0.1", 8))
                .hasMessageContaining("Redshift 1.0.1");
    }
}

package io.github.redshiftdata.jdbc.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverVersionTest {

    @Test
    void theVersionOfTheDriverStartsWithItsTwoNumbers() {
        assertThat(DriverVersion.text()).startsWith(DriverVersion.major() + "." + DriverVersion.minor() + ".");
    }

    @ParameterizedTest
    @CsvSource({"12.34.5, 12, 34", "3.0-rc1, 3, 0", "7.8, 7, 8", "unknown, 0, 0", "7, 0, 0", "'', 0, 0"})
    void aVersionHasItsTwoNumbersAndZeroWhereItHasNone(String version, int major, int minor) {
        assertThat(DriverVersion.number(version, 1)).isEqualTo(major);
        assertThat(DriverVersion.number(version, 2)).isEqualTo(minor);
    }
}

package io.github.redshiftdata.jdbc.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionZoneTest {

    /** East of Greenwich is minus for Redshift, which reads offsets as POSIX does. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,Europe/Berlin",
        "europe/berlin,Europe/Berlin",
        "Etc/GMT-2,Etc/GMT-2",
        "America/Argentina/Buenos_Aires,America/Argentina/Buenos_Aires",
        "UTC,UTC",
        "utc,UTC",
        "Z,UTC",
        "GMT,UTC",
        "+02:00,GMT-02:00",
        "-09:30,GMT+09:30",
        "+05:45:10,GMT-05:45:10",
        "UTC+2,GMT-02:00",
        "GMT-02:30,GMT+02:30",
        "CET,CET",
    })
    void aZoneOfJavaIsNamedAsRedshiftKnowsIt(String text, String name) {
        assertThat(SessionZone.parse(' ' + text + ' ')).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"Asia/Tokyo,Asia/Tokyo", "GMT+05:30,GMT-05:30"})
    void jvmStandsForTheZoneOfTheJvm(String zone, String name) {
        assertThat(SessionZone.parse("jvm", () -> ZoneId.of(zone))).isEqualTo(name);
        assertThat(SessionZone.parse("JVM", () -> ZoneId.of(zone))).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Nowhere", "LOCAL", "+25:00", "x'y"})
    void anUnknownZoneIsRefused(String text) {
        assertThatThrownBy(() -> SessionZone.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("JVM, UTC, the id of a time zone such as Europe/Berlin");
    }
}

package io.github.redshiftdata.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.soak.races.RaceKind;
import io.github.redshiftdata.soak.service.Weather;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void theArgumentsOfASoakAreRead() {
        var options = SoakOptions.of(List.of(
                "3",
                "--seed",
                "7",
                "--rows",
                "1000",
                "--faults",
                "5",
                "--without",
                "kill",
                "--writers",
                "4",
                "--no-quotas"));
        assertThat(options.minutes()).isEqualTo(3);
        assertThat(options.seed()).isEqualTo(7);
        assertThat(options.rows()).isEqualTo(1000);
        assertThat(options.faultPercent()).isEqualTo(5);
        assertThat(options.writers()).isEqualTo(4);
        assertThat(options.quotas()).isFalse();
        assertThat(options.without()).containsExactly(Weather.Event.KILL);
    }

    @Test
    void aSoakHasSixteenWritersAndQuotasUnlessToldOtherwise() {
        var options = SoakOptions.of(List.of("3"));
        assertThat(options.writers()).isEqualTo(16);
        assertThat(options.quotas()).isTrue();
    }

    @Test
    void aSoakNeedsMinutes() {
        assertThatThrownBy(() -> SoakOptions.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SoakOptions.of(List.of("0"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNotKnownIsNamed() {
        assertThatThrownBy(() -> SoakOptions.of(List.of("3", "--sead", "7"))).hasMessageContaining("--sead");
        assertThatThrownBy(() -> SoakOptions.of(List.of("3", "--without", "rain")))
                .hasMessageContaining("rain");
        assertThatThrownBy(() -> SoakOptions.of(List.of("3", "--seed"))).hasMessageContaining("--seed");
        assertThatThrownBy(() -> RacesArguments.of(List.of("--races", "9", "--kind", "cat")))
                .hasMessageContaining("cat");
    }

    @Test
    void theArgumentsOfRacesAreRead() {
        var options = RacesArguments.of(
                List.of("--races", "--rounds", "5", "--from", "36", "--seed", "1", "--kind", "pool", "--lanes", "2"));
        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.from()).isEqualTo(36);
        assertThat(options.seed()).isEqualTo(1);
        assertThat(options.lanes()).isEqualTo(2);
        assertThat(options.kinds()).containsExactly(RaceKind.POOL);
        assertThat(RacesArguments.of(List.of("--races", "60")).kinds()).hasSize(8);
    }

    @Test
    void racesNeedAnEnd() {
        assertThatThrownBy(() -> RacesArguments.of(List.of("--races"))).isInstanceOf(IllegalArgumentException.class);
    }
}

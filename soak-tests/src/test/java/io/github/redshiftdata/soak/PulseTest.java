package io.github.redshiftdata.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PulseTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void onlyTheGapsWithinTheTimeCount() {
        var pulse = new Pulse();
        pulse.noted(0, 4 * SECOND);
        pulse.noted(4 * SECOND, 4 * SECOND + 20_000_000);
        pulse.noted(6 * SECOND, 9 * SECOND);
        assertThat(pulse.stoodStill(3 * SECOND, 7 * SECOND)).isEqualTo(Duration.ofSeconds(2));
        assertThat(pulse.stoodStill(4 * SECOND, 5 * SECOND)).isEqualTo(Duration.ZERO);
    }
}

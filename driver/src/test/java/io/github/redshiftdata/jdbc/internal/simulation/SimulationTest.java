package io.github.redshiftdata.jdbc.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random programs on a simulated service, in virtual time: what they are told is true, calls end in their time, and nothing
 * stays behind. Always the same histories; more of them by {@code ./simulate}.
 */
class SimulationTest {

    private static final int SEEDS = Integer.getInteger("simulation.seeds", 5_000);

    private static Simulation simulation;

    @BeforeAll
    static void start() throws DataApiException {
        simulation = new Simulation();
    }

    @AfterAll
    static void stop() {
        simulation.close();
    }

    @Test
    void everyHistoryKeepsThePromises() throws InterruptedException {
        var broken = simulation.run(1, SEEDS);
        if (broken != null) {
            var shrunk = simulation.shrink(broken);
            assertThat(broken.violations())
                    .as(
                            "seed %d, with as few steps as break a rule:%n%s",
                            broken.seed(), String.join("\n", shrunk.timeline()))
                    .isEmpty();
        }
        assertThat(simulation.done()).isEqualTo(SEEDS);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 25, 1234, 5678})
    void theSameSeedGivesTheSameHistory(long seed) {
        var first = simulation.replay(seed, Set.of());
        var second = simulation.replay(seed, Set.of());
        assertThat(withoutNames(second.timeline())).isEqualTo(withoutNames(first.timeline()));
        assertThat(first.timeline()).isNotEmpty();
    }

    /** Client tokens are drawn by the driver, and no choice depends on them. */
    private static List<String> withoutNames(List<String> timeline) {
        return timeline.stream()
                .map(line -> line.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "token"))
                .toList();
    }
}

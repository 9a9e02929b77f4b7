package io.github.redshiftdata.jdbc.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** JVMs that share the quotas of an account share them fairly, in virtual time. Always the same runs. */
class FleetTest {

    private static final int SEED = 1;

    static Stream<Arguments> fleets() {
        return Stream.of(FleetQuota.Kind.values()).flatMap(kind -> Stream.of(1, 3, 10)
                .flatMap(jvms -> Stream.of(FleetScene.QUERIES, FleetScene.WRITES, FleetScene.GREEDY)
                        .filter(scene -> scene.needs() <= jvms)
                        .map(scene -> Arguments.of(scene, kind, jvms))));
    }

    @ParameterizedTest
    @MethodSource("fleets")
    void theQuotaIsUsedAndSharedAndFewAreRefused(FleetScene scene, FleetQuota.Kind kind, int jvms) {
        var result = FleetRun.of(scene, kind, jvms, SEED, Fleet.DRIVER);
        assertThat(result.goodput()).isGreaterThan(0.9);
        assertThat(result.refusedEver()).isLessThan(0.1);
        assertThat(result.least()).isGreaterThan(0.5);
        assertThat(result.most()).isLessThan(2);
        assertThat(result.slowest()).isLessThan(3);
        assertThat(result.failed()).isZero();
    }

    @ParameterizedTest
    @EnumSource(FleetQuota.Kind.class)
    void afterAMinuteWithoutTheServiceThereIsNoStorm(FleetQuota.Kind kind) {
        for (var jvms : List.of(1, 3, 10)) {
            for (var scene : List.of(FleetScene.THROTTLED_MINUTE, FleetScene.OUTAGE_MINUTE)) {
                var after = FleetRun.of(scene, kind, jvms, SEED, Fleet.DRIVER).outage();
                assertThat(after).isNotNull();
                assertThat(after.peak()).as("%d JVMs", jvms).isLessThan(2.5);
                assertThat(after.secondsToRecover()).as("%d JVMs", jvms).isLessThan(15);
            }
        }
    }
}

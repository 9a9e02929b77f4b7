package io.github.redshiftdata.jdbc.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** JVMs that share the quotas of an account share them fairly, in virtual time. Always the same runs. */
class FleetTest {

    private static final int SEEDS = 5;

    private static Stream<Arguments> fleets(List<Integer> sizes, FleetScene... scenes) {
        return Stream.of(FleetQuota.Kind.values())
                .flatMap(kind -> sizes.stream().flatMap(jvms -> Stream.of(scenes)
                        .filter(scene -> scene.needs() <= jvms)
                        .map(scene -> Arguments.of(scene, kind, jvms))));
    }

    static Stream<Arguments> alike() {
        return fleets(List.of(1, 3, 10), FleetScene.QUERIES, FleetScene.WRITES);
    }

    static Stream<Arguments> mixed() {
        return fleets(List.of(3, 10), FleetScene.GREEDY, FleetScene.COMING, FleetScene.GOING);
    }

    private static Stream<FleetResult> runs(FleetScene scene, FleetQuota.Kind kind, int jvms) {
        return runs(scene, kind, jvms, SEEDS);
    }

    private static Stream<FleetResult> runs(FleetScene scene, FleetQuota.Kind kind, int jvms, int seeds) {
        return IntStream.rangeClosed(1, seeds).mapToObj(seed -> FleetRun.of(scene, kind, jvms, seed, Fleet.DRIVER));
    }

    @ParameterizedTest
    @MethodSource("alike")
    void theQuotaIsUsedAndSharedAndFewAreRefused(FleetScene scene, FleetQuota.Kind kind, int jvms) {
        assertThat(runs(scene, kind, jvms)).allSatisfy(result -> {
            assertThat(result.goodput()).isGreaterThan(0.9);
            assertThat(result.refusedEver()).isLessThan(0.1);
            assertThat(result.least()).isGreaterThan(0.5);
            assertThat(result.most()).isLessThan(2);
            assertThat(result.slowest()).isLessThan(3);
            assertThat(result.failed()).isZero();
        });
    }

    /** What has to be learnt anew takes a while, but nobody starves and nobody takes it all. */
    @ParameterizedTest
    @MethodSource("mixed")
    void whoIsGreedyOrComesOrLeavesStarvesNobody(FleetScene scene, FleetQuota.Kind kind, int jvms) {
        assertThat(runs(scene, kind, jvms)).allSatisfy(result -> {
            assertThat(result.goodput()).isGreaterThan(0.85);
            assertThat(result.refused()).isLessThan(0.1);
            assertThat(result.least()).isGreaterThan(0.4);
            assertThat(result.most()).isLessThan(2.2);
            assertThat(result.slowest()).isLessThan(3);
            assertThat(result.failed()).isZero();
        });
    }

    /** It gets a small part of the quota beside a program that takes whatever it can, but it does not starve. */
    @ParameterizedTest
    @MethodSource("crowds")
    void besideAProgramThatDoesNotPaceItsRequestsNobodyStarves(
            FleetScene scene, FleetQuota.Kind kind, int jvms, double taken) {
        var outages =
                runs(scene, kind, jvms, 2 * SEEDS).map(FleetResult::outage).toList();
        assertThat(outages.stream()
                        .mapToDouble(FleetResult.After::taken)
                        .average()
                        .orElseThrow())
                .isGreaterThan(taken);
        assertThat(outages.stream()
                        .mapToInt(FleetResult.After::secondsToRecover)
                        .average()
                        .orElseThrow())
                .isLessThan(400);
    }

    static Stream<Arguments> crowds() {
        return Stream.of(FleetQuota.Kind.values())
                .flatMap(kind -> Stream.of(
                        Arguments.of(FleetScene.CROWDED, kind, 1, 0.012),
                        Arguments.of(FleetScene.CROWDED, kind, 3, 0.03),
                        Arguments.of(FleetScene.CROWDED, kind, 10, 0.05),
                        Arguments.of(FleetScene.BURSTS, kind, 1, 0.12),
                        Arguments.of(FleetScene.BURSTS, kind, 3, 0.3),
                        Arguments.of(FleetScene.BURSTS, kind, 10, 0.3)));
    }

    /** It takes them long to come down to their shares, as each of them seldom asks. */
    @ParameterizedTest
    @EnumSource(FleetQuota.Kind.class)
    void aHundredShareTooAndInTheEndFewOfThemAreRefused(FleetQuota.Kind kind) {
        assertThat(runs(FleetScene.QUERIES, kind, 100)).allSatisfy(result -> {
            assertThat(result.goodput()).isGreaterThan(0.9);
            assertThat(result.refusedLate()).isLessThan(0.1);
            assertThat(result.least()).isGreaterThan(0.35);
            assertThat(result.most()).isLessThan(3);
            assertThat(result.slowest()).isLessThan(3);
            assertThat(result.failed()).isZero();
        });
    }

    /** By seconds of three requests each, requests at random fill no more: some seconds see fewer, and what comes after the third is lost. */
    @ParameterizedTest
    @MethodSource("walks")
    void walksThroughTheCatalogShareItsThreeRequestsASecond(FleetQuota.Kind kind, int jvms, double goodput) {
        assertThat(runs(FleetScene.CATALOG, kind, jvms)).allSatisfy(result -> {
            assertThat(result.goodput()).isGreaterThan(goodput);
            assertThat(result.refusedLate()).isLessThan(0.1);
            assertThat(result.least()).isGreaterThan(0.35);
            assertThat(result.most()).isLessThan(2);
            assertThat(result.failed()).isZero();
        });
    }

    static Stream<Arguments> walks() {
        return Stream.of(
                Arguments.of(FleetQuota.Kind.TOKEN_BUCKET, 1, 0.94),
                Arguments.of(FleetQuota.Kind.FIXED_WINDOW, 1, 0.94),
                Arguments.of(FleetQuota.Kind.TOKEN_BUCKET, 3, 0.9),
                Arguments.of(FleetQuota.Kind.FIXED_WINDOW, 3, 0.8),
                Arguments.of(FleetQuota.Kind.TOKEN_BUCKET, 10, 0.7),
                Arguments.of(FleetQuota.Kind.FIXED_WINDOW, 10, 0.6));
    }

    @ParameterizedTest
    @EnumSource(FleetQuota.Kind.class)
    void afterAMinuteWithoutTheServiceThereIsNoStorm(FleetQuota.Kind kind) {
        for (var jvms : List.of(1, 3, 10)) {
            for (var scene : List.of(FleetScene.THROTTLED_MINUTE, FleetScene.OUTAGE_MINUTE)) {
                assertThat(runs(scene, kind, jvms).map(FleetResult::outage)).allSatisfy(after -> {
                    assertThat(after).isNotNull();
                    assertThat(after.peak()).as("%d JVMs", jvms).isLessThan(2.5);
                    assertThat(after.secondsToRecover()).as("%d JVMs", jvms).isLessThan(20);
                });
            }
        }
    }
}

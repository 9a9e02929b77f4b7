package io.github.redshiftdata.jdbc.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final int DOCUMENTED = 20;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long STEP = SECOND / DOCUMENTED;

    private long now = -5;
    private final Pace pace = new Pace(DOCUMENTED, () -> now);

    @Test
    void nothingIsHeldBackBeforeTheServiceRefuses() {
        for (var i = 0; i < 1000; i++) {
            assertThat(pace.reserve()).isZero();
            pace.accepted();
        }
    }

    @Test
    void afterARefusalRequestsGoAtTheDocumentedRate() {
        pace.throttled();
        for (var i = 0; i < 50; i++) {
            assertThat(pace.reserve()).isEqualTo(i * STEP);
        }
    }

    @Test
    void anAccountThatMayDoMoreIsHeldAtWhatItGot() {
        for (var i = 0; i < 200; i++) {
            pace.accepted();
            now += SECOND / 200;
        }
        pace.throttled();
        pace.reserve();
        assertThat(pace.reserve()).isEqualTo(SECOND / 200);
    }

    @Test
    void refusalsOfTheSameSecondCountAsOne() {
        for (var i = 0; i < 200; i++) {
            pace.accepted();
        }
        pace.throttled();
        now += SECOND / 2;
        pace.throttled();
        now += 2 * SECOND;
        pace.throttled();
        pace.reserve();
        assertThat(pace.reserve()).isEqualTo(STEP);
    }

    @Test
    void whereNobodyHadToWaitForAWhileNothingIsHeldBackAnyMore() {
        pace.throttled();
        now += 6 * SECOND;
        assertThat(pace.reserve()).isZero();
        assertThat(pace.reserve()).isZero();
    }

    @Test
    void withoutRefusalsTheRateGrows() {
        pace.throttled();
        for (var i = 0; i < 230; i++) {
            pace.reserve();
            now += STEP - 1;
        }
        now += SECOND / 4;
        pace.reserve();
        var first = pace.reserve();
        assertThat(pace.reserve() - first).isLessThan(STEP);
    }
}

package io.github.redshiftdata.emulator.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private final Clock start = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private Clock now = start;
    private final RateLimits limits = new RateLimits(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.instant();
        }
    });

    @Test
    void aSecondHoldsTheDocumentedNumberOfCalls() {
        assertThat(callsThatPass(50)).isEqualTo(30);
    }

    @Test
    void timeFillsTheBucketAgain() {
        callsThatPass(50);
        now = Clock.offset(start, Duration.ofMillis(500));

        assertThat(callsThatPass(50)).isEqualTo(15);
    }

    @Test
    void aLongPauseSavesNoMoreThanOneSecond() {
        now = Clock.offset(start, Duration.ofHours(1));

        assertThat(callsThatPass(50)).isEqualTo(30);
    }

    private int callsThatPass(int tries) {
        int passed = 0;
        for (int i = 0; i < tries; i++) {
            passed += limits.take("ExecuteStatement") ? 1 : 0;
        }
        return passed;
    }
}

package io.github.redshiftdata.jdbc.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountersTest {

    private final Counters total = new Counters();
    private final Counters own = new Counters(total);

    @Test
    void whatIsCountedCountsForTheTotalToo() {
        new Counters(total).called("A");
        own.called("A");
        own.called("B");
        own.called("B");
        own.retried();
        own.throttled();
        own.throttled();
        own.waited(500);
        own.waited(700);
        own.waited(0);
        own.received(10, 2);
        own.received(20, 3);
        for (var counters : List.of(own, total)) {
            assertThat(counters.calls("B")).isEqualTo(2);
            assertThat(counters.calls("C")).isZero();
            assertThat(counters.retries()).isEqualTo(1);
            assertThat(counters.throttledCalls()).isEqualTo(2);
            assertThat(counters.waits()).isEqualTo(3);
            assertThat(counters.waitTime()).isEqualTo(Duration.ofNanos(1200));
            assertThat(counters.bytes()).isEqualTo(30);
            assertThat(counters.rows()).isEqualTo(5);
        }
        assertThat(own.calls()).containsExactly(entry("A", 1L), entry("B", 2L));
        assertThat(total.calls()).containsExactly(entry("A", 2L), entry("B", 2L));
    }

    @Test
    void theTotalDoesNotCountForItsParts() {
        total.called("A");
        total.retried();
        assertThat(own.calls()).isEmpty();
        assertThat(own.retries()).isZero();
    }
}

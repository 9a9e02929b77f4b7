package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.entry;

import io.github.redshiftdata.jdbc.internal.api.Counters;
import org.junit.jupiter.api.Test;

class CallObserverTest {

    @Test
    void everyRequestThatLeavesCountsForItsOperation() {
        var counters = new Counters();
        var observer = new CallObserver("DescribeStatement", counters);
        assertThat(counters.calls()).isEmpty();
        observer.leaving();
        new CallObserver("DescribeStatement", counters).leaving();
        assertThat(counters.calls()).containsExactly(entry("DescribeStatement", 2L));
    }

    @Test
    void whereNobodyCountsARequestGoesAllTheSame() {
        var observer = new CallObserver("DescribeStatement", null);
        assertThatCode(observer::leaving).doesNotThrowAnyException();
    }
}

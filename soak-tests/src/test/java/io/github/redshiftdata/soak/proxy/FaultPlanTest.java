package io.github.redshiftdata.soak.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    @Test
    void everyFaultIsDrawnAndMostRequestsMeetNone() {
        var plan = new FaultPlan(1, 3);
        var drawn = EnumSet.noneOf(RequestFault.class);
        var faults = 0;
        for (var request = 0; request < 30_000; request++) {
            var fault = plan.next("soak-w" + request);
            if (fault != null) {
                drawn.add(fault);
                faults++;
            }
        }
        assertThat(drawn).isEqualTo(EnumSet.allOf(RequestFault.class));
        assertThat(faults).isBetween(700, 1100);
    }

    /** One call meets two faults of different kinds only so. */
    @Test
    void aLostAnswerIsOftenFollowedByARefusal() {
        var plan = new FaultPlan(1, 100);
        var lost = 0;
        var refused = 0;
        for (var request = 0; request < 5000; request++) {
            var owner = "soak-w" + request;
            var first = plan.next(owner);
            if (first != null && first.losesTheAnswer()) {
                lost++;
                var second = plan.next(owner);
                refused += second != null && !second.losesTheAnswer() ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(lost / 3);
    }

    @Test
    void calmEndsAll() {
        var plan = new FaultPlan(1, 100);
        plan.unavailable(true);
        assertThat(plan.next("soak-w1")).isEqualTo(RequestFault.UNAVAILABLE);
        plan.calm();
        assertThat(plan.next("soak-w1")).isNull();
        plan.unavailable(true);
        assertThat(plan.next("soak-w1")).isNull();
    }
}

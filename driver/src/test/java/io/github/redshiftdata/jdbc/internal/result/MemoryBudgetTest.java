package io.github.redshiftdata.jdbc.internal.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MemoryBudgetTest {

    @Test
    void bytesAreTakenOnlyWhileTheyAreFree() {
        var budget = new MemoryBudget(10);
        assertThat(budget.tryReserve(6)).isTrue();
        assertThat(budget.tryReserve(5)).isFalse();
        assertThat(budget.tryReserve(4)).isTrue();
        budget.release(6);
        assertThat(budget.reservedBytes()).isEqualTo(4);
    }

    @Test
    void whatACollectedOwnerHeldIsFreeAgain() {
        var budget = new MemoryBudget(10);
        var dropped = budget.shareOf(new Object());
        assertThat(dropped.tryReserve(4)).isTrue();
        assertThat(dropped.tryReserve(4)).isTrue();
        assertThat(budget.shareOf(this).tryReserve(3)).isFalse();
        // As the collector does it.
        dropped.enqueue();
        assertThat(budget.shareOf(this).tryReserve(3)).isTrue();
        assertThat(budget.reservedBytes()).isEqualTo(3);
        dropped.release(8);
        assertThat(budget.reservedBytes()).isEqualTo(3);
    }

    @Test
    @Timeout(60)
    void theBudgetForgetsWhoeverHasGivenAllBack() {
        var budget = new MemoryBudget(10);
        var share = new WeakReference<>(takeAndGiveBack(budget));
        while (share.get() != null) {
            System.gc();
        }
        assertThat(budget.reservedBytes()).isZero();
    }

    private BudgetShare takeAndGiveBack(MemoryBudget budget) {
        var share = budget.shareOf(this);
        assertThat(share.tryReserve(4)).isTrue();
        share.release(1);
        share.release(3);
        return share;
    }

    @Test
    void thereIsOneSharedBudgetWithTheLargestLimitAskedFor() {
        var shared = MemoryBudget.shared(20);
        assertThat(MemoryBudget.shared(10)).isSameAs(shared);
        assertThat(shared.tryReserve(20)).isTrue();
        shared.release(20);
    }
}

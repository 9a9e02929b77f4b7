package io.github.redshiftdata.jdbc.internal.result;

/** Looks into the memory budget, which tells nobody else. */
public final class BudgetProbe {

    private BudgetProbe() {}

    /** How many bytes results of this JVM hold. */
    public static long reservedBytes() {
        return MemoryBudget.shared(0).reservedBytes();
    }
}

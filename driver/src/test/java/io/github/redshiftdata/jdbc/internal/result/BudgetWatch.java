package io.github.redshiftdata.jdbc.internal.result;

/** Looks at what results hold of the budget of the virtual machine. */
public final class BudgetWatch {

    private BudgetWatch() {}

    /** The bytes that are reserved now. */
    public static long reservedBytes() {
        return MemoryBudget.shared(0).reservedBytes();
    }
}

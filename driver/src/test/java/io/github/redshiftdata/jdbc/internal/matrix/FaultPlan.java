package io.github.redshiftdata.jdbc.internal.matrix;

import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which request meets which fault. Requests are counted from 1, from the moment the plan is armed. */
final class FaultPlan {

    /** A fault of one request. */
    record Placed(int request, Fault fault) {}

    /**
     * A fault of every request for a time.
     *
     * @param request the first one that meets it, at which the time starts
     */
    record Outage(int request, Fault fault, Duration length) {}

    private final List<Placed> placed;
    private final @Nullable Outage outage;
    private final VirtualTime time;
    private final List<Operation> operations = new ArrayList<>();
    private boolean armed;
    private boolean wellAgain;
    private long outageEnd = -1;

    FaultPlan(List<Placed> placed, @Nullable Outage outage, VirtualTime time) {
        this.placed = placed;
        this.outage = outage;
        this.time = time;
    }

    void arm() {
        armed = true;
    }

    /** From now on all is well. */
    void clear() {
        wellAgain = true;
    }

    /** The operations of the requests so far. */
    List<Operation> operations() {
        return operations;
    }

    /** The fault of the next request, if it meets one. */
    @Nullable
    Fault next(Operation operation) {
        if (!armed) {
            return null;
        }
        operations.add(operation);
        if (wellAgain) {
            return null;
        }
        var number = operations.size();
        for (var one : placed) {
            if (one.request() == number) {
                return one.fault();
            }
        }
        return outage == null ? null : duringOutage(outage, number);
    }

    private @Nullable Fault duringOutage(Outage all, int number) {
        if (number < all.request()) {
            return null;
        }
        if (outageEnd < 0) {
            outageEnd = time.nanos() + all.length().toNanos();
        }
        return time.nanos() < outageEnd ? all.fault() : null;
    }
}

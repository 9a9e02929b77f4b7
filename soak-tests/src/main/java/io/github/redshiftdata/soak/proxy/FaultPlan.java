package io.github.redshiftdata.soak.proxy;

import io.github.redshiftdata.soak.Dice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Draws the faults. Where the answer to a request is lost, the next requests of the same connection are often refused:
 * one call then meets two faults of different kinds.
 */
class FaultPlan {

    private static final double PAIRED = 55;
    private static final List<RequestFault> FOLLOWERS = List.of(
            RequestFault.RESET_BEFORE,
            RequestFault.RESET_BEFORE,
            RequestFault.CUT_BEFORE,
            RequestFault.UNAVAILABLE,
            RequestFault.UNAVAILABLE,
            RequestFault.THROTTLED,
            RequestFault.SIGN_IN_EXPIRED,
            RequestFault.SIGN_IN_EXPIRED,
            RequestFault.BLACK_HOLE_BEFORE,
            RequestFault.SWALLOWED_CUT,
            RequestFault.TRUNCATED);

    /** What the next requests of one connection meet. */
    private record Pending(RequestFault fault, int times) {}

    private final Dice dice;
    private final double percent;
    private final Map<String, Pending> pending = new HashMap<>();
    private boolean calm;
    private boolean unavailable;

    /** @param percent how many of a hundred requests meet a fault */
    FaultPlan(long seed, double percent) {
        this.dice = Dice.of(seed, 7);
        this.percent = percent;
    }

    /** No fault any more. */
    synchronized void calm() {
        calm = true;
        unavailable = false;
        pending.clear();
    }

    /** Whether every request is refused with status 503. */
    synchronized void unavailable(boolean on) {
        unavailable = on && !calm;
    }

    /** The fault of the next request of a connection, or null. */
    synchronized @Nullable RequestFault next(String owner) {
        if (calm) {
            return null;
        }
        if (unavailable) {
            return RequestFault.UNAVAILABLE;
        }
        var waiting = pending.remove(owner);
        if (waiting != null) {
            if (waiting.times() > 1) {
                pending.put(owner, new Pending(waiting.fault(), waiting.times() - 1));
            }
            return waiting.fault();
        }
        if (!dice.percent(percent)) {
            return null;
        }
        var drawn = draw();
        if (drawn.losesTheAnswer() && dice.percent(PAIRED)) {
            // Long enough a row of refusals ends a call; a short one makes it try again and succeed.
            pending.put(owner, new Pending(dice.pick(FOLLOWERS), dice.pick(1, 1, 2, 3, 5, 12)));
        }
        return drawn;
    }

    private RequestFault draw() {
        var sum = 0;
        for (var fault : RequestFault.values()) {
            sum += fault.weight();
        }
        var left = dice.between(1, sum);
        for (var fault : RequestFault.values()) {
            left -= fault.weight();
            if (left <= 0) {
                return fault;
            }
        }
        throw new IllegalStateException("The weights do not add up");
    }

    /** A time in milliseconds for a fault that takes some. */
    synchronized int millis(int least, int most) {
        return dice.between(least, most);
    }
}

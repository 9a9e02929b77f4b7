package io.github.redshiftdata.jdbc.internal.simulation;

import java.util.concurrent.TimeUnit;

/**
 * When something happens to a fleet, and from when on it is judged; seconds since its beginning. A JVM learns from its own
 * answers only, so what takes a small fleet seconds takes a large one as many turns: a turn is how often a JVM may send one
 * request where all get their fair shares.
 *
 * @param change when JVMs come and leave
 * @param outage when the service goes away
 * @param outageEnd when it is back
 * @param start from when on requests are counted: five seconds after the beginning, or the change
 * @param settled from when on shares and waits are counted: ten turns after the beginning or the change, or {@code start} where
 *     that is later
 * @param end of it all
 */
record FleetTimes(int change, int outage, int outageEnd, int start, int settled, int end) {

    static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final int SETTLING = 5;
    private static final int SETTLING_TURNS = 10;
    private static final int CHANGE = 20;
    private static final int CHANGE_TURNS = 40;
    private static final int MINUTE = 60;
    /** Shares fall slowly beside a program that does not pace, and rise slowly behind it. */
    private static final int BESIDE_OTHERS = 900;

    /** A share is judged by so many requests; over fewer, chance alone would make shares differ. */
    private static final int TURNS = 200;

    static FleetTimes of(FleetScene scene, int jvms) {
        var turn = (double) scene.sharers(jvms) / scene.bound().perSecond;
        var change = Math.max(CHANGE, turns(CHANGE_TURNS, turn));
        var outage = Math.max(MINUTE, turns(CHANGE_TURNS, turn));
        var hasOutage = scene.outage() != FleetScene.Outage.NONE;
        var length = scene.outage().isByOthers() ? BESIDE_OTHERS : MINUTE;
        var begin = hasOutage ? outage + length : scene.changes() ? change : 0;
        var start = begin + SETTLING;
        var settled = Math.max(start, begin + turns(SETTLING_TURNS, turn));
        var end = settled + Math.max(length, turns(TURNS, turn));
        return new FleetTimes(change, outage, outage + length, start, settled, end);
    }

    /** The middle of the time in which shares are counted. */
    int late() {
        return (settled + end) / 2;
    }

    private static int turns(int count, double seconds) {
        return (int) Math.ceil(count * seconds);
    }
}

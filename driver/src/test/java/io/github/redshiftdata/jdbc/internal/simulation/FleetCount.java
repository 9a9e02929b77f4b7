package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.simulation.FleetQuota.Operation;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of the requests of a fleet. */
final class FleetCount {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int RECOVERED = 10;

    private final FleetScene scene;
    private final int jvms;
    private final FleetTimes times;
    private final long[] shares;
    private final int[] sentInSecond;
    private final int[] takenInSecond;
    private long takenEver;
    private long sentEver;
    private long taken;
    private long sent;
    private long takenLate;
    private long sentLate;
    private long failed;
    private long[] waits = new long[1024];
    private int finished;

    /** Counts the operation that is the bound. */
    FleetCount(FleetScene scene, int jvms, FleetTimes times) {
        this.scene = scene;
        this.jvms = jvms;
        this.times = times;
        this.shares = new long[jvms];
        this.sentInSecond = new int[times.end() + 1];
        this.takenInSecond = new int[times.end() + 1];
    }

    boolean isOutage(long now) {
        return scene.outage() != FleetScene.Outage.NONE
                && now >= times.outage() * SECOND
                && now < times.outageEnd() * SECOND;
    }

    void arrived(int jvm, Operation operation, long now, boolean wasTaken) {
        if (operation != scene.bound()) {
            return;
        }
        sentEver++;
        takenEver += wasTaken ? 1 : 0;
        sentInSecond[(int) (now / SECOND)]++;
        takenInSecond[(int) (now / SECOND)] += wasTaken ? 1 : 0;
        if (now >= times.start() * SECOND) {
            sent++;
            taken += wasTaken ? 1 : 0;
        }
        if (now >= times.settled() * SECOND && wasTaken) {
            shares[jvm]++;
        }
        if (now >= times.late() * SECOND) {
            sentLate++;
            takenLate += wasTaken ? 1 : 0;
        }
    }

    void finished(int jvm, long began, long now, boolean well) {
        if (began < times.settled() * SECOND) {
            return;
        }
        failed += well ? 0 : 1;
        if (jvm > 0 || scene.greedy() == scene.connections()) {
            waits = finished == waits.length ? Arrays.copyOf(waits, 2 * finished) : waits;
            waits[finished++] = now - began;
        }
    }

    FleetResult result() {
        var quota = (double) scene.bound().perSecond;
        var sharers = scene.sharers(jvms);
        var fair = quota * (times.end() - times.settled()) / sharers;
        var counted = Arrays.copyOf(shares, sharers);
        var ordered = Arrays.copyOf(waits, finished);
        Arrays.sort(ordered);
        var fairWait = scene.connections() * sharers / quota * SECOND;
        return new FleetResult(
                taken / (quota * (times.end() - times.start())),
                1 - (double) taken / sent,
                1 - (double) takenEver / sentEver,
                1 - (double) takenLate / sentLate,
                Arrays.stream(counted).min().orElseThrow() / fair,
                Arrays.stream(counted).max().orElseThrow() / fair,
                finished == 0 ? Double.POSITIVE_INFINITY : ordered[(int) (finished * 0.99)] / fairWait,
                finished == 0 ? 0 : (double) failed / finished,
                after(quota));
    }

    private FleetResult.@Nullable After after(double quota) {
        if (scene.outage() == FleetScene.Outage.NONE) {
            return null;
        }
        var during = Arrays.stream(sentInSecond, times.outage(), times.outageEnd())
                .average()
                .orElseThrow();
        var taken = Arrays.stream(takenInSecond, (times.outage() + times.outageEnd()) / 2, times.outageEnd())
                .average()
                .orElseThrow();
        var peak = Arrays.stream(sentInSecond, times.outageEnd(), times.end())
                .max()
                .orElseThrow();
        return new FleetResult.After(during / quota, taken / quota, peak / quota, recovered(quota));
    }

    private int recovered(double quota) {
        for (var second = times.outageEnd(); second + RECOVERED <= times.end(); second++) {
            if (Arrays.stream(takenInSecond, second, second + RECOVERED).sum() >= 0.9 * quota * RECOVERED) {
                return second - times.outageEnd();
            }
        }
        return Integer.MAX_VALUE;
    }
}

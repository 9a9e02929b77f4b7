package io.github.redshiftdata.jdbc.internal.api;

import java.util.concurrent.TimeUnit;

/**
 * The part of an operation's quota that this JVM takes. The quota is the account's, and a JVM learns from its own answers only
 * how many share it. A refusal takes away the same part of every share; a taken request gives back what makes up for a
 * few refusals, for the more of them the smaller the share is. So all shares fall and rise together, and in the long run those
 * who have much give to those who have little. For one thread at a time.
 *
 * <p>Why the constants are what they are: all JVMs of a fleet meet the same refusals, so what is done on a refusal has to be the
 * same for all, or chance drives their shares apart. How far it still drives them apart grows with {@link #CUT}, and how long they
 * take to come down with its inverse. The exact values were found by simulating fleets of 1 to 1,000 JVMs.
 */
final class RateShare {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Refusals this close together tell the same: a service that counts by the second refuses until it is over. */
    private static final long SAME = SECOND;

    /** What all begin with, as a part of the quota. More of it, and many JVMs are refused for long; less, and few take long to grow. */
    private static final double START = 0.15;

    /** What they begin with where the quota is small, so that one who is alone is not held up for long. */
    private static final double LEAST_START = 1;
    /** Until the first refusal a taken request adds so many requests a second, but not more than half of what there is. */
    private static final double SEARCH_STEP = 0.4;

    private static final double MOST_SEARCH = 0.5;
    /** What the refusal that ends the search takes away. The service may have saved up a second's worth, which hid the end till now. */
    private static final double SEARCH_END = 0.4;

    /** What any other refusal takes away. */
    private static final double CUT = 1.0 / 16;
    /** The part of its requests that the whole quota may have refused without falling in the long run. */
    private static final double BEARABLE = 0.006;
    /** A hundredth of the quota bears ten times as much as all of it, but no share more than this. */
    private static final double MOST_BEARABLE = 0.09;
    /** The most that a taken request adds after the search, as a part of the quota. */
    private static final double MOST_GROWTH = 0.005;

    /** No share falls below a request a minute, so that the end of an outage is noticed, and of a crowd. */
    private static final double LEAST = 1.0 / 60;

    /** So many requests taken one after the other prove a share. */
    private static final int PROOF = 8;
    /** So many refusals in a row are an outage, or a crowd. */
    private static final int OUTAGE = 6;
    /** In an outage a share falls to this part of the last proved one, so that its end is noticed soon. */
    private static final double IN_OUTAGE = 0.2;

    private static final double AFTER_OUTAGE = 0.75;

    private static final long MEMORY = TimeUnit.MINUTES.toNanos(10);
    /** A small share is remembered for as long as so many of its requests take. */
    private static final int MEMORY_REQUESTS = 50;

    private final int documented;

    /** Zero while nothing is held back. */
    private double perSecond;

    private boolean searching;
    private int takenInRow;
    private int refusedInRow;
    private long refusedAt;
    private boolean everTaken;
    private long takenAt;
    /** The last share at which requests were taken one after the other; zero for none. */
    private double proved;

    private double remembered;
    private long freedAt;

    /** Holds nothing back at first. */
    RateShare(int documented) {
        this.documented = documented;
    }

    boolean isFree() {
        return perSecond == 0;
    }

    /** Requests a second; zero while nothing is held back. */
    double perSecond() {
        return perSecond;
    }

    /** There is more than anybody needs: nothing is held back until the next refusal, which finds the share as it was. */
    void free(long now) {
        remembered = perSecond;
        freedAt = now;
        perSecond = 0;
    }

    /**
     * A request was taken.
     *
     * @param wanted others wait, so that a larger share would be used
     */
    void accepted(long now, boolean wanted) {
        everTaken = true;
        takenAt = now;
        if (isFree()) {
            return;
        }
        if (refusedInRow >= OUTAGE) {
            searching = true;
            perSecond = Math.max(perSecond, proved * AFTER_OUTAGE);
            proved /= 2;
        }
        refusedInRow = 0;
        takenInRow++;
        if (takenInRow >= PROOF) {
            proved = perSecond;
        }
        if (wanted) {
            perSecond += searching ? Math.min(SEARCH_STEP, perSecond * MOST_SEARCH) : growth();
        }
    }

    /** As much as makes up for the bearable refusals; more, the longer none has come that was to be expected. */
    private double growth() {
        var bearable = Math.min(MOST_BEARABLE, BEARABLE / Math.sqrt(perSecond / documented));
        var overdue = Math.max(1, takenInRow * bearable);
        return Math.min(MOST_GROWTH * documented, perSecond * CUT * bearable / (1 - bearable) * overdue * overdue);
    }

    /** A request was refused as one too many. */
    void throttled(long now) {
        if (isFree()) {
            begin(now);
        } else if (now - refusedAt >= SAME) {
            refusedInRow++;
            takenInRow = 0;
            refusedAt = now;
            fall(searching ? SEARCH_END : CUT, refusedInRow >= OUTAGE ? proved * IN_OUTAGE : 0);
            searching = false;
        }
    }

    private void fall(double part, double least) {
        var lowest = Math.max(LEAST, Math.min(perSecond, least));
        perSecond = Math.max(perSecond * (1 - part), lowest);
    }

    private void begin(long now) {
        var age = now - freedAt;
        if (remembered > 0 && (age < MEMORY || age * remembered < MEMORY_REQUESTS * (double) SECOND)) {
            perSecond = remembered;
            fall(CUT, 0);
        } else {
            perSecond = Math.max(documented * START, LEAST_START);
            searching = true;
            proved = everTaken && now - takenAt < SECOND ? perSecond : 0;
        }
        refusedInRow = 0;
        takenInRow = 0;
        refusedAt = now;
    }
}

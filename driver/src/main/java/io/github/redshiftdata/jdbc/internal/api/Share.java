package io.github.redshiftdata.jdbc.internal.api;

import java.util.concurrent.TimeUnit;

/**
 * The part of an operation's quota that this JVM takes. The quota is the account's, and nobody tells how many share it: a
 * JVM learns from its own answers only. It grows with what is taken and shrinks with what is refused, and the faster it
 * goes the fewer refusals keep it from growing. So those who have much give to those who have little. The constants were
 * found by simulating fleets of 1 to 100 JVMs. For one thread at a time.
 */
final class Share {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Refusals this close together tell the same: a service that counts by the second refuses until it is over. */
    private static final long SAME = SECOND;

    /** What all begin with, so that nobody is ahead: this part of the quota. */
    private static final double START = 0.15;

    /** Where the quota is small, a part of it would be too slow to learn anything by. */
    private static final double LEAST_START = 1;

    /** Until the first refusal the share grows by this part with each request, but not more than so much. */
    private static final double SEARCH = 0.53;

    private static final double MOST_SEARCH = 0.38;
    /** What the refusal takes away that ends the search: everybody is refused about then. */
    private static final double SEARCH_END = 0.2;

    /** Up to this part of the quota all shares behave alike; the larger ones give more way. */
    private static final double LARGE = 0.08;

    /** The part of the requests that may be refused without making a share fall in the long run; less for large ones. */
    private static final double BEARABLE = 0.015;

    private static final double BEARABLE_BY_SIZE = -1.2;
    /** What a refusal takes away; less of large shares, and many times as much while little is known. */
    private static final double CUT = 0.1;

    private static final double CUT_BY_SIZE = -0.25;
    private static final double CUT_AT_FIRST = 5.6;
    private static final double MOST_CUT = 0.6;
    /** With nothing taken in between, things have changed: a refusal takes this at least, and later ones more again. */
    private static final double CUT_IN_A_ROW = 0.135;

    private static final double FORGOTTEN_IN_A_ROW = 3;

    /** So many requests taken one after the other say that there is room: the share grows faster and faster. */
    private static final double LONG_RUN = 35;

    private static final double MOST_GROWTH = 0.02;
    /** No share falls below so many requests a second: nobody waits for longer than that, whatever the account is like. */
    private static final double LEAST = 0.2;

    /** So many requests taken one after the other prove a share. */
    private static final int PROOF = 8;
    /** More refusals in a row than these are an outage, or a crowd. */
    private static final int ACCIDENTS = 2;
    /** In an outage a share falls to this part of the last proved one, so that its end is noticed soon. */
    private static final double IN_OUTAGE = 1.0 / 8;

    private static final double AFTER_OUTAGE = 0.5;
    private static final long MEMORY = TimeUnit.MINUTES.toNanos(10);

    private final int documented;

    /** Zero while nothing is held back. */
    private double perSecond;

    private boolean searching;
    private double refusals;
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
    Share(int documented) {
        this.documented = documented;
    }

    boolean isFree() {
        return perSecond == 0;
    }

    /** Requests a second; zero while nothing is held back. */
    double perSecond() {
        return perSecond;
    }

    /** Nobody needs as much as there is: nothing is held back until the next refusal, which finds the share as it was. */
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
        if (refusedInRow > ACCIDENTS) {
            searching = true;
            perSecond = Math.max(perSecond, proved * AFTER_OUTAGE);
            proved = 0;
        }
        refusedInRow = 0;
        takenInRow++;
        if (takenInRow >= PROOF) {
            proved = perSecond;
        }
        if (wanted) {
            perSecond += searching ? Math.min(perSecond * SEARCH, MOST_SEARCH) : perSecond * growth();
        }
    }

    /** As much as makes up for the bearable refusals; more in a long run without any. */
    private double growth() {
        var bearable = BEARABLE * bySize(BEARABLE_BY_SIZE);
        var run = Math.max(1, takenInRow / LONG_RUN);
        return Math.min(MOST_GROWTH, -Math.log1p(-cut()) * bearable / (1 - bearable) * run * run * run);
    }

    private double cut() {
        var atFirst = Math.max(1, CUT_AT_FIRST / (1 + refusals));
        return Math.min(MOST_CUT, CUT * bySize(CUT_BY_SIZE) * atFirst);
    }

    private double bySize(double exponent) {
        return Math.pow(Math.max(1, perSecond / (documented * LARGE)), exponent);
    }

    /** A request was refused as one too many. */
    void throttled(long now) {
        if (isFree()) {
            begin(now);
        } else if (now - refusedAt >= SAME) {
            refusedInRow++;
            takenInRow = 0;
            refusedAt = now;
            if (refusedInRow == 1) {
                fall(searching ? SEARCH_END : cut(), 0);
                refusals++;
            } else {
                fall(Math.max(CUT_IN_A_ROW, cut()), proved * IN_OUTAGE);
                refusals = Math.max(0, refusals - FORGOTTEN_IN_A_ROW);
            }
            searching = false;
        }
    }

    private void fall(double part, double least) {
        var lowest = Math.max(LEAST, Math.min(perSecond, least));
        perSecond = Math.max(perSecond * (1 - part), lowest);
    }

    private void begin(long now) {
        if (remembered > 0 && now - freedAt < MEMORY) {
            perSecond = remembered;
        } else {
            perSecond = Math.max(documented * START, Math.min(documented, LEAST_START));
            searching = true;
            refusals = 0;
            proved = everTaken && now - takenAt < SECOND ? perSecond : 0;
        }
        refusedInRow = 0;
        takenInRow = 0;
        refusedAt = now;
    }
}

package io.github.redshiftdata.jdbc.internal.api;

import java.util.concurrent.TimeUnit;

/**
 * The part of an operation's quota that this JVM takes. The quota belongs to the account, and a JVM learns only from
 * its own answers how many others share it. A refusal takes away the same part of every share; a request that is taken
 * gives back what makes up for a few refusals, and for more of them the smaller the share is. So all shares fall and
 * rise together, and in the long run large shares give to small ones. Where it turns out that falling does not help (see
 * {@link Descent}), the share goes back to where it came from. For one thread at a time.
 *
 * <p>Why the constants are what they are: all JVMs of a fleet meet the same refusals, so all must react to a refusal in
 * the same way, or chance drives their shares apart. How far it still drives them apart grows with {@link #CUT}, and
 * how long large shares take to come down grows with its inverse. The exact values were found by simulating fleets of 1
 * to 1,000 JVMs.
 */
final class RateShare {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Refusals within this time count as one: a service that counts by the second refuses until the second is over. */
    private static final long SAME = SECOND;

    /**
     * The share that every JVM begins with, as a part of the quota. With a larger one, many JVMs would be refused for
     * long; with a smaller one, a few JVMs would take long to grow.
     */
    private static final double START = 0.15;

    /**
     * The least share to begin with, in requests per second, so that a JVM that is alone is not held up for long by a
     * small quota.
     */
    private static final double LEAST_START = 1;
    /**
     * Until the first refusal each request that is taken adds this many requests per second, but at most half of the
     * share.
     */
    private static final double SEARCH_STEP = 0.4;

    private static final double MOST_SEARCH = 0.5;
    /**
     * What the refusal that ends the search takes away. The service may have saved up a second's quota, which hid the
     * limit until then.
     */
    private static final double SEARCH_END = 0.4;

    /** What any other refusal takes away. */
    private static final double CUT = 1.0 / 16;
    /**
     * The part of its requests that may be refused without lowering the share in the long run, if the share is the
     * whole quota.
     */
    private static final double BEARABLE = 0.006;
    /**
     * The largest such part: a hundredth of the quota bears ten times as much as the whole quota, but no share bears
     * more than this.
     */
    private static final double MOST_BEARABLE = 0.09;
    /**
     * A share bears one refusal in so many seconds: what others do from time to time must not take away a small quota,
     * of which few requests lie between.
     */
    private static final double BEARABLE_EVERY = 20;
    /** The largest part that it bears for that reason. */
    private static final double MOST_BEARABLE_BY_TIME = 0.03;
    /** The most that one request adds after the search, as a part of the quota. */
    private static final double MOST_GROWTH = 0.005;

    /**
     * No share falls below one request per minute, so that the JVM notices when an outage is over, or when many others
     * have left.
     */
    private static final double LEAST = 1.0 / 60;

    /** After this many requests taken one after the other, a share counts as proved. */
    private static final int PROOF = 8;
    /** This many refusals in a row mean an outage, or that very many JVMs ask. */
    private static final int OUTAGE = 6;
    /** After this many in a row, no fall tells whether falling helps. */
    private static final int FULL_OUTAGE = 10;
    /** In an outage a share falls to this part of the last proved one, so that the JVM soon notices the end. */
    private static final double IN_OUTAGE = 0.2;

    private static final double AFTER_OUTAGE = 0.75;

    /**
     * By this factor more requests must be taken in a row than at the end of a fall that did not help, for a share to
     * fall again.
     */
    private static final double MORE_TAKEN = 2.5;

    /** More refusals in a row mean an outage, in which a share falls again. */
    private static final int WITHOUT_CUT_IN_ROW = 20;

    private static final long MEMORY = TimeUnit.MINUTES.toNanos(10);
    /** A small share is remembered for as long as this many of its requests take. */
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

    private final Descent descent;
    /** So many refusals more take nothing away, as the last fall did not help. */
    private int withoutCut;
    /** More requests taken in a row than this tell that falling helps again. */
    private double longRow;

    /** A share that holds nothing back at first. */
    RateShare(int documented) {
        this.documented = documented;
        this.descent = new Descent(documented);
    }

    boolean isFree() {
        return perSecond == 0;
    }

    /** Requests per second; zero while nothing is held back. */
    double perSecond() {
        return perSecond;
    }

    /**
     * Called when the quota is larger than what is asked for: nothing is held back until the next refusal, which finds
     * the share as it was.
     */
    void free(long now) {
        remembered = perSecond;
        freedAt = now;
        perSecond = 0;
    }

    /**
     * Called when the service has taken a request.
     *
     * @param wanted whether others wait, so that a larger share would be used
     */
    void accepted(long now, boolean wanted) {
        everTaken = true;
        takenAt = now;
        if (isFree()) {
            return;
        }
        if (refusedInRow >= FULL_OUTAGE) {
            descent.forget();
        }
        descent.taken();
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

    /**
     * What one request adds: as much as makes up for the bearable refusals, and more the longer an expected refusal has
     * not come.
     */
    private double growth() {
        var bearable = bearable();
        var overdue = Math.max(1, takenInRow * bearable);
        return Math.min(MOST_GROWTH * documented, perSecond * CUT * bearable / (1 - bearable) * overdue * overdue);
    }

    /** The part of its requests that may be refused without lowering the share in the long run. */
    private double bearable() {
        var bySize = Math.min(MOST_BEARABLE, BEARABLE / Math.sqrt(perSecond / documented));
        var byTime = Math.min(MOST_BEARABLE_BY_TIME, 1 / (perSecond * BEARABLE_EVERY));
        return Math.max(bySize, byTime);
    }

    /** Called when the service has refused a request as one too many. */
    void throttled(long now) {
        if (isFree()) {
            begin(now);
            return;
        }
        descent.refused();
        if (now - refusedAt >= SAME) {
            refusedInRow++;
            if (takenInRow > longRow || refusedInRow > WITHOUT_CUT_IN_ROW) {
                withoutCut = 0;
            }
            takenInRow = 0;
            refusedAt = now;
            if (withoutCut > 0) {
                withoutCut--;
            } else {
                cut();
            }
        }
    }

    private void cut() {
        descent.cut(perSecond);
        fall(searching ? SEARCH_END : CUT, refusedInRow >= OUTAGE ? proved * IN_OUTAGE : 0);
        searching = false;
        if (refusedInRow < FULL_OUTAGE && descent.isVain(perSecond, bearable())) {
            perSecond = descent.top();
            withoutCut = descent.length();
            longRow = MORE_TAKEN * (1 + descent.takenForEachRefusal());
            descent.forget();
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
        withoutCut = 0;
        descent.forget();
    }
}

package io.github.redshiftdata.jdbc.internal.api;

/**
 * How long a text of a statement the endpoint takes, as the connections of one client have learnt together. The pages of
 * AWS name two limits, of which one is newer.
 */
public final class StatementLengths {

    /** What every endpoint takes, in bytes. */
    public static final int SURE = 100_000;

    /** What newer ones take. */
    public static final int LONGER = 200_000;

    private enum Known {
        NOTHING,
        TAKEN,
        REFUSED
    }

    private volatile Known known = Known.NOTHING;

    /** Whether it is known that the endpoint takes the longer texts. */
    public boolean takesLonger() {
        return known == Known.TAKEN;
    }

    /** Whether nothing is known yet. */
    public boolean isUnknown() {
        return known == Known.NOTHING;
    }

    /** The endpoint has taken a text that is longer than {@link #SURE}. */
    public void noticedTaken() {
        known = Known.TAKEN;
    }

    /** The endpoint has refused such a text, and taken a part of it. */
    public void noticedRefused() {
        known = Known.REFUSED;
    }
}

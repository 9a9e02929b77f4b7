package io.github.redshiftdata.jdbc.internal.api;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Tells whether it helps that a share falls. Where only JVMs ask that pace their requests, all shares fall together, and
 * the lower they are, the more of every JVM's requests are taken. Where a program asks that does not pace its own, or
 * something refuses requests however few they are, no more of them are taken. A share that fell all the same would fall
 * for ever and leave everything to the others.
 *
 * <p>It compares the beginning of a fall with its end. What is lost by chance must not look like a program that does not
 * pace, or JVMs that share a quota would hold to shares that are too large: hence the many refusals, found by simulating
 * fleets of 1 to 1,000 JVMs.
 */
final class Descent {

    /** How many cuts are the beginning of a fall, and as many its end; as many lie between. */
    private static final int THIRD = 14;

    private static final int WHOLE = 3 * THIRD;
    /** A share that is a larger part of what it was before the cuts has grown between them: that is no fall. */
    private static final double FALLEN = 0.12;
    /**
     * The least share to go back to, as a part of the quota. With less, a JVM is one of very many, and what they learn
     * from so few answers is too little to tell them from a program that does not pace.
     */
    private static final double LEAST_TOP = 0.05;
    /** Fewer requests taken at the beginning tell nothing. */
    private static final int LEAST_TAKEN = 4;
    /** By this factor more must be taken for each refusal at the end than at the beginning, or falling has not helped. */
    private static final double HELPED = 1.7;
    /** So many times what a share bears must be refused at the end, or the fall is near its end by itself. */
    private static final double UNBEARABLE = 2;

    /**
     * What came before a cut.
     *
     * @param share before the cut
     * @param taken since the cut before it
     * @param refused since the cut before it, this one included
     */
    private record Step(double share, int taken, int refused) {}

    private record Sum(int taken, int refused, int mostTaken) {

        private static Sum of(Iterator<Step> steps) {
            var sum = new Sum(0, 0, 0);
            for (var i = 0; i < THIRD; i++) {
                var step = steps.next();
                sum = new Sum(
                        sum.taken + step.taken(), sum.refused + step.refused(), Math.max(sum.mostTaken, step.taken()));
            }
            return sum;
        }

        private double takenForEachRefusal() {
            return (double) taken / refused;
        }

        private double refusedPart() {
            return (double) refused / (taken + refused);
        }

        /** Before the first refusal of a fall others may not have been there: the longest row does not count. */
        private Sum withoutLongestRow() {
            return new Sum(taken - mostTaken, refused, 0);
        }
    }

    private final double leastTop;
    private final ArrayDeque<Step> steps = new ArrayDeque<>(WHOLE + 1);
    private int taken;
    private int refused;

    /** For a share of a quota of so many requests per second. */
    Descent(int documented) {
        this.leastTop = documented * LEAST_TOP;
    }

    /** Called when a request was taken. */
    void taken() {
        taken++;
    }

    /** Called for each refusal, whether the share is cut or not. */
    void refused() {
        refused++;
    }

    /**
     * Called when the share is cut.
     *
     * @param before the share before the cut
     */
    void cut(double before) {
        steps.add(new Step(before, taken, refused));
        taken = 0;
        refused = 0;
        if (steps.size() > WHOLE) {
            steps.remove();
        }
    }

    /**
     * Whether the share has fallen far, and it did not help.
     *
     * @param share after the cuts
     * @param bearable the part of the requests that the share bears to be refused
     */
    boolean isVain(double share, double bearable) {
        if (steps.size() < WHOLE || top() < leastTop || share > FALLEN * top()) {
            return false;
        }
        var beginning = Sum.of(steps.iterator()).withoutLongestRow();
        var end = Sum.of(steps.descendingIterator());
        return beginning.taken() >= LEAST_TAKEN
                && end.takenForEachRefusal() < HELPED * beginning.takenForEachRefusal()
                && end.refusedPart() > UNBEARABLE * bearable;
    }

    /** The share before the fall. */
    double top() {
        return steps.getFirst().share();
    }

    /** How many requests were taken for each refusal at its end. */
    double takenForEachRefusal() {
        return Sum.of(steps.descendingIterator()).takenForEachRefusal();
    }

    /** How many cuts the fall had. */
    int length() {
        return steps.size();
    }

    /** Forgets the fall. */
    void forget() {
        steps.clear();
        taken = 0;
        refused = 0;
    }
}

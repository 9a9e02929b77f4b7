package io.github.redshiftdata.jdbc.internal.simulation;

/**
 * How a fleet fared, from five seconds after its beginning (or its change) on, unless said otherwise.
 *
 * @param goodput what was taken, of the quota
 * @param refused the part of the requests that was refused
 * @param refusedEver the same from the very beginning
 * @param refusedLate the same in the second half of the time in which shares are counted
 * @param least the share of the JVM that got the least, of its fair one
 * @param most the same for the one that got the most
 * @param slowest the 99th percentile of how long a query took, of what it takes where all get their fair shares; without the
 *     greedy one
 * @param failed the part of the queries that were given up
 * @param outage what came after the outage, or null
 */
record FleetResult(
        double goodput,
        double refused,
        double refusedEver,
        double refusedLate,
        double least,
        double most,
        double slowest,
        double failed,
        @org.jspecify.annotations.Nullable After outage) {

    /**
     * What an outage did.
     *
     * @param during requests a second while it lasted, of the quota
     * @param taken what was taken in its second half, of the quota
     * @param peak the most requests of one second after it, of the quota
     * @param secondsToRecover until the first ten seconds in which 0.9 of the quota are used
     */
    record After(double during, double taken, double peak, int secondsToRecover) {}
}

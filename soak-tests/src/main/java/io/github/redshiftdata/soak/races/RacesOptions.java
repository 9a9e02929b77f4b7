package io.github.redshiftdata.soak.races;

import java.util.EnumSet;
import java.util.Set;

/**
 * What races shall be run.
 *
 * @param seconds for all kinds together; 0 where the rounds are counted
 * @param rounds of each kind; 0 where the time counts
 * @param from the number of the first round
 * @param lanes how many races run side by side
 */
public record RacesOptions(double seconds, long rounds, long seed, long from, int lanes, Set<RaceKind> kinds) {

    /** Checks that there is an end. */
    public RacesOptions {
        if (seconds <= 0 && rounds <= 0) {
            throw new IllegalArgumentException("For how many SECONDS, or how many --rounds?");
        }
        kinds = kinds.isEmpty() ? Set.copyOf(EnumSet.allOf(RaceKind.class)) : Set.copyOf(kinds);
    }
}

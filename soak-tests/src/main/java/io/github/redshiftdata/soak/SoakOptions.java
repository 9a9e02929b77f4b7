package io.github.redshiftdata.soak;

import io.github.redshiftdata.soak.service.Weather;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a run under faults shall be.
 *
 * @param minutes how long the faults last
 * @param seed of the faults and of the load
 * @param rows the run goes on until so many are acknowledged, too
 * @param faultPercent how many of a hundred requests meet a fault
 * @param writers how many threads write; as many read
 * @param quotas whether the service holds its calls per second
 * @param without what shall not happen to the service
 */
record SoakOptions(
        double minutes,
        long seed,
        long rows,
        double faultPercent,
        int writers,
        boolean quotas,
        Set<Weather.Event> without) {

    SoakOptions {
        without = Set.copyOf(without);
    }

    /**
     * Reads {@code MINUTES [--seed N] [--rows N] [--faults PERCENT] [--writers N] [--no-quotas] [--without EVENT]…}.
     *
     * @throws IllegalArgumentException for what it does not know
     */
    static SoakOptions of(List<String> arguments) {
        var minutes = 0.0;
        var seed = System.currentTimeMillis();
        var rows = 0L;
        var faults = 6.0;
        var writers = 16;
        var quotas = true;
        var without = EnumSet.noneOf(Weather.Event.class);
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var argument = rest.next();
            switch (argument) {
                case "--seed" -> seed = (long) Arguments.number(argument, rest);
                case "--rows" -> rows = (long) Arguments.number(argument, rest);
                case "--faults" -> faults = Arguments.number(argument, rest);
                case "--writers" -> writers = (int) Arguments.number(argument, rest);
                case "--no-quotas" -> quotas = false;
                case "--without" -> without.add(event(argument, rest));
                default -> minutes = Arguments.number("MINUTES", argument);
            }
        }
        if (minutes <= 0) {
            throw new IllegalArgumentException("For how many MINUTES?");
        }
        return new SoakOptions(minutes, seed, rows, faults, writers, quotas, without);
    }

    private static Weather.Event event(String option, Iterator<String> rest) {
        var name = Arguments.value(option, rest);
        try {
            return Weather.Event.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    option + " is one of " + EnumSet.allOf(Weather.Event.class) + ", not \"" + name + "\"", e);
        }
    }
}

package io.github.redshiftdata.soak;

import io.github.redshiftdata.soak.races.RaceKind;
import io.github.redshiftdata.soak.races.RacesOptions;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Reads {@code --races [SECONDS] [--rounds N] [--from N] [--seed N] [--kind KIND]… [--lanes N]}. */
final class RacesArguments {

    private static final int LANES = 8;

    private RacesArguments() {}

    /** Throws IllegalArgumentException for what it does not know. */
    static RacesOptions of(List<String> arguments) {
        var seconds = 0.0;
        var rounds = 0L;
        var seed = System.currentTimeMillis();
        var from = 0L;
        var lanes = LANES;
        var kinds = EnumSet.noneOf(RaceKind.class);
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var argument = rest.next();
            switch (argument) {
                case Soak.RACES -> {}
                case "--rounds" -> rounds = (long) Arguments.number(argument, rest);
                case "--from" -> from = (long) Arguments.number(argument, rest);
                case "--seed" -> seed = (long) Arguments.number(argument, rest);
                case "--lanes" -> lanes = (int) Arguments.number(argument, rest);
                case "--kind" -> kinds.add(kind(argument, rest));
                default -> seconds = Arguments.number("SECONDS", argument);
            }
        }
        return new RacesOptions(seconds, rounds, seed, from, lanes, kinds);
    }

    private static RaceKind kind(String option, Iterator<String> rest) {
        var name = Arguments.value(option, rest);
        try {
            return RaceKind.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    option + " is one of " + EnumSet.allOf(RaceKind.class) + ", not \"" + name + "\"", e);
        }
    }
}

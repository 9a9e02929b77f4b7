package io.github.redshiftdata.soak.races;

import io.github.redshiftdata.soak.Dice;
import java.sql.SQLException;

/**
 * Something that another thread does to a call.
 *
 * @param name for people
 * @param delayMicros how long after the start of the race; below zero: before the call begins
 */
record Attack(String name, int delayMicros, Action action) {

    /** What it does. */
    @FunctionalInterface
    interface Action {
        void run() throws SQLException;
    }

    /** A moment at random: mostly early, where things change quickly. */
    static int moment(Dice dice) {
        return switch (dice.between(0, 9)) {
            case 0 -> -1;
            case 1, 2 -> dice.between(0, 1_000);
            case 3, 4, 5 -> dice.between(0, 12_000);
            case 6, 7 -> dice.between(0, 80_000);
            default -> dice.between(0, 400_000);
        };
    }
}

package io.github.redshiftdata.jdbc.internal.config;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the property that a mistyped name most likely means. */
final class NearestName {

    /** One letter in this many may be wrong. */
    private static final int LETTERS_A_SLIP = 3;

    private NearestName() {}

    /** The property name with the fewest letters to change, if most of its letters are right; case does not count. */
    static Optional<String> of(String mistyped) {
        return DriverProperties.all().stream()
                .map(Property::name)
                .min(Comparator.comparingInt(name -> distance(mistyped, name)))
                .filter(name ->
                        LETTERS_A_SLIP * distance(mistyped, name) <= Math.max(mistyped.length(), name.length()));
    }

    private static int distance(String mistyped, String name) {
        return changes(mistyped.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }

    /** The number of letters to insert, delete or replace. */
    private static int changes(String from, String to) {
        var previous = new int[to.length() + 1];
        for (var j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (var i = 1; i <= from.length(); i++) {
            var current = new int[to.length() + 1];
            current[0] = i;
            for (var j = 1; j <= to.length(); j++) {
                var replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}

package io.github.redshiftdata.jdbc.internal.simulation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What programs were told of what they wrote, and what broke a rule on the spot. */
final class Journal {

    /** What a program may believe. */
    enum Told {
        IN,
        NOT_IN,
        UNKNOWN;

        private static final int UNKNOWN_OUTCOME = 1;
        private static final Pattern DOUBT = Pattern.compile("may (run|have|be)|not known|unknown");

        static Told by(SQLException e) {
            var state = String.valueOf(e.getSQLState());
            var doubted = e.getErrorCode() == UNKNOWN_OUTCOME
                    || state.equals("58000")
                    || state.equals("08007")
                    || (state.equals("57014")
                            && DOUBT.matcher(String.valueOf(e.getMessage())).find());
            return doubted ? UNKNOWN : NOT_IN;
        }
    }

    /** Keys that are in together or not at all. */
    record Atom(List<Integer> keys, Told told, String words) {}

    private final List<Atom> atoms = new ArrayList<>();
    private final Map<Integer, Integer> counted = new HashMap<>();
    private final Map<Integer, Integer> perhapsCounted = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private int keys;

    /** Keys that nobody has used. */
    List<Integer> newKeys(int count) {
        var fresh = new ArrayList<Integer>();
        for (var number = 0; number < count; number++) {
            fresh.add(++keys);
        }
        return fresh;
    }

    int lastKey() {
        return keys;
    }

    void told(List<Integer> together, Told told, String words) {
        if (!together.isEmpty()) {
            atoms.add(new Atom(List.copyOf(together), told, words));
        }
    }

    void counted(Map<Integer, Integer> times, Told told) {
        var where = told == Told.IN ? counted : perhapsCounted;
        if (told != Told.NOT_IN) {
            times.forEach((id, count) -> where.merge(id, count, Integer::sum));
        }
    }

    void wrong(String what) {
        violations.add(what);
    }

    List<String> violations() {
        return violations;
    }

    /** Compares with what is in. */
    void check(Store store) {
        for (var atom : atoms) {
            check(atom, store.keys());
        }
        for (var id = 0; id < Program.COUNTERS; id++) {
            var least = counted.getOrDefault(id, 0);
            var most = least + perhapsCounted.getOrDefault(id, 0);
            var is = store.counter(id);
            if (is < least || is > most) {
                wrong("counter " + id + " is " + is + ", told were " + least + " to " + most);
            }
        }
    }

    private void check(Atom atom, Map<Integer, Integer> in) {
        var present = 0;
        for (var key : atom.keys()) {
            var count = in.getOrDefault(key, 0);
            present += Math.min(count, 1);
            if (count > 1) {
                wrong("double: key " + key + " is in " + count + " times, told: " + atom.words());
            }
        }
        if (present > 0 && present < atom.keys().size()) {
            wrong("partial: " + present + " of " + atom.keys().size() + " keys from "
                    + atom.keys().get(0) + " are in, told: " + atom.words());
        }
        if (atom.told() == Told.IN && present == 0) {
            wrong("lost: key " + atom.keys().get(0) + " was acknowledged and is not in");
        }
        if (atom.told() == Told.NOT_IN && present > 0) {
            wrong("false definite: key " + atom.keys().get(0) + " is in, told: " + atom.words());
        }
    }
}

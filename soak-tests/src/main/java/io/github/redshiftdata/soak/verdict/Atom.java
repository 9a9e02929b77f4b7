package io.github.redshiftdata.soak.verdict;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows that are in together or not at all, with consecutive keys, and what was concluded about them.
 *
 * @param firstKey the key of the first row
 * @param rows how many
 */
public record Atom(long firstKey, int rows, Conclusion conclusion) {

    /** All rows of a call as one. */
    public static List<Atom> one(long firstKey, int rows, Conclusion conclusion) {
        return List.of(new Atom(firstKey, rows, conclusion));
    }

    /**
     * The elements of a batch, so many in each transaction. A transaction about whose elements different things were told
     * is taken apart: then each of them stands for itself.
     */
    public static List<Atom> ofElements(long firstKey, List<Conclusion> elements, int inOneTransaction) {
        var atoms = new ArrayList<Atom>();
        for (var from = 0; from < elements.size(); from += inOneTransaction) {
            var together = elements.subList(from, Math.min(from + inOneTransaction, elements.size()));
            if (together.stream().distinct().count() == 1) {
                atoms.add(new Atom(firstKey + from, together.size(), together.get(0)));
            } else {
                for (var element = 0; element < together.size(); element++) {
                    atoms.add(new Atom(firstKey + from + element, 1, together.get(element)));
                }
            }
        }
        return atoms;
    }
}

package io.github.redshiftdata.soak.verdict;

import java.util.List;

/**
 * The journal's line about a call that writes.
 *
 * @param writer who called
 * @param kind what was called
 * @param atoms what was concluded
 * @param told the exceptions that the conclusions rest on; empty where all went well
 * @param untruths what was told and is seen to be wrong without a look at the rows, as a false update count
 * @param faults the last faults that the connection of the call had met
 */
public record WrittenCall(
        String writer, String kind, List<Atom> atoms, String told, List<String> untruths, List<String> faults) {

    public WrittenCall {
        atoms = List.copyOf(atoms);
        untruths = List.copyOf(untruths);
        faults = List.copyOf(faults);
    }

    /** How many rows it was asked to write. */
    public int rows() {
        return atoms.stream().mapToInt(Atom::rows).sum();
    }

    /** How many rows it said that it wrote. */
    public int acknowledged() {
        return atoms.stream()
                .filter(atom -> atom.conclusion() == Conclusion.IN)
                .mapToInt(Atom::rows)
                .sum();
    }
}

package io.github.redshiftdata.soak.verdict;

import io.github.redshiftdata.soak.verdict.Violation.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Holds the journal against the rows. */
public final class Judge {

    private Judge() {}

    /** All that is wrong with these calls, and rows that none of them asked for. */
    public static List<Violation> judge(List<WrittenCall> calls, Truth truth) {
        var violations = new ArrayList<Violation>();
        var asked = new HashSet<Long>();
        for (var call : calls) {
            violations.addAll(judge(call, truth));
            for (var atom : call.atoms()) {
                for (var row = 0; row < atom.rows(); row++) {
                    asked.add(atom.firstKey() + row);
                }
            }
        }
        var unasked = truth.all().keySet().stream()
                .filter(key -> !asked.contains(key))
                .sorted()
                .toList();
        if (!unasked.isEmpty()) {
            var what = "rows that no call of the journal wrote, the first with the key " + unasked.get(0);
            violations.add(new Violation(Kind.FALSE_DEFINITE, unasked.size(), what, "", List.of()));
        }
        return violations;
    }

    /** What is wrong with one call. */
    public static List<Violation> judge(WrittenCall call, Truth truth) {
        var violations = new ArrayList<Violation>();
        for (var untruth : call.untruths()) {
            violations.add(violation(Kind.FALSE_DEFINITE, 1, call, untruth));
        }
        for (var atom : call.atoms()) {
            judge(call, atom, truth, violations);
        }
        return violations;
    }

    private static void judge(WrittenCall call, Atom atom, Truth truth, List<Violation> violations) {
        var in = 0;
        var twice = 0;
        for (var row = 0; row < atom.rows(); row++) {
            var count = truth.count(atom.firstKey() + row);
            in += count > 0 ? 1 : 0;
            twice += count > 1 ? 1 : 0;
        }
        var found = in + " of " + keys(atom) + " in, told " + atom.conclusion();
        if (twice > 0) {
            violations.add(violation(Kind.DOUBLE, twice, call, twice + " more than once; " + found));
        }
        if (atom.conclusion() == Conclusion.IN && in < atom.rows()) {
            violations.add(violation(Kind.LOST, atom.rows() - in, call, found));
        }
        if (atom.conclusion() == Conclusion.NOT_IN && in > 0) {
            violations.add(violation(Kind.FALSE_DEFINITE, in, call, found));
        }
        if (in > 0 && in < atom.rows()) {
            violations.add(violation(Kind.PARTIAL, 1, call, found));
        }
    }

    private static String keys(Atom atom) {
        return atom.rows() == 1
                ? "key " + atom.firstKey()
                : "keys " + atom.firstKey() + " to " + (atom.firstKey() + atom.rows() - 1);
    }

    private static Violation violation(Kind kind, int rows, WrittenCall call, String what) {
        return new Violation(kind, rows, call.writer() + ", " + call.kind() + ": " + what, call.told(), call.faults());
    }
}

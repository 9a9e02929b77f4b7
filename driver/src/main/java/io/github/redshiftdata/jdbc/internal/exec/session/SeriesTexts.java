package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.exec.statement.PartEnd;
import io.github.redshiftdata.jdbc.internal.exec.statement.PartEnd.Fate;
import java.util.ArrayList;
import java.util.List;

/** The sentence that says what became of each of several statements, of which one at least failed. */
record SeriesTexts(List<PartEnd> ends) {

    /** All but the first one that failed, which the error is about. */
    String fates() {
        var clauses = new ArrayList<String>();
        var first = firstFailure();
        add(clauses, numbers(Fate.DONE, -1), "was carried out and is committed", "were carried out and are committed");
        add(clauses, numbers(Fate.FAILED, first), "failed too", "failed too");
        var unknown = numbers(Fate.UNKNOWN, first);
        if (!unknown.isEmpty()) {
            clauses.add("whether " + subject(unknown) + (unknown.size() == 1 ? " was" : " were")
                    + " carried out is not known");
        }
        add(clauses, numbers(Fate.NOT_SENT, -1), "was not sent", "were not sent");
        return "Each statement commits by itself: " + String.join("; ", clauses) + ".";
    }

    private int firstFailure() {
        for (var i = 0; i < ends.size(); i++) {
            if (ends.get(i).error() != null) {
                return i;
            }
        }
        return -1;
    }

    private static void add(List<String> clauses, List<Integer> numbers, String ofOne, String ofSeveral) {
        if (!numbers.isEmpty()) {
            clauses.add(subject(numbers) + ' ' + (numbers.size() == 1 ? ofOne : ofSeveral));
        }
    }

    private List<Integer> numbers(Fate fate, int without) {
        var numbers = new ArrayList<Integer>();
        for (var i = 0; i < ends.size(); i++) {
            if (ends.get(i).fate() == fate && i != without) {
                numbers.add(i + 1);
            }
        }
        return numbers;
    }

    /** "statement 3", "statements 1 to 4, 7". */
    private static String subject(List<Integer> numbers) {
        var pieces = new ArrayList<String>();
        for (var from = 0; from < numbers.size(); ) {
            var to = from;
            while (to + 1 < numbers.size() && numbers.get(to + 1) == numbers.get(to) + 1) {
                to++;
            }
            pieces.add(from == to ? "" + numbers.get(from) : numbers.get(from) + " to " + numbers.get(to));
            from = to + 1;
        }
        return (numbers.size() == 1 ? "statement " : "statements ") + String.join(", ", pieces);
    }
}

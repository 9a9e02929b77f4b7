package io.github.redshiftdata.soak.verdict;

import io.github.redshiftdata.soak.verdict.Violation.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The one line that a run ends with, and whether it may be content. */
public final class ClosingLine {

    private final long rows;
    private final long faults;
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    /**
     * @param rows that were acknowledged
     * @param faults that were met
     */
    public ClosingLine(long rows, long faults, List<Violation> violations) {
        this.rows = rows;
        this.faults = faults;
        for (var violation : violations) {
            counts.merge(violation.kind(), (long) violation.rows(), Long::sum);
        }
    }

    /** Whether nothing was wrong, and something was tried at all. */
    public boolean passes() {
        return rows > 0 && counts.values().stream().allMatch(count -> count == 0);
    }

    /** {@code soak rows=… faults=… lost=…} and so on. */
    public String text() {
        return "soak rows=" + rows + " faults=" + faults + " lost=" + of(Kind.LOST) + " double=" + of(Kind.DOUBLE)
                + " false_definite=" + of(Kind.FALSE_DEFINITE) + " partial=" + of(Kind.PARTIAL) + " short_reads="
                + of(Kind.SHORT_READ) + " hangs=" + of(Kind.HANG) + " leaks=" + of(Kind.LEAK);
    }

    private long of(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}

package io.github.redshiftdata.soak.verdict;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an exception promises about the rows of its call, by what the manual says of SQLSTATEs, error codes and update
 * counts. Nothing else of the exception counts, but for the words that a cancel was confirmed.
 */
public final class Conclusions {

    /** The error code of an outcome that is not known. */
    static final int OUTCOME_UNKNOWN = 1;

    static final String CANCELLED = "57014";
    private static final Set<String> UNKNOWN = Set.of("58000", "08007");

    /** Words that take back what "was cancelled" says. */
    private static final List<String> DOUBTS = List.of("may have", "may run", "may be", "not known", "unknown");

    private Conclusions() {}

    /** For a statement or a script in autocommit mode, and for a commit; null is the end without an exception. */
    public static Conclusion of(@Nullable Throwable failure) {
        if (failure == null) {
            return Conclusion.IN;
        }
        // Whatever is no SQLException promises nothing.
        if (!(failure instanceof SQLException error) || isUnknown(error)) {
            return Conclusion.UNKNOWN;
        }
        return CANCELLED.equals(error.getSQLState()) && !confirmsTheCancel(error)
                ? Conclusion.UNKNOWN
                : Conclusion.NOT_IN;
    }

    /** For each element of a batch in autocommit mode. */
    public static List<Conclusion> ofBatch(@Nullable Throwable failure, int elements) {
        if (!(failure instanceof BatchUpdateException batch)) {
            return Collections.nCopies(elements, of(failure));
        }
        var failed = isUnknown(batch) || CANCELLED.equals(batch.getSQLState()) ? Conclusion.UNKNOWN : Conclusion.NOT_IN;
        var counts = batch.getLargeUpdateCounts();
        var conclusions = new ArrayList<Conclusion>();
        for (var element = 0; element < elements; element++) {
            // An element beyond the counts was not tried.
            var beyond = element >= counts.length;
            conclusions.add(beyond ? Conclusion.NOT_IN : ofCount(counts[element], failed));
        }
        return conclusions;
    }

    private static Conclusion ofCount(long count, Conclusion failed) {
        return count >= 0 || count == Statement.SUCCESS_NO_INFO ? Conclusion.IN : failed;
    }

    private static boolean isUnknown(SQLException error) {
        var state = error.getSQLState();
        return state == null || UNKNOWN.contains(state) || error.getErrorCode() == OUTCOME_UNKNOWN;
    }

    private static boolean confirmsTheCancel(SQLException error) {
        var message = String.valueOf(error.getMessage());
        return message.contains("was cancelled") && DOUBTS.stream().noneMatch(message::contains);
    }
}

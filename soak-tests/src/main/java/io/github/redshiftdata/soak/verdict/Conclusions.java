package io.github.redshiftdata.soak.verdict;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an exception promises about the rows of its call, by what the manual says of SQLSTATEs, error codes and update
 * counts. Nothing else of the exception counts: a program does not read messages.
 */
public final class Conclusions {

    /** The error code of an outcome that is not known. */
    static final int OUTCOME_UNKNOWN = 1;

    private static final Set<String> UNKNOWN = Set.of("58000", "08007");

    private Conclusions() {}

    /** For a statement or a script in autocommit mode, and for a commit; null is the end without an exception. */
    public static Conclusion of(@Nullable Throwable failure) {
        if (failure == null) {
            return Conclusion.IN;
        }
        // Whatever is no SQLException promises nothing.
        return failure instanceof SQLException error && !isUnknown(error) ? Conclusion.NOT_IN : Conclusion.UNKNOWN;
    }

    /** Whether an exception says that it is not known what became of its call. */
    public static boolean isInDoubt(@Nullable Throwable failure) {
        return failure instanceof SQLException error && isUnknown(error);
    }

    /** For each element of a batch in autocommit mode. */
    public static List<Conclusion> ofBatch(@Nullable Throwable failure, int elements) {
        if (!(failure instanceof BatchUpdateException batch)) {
            return Collections.nCopies(elements, of(failure));
        }
        var failed = isUnknown(batch) ? Conclusion.UNKNOWN : Conclusion.NOT_IN;
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

    /**
     * What is wrong with an exception by itself, or nothing: one of an unknown outcome is of no class that tells a
     * framework to try again, and each has a SQLSTATE and a message.
     */
    public static Optional<String> untruthOf(@Nullable Throwable failure) {
        if (failure == null) {
            return Optional.empty();
        }
        if (!(failure instanceof SQLException error)) {
            return Optional.of("an exception that is no SQLException left the driver");
        }
        if (isOfThePool(error)) {
            return Optional.empty();
        }
        if (error.getSQLState() == null || error.getMessage() == null) {
            return Optional.of("an exception without SQLSTATE or message");
        }
        var again = error instanceof SQLTransientException || error instanceof SQLRecoverableException;
        return again && error.getErrorCode() == OUTCOME_UNKNOWN && !(error instanceof SQLTimeoutException)
                ? Optional.of("an unknown outcome is told by a class that says: try again")
                : Optional.empty();
    }

    /** HikariCP says itself that a connection is closed which it has taken away after a failure, and names no SQLSTATE. */
    private static boolean isOfThePool(SQLException error) {
        var stack = error.getStackTrace();
        return stack.length > 0 && stack[0].getClassName().startsWith("com.zaxxer.hikari.");
    }
}

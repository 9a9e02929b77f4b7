package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chain of warnings, each text once, so that the chain does not grow if a caller never clears it. For any thread,
 * since all threads make statements on one connection.
 */
final class Warnings {

    /** SQLSTATE class 01: the statement worked, with a remark. */
    private static final String WARNING = "01000";

    // All guarded by this object.
    private @Nullable SQLWarning first;
    private @Nullable SQLWarning last;
    private final Set<String> known = new HashSet<>();

    synchronized void add(String text) {
        var message = Shown.lines(text);
        if (!known.add(message)) {
            return;
        }
        var warning = new SQLWarning(message, WARNING);
        if (last == null) {
            first = warning;
        } else {
            last.setNextWarning(warning);
        }
        last = warning;
    }

    /** Adds what is to be known of the counts of a batch that was carried out. */
    void addOfBatch(long[] counts) {
        if (Arrays.stream(counts).anyMatch(count -> count == Statement.SUCCESS_NO_INFO)) {
            add("The batch was carried out, but how many rows some of its statements changed is not known. Do not"
                    + " repeat it; count the rows by a SELECT.");
        }
    }

    @Nullable
    synchronized SQLWarning first() {
        return first;
    }

    synchronized void clear() {
        first = null;
        last = null;
        known.clear();
    }
}

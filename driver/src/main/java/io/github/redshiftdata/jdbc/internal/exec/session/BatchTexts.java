package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.BatchUpdateException;

/** The texts that say what is known of the elements of a batch that stopped early. */
public final class BatchTexts {

    private BatchTexts() {}

    /**
     * The exception for an element that gave rows, which JDBC forbids.
     *
     * @param number of the element, from 1
     * @param done how many elements were carried out
     */
    static BatchUpdateException gaveRows(int number, int total, int done, long[] counts) {
        return new BatchUpdateException(
                "Statement " + number + " of " + total
                        + " gave rows. A batch takes only statements without rows. The first " + done
                        + " statements were carried out.",
                SqlState.TOO_MANY_RESULTS.code(),
                0,
                counts,
                null);
    }

    /**
     * The beginning of a message, up to the reason.
     *
     * @param what an element: "Statement" or "Row"
     * @param before how many elements stand before the part that failed; they were carried out
     * @param size how many the part has
     * @param inDoubt whether it is not known if the part was carried out
     */
    public static String stopped(String what, int before, int size, int total, boolean inDoubt) {
        if (total == 1) {
            return "";
        }
        var part = size == 1
                ? what + " " + (before + 1) + " of the batch"
                : what + "s " + (before + 1) + " to " + (before + size) + " of the batch";
        var fate = inDoubt
                ? part + ": it is unknown whether " + (size == 1 ? "it was" : "they were") + " carried out"
                : part + (size == 1 ? " was" : " were") + " not carried out";
        var earlier = before == 0 ? "" : "; the first " + before + " were";
        var later = before + size == total ? "" : "; those after " + (size == 1 ? "it" : "them") + " were not sent";
        return fate + earlier + later + ". ";
    }
}

package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.StatementLengths;
import io.github.redshiftdata.jdbc.internal.error.Causes;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import java.sql.SQLException;
import java.util.List;

/**
 * How long the driver makes the statements that it writes itself, out of the rows of a batch. Unless the user has set a
 * limit, it tries the newer of the service's two limits once, outside of transactions: a refusal would fail one.
 */
public final class BatchLength {

    /** Connections, transactions, rights, resources, and statements that were ended early. */
    private static final List<String> OTHER_REASONS = List.of("08", "25", "28", "40", "42501", "53", "57");

    private static final int TOO_LARGE = 413;

    private final StatementLengths lengths;
    private final int configured;
    private final Transaction transaction;

    BatchLength(StatementLengths lengths, int configured, Transaction transaction) {
        this.lengths = lengths;
        this.configured = configured;
        this.transaction = transaction;
    }

    private boolean isSet() {
        return configured != StatementLengths.SURE;
    }

    private boolean isOutsideTransactions() {
        return transaction.autoCommit() && !transaction.isOpen();
    }

    /** The most bytes that the next text may have. */
    public int next() {
        if (isSet()) {
            return configured;
        }
        var longer = lengths.takesLonger() || (lengths.isUnknown() && isOutsideTransactions());
        return longer ? StatementLengths.LONGER : StatementLengths.SURE;
    }

    /** The most bytes that any text may have. */
    int most() {
        return isSet() ? configured : StatementLengths.LONGER;
    }

    /**
     * Whether a statement may have failed because it is too long: then nothing of it was done, and its rows can be sent in
     * texts of {@link StatementLengths#SURE}. How the service says that is not known, so only failures that are about
     * something else for sure are none.
     */
    public boolean mayBeTooLong(long bytes, SQLException why) {
        return !isSet()
                && bytes > StatementLengths.SURE
                && isOutsideTransactions()
                && !Doubt.isIn(why)
                && (isTooLarge(why) || OTHER_REASONS.stream().noneMatch(stateOf(why)::startsWith));
    }

    private static String stateOf(SQLException why) {
        return String.valueOf(why.getSQLState());
    }

    /** Whether something on the way took the request for too large. */
    private static boolean isTooLarge(SQLException why) {
        return Causes.find(why, DataApiException.class)
                .filter(failed -> failed.failure().httpStatus() == TOO_LARGE)
                .isPresent();
    }

    /**
     * Called when a statement was carried out.
     *
     * @param afterRefusal whether its rows had been refused in a longer one
     */
    public void taken(long bytes, boolean afterRefusal) {
        if (isSet()) {
            return;
        }
        if (bytes > StatementLengths.SURE) {
            lengths.noticedTaken();
        } else if (afterRefusal) {
            lengths.noticedRefused();
        }
    }
}

package io.github.redshiftdata.jdbc.internal.exec.statement;

import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What became of one of several statements that commit each by itself.
 *
 * @param outcome what it gave; only where it was carried out
 * @param error why it was not carried out, or why that is not known
 * @param count the number of rows changed, as JDBC tells it of an element of a batch; null while nobody has asked for it
 */
public record PartEnd(
        Fate fate, @Nullable StatementOutcome outcome, @Nullable SQLException error, @Nullable Long count) {

    /** What is known of a statement. */
    public enum Fate {
        /** It was carried out, and is committed. */
        DONE,
        /** It was run, and has changed nothing. */
        FAILED,
        /** It may have been carried out or not. */
        UNKNOWN,
        /** It was not submitted. */
        NOT_SENT
    }

    /** A statement that was not submitted. */
    public static final PartEnd NOT_SENT = new PartEnd(Fate.NOT_SENT, null, null, null);

    public static PartEnd done(StatementOutcome outcome) {
        return new PartEnd(Fate.DONE, outcome, null, null);
    }

    /** One that was carried out, of whose count it is known already that the service does not tell it. */
    static PartEnd doneWithoutCount(StatementOutcome outcome) {
        return new PartEnd(Fate.DONE, outcome, null, (long) Statement.SUCCESS_NO_INFO);
    }

    public static PartEnd failed(SQLException error) {
        return new PartEnd(Fate.FAILED, null, error, null);
    }

    public static PartEnd unknown(SQLException error) {
        return new PartEnd(Fate.UNKNOWN, null, error, null);
    }

    /** A copy with the count, which may cost a request. */
    public PartEnd counted() {
        if (outcome == null || count != null) {
            return this;
        }
        return new PartEnd(
                fate, outcome, error, outcome.hasResultSet() ? Statement.SUCCESS_NO_INFO : outcome.updateCount());
    }

    /** Whether it was carried out. */
    public boolean isDone() {
        return fate == Fate.DONE;
    }
}

package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.ServiceErrors;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The service did not tell what became of a command, although it may have accepted it. */
final class UnknownEndException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient DataApiException failure;
    private final @Nullable String statementId;
    private final String doubt;

    private UnknownEndException(DataApiException failure, @Nullable String statementId, String doubt) {
        super(failure);
        this.failure = failure;
        this.statementId = statementId;
        this.doubt = doubt;
    }

    /**
     * For a submission of which a request may have arrived, and no answer told an id.
     *
     * @param howToFind a sentence about how its caller finds it, or ""
     */
    static UnknownEndException ofSubmission(String statementName, String howToFind, DataApiException last) {
        return new UnknownEndException(
                last,
                null,
                "Whether the statement was carried out is not known: a request that submitted it was not answered. The"
                        + " driver looks for it under the statement name " + statementName
                        + "; look at the data before you repeat it." + howToFind + " The last request failed: ");
    }

    /** For a statement that has an id, but whose end the service does not tell any more. */
    static UnknownEndException ofStatement(String statementId, DataApiException last) {
        return new UnknownEndException(
                last,
                statementId,
                "How the statement ended is not known, and whether it has: it may run on. Ask for statement "
                        + statementId + " later, or look at the data before you repeat it. The last request failed: ");
    }

    /**
     * The exception for the program.
     *
     * @param harmless whether the command only reads, so that nothing depends on whether it ran
     */
    SQLException error(boolean harmless) {
        var plain = ServiceErrors.of(failure.failure(), statementId, failure);
        return harmless ? plain : Doubt.of(doubt + plain.getMessage(), plain);
    }
}

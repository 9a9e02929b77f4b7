package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A submission that was surely not carried out: the database knows nothing of it. */
public final class NotAcceptedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final SQLException error;
    private final transient @Nullable ServiceFailure failure;

    /**
     * An exception for one submission.
     *
     * @param error the exception for the program
     * @param failure what the service said, or null if it was not asked
     */
    public NotAcceptedException(SQLException error, @Nullable ServiceFailure failure) {
        super(error);
        this.error = error;
        this.failure = failure;
    }

    public SQLException error() {
        return error;
    }

    @Nullable
    public ServiceFailure failure() {
        return failure;
    }
}

package io.github.redshiftdata.jdbc;

import java.util.Optional;

/**
 * A submission whose outcome was unknown when the program was told of it: the service may have taken it or not. The
 * driver goes on finding out for some minutes; what it finds shows here. It never sends the statement again.
 */
public interface RedshiftDataSubmission {

    /** What is known of a submission. */
    enum State {
        /** No request of it was answered, and the service has not listed it so far. It may still arrive. */
        UNKNOWN,
        /** The service took it: {@link #getStatementId} is there, and {@code attach} tells how it ended. */
        ACCEPTED,
        /** The service surely never took it. */
        NOT_ACCEPTED
    }

    State getState();

    /** The ClientToken of all its requests. */
    String getClientToken();

    /** Its StatementName, which no other submission has: ListStatements finds it by that. */
    String getStatementName();

    /** The statement's id, once it is known. */
    Optional<String> getStatementId();
}

package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.RedshiftDataSubmission;
import io.github.redshiftdata.jdbc.internal.exec.statement.UnknownSubmissions;
import java.util.Optional;

/** What the driver knows by now of a submission, in the form that the program sees. */
record UnknownSubmission(UnknownSubmissions.Entry entry) implements RedshiftDataSubmission {

    @Override
    public State getState() {
        return switch (entry.state()) {
            case UNKNOWN -> State.UNKNOWN;
            case ACCEPTED -> State.ACCEPTED;
            case NOT_ACCEPTED -> State.NOT_ACCEPTED;
        };
    }

    @Override
    public String getClientToken() {
        return entry.clientToken();
    }

    @Override
    public String getStatementName() {
        return entry.statementName();
    }

    @Override
    public Optional<String> getStatementId() {
        return Optional.ofNullable(entry.statementId());
    }

    @Override
    public String toString() {
        return getStatementName() + ": " + getState()
                + getStatementId().map(id -> " as " + id).orElse("");
    }
}

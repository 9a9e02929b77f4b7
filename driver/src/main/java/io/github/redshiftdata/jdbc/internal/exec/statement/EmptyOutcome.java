package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.PageSource;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription.SubStatement;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import org.jspecify.annotations.Nullable;

/** The outcome of a text that holds only blanks and comments, which is not sent. Its count is 0. */
public final class EmptyOutcome implements StatementOutcome {

    /** No statement was sent, so there is no id. */
    @Override
    public String statementId() {
        return "";
    }

    @Override
    public StatementKind kind() {
        return StatementKind.EMPTY;
    }

    @Override
    public boolean hasResultSet() {
        return false;
    }

    @Override
    public long updateCount() {
        return 0;
    }

    @Override
    public @Nullable String warning() {
        return null;
    }

    @Override
    public long redshiftQueryId() {
        return 0;
    }

    @Override
    public @Nullable String redshiftQueryUuid() {
        return null;
    }

    @Override
    public @Nullable SubStatement told() {
        return null;
    }

    @Override
    public @Nullable String sessionId() {
        return null;
    }

    @Override
    public StatementOutcome under(Execution other) {
        return this;
    }

    @Override
    public PageSource openPages() {
        throw new IllegalStateException("Nothing has no rows to read");
    }
}

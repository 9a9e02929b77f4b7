package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.PageSource;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription.SubStatement;
import io.github.redshiftdata.jdbc.internal.error.ServiceErrors;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A statement that finished. What the service tells of it besides is asked for once, when the program first wants it.
 */
final class FinishedStatement implements StatementOutcome {

    private final StatementLookups lookups;
    private final PageRequests pages;
    private final String statementId;
    private final StatementKind kind;
    private final boolean hasResultSet;
    private final @Nullable String sessionId;
    private final Execution execution;
    // Both guarded by this.
    private @Nullable SubStatement numbers;
    private @Nullable String warning;

    FinishedStatement(
            StatementLookups lookups,
            PageRequests pages,
            String statementId,
            StatementKind kind,
            boolean hasResultSet,
            @Nullable String sessionId,
            @Nullable SubStatement numbers,
            Execution execution) {
        this.lookups = lookups;
        this.pages = pages;
        this.statementId = statementId;
        this.kind = kind;
        this.hasResultSet = hasResultSet;
        this.sessionId = sessionId;
        this.numbers = numbers;
        this.execution = execution;
    }

    @Override
    public String statementId() {
        return statementId;
    }

    @Override
    public StatementKind kind() {
        return kind;
    }

    @Override
    public boolean hasResultSet() {
        return hasResultSet;
    }

    @Override
    public long updateCount() {
        if (hasResultSet) {
            return -1;
        }
        try {
            return kind.countsRows() ? rowsChanged() : 0;
        } finally {
            execution.signal().restoreInterrupt();
        }
    }

    /**
     * The number of rows changed. The statement was carried out, so a count that cannot be read is a warning and no
     * error.
     */
    private long rowsChanged() {
        try {
            var rows = numbers().resultRows();
            if (rows < 0 && kind.countMayBeAbsent()) {
                return Statement.SUCCESS_NO_INFO;
            }
            if (rows < 0) {
                // An answer may lack the number although the statement has one: it is asked for again, not taken for 0.
                forgetNumbers();
                rows = numbers().resultRows();
            }
            return rows >= 0 ? rows : withoutCount("the service does not tell it");
        } catch (DataApiException e) {
            return withoutCount(e.getMessage());
        }
    }

    private synchronized long withoutCount(@Nullable String why) {
        warning = "Statement " + statementId
                + " was carried out, but how many rows it changed is not known. Do not repeat"
                + " it; count the rows by a SELECT: " + why;
        return Statement.SUCCESS_NO_INFO;
    }

    @Override
    public synchronized @Nullable String warning() {
        return warning;
    }

    @Override
    public long redshiftQueryId() throws SQLException {
        return asked().redshiftQueryId();
    }

    @Override
    public @Nullable String redshiftQueryUuid() throws SQLException {
        return asked().redshiftQueryUuid();
    }

    @Override
    public SubStatement told() throws SQLException {
        return asked();
    }

    private SubStatement asked() throws SQLException {
        return pages.whileOpen().during(() -> {
            try {
                return numbers();
            } catch (DataApiException e) {
                throw ServiceErrors.of(e.failure(), statementId, e);
            } finally {
                execution.signal().restoreInterrupt();
            }
        });
    }

    @Override
    public @Nullable String sessionId() {
        return sessionId;
    }

    @Override
    public StatementOutcome under(Execution other) {
        return new FinishedStatement(
                lookups,
                pages,
                statementId,
                kind,
                hasResultSet,
                sessionId,
                knownNumbers(),
                other.withResultFormat(execution.resultFormat()));
    }

    @Override
    public PageSource openPages() {
        // Of the statements that may change something, these alone have rows.
        return pages.of(statementId, kind == StatementKind.CALL || kind == StatementKind.OTHER, execution);
    }

    private synchronized void forgetNumbers() {
        numbers = null;
    }

    /**
     * The numbers of the statement. If two threads want them at once, both ask the service: neither waits for the
     * other's request.
     */
    private SubStatement numbers() throws DataApiException {
        var known = knownNumbers();
        if (known != null) {
            return known;
        }
        return keep(lookups.describe(statementId, execution).of(statementId));
    }

    private synchronized @Nullable SubStatement knownNumbers() {
        return numbers;
    }

    private synchronized SubStatement keep(SubStatement told) {
        numbers = told;
        return told;
    }
}

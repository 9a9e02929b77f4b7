package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.RedshiftDataHandle;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.jdbc.RedshiftDataStatistics;
import io.github.redshiftdata.jdbc.RedshiftDataStatus;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.statement.AwaitedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement that was submitted without waiting. Usable from any thread; it never holds up the session. */
final class StatementHandle implements RedshiftDataHandle {

    private final SubmittedStatements statements;
    private final String statementId;
    private final @Nullable String clientToken;
    private final AwaitedStatement awaited;
    /** What the service told after the end, which does not change any more. */
    private volatile @Nullable StatementDescription end;

    StatementHandle(SubmittedStatements statements, String statementId, @Nullable String clientToken) {
        this.statements = statements;
        this.statementId = statementId;
        this.clientToken = clientToken;
        this.awaited = new AwaitedStatement(statementId, clientToken != null);
    }

    @Override
    public String getStatementId() {
        return statementId;
    }

    @Override
    public Optional<String> getClientToken() {
        return Optional.ofNullable(clientToken);
    }

    @Override
    public RedshiftDataStatus status() throws SQLException {
        return Statistics.status(described().status());
    }

    @Override
    public RedshiftDataStatistics statistics() throws SQLException {
        return Statistics.of(described());
    }

    private StatementDescription described() throws SQLException {
        statements.checkOpen();
        var known = end;
        return known == null ? keep(statements.describe(statementId)) : known;
    }

    private StatementDescription keep(StatementDescription told) {
        if (told.status().isTerminal()) {
            end = told;
        }
        return told;
    }

    @Override
    public boolean await(Duration longest) throws SQLException {
        if ((Object) longest == null || longest.isNegative()) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "await(" + longest + ") is no time to wait. Use zero to ask once, or a positive duration.");
        }
        statements.checkOpen();
        if (end != null) {
            return true;
        }
        if (longest.isZero()) {
            return described().status().isTerminal();
        }
        var told = statements.await(awaited, longest);
        told.ifPresent(this::keep);
        return told.isPresent();
    }

    @Override
    public RedshiftDataStatement results() throws SQLException {
        return statements.attach(statementId, clientToken != null);
    }

    @Override
    public void cancel() throws SQLException {
        statements.checkOpen();
        if (end == null) {
            statements.cancel(statementId);
        }
    }

    @Override
    public String toString() {
        return "RedshiftDataHandle[" + statementId + "]";
    }
}

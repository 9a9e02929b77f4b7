package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.RedshiftDataHandle;
import io.github.redshiftdata.jdbc.RedshiftDataHistoryEntry;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.jdbc.RedshiftDataStatus;
import io.github.redshiftdata.jdbc.RedshiftDataSubmitOptions;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementEntry;
import io.github.redshiftdata.jdbc.internal.api.StatementFilter;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.session.DetachedStatements;
import io.github.redshiftdata.jdbc.internal.exec.statement.AwaitedStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import io.github.redshiftdata.jdbc.internal.exec.statement.SettingsAlong;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Submits statements of a connection without waiting for them, and finds those again that any program submitted. */
final class SubmittedStatements {

    private static final int LONGEST_TOKEN = 64;

    private final ConnectionStatements statements;
    private final DetachedStatements detached;
    /** The terms of an execution by the present settings of the connection. */
    private final Supplier<ExecuteOptions> terms;

    SubmittedStatements(ConnectionStatements statements, DetachedStatements detached, Supplier<ExecuteOptions> terms) {
        this.statements = statements;
        this.detached = detached;
        this.terms = terms;
    }

    /** Submits a text with the values of its parameters. */
    RedshiftDataHandle submit(RedshiftDataSubmitOptions how, String sql, @Nullable Object... parameters)
            throws SQLException {
        checkOpen();
        // A single null that a program passes for a parameter arrives as no array at all.
        var values = (Object) parameters == null ? new Object[] {null} : parameters;
        try (var statement = statements.prepare(sql)) {
            statement.setAll(values);
            return statement.submit(how);
        }
    }

    /**
     * Submits statements that are ready to be sent.
     *
     * @param settings of the statement that they are the text of
     * @param signal by which a cancel or close of that statement ends the submission, as long as it is not answered
     */
    RedshiftDataHandle submit(
            List<BoundStatement> parts,
            StatementSettings.Values settings,
            RedshiftDataSubmitOptions how,
            CallerSignal signal)
            throws SQLException {
        checkOpen();
        requireFit(how);
        var sent = SentParts.of(parts);
        if (sent.isEmpty()) {
            throw Errors.of(SqlState.SYNTAX_ERROR, "The SQL text holds no statement, so there is nothing to submit.");
        }
        var token = how.clientToken().orElseGet(() -> UUID.randomUUID().toString());
        var options = terms.get()
                .withTimeout(Duration.ofSeconds(settings.queryTimeoutSeconds))
                .withResultFormat(settings.resultFormat)
                .withEvent(how.event().orElse(settings.withEvent))
                .detached(new ExecuteOptions.Detached(token, how.inSession()));
        var named = how.statementName().map(options::withStatementName).orElse(options);
        try {
            return new StatementHandle(this, detached.submit(sent, named, signal), token);
        } finally {
            statements.catalog().noticed(sent);
        }
    }

    private static void requireFit(RedshiftDataSubmitOptions how) throws SQLException {
        requireLength("client token", how.clientToken(), LONGEST_TOKEN);
        requireLength("statement name", how.statementName(), ExecuteOptions.LONGEST_STATEMENT_NAME);
    }

    private static void requireLength(String what, Optional<String> text, int most) throws SQLException {
        if (text.isPresent() && (text.get().isEmpty() || text.get().length() > most)) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "A " + what + " has 1 to " + most + " characters, and this one has "
                            + text.get().length() + "; nothing was sent.");
        }
    }

    /** A handle to a statement that any program submitted. */
    RedshiftDataHandle handle(@Nullable String statementId) throws SQLException {
        checkOpen();
        if (statementId == null || statementId.isBlank()) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "The id of a statement is " + (statementId == null ? "null" : "blank")
                            + ". Pass the one that its submission gave.");
        }
        return new StatementHandle(this, statementId, null);
    }

    /**
     * Waits for a statement, and moves to its first result.
     *
     * @param submittedHere whether the service has told its id to this program: then an end that it does not tell is a
     *     doubt, and the id no mistake
     */
    RedshiftDataStatement attach(String statementId, boolean submittedHere) throws SQLException {
        checkOpen();
        var statement = statements.create();
        try {
            statement.attach(statementId, submittedHere);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    List<RedshiftDataHistoryEntry> history(
            @Nullable String namePrefix, @Nullable RedshiftDataStatus status, @Nullable Instant since)
            throws SQLException {
        checkOpen();
        if (status == RedshiftDataStatus.UNKNOWN) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "The service lists no statements by the status UNKNOWN. Pass another one, or null for all.");
        }
        var filter = new StatementFilter(
                namePrefix == null || namePrefix.isEmpty() ? null : namePrefix,
                status == null ? null : StatementStatus.valueOf(status.name()));
        return detached.history(filter, terms.get(), new CallerSignal()).stream()
                .map(SubmittedStatements::shown)
                .filter(entry -> since == null
                        || entry.createdAt().isEmpty()
                        || !entry.createdAt().get().isBefore(since))
                .sorted(Comparator.comparing(
                        (RedshiftDataHistoryEntry entry) -> entry.createdAt().orElse(Instant.MIN),
                        Comparator.reverseOrder()))
                .toList();
    }

    private static RedshiftDataHistoryEntry shown(StatementEntry entry) {
        return new RedshiftDataHistoryEntry(
                entry.statementId(),
                entry.name(),
                Statistics.status(entry.status()),
                Optional.ofNullable(entry.createdAt()),
                Optional.ofNullable(entry.updatedAt()),
                Optional.ofNullable(entry.sessionId()),
                SettingsAlong.textsWithout(entry.texts()));
    }

    void checkOpen() throws SQLException {
        statements.checkOpen();
    }

    StatementDescription describe(String statementId) throws SQLException {
        return detached.describe(statementId, terms.get(), new CallerSignal());
    }

    Optional<StatementDescription> await(AwaitedStatement statement, Duration longest) throws SQLException {
        return detached.await(statement, longest, terms.get(), new CallerSignal());
    }

    void cancel(String statementId) throws SQLException {
        detached.cancel(statementId, terms.get(), new CallerSignal());
    }
}

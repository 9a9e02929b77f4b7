package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription.SubStatement;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes outcomes from what is known of finished commands, with as few requests as possible. */
public final class OutcomeFactory {

    private final StatementLookups lookups;
    private final PageRequests pages;

    public OutcomeFactory(StatementLookups lookups, PageRequests pages) {
        this.lookups = lookups;
        this.pages = pages;
    }

    /** The outcome of one statement. */
    public StatementOutcome ofStatement(CommandEnd ended, StatementKind kind) throws SQLException {
        var description = ended.description();
        var hasResultSet = ended.hasResultSet();
        if (hasResultSet == null && kind.rows() == StatementKind.Rows.PERHAPS) {
            description = describe(ended);
            hasResultSet = description.hasResultSet();
        }
        return new FinishedStatement(
                lookups,
                pages,
                ended.statementId(),
                kind,
                hasRows(hasResultSet, kind, ended.statementId()),
                ended.sessionId(),
                description == null ? null : description.of(ended.statementId()),
                ended.execution());
    }

    /** The outcomes of the parts of a script, in order; there must be one for each. */
    public List<StatementOutcome> ofScript(CommandEnd ended, List<BoundStatement> statements) throws SQLException {
        var outcomes = ofParts(describe(ended), ended, statements);
        if (outcomes.size() != statements.size()) {
            throw Doubt.of(
                    "The script was carried out, but the service tells of " + outcomes.size() + " results for "
                            + statements.size() + " statements. Do not repeat it. (statement " + ended.statementId()
                            + ")",
                    null);
        }
        return outcomes;
    }

    /** The outcomes of the parts of a batch, in order; empty if the service does not tell them. */
    public List<StatementOutcome> ofBatch(CommandEnd ended, List<BoundStatement> statements) {
        var known = ended.description();
        try {
            var description = known == null ? lookups.describe(ended.statementId(), ended.execution()) : known;
            return ofParts(description, ended, statements);
        } catch (DataApiException | SQLException e) {
            Logs.CALLS.debug(
                    "The counts of batch {}, which was carried out, are not known: {}",
                    ended.statementId(),
                    e.getMessage());
            return List.of();
        }
    }

    private List<StatementOutcome> ofParts(
            StatementDescription description, CommandEnd ended, List<BoundStatement> statements) throws SQLException {
        var parts = description.subStatements();
        if (parts.isEmpty() && statements.size() == 1) {
            return List.of(new FinishedStatement(
                    lookups,
                    pages,
                    ended.statementId(),
                    statements.get(0).kind(),
                    hasRows(description.hasResultSet(), statements.get(0).kind(), ended.statementId()),
                    ended.sessionId(),
                    description.of(ended.statementId()),
                    ended.execution()));
        }
        var outcomes = new ArrayList<StatementOutcome>();
        for (var i = 0; i < parts.size(); i++) {
            var kind = i < statements.size() ? statements.get(i).kind() : StatementKind.OTHER;
            outcomes.add(ofPart(parts.get(i), kind, ended, description));
        }
        return outcomes;
    }

    /**
     * The outcomes of a statement or batch that the program attached to. The settings that a submission took along are
     * no results of it.
     */
    public List<StatementOutcome> ofAttached(String statementId, CommandEnd ended) throws SQLException {
        var description = describe(ended);
        if (description.subStatements().isEmpty()) {
            var told = description.of(statementId);
            var kind = AttachedKind.of(told);
            return List.of(new FinishedStatement(
                    lookups,
                    pages,
                    statementId,
                    kind,
                    hasRows(description.hasResultSet(), kind, statementId),
                    ended.sessionId(),
                    told,
                    ended.execution()));
        }
        var outcomes = new ArrayList<StatementOutcome>();
        for (var part : SettingsAlong.without(description.subStatements())) {
            outcomes.add(ofPart(part, AttachedKind.of(part), ended, description));
        }
        return outcomes;
    }

    /** The outcome of a part that finished. */
    StatementOutcome ofPart(SubStatement part, StatementKind kind, CommandEnd ended, StatementDescription description)
            throws SQLException {
        return new FinishedStatement(
                lookups,
                pages,
                part.statementId(),
                kind,
                hasRows(part.hasResultSet(), kind, part.statementId()),
                ended.sessionId(),
                description.of(part.statementId()),
                ended.execution());
    }

    /** Whether a statement that finished has rows. Where the service does not say, its kind does, if it can. */
    private static boolean hasRows(@Nullable Boolean told, StatementKind kind, String statementId) throws SQLException {
        if (told == null && kind.rows() == StatementKind.Rows.PERHAPS) {
            throw Doubt.of(
                    "Statement " + statementId + " was carried out, but the service does not tell whether it gave rows."
                            + " Do not repeat it; look for its results elsewhere.",
                    null);
        }
        return told == null ? kind.rows() == StatementKind.Rows.ALWAYS : told;
    }

    /** What DescribeStatement says of a command that finished. Costs a request unless it was asked before. */
    StatementDescription describe(CommandEnd ended) throws SQLException {
        var known = ended.description();
        if (known != null) {
            return known;
        }
        try {
            return lookups.describe(ended.statementId(), ended.execution());
        } catch (DataApiException e) {
            throw Doubt.of(
                    "Statement " + ended.statementId()
                            + " was carried out, but the service does not tell what it gave. Do"
                            + " not repeat it; ask for its results later. The last request failed: " + e.getMessage(),
                    e);
        }
    }
}

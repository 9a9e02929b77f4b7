package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription.SubStatement;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Makes outcomes from what is known of finished commands, with as few requests as possible. */
final class Outcomes {

    private final Lookups lookups;
    private final PageRequests pages;

    Outcomes(Lookups lookups, PageRequests pages) {
        this.lookups = lookups;
        this.pages = pages;
    }

    /** The outcome of one statement. */
    StatementOutcome ofStatement(Ended ended, StatementKind kind) throws SQLException {
        var description = ended.description();
        var hasResultSet = ended.hasResultSet();
        if (hasResultSet == null && !kind.returnsRows() && isUndecided(kind)) {
            description = lookups.describe(ended.statementId(), ended.run());
            hasResultSet = description.hasResultSet();
        }
        return new FinishedStatement(
                lookups,
                pages,
                ended.statementId(),
                kind,
                hasResultSet == null ? kind.returnsRows() : hasResultSet,
                ended.sessionId(),
                description == null ? null : numbersOf(description),
                ended.run());
    }

    /** The outcomes of the parts of a batch, in order. */
    List<StatementOutcome> ofBatch(Ended ended, List<BoundStatement> statements) throws SQLException {
        var description = describe(ended);
        var parts = description.subStatements();
        if (parts.isEmpty() && statements.size() == 1) {
            var numbered = new Ended(
                    ended.statementId(),
                    ended.sessionId(),
                    description.hasResultSet(),
                    description,
                    ended.error(),
                    ended.run());
            return List.of(ofStatement(numbered, statements.get(0).kind()));
        }
        var outcomes = new ArrayList<StatementOutcome>();
        for (var i = 0; i < parts.size(); i++) {
            var kind = i < statements.size() ? statements.get(i).kind() : StatementKind.OTHER;
            outcomes.add(ofPart(parts.get(i), kind, ended));
        }
        return outcomes;
    }

    /** The outcomes of a statement or batch of which nothing but the id is known. */
    List<StatementOutcome> ofAttached(String statementId, Ended ended) throws SQLException {
        var description = describe(ended);
        if (description.subStatements().isEmpty()) {
            var kind = guess(description.hasResultSet(), description.resultRows());
            return List.of(new FinishedStatement(
                    lookups,
                    pages,
                    statementId,
                    kind,
                    description.hasResultSet(),
                    ended.sessionId(),
                    numbersOf(description),
                    ended.run()));
        }
        return description.subStatements().stream()
                .map(part -> ofPart(part, guess(part.hasResultSet(), part.resultRows()), ended))
                .toList();
    }

    private StatementOutcome ofPart(SubStatement part, StatementKind kind, Ended ended) {
        var numbers =
                new FinishedStatement.Numbers(part.resultRows(), part.redshiftQueryId(), part.redshiftQueryUuid());
        return new FinishedStatement(
                lookups, pages, part.statementId(), kind, part.hasResultSet(), ended.sessionId(), numbers, ended.run());
    }

    /** What DescribeStatement says of the command, asked only if it was not before. */
    StatementDescription describe(Ended ended) throws SQLException {
        var known = ended.description();
        return known == null ? lookups.describe(ended.statementId(), ended.run()) : known;
    }

    /** Without its text, rows changed are all that tells a statement that changes rows. */
    private static StatementKind guess(boolean hasResultSet, long resultRows) {
        if (hasResultSet) {
            return StatementKind.QUERY;
        }
        return resultRows > 0 ? StatementKind.UPDATE : StatementKind.OTHER;
    }

    private static boolean isUndecided(StatementKind kind) {
        return kind == StatementKind.CALL || kind == StatementKind.OTHER;
    }

    private static FinishedStatement.Numbers numbersOf(StatementDescription description) {
        return new FinishedStatement.Numbers(
                description.resultRows(), description.redshiftQueryId(), description.redshiftQueryUuid());
    }
}

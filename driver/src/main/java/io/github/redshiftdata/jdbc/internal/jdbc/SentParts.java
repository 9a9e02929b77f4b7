package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.EmptyOutcome;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The parts of a text that are sent. Blanks and comments are not sent, and have the count 0. */
final class SentParts {

    private SentParts() {}

    static List<BoundStatement> of(List<BoundStatement> script) {
        return script.stream()
                .filter(statement -> statement.kind() != StatementKind.EMPTY)
                .toList();
    }

    /**
     * The exception for a text that was carried out, of which a result is not what was asked for or cannot be had: unless
     * all of it only reads, a program must not take it for not done.
     */
    static SQLException carriedOut(List<BoundStatement> script, SQLException reason) {
        return of(script).stream().allMatch(statement -> statement.facts().onlyReads())
                ? reason
                : Doubt.ofCarriedOut(reason);
    }

    /** An outcome for each part of a text; one empty outcome if the text has no part. */
    static List<StatementOutcome> withEmptyOnes(List<BoundStatement> script, List<StatementOutcome> ofTheSent) {
        var rest = ofTheSent.iterator();
        var all = new ArrayList<StatementOutcome>();
        for (var statement : script) {
            all.add(statement.kind() == StatementKind.EMPTY ? new EmptyOutcome() : rest.next());
        }
        return all.isEmpty() ? List.of(new EmptyOutcome()) : all;
    }
}

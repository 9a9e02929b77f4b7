package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription.SubStatement;
import io.github.redshiftdata.jdbc.internal.sql.SqlScript;
import io.github.redshiftdata.jdbc.internal.sql.SqlStatement;
import io.github.redshiftdata.jdbc.internal.sql.SqlTextException;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kind of a statement that was submitted elsewhere: what the service tells of it decides, and its text. */
final class AttachedKind {

    private AttachedKind() {}

    static StatementKind of(SubStatement told) {
        if (Boolean.TRUE.equals(told.hasResultSet())) {
            return StatementKind.QUERY;
        }
        return parsed(told.figures().queryString()).map(SqlStatement::kind).orElseGet(() -> guess(told.resultRows()));
    }

    /** Whether all of it surely changes nothing; false where a text is not known. */
    static boolean onlyReads(StatementDescription told) {
        var parts = told.subStatements().isEmpty() ? List.of(told.of(told.statementId())) : told.subStatements();
        return parts.stream().allMatch(part -> parsed(part.figures().queryString())
                .filter(statement -> statement.facts().onlyReads())
                .isPresent());
    }

    private static Optional<SqlStatement> parsed(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            var statements = SqlScript.parse(text);
            return statements.size() == 1 ? Optional.of(statements.get(0)) : Optional.empty();
        } catch (SqlTextException e) {
            return Optional.empty();
        }
    }

    /**
     * Without the text, a number of rows is told as it is. If there is no number, it may be a change of rows or not: a
     * kind whose count is asked for again, and then told as unknown.
     */
    private static StatementKind guess(long resultRows) {
        return resultRows >= 0 ? StatementKind.UPDATE : StatementKind.EXECUTE;
    }
}

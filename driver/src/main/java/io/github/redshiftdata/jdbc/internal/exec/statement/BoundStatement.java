package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.SqlParameter;
import io.github.redshiftdata.jdbc.internal.sql.SqlScript;
import io.github.redshiftdata.jdbc.internal.sql.SqlStatement;
import io.github.redshiftdata.jdbc.internal.sql.StatementFacts;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.util.List;

/**
 * One statement ready for the service: no {@code ?} is left, every {@code :name} has its parameter.
 *
 * @param sql the text to send, which may hold values of parameters
 * @param facts what the text tells of what the statement does
 * @param textToLog the text as the user wrote it, with its markers: values are never logged
 */
public record BoundStatement(String sql, List<SqlParameter> parameters, StatementFacts facts, String textToLog) {

    /** A statement without markers. */
    public static BoundStatement of(SqlStatement statement) {
        var text = statement.text();
        return new BoundStatement(text, List.of(), statement.facts(), text);
    }

    /** A statement of the driver itself, which holds no values. */
    public static BoundStatement ofDriver(String sql) {
        return of(SqlScript.parseOne(sql));
    }

    /** The kind of the statement. */
    public StatementKind kind() {
        return facts.kind();
    }

    /** The text without the values of parameters. */
    @Override
    public String toString() {
        return textToLog;
    }
}

package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.SqlParameter;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.util.List;

/**
 * One statement ready for the service: no {@code ?} is left, every {@code :name} has its parameter.
 *
 * @param sql the text to send, which may hold values of parameters
 * @param textToLog the text as the user wrote it, with its markers: values are never logged
 */
public record BoundStatement(String sql, List<SqlParameter> parameters, StatementKind kind, String textToLog) {

    /** A statement into which no values were rendered. */
    public BoundStatement(String sql, List<SqlParameter> parameters, StatementKind kind) {
        this(sql, parameters, kind, sql);
    }

    /** Says nothing of the values in the text. */
    @Override
    public String toString() {
        return textToLog;
    }
}

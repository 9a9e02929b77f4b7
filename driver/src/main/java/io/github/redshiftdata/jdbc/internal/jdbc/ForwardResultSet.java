package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.ForwardOnlyResultSet;
import io.github.redshiftdata.jdbc.internal.result.Cursor;
import org.jspecify.annotations.Nullable;

/** A result that is read once, forward. */
final class ForwardResultSet extends ResultSetImpl implements ForwardOnlyResultSet {

    ForwardResultSet(@Nullable StatementImpl statement, Cursor cursor, @Nullable StatementOutcome outcome) {
        super(statement, cursor, outcome);
    }
}

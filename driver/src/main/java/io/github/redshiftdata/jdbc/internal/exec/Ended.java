package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A command whose end is known.
 *
 * @param sessionId the session it ran in, as far as the answers told
 * @param hasResultSet whether it has rows; null where the answers did not tell
 * @param description what DescribeStatement said, if it was asked
 * @param error why it failed or was cancelled; null if it finished
 * @param run its terms; those of reading its rows too
 */
record Ended(
        String statementId,
        @Nullable String sessionId,
        @Nullable Boolean hasResultSet,
        @Nullable StatementDescription description,
        @Nullable SQLException error,
        Run run) {

    /** The same, if it finished. */
    Ended orThrow() throws SQLException {
        if (error != null) {
            throw error;
        }
        return this;
    }
}

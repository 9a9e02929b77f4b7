package io.github.redshiftdata.jdbc.internal.api;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ExecuteStatement, which has one text, or one BatchExecuteStatement. The target (cluster, workgroup, database, user,
 * secret) is the client's own and is sent only where {@code sessionId} is null.
 *
 * @param parameters those of all texts; may be empty, and then the member is left out
 * @param clientToken the same over every retry of one submission
 * @param sessionId the session to run in, or null
 * @param sessionKeepAliveSeconds opens a session, or renews the idle time of the given one; null leaves it out
 * @param statementName the name shown by ListStatements, or null
 * @param resultFormat the format that the rows must be asked for in
 * @param withEvent whether the service tells Amazon EventBridge of the end
 * @param autoCommit whether each statement of a BatchExecuteStatement commits by itself ({@code ExecutionMode} is then
 *     {@code AUTO_COMMIT}); false leaves the member out, so that the batch is one transaction
 */
public record SubmitRequest(
        List<String> sqls,
        List<SqlParameter> parameters,
        String clientToken,
        @Nullable String sessionId,
        @Nullable Integer sessionKeepAliveSeconds,
        @Nullable String statementName,
        int waitSeconds,
        ResultFormat resultFormat,
        boolean withEvent,
        boolean autoCommit) {

    /** A request without an event, of which all that is submitted is one transaction. */
    public SubmitRequest(
            List<String> sqls,
            List<SqlParameter> parameters,
            String clientToken,
            @Nullable String sessionId,
            @Nullable Integer sessionKeepAliveSeconds,
            @Nullable String statementName,
            int waitSeconds,
            ResultFormat resultFormat) {
        this(
                sqls,
                parameters,
                clientToken,
                sessionId,
                sessionKeepAliveSeconds,
                statementName,
                waitSeconds,
                resultFormat,
                false,
                false);
    }

    /** A copy that leaves the idle time of its session as it is. */
    public SubmitRequest withoutKeepAlive() {
        return new SubmitRequest(
                sqls,
                parameters,
                clientToken,
                sessionId,
                null,
                statementName,
                waitSeconds,
                resultFormat,
                withEvent,
                autoCommit);
    }

    /** The text of an ExecuteStatement. */
    public String sql() {
        return sqls.get(0);
    }
}

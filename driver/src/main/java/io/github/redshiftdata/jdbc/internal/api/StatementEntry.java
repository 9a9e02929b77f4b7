package io.github.redshiftdata.jdbc.internal.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement as ListStatements lists it.
 *
 * @param name the StatementName it was submitted with; empty where it has none
 * @param sessionId the session it runs or ran in, if the service tells one
 * @param createdAt when it was submitted, if the service tells that
 * @param updatedAt when its status changed last, if the service tells that
 * @param texts its SQL, one text for each part; empty if the service tells none
 */
public record StatementEntry(
        String statementId,
        String name,
        StatementStatus status,
        @Nullable String sessionId,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        List<String> texts) {

    /** An entry of which the service tells no more. */
    public StatementEntry(String statementId, String name, StatementStatus status, @Nullable String sessionId) {
        this(statementId, name, status, sessionId, null, null, List.of());
    }
}

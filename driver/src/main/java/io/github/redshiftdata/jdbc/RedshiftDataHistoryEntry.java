package io.github.redshiftdata.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A statement of the last 24 hours, as the service lists it (ListStatements).
 *
 * @param statementId its id, for {@link RedshiftDataConnection#handle}
 * @param statementName the name it was submitted with: the name that the program gave, a blank, and the client token; "" for
 *     none
 * @param status where it stood when it was listed
 * @param createdAt when it was submitted, if the service tells that
 * @param updatedAt when its status changed last, if the service tells that
 * @param sessionId the session it ran in, or empty
 * @param texts its SQL: one text, or those of a batch; parameters stand in them by name. May hold data, so do not log it
 */
public record RedshiftDataHistoryEntry(
        String statementId,
        String statementName,
        RedshiftDataStatus status,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt,
        Optional<String> sessionId,
        List<String> texts) {

    /** Makes one; {@code texts} is copied. */
    public RedshiftDataHistoryEntry {
        texts = List.copyOf(texts);
    }

    /**
     * Whether it is the submission of a client token: every statement that this driver submits has its token at the end of
     * its name.
     */
    public boolean isOfClientToken(String clientToken) {
        return statementName.endsWith(' ' + clientToken);
    }

    /** Everything but the texts, which may hold data. */
    @Override
    public String toString() {
        return statementId + ' ' + status + ' ' + statementName;
    }
}

package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.PageSource;
import io.github.redshiftdata.jdbc.internal.exec.call.Endpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.ReadRequests;

/** What the readers of all results of a connection have in common. */
public record PageRequests(Endpoint endpoint, ReadRequests requests, WhileOpen whileOpen) {

    /** The pages of a result, for one reader that begins to wait now. */
    PageSource of(String statementId, Execution execution) {
        return new StatementPages(endpoint, requests, whileOpen, statementId, execution);
    }
}

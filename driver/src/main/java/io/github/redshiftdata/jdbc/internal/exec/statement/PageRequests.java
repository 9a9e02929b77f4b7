package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.PageSource;
import io.github.redshiftdata.jdbc.internal.exec.call.Endpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.ReadRequests;

/** What all readers of a connection's results share. */
public record PageRequests(Endpoint endpoint, ReadRequests requests, WhileOpen whileOpen) {

    /** The pages of a result for one reader; its query timeout starts now. */
    PageSource of(String statementId, Execution execution) {
        return new StatementPages(endpoint, requests, whileOpen, statementId, execution);
    }
}

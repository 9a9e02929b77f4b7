package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.PageSource;
import io.github.redshiftdata.jdbc.internal.exec.call.Endpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.ReadRequests;

/** What all readers of a connection's results share. */
public record PageRequests(Endpoint endpoint, ReadRequests requests, WhileOpen whileOpen) {

    /**
     * The pages of a result for one reader; its query timeout starts now.
     *
     * @param mayHaveChanged whether the statement may have done more than to give rows
     */
    PageSource of(String statementId, boolean mayHaveChanged, Execution execution) {
        return new StatementPages(endpoint, requests, whileOpen, statementId, mayHaveChanged, execution);
    }
}

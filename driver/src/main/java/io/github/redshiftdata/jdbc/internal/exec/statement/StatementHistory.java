package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.api.StatementEntry;
import io.github.redshiftdata.jdbc.internal.api.StatementFilter;
import io.github.redshiftdata.jdbc.internal.api.StatementPage;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.ServiceErrors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.call.Endpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.Patience;
import io.github.redshiftdata.jdbc.internal.exec.call.ReadRequests;
import io.github.redshiftdata.jdbc.internal.exec.call.RequestLoop;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the statements that the service still knows: every page, since the order of the list is not documented. */
public final class StatementHistory {

    private final Endpoint endpoint;
    private final ReadRequests asking;

    public StatementHistory(Endpoint endpoint, ReadRequests asking) {
        this.endpoint = endpoint;
        this.asking = asking;
    }

    /**
     * The statements that a filter takes, each once.
     *
     * @throws SQLException also if the caller left before the last page: a part of the list is not told as the whole
     */
    public List<StatementEntry> list(StatementFilter filter, Execution execution) throws SQLException {
        var found = new ArrayList<StatementEntry>();
        var ids = new HashSet<String>();
        var tokens = new HashSet<String>();
        @Nullable String token = null;
        do {
            var page = page(filter, token, execution);
            page.entries().stream()
                    .filter(entry -> filter.takes(entry) && ids.add(entry.statementId()))
                    .forEach(found::add);
            token = page.nextToken();
            if (token != null && !tokens.add(token)) {
                throw Errors.of(
                        SqlState.SYSTEM_ERROR,
                        "The service gave the same page token of ListStatements twice, so the list would never end.");
            }
        } while (token != null);
        return List.copyOf(found);
    }

    private StatementPage page(StatementFilter filter, @Nullable String token, Execution execution)
            throws SQLException {
        var loop = new RequestLoop(
                endpoint, Operation.LIST_STATEMENTS, Patience.READING, execution.login(), RequestLoop.Triage.AS_TOLD);
        var deadline = execution.deadline();
        var signal = execution.signal();
        try {
            return loop.untilAnswered(
                            () -> {
                                var timeout = endpoint.timeouts().waiting(0, deadline);
                                return asking.ask(
                                        () -> endpoint.api().listStatements(filter, token, timeout), timeout, signal);
                            },
                            deadline,
                            signal)
                    .orElseThrow(() -> EarlyEndErrors.listing(execution, loop.last()));
        } catch (DataApiException e) {
            throw ServiceErrors.of(e.failure(), null, e);
        }
    }
}

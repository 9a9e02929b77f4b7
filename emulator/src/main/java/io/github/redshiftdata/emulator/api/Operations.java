package io.github.redshiftdata.emulator.api;

import io.github.redshiftdata.emulator.limits.RateLimits;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The twelve operations by name. */
public final class Operations {

    private final Map<String, Function<Request, Answer>> byName;
    private final @Nullable RateLimits limits;
    private final LongPolling longPolling;
    private final BatchModes batchModes;

    /**
     * The operations of a service.
     *
     * @param executor runs the statements; must not queue them
     * @param limits null for no limits
     */
    public Operations(Service service, Executor executor, @Nullable RateLimits limits) {
        this.limits = limits;
        this.longPolling = service.settings().longPolling();
        this.batchModes = service.settings().batchModes();
        var lookup = new StatementLookup(service.statements(), longPolling);
        var submitter = new Submitter(service, new StatementRunner(service, executor));
        var statements = new StatementOperations(service, submitter, lookup);
        var results = new ResultOperations(lookup);
        var metadata = new MetadataOperations(service.engine());
        this.byName = Map.ofEntries(
                Map.entry("ExecuteStatement", statements::execute),
                Map.entry("BatchExecuteStatement", statements::batchExecute),
                Map.entry("DescribeStatement", statements::describe),
                Map.entry("CancelStatement", statements::cancel),
                Map.entry("ListStatements", statements::list),
                Map.entry("GetStatementResult", results::getJson),
                Map.entry("GetStatementResultV2", results::getCsv),
                Map.entry("ListSessions", new SessionOperations(service)::list),
                Map.entry("ListDatabases", metadata::databases),
                Map.entry("ListSchemas", metadata::schemas),
                Map.entry("ListTables", metadata::tables),
                Map.entry("DescribeTable", metadata::describeTable));
    }

    public boolean knows(String operation) {
        return byName.containsKey(operation);
    }

    /**
     * Carries out an operation.
     *
     * @param members the request as Map, List, String, Long, Double and Boolean
     * @throws ServiceException what the service answers instead
     */
    public Answer call(String operation, Map<String, ?> members) {
        var run = byName.get(operation);
        if (run == null) {
            throw new ServiceException("UnknownOperationException", 400, "Unknown operation " + operation);
        }
        if (limits != null && !limits.take(operation)) {
            throw ServiceException.throttled();
        }
        var request = new Request(operation, members);
        if (longPolling == LongPolling.REJECTED && request.has("WaitTimeSeconds")) {
            throw ServiceException.validation("WaitTimeSeconds is not supported by this endpoint");
        }
        if (batchModes == BatchModes.REJECTED && request.has("ExecutionMode")) {
            throw ServiceException.validation("ExecutionMode is not supported by this endpoint");
        }
        return run.apply(request);
    }
}

package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one submission carries. */
public sealed interface Command {

    /** The text for the log, without values. */
    String text();

    /** The statements that it runs, in this order. */
    List<BoundStatement> statements();

    /** Whether it surely changes nothing, so that it does no harm if it runs although its caller was told otherwise. */
    boolean onlyReads();

    /** The operation of the Data API that submits it. */
    Operation operation();

    /** Sends it once. */
    Submitted send(DataApi api, SubmitRequest request, Duration timeout) throws DataApiException;

    /** The request that submits it; see {@link SubmitRequest}. */
    default SubmitRequest request(
            String clientToken,
            SessionUse session,
            @Nullable String statementName,
            int waitSeconds,
            ExecuteOptions options) {
        return new SubmitRequest(
                statements().stream().map(BoundStatement::sql).toList(),
                statements().stream()
                        .flatMap(statement -> statement.parameters().stream())
                        .toList(),
                clientToken,
                session.sessionId(),
                session.keepAliveSeconds(),
                statementName,
                waitSeconds,
                options.resultFormat(),
                options.withEvent() && isOfInterest(),
                commitsEach());
    }

    /** Whether anybody wants an event for it: the driver itself begins and ends transactions, and makes settings. */
    private boolean isOfInterest() {
        return statements().stream()
                .map(BoundStatement::kind)
                .anyMatch(kind -> !kind.controlsTransaction() && kind != StatementKind.SET);
    }

    /** Whether each of its statements commits by itself, although there may be several. */
    default boolean commitsEach() {
        return false;
    }

    /** One statement. */
    record Single(BoundStatement statement) implements Command {

        @Override
        public String text() {
            return statement.textToLog();
        }

        @Override
        public List<BoundStatement> statements() {
            return List.of(statement);
        }

        @Override
        public boolean onlyReads() {
            return statement.facts().onlyReads();
        }

        @Override
        public Operation operation() {
            return Operation.EXECUTE_STATEMENT;
        }

        @Override
        public Submitted send(DataApi api, SubmitRequest request, Duration timeout) throws DataApiException {
            return api.executeStatement(request, timeout);
        }
    }

    /**
     * Up to 40 statements of which each commits by itself. The service runs them in order, and goes on after one that
     * fails. An endpoint that does not know the mode may run them as one transaction.
     */
    record Series(List<BoundStatement> statements) implements Command {

        @Override
        public String text() {
            return new Batch(statements).text();
        }

        @Override
        public boolean onlyReads() {
            return new Batch(statements).onlyReads();
        }

        @Override
        public Operation operation() {
            return Operation.BATCH_EXECUTE_STATEMENT;
        }

        @Override
        public boolean commitsEach() {
            return true;
        }

        @Override
        public Submitted send(DataApi api, SubmitRequest request, Duration timeout) throws DataApiException {
            return api.batchExecuteStatement(request, timeout);
        }
    }

    /** Up to 40 statements as one transaction of their own. Their parameters' names differ, so they are sent as one list. */
    record Batch(List<BoundStatement> statements) implements Command {

        /** The largest number of statements that one BatchExecuteStatement takes. */
        public static final int LIMIT = 40;

        @Override
        public String text() {
            return statements.stream().map(BoundStatement::textToLog).collect(Collectors.joining(";\n"));
        }

        @Override
        public boolean onlyReads() {
            return statements.stream().allMatch(statement -> statement.facts().onlyReads());
        }

        @Override
        public Operation operation() {
            return Operation.BATCH_EXECUTE_STATEMENT;
        }

        @Override
        public Submitted send(DataApi api, SubmitRequest request, Duration timeout) throws DataApiException {
            return api.batchExecuteStatement(request, timeout);
        }
    }
}

package io.github.redshiftdata.jdbc.internal.matrix;

import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.api.SessionDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementEntry;
import io.github.redshiftdata.jdbc.internal.api.StatementFilter;
import io.github.redshiftdata.jdbc.internal.api.StatementPage;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.api.sdk.RecordedAnswers;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer.Operation;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The service in virtual time, on a warehouse whose contents are known. What goes wrong is the plan's, and what the driver
 * hears of it is what its own client made of the same answer on a wire. A request whose caller leaves, or whose time
 * ends, is on its way all the same.
 */
final class TruthfulService implements DataApi {

    /** From the driver to the service, and back. */
    private static final long HALF_WAY = Duration.ofMillis(10).toNanos();

    private static final long LATE = Duration.ofSeconds(8).toNanos();
    /** No scenario needs more; who sends more has lost its way. */
    private static final int MOST_REQUESTS = 20_000;

    final Warehouse warehouse;

    private final VirtualTime time;
    private final FaultPlan plan;
    private final RecordedAnswers answers;
    private final boolean longPolls;
    private final Counters counters = new Counters();
    private final OperationRates rates;
    private int requests;

    TruthfulService(VirtualTime time, FaultPlan plan, RecordedAnswers answers, boolean longPolls) {
        this.time = time;
        this.plan = plan;
        this.answers = answers;
        this.longPolls = longPolls;
        this.rates = new OperationRates(time::nanos);
        this.warehouse = new Warehouse(time);
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public OperationRates rates() {
        return rates;
    }

    // ---------------------------------------------------------------- one request

    /** What the service does with a request. */
    private interface Effect {
        /** Does it once and gives the right answer, or throws the service's refusal. */
        Object at(Request request) throws DataApiException;
    }

    /** A request under way. */
    private final class Request {
        final Operation operation;
        final Effect effect;
        final Fault.Trouble trouble;
        /** When it left the driver. */
        final long sent;
        /** When nobody waits for its answer any more. */
        final long end;

        boolean arrived;

        Request(Operation operation, Effect effect, Fault.Trouble trouble, long sent, Duration timeout) {
            this.operation = operation;
            this.effect = effect;
            this.trouble = trouble;
            this.sent = sent;
            this.end = sent + timeout.toNanos();
        }

        /** Waits, until somebody ends the request early. */
        void elapse(long nanos) throws DataApiException {
            var left = end - time.nanos();
            var undisturbed = time.passes(Math.min(nanos, left));
            warehouse.catchUp();
            if (!undisturbed) {
                // The status is set still.
                throw answers.interrupted();
            }
            if (left <= nanos) {
                throw thrown(WireAnswer.SILENCE, operation);
            }
        }

        Object arrive() throws DataApiException {
            arrived = true;
            return effect.at(this);
        }

        /** Carries it out later, for nobody. */
        void arriveAt(long nanos) {
            warehouse.at(Math.max(nanos, time.nanos()), () -> {
                if (!arrived) {
                    try {
                        var unused = new Request(operation, effect, trouble, sent, Duration.ZERO).arrive();
                    } catch (DataApiException nobodyHears) {
                        arrived = true;
                    }
                }
            });
        }

        boolean isWaitedFor() {
            return end > time.nanos();
        }
    }

    private Object send(Operation operation, Duration timeout, Effect effect) throws DataApiException {
        time.inTurn();
        warehouse.catchUp();
        if (++requests > MOST_REQUESTS) {
            throw new IllegalStateException("more than " + MOST_REQUESTS + " requests");
        }
        var fault = plan.next(operation);
        try {
            return fault == null
                    ? undisturbed(operation, timeout, effect)
                    : disturbed(operation, timeout, effect, fault);
        } catch (DataApiException e) {
            if (e.failure().kind() == Kind.THROTTLED) {
                throttled(operation);
            }
            throw e;
        }
    }

    private Object undisturbed(Operation operation, Duration timeout, Effect effect) throws DataApiException {
        return travel(new Request(operation, effect, Fault.Trouble.NONE, time.nanos(), timeout));
    }

    private Object travel(Request request) throws DataApiException {
        try {
            request.elapse(HALF_WAY);
        } catch (DataApiException e) {
            request.arriveAt(request.sent + HALF_WAY);
            throw e;
        }
        var answer = request.arrive();
        request.elapse(HALF_WAY);
        return answer;
    }

    private Object disturbed(Operation operation, Duration timeout, Effect effect, Fault fault)
            throws DataApiException {
        var request = new Request(operation, effect, fault.trouble(), time.nanos(), timeout);
        var answer = fault.answer();
        if (answer == null) {
            return travel(request);
        }
        Object right = null;
        switch (fault.delivery()) {
            case NEVER -> request.elapse(HALF_WAY);
            case LATE -> request.arriveAt(request.sent + LATE);
            case CARRIED_OUT -> {
                try {
                    right = travel(request);
                } catch (DataApiException e) {
                    if (e.failure().kind() == Kind.INTERRUPTED || !request.isWaitedFor()) {
                        throw e;
                    }
                }
            }
        }
        if (answer == WireAnswer.SILENCE || answer == WireAnswer.SIGNER_IS_SLOW) {
            request.elapse(Math.max(1, request.end - time.nanos() - 1));
        }
        return told(answer, operation, right);
    }

    private Object told(WireAnswer answer, Operation operation, @Nullable Object right) throws DataApiException {
        var recorded = answers.of(answer, operation);
        if (recorded instanceof RecordedAnswers.Thrown failed) {
            if (failed.interrupts()) {
                Thread.currentThread().interrupt();
            }
            throw failed.exception();
        }
        // Members that are repeated say the same twice.
        return answer == WireAnswer.REPEATED_MEMBERS && right != null
                ? right
                : about(((RecordedAnswers.Taken) recorded).value(), right);
    }

    private DataApiException thrown(WireAnswer answer, Operation operation) {
        if (answers.of(answer, operation) instanceof RecordedAnswers.Thrown failed) {
            return failed.exception();
        }
        throw new IllegalStateException(answer + " at " + operation + " is taken for a good answer");
    }

    /** A recorded answer, about the statement that this request was about. */
    private static Object about(Object recorded, @Nullable Object right) {
        if (recorded instanceof Submitted taken && right instanceof Submitted truth) {
            return new Submitted(
                    truth.statementId(), taken.sessionId(), taken.status(), taken.hasResultSet(), taken.requestId());
        }
        if (recorded instanceof StatementDescription taken && right instanceof StatementDescription truth) {
            return description(truth.statementId(), taken.status(), taken.resultRows(), taken.sessionId(), List.of());
        }
        return recorded;
    }

    private void throttled(Operation operation) {
        switch (operation) {
            case EXECUTE -> rates.of(OperationRates.Operation.EXECUTE_STATEMENT).throttled();
            case BATCH ->
                rates.of(OperationRates.Operation.BATCH_EXECUTE_STATEMENT).throttled();
            case CANCEL -> rates.of(OperationRates.Operation.CANCEL_STATEMENT).throttled();
            case FIND_SESSION ->
                rates.of(OperationRates.Operation.LIST_SESSIONS).throttled();
            case DESCRIBE, FIND_STATEMENTS, GET_RESULT -> {}
        }
    }

    // ---------------------------------------------------------------- operations

    @Override
    public Submitted executeStatement(SubmitRequest request, Duration timeout) throws DataApiException {
        var submission = new Submission(
                List.of(request.sql()),
                request.clientToken(),
                request.statementName(),
                request.sessionId(),
                request.sessionKeepAliveSeconds(),
                request.waitSeconds());
        return (Submitted) send(Operation.EXECUTE, timeout, call -> submit(call, submission));
    }

    @Override
    public Submitted batchExecuteStatement(SubmitRequest request, Duration timeout) throws DataApiException {
        var submission = new Submission(
                request.sqls(),
                request.clientToken(),
                request.statementName(),
                request.sessionId(),
                request.sessionKeepAliveSeconds(),
                request.waitSeconds());
        return (Submitted) send(Operation.BATCH, timeout, call -> submit(call, submission));
    }

    private record Submission(
            List<String> sqls,
            String token,
            @Nullable String name,
            @Nullable String sessionId,
            @Nullable Integer keepAlive,
            int waitSeconds) {}

    private Submitted submit(Request request, Submission submission) throws DataApiException {
        var statement = warehouse.byToken(submission.token());
        if (statement == null) {
            statement = start(request, submission);
        }
        if (request.isWaitedFor()) {
            awaitEnd(request, statement, submission.waitSeconds());
        }
        var telling = longPolls && submission.waitSeconds() > 0;
        var session = statement.session;
        return new Submitted(
                statement.id,
                session == null ? null : session.id,
                telling ? statement.status : null,
                (telling && statement.status.isTerminal()) ? hasRows(statement) : null,
                "request-1");
    }

    private Warehouse.Statement start(Request request, Submission submission) throws DataApiException {
        var session = sessionFor(request, submission);
        if (session != null && submission.keepAlive() != null && submission.keepAlive() == 0) {
            session.closes = true;
        }
        return warehouse.start(
                submission.sqls(),
                submission.token(),
                submission.name() == null ? "" : submission.name(),
                session,
                request.trouble,
                request.sent);
    }

    private Warehouse.@Nullable Session sessionFor(Request request, Submission submission) throws DataApiException {
        var sessionId = submission.sessionId();
        if (sessionId == null) {
            return submission.keepAlive() == null ? null : warehouse.open();
        }
        var session = warehouse.session(sessionId);
        if (session != null && request.trouble == Fault.Trouble.SESSION_ENDS) {
            warehouse.close(session);
        }
        if (session == null || !session.isFree()) {
            throw thrown(WireAnswer.SESSION_NOT_AVAILABLE, request.operation);
        }
        return session;
    }

    private void awaitEnd(Request request, Warehouse.Statement statement, int seconds) throws DataApiException {
        var until = time.nanos() + Duration.ofSeconds(longPolls ? seconds : 0).toNanos();
        while (!statement.status.isTerminal() && time.nanos() < until) {
            statement.waiters.add(time.me());
            request.elapse(Math.min(until, statement.end) - time.nanos());
        }
    }

    private static boolean hasRows(Warehouse.Statement statement) {
        return Warehouse.firstWord(statement.sqls.get(0)).equals("select");
    }

    @Override
    public StatementDescription describeStatement(String statementId, int waitSeconds, Duration timeout)
            throws DataApiException {
        return (StatementDescription)
                send(Operation.DESCRIBE, timeout, call -> describe(call, statementId, waitSeconds));
    }

    private StatementDescription describe(Request request, String statementId, int waitSeconds)
            throws DataApiException {
        var statement = warehouse.statement(statementId);
        if (statement == null) {
            throw thrown(WireAnswer.NOT_FOUND, Operation.DESCRIBE);
        }
        var session = statement.session;
        if (session != null && request.trouble == Fault.Trouble.SESSION_ENDS) {
            warehouse.close(session);
        }
        if (request.isWaitedFor()) {
            awaitEnd(request, statement, waitSeconds);
        }
        return description(
                statementId,
                statement.status,
                statement.status == StatementStatus.FINISHED ? Warehouse.count(statement.sqls.get(0)) : -1,
                session == null ? null : session.id,
                statement.sqls.size() > 1 && statement.status.isTerminal() ? parts(statement) : List.of(),
                statement.error,
                statement.status == StatementStatus.FINISHED && hasRows(statement));
    }

    private static List<StatementDescription.SubStatement> parts(Warehouse.Statement statement) {
        var parts = new java.util.ArrayList<StatementDescription.SubStatement>();
        for (var sql : statement.sqls) {
            var finished = statement.status == StatementStatus.FINISHED;
            parts.add(new StatementDescription.SubStatement(
                    statement.id + ":" + (parts.size() + 1),
                    statement.status,
                    false,
                    finished ? Warehouse.count(sql) : -1,
                    7,
                    statement.error,
                    null));
        }
        return parts;
    }

    private static StatementDescription description(
            String id,
            StatementStatus status,
            long rows,
            @Nullable String sessionId,
            List<StatementDescription.SubStatement> parts) {
        return description(id, status, rows, sessionId, parts, null, false);
    }

    private static StatementDescription description(
            String id,
            StatementStatus status,
            long rows,
            @Nullable String sessionId,
            List<StatementDescription.SubStatement> parts,
            @Nullable String error,
            boolean hasRows) {
        return new StatementDescription(
                id,
                status,
                hasRows,
                rows,
                7,
                sessionId,
                error,
                parts,
                "request-2",
                io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat.JSON,
                null);
    }

    @Override
    public ResultPage getStatementResult(String statementId, @Nullable String nextToken, Duration timeout) {
        throw new UnsupportedOperationException("no scenario reads rows");
    }

    @Override
    public ResultPage getStatementResultV2(String statementId, @Nullable String nextToken, Duration timeout) {
        throw new UnsupportedOperationException("no scenario reads rows");
    }

    @Override
    public boolean cancelStatement(String statementId, Duration timeout) throws DataApiException {
        return (Boolean) send(Operation.CANCEL, timeout, call -> cancel(call, statementId));
    }

    private boolean cancel(Request request, String statementId) throws DataApiException {
        var statement = warehouse.statement(statementId);
        if (statement == null) {
            throw thrown(WireAnswer.NOT_FOUND, Operation.CANCEL);
        }
        if (statement.status.isTerminal()) {
            throw answers.cancelTooLate();
        }
        if (request.trouble != Fault.Trouble.CANCEL_TAKEN_TOO_LATE && !statement.cancelIgnored) {
            warehouse.abort(statement);
        } else {
            statement.cancelIgnored = true;
        }
        return true;
    }

    @Override
    public Optional<SessionDescription> findSession(String sessionId, Duration timeout) throws DataApiException {
        @SuppressWarnings("unchecked") // what the operation gives
        var found = (Optional<SessionDescription>) send(Operation.FIND_SESSION, timeout, call -> find(sessionId));
        return found;
    }

    private Optional<SessionDescription> find(String sessionId) {
        return Optional.ofNullable(warehouse.session(sessionId))
                .filter(session -> !session.closed)
                .map(session -> new SessionDescription(
                        sessionId,
                        session.isFree() ? SessionDescription.Status.AVAILABLE : SessionDescription.Status.BUSY,
                        session.running == null ? null : session.running.id));
    }

    @Override
    public List<StatementEntry> findStatements(String nameStart, Duration timeout) throws DataApiException {
        @SuppressWarnings("unchecked") // what the operation gives
        var found = (List<StatementEntry>) send(Operation.FIND_STATEMENTS, timeout, call -> named(nameStart));
        return found;
    }

    @Override
    public StatementPage listStatements(StatementFilter filter, @Nullable String nextToken, Duration timeout)
            throws DataApiException {
        var start = filter.nameStart();
        return new StatementPage(findStatements(start == null ? "" : start, timeout), null);
    }

    private List<StatementEntry> named(String nameStart) {
        var found = new java.util.ArrayList<StatementEntry>();
        for (var statement : warehouse.statements()) {
            if (statement.name.startsWith(nameStart)) {
                var session = statement.session;
                found.add(new StatementEntry(
                        statement.id, statement.name, statement.status, session == null ? null : session.id));
            }
        }
        return found;
    }

    @Override
    public <T> CompletableFuture<T> begin(DataApi.Request<T> request) {
        time.inTurn();
        var future = new CompletableFuture<T>();
        time.spawn(() -> {
            try {
                future.complete(request.send());
            } catch (DataApiException | RuntimeException e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }
}

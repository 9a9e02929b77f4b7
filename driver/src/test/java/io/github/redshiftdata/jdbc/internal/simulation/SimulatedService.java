package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.BatchExecuteRequest;
import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.ExecuteRequest;
import io.github.redshiftdata.jdbc.internal.api.Paces;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.api.SessionDescription;
import io.github.redshiftdata.jdbc.internal.api.SqlParameter;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementEntry;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.api.WireAnswer;
import io.github.redshiftdata.jdbc.internal.api.WireAnswer.Operation;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Data API as one connection sees it, at the far end of a network. */
final class SimulatedService implements DataApi {

    /** What all connections of a history share. */
    record World(
            SimulatedTime time,
            Warehouse warehouse,
            Network network,
            Answers answers,
            Paces paces,
            Dials dials,
            Timeline timeline) {}

    /** A request that runs in a thread of its own, whose caller may leave. */
    private static final class Begun {
        private boolean sent;
        private boolean withdrawn;
        private boolean brokenOff;

        private @Nullable Object waiter;
    }

    /** A request under way. */
    private final class Call {
        private final Network.Fate fate;
        private final Operation operation;
        private final long sent;
        private final Object waiter;
        private boolean ended;
        private @Nullable Object value;
        private @Nullable DataApiException failure;

        Call(Operation operation, Network.Fate fate, long sent, Object waiter) {
            this.operation = operation;
            this.fate = fate;
            this.sent = sent;
            this.waiter = waiter;
        }

        /** The same request on its way once more, whose answer nobody hears. */
        Call unheard() {
            return new Call(operation, UNHEARD, sent, waiter);
        }

        void answer(Object right) {
            back(right, null);
        }

        void refuse(DataApiException refusal) {
            back(null, refusal);
        }

        private void back(@Nullable Object right, @Nullable DataApiException refusal) {
            world.time().at(world.time().nanos() + fate.back().toNanos(), () -> {
                var instead = fate.instead();
                if (instead == WireAnswer.SILENCE || instead == WireAnswer.SIGNER_IS_SLOW) {
                    return;
                }
                if (instead == null) {
                    deliver(right, refusal);
                } else {
                    deliver(null, world.answers().failure(instead, operation));
                }
            });
        }

        private void deliver(@Nullable Object right, @Nullable DataApiException refusal) {
            if (!ended) {
                ended = true;
                unansweredSince = refusal == null || refusal.failure().isAnswered() ? null : unansweredSince;
                value = right;
                failure = refusal;
                world.time().wake(waiter);
            }
        }
    }

    /** What the service does with a request that has arrived; it may answer later. */
    @FunctionalInterface
    private interface Handling {
        void of(Call call);
    }

    private static final Network.Fate UNHEARD =
            new Network.Fate(Duration.ZERO, Duration.ZERO, Duration.ZERO, Network.Arrival.ONCE, WireAnswer.SILENCE);
    private static final ThreadLocal<@Nullable Begun> CURRENT = new ThreadLocal<>();

    private static final Pattern ID = Pattern.compile("(statement-\\d+)(?::(\\d{1,4}))?");
    private static final String ID_OF_SERVICE = "^[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}(:\\d+)?$";
    private static final Pattern TOKEN = Pattern.compile("\\d{1,9}");

    private final World world;
    private final String line;
    private final Counters counters = new Counters();
    private final Map<Operation, Integer> sent = new EnumMap<>(Operation.class);
    private int requests;
    private Warehouse.@Nullable Statement accepted;
    private int submissions;
    private int refused;
    private long lastSubmission;
    private @Nullable Long unansweredSince;
    private String step = "";

    /**
     * A line to the service.
     *
     * @param line names it: the luck of its requests depends on that
     */
    SimulatedService(World world, String line) {
        this.world = world;
        this.line = line;
    }

    /** The requests from now on belong to a step of the program. */
    void enter(String name) {
        step = name;
        requests = 0;
        submissions = 0;
        refused = 0;
        sent.clear();
    }

    /** How many requests of an operation were sent in this step. */
    int sent(Operation operation) {
        return sent.getOrDefault(operation, 0);
    }

    /** What the warehouse took last of this line, to run it. */
    Warehouse.@Nullable Statement accepted() {
        return accepted;
    }

    long lastSubmission() {
        return lastSubmission;
    }

    /** How many requests of this step were to run something; not those that only give up a session. */
    int submissions() {
        return submissions;
    }

    /** How many of them the warehouse refused. */
    int refused() {
        return refused;
    }

    /** How long the service has owed an answer to a request, of those sent since a time. */
    Duration silentFor(long from) {
        var since = unansweredSince;
        return since == null ? Duration.ZERO : world.time().since(Math.max(from, since));
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public Paces paces() {
        return world.paces();
    }

    // ---------------------------------------------------------------- one request

    private Object exchange(Operation operation, Duration timeout, Handling handling) throws DataApiException {
        var time = world.time();
        time.letOthersGo();
        var end = time.nanos() + timeout.toNanos();
        var own = CURRENT.get();
        var fate = world.network().fate(line, step, operation, ++requests);
        sent.merge(operation, 1, Integer::sum);
        unansweredSince = unansweredSince == null ? (Long) time.nanos() : unansweredSince;
        sign(own, fate, end, operation);
        var call = new Call(operation, fate, time.nanos(), time.me());
        world.timeline()
                .note(() -> line + " sends " + operation + " (" + fate.arrival()
                        + (fate.instead() == null ? "" : ", " + fate.instead()) + ")");
        send(call, handling);
        while (!call.ended && time.nanos() < end && !isBrokenOff(own)) {
            if (own != null) {
                own.waiter = time.me();
            }
            if (!time.passes(end - time.nanos())) {
                throw world.answers().interrupted();
            }
        }
        return heard(call, operation);
    }

    private static boolean isBrokenOff(@Nullable Begun own) {
        return own != null && own.brokenOff;
    }

    /** Fetches credentials, which takes no longer than the request may and ends when its caller has gone. */
    private void sign(@Nullable Begun own, Network.Fate fate, long end, Operation operation) throws DataApiException {
        var time = world.time();
        var signed = time.nanos() + fate.signing().toNanos();
        while (time.nanos() < Math.min(signed, end) && !isBrokenOff(own) && !isWithdrawn(own)) {
            if (own != null) {
                own.waiter = time.me();
            }
            if (!time.passes(Math.min(signed, end) - time.nanos())) {
                throw world.answers().interrupted();
            }
        }
        if (time.nanos() < signed || isBrokenOff(own) || isWithdrawn(own)) {
            throw world.answers().failure(WireAnswer.SIGNER_IS_SLOW, operation);
        }
        if (own != null) {
            own.sent = true;
        }
    }

    private static boolean isWithdrawn(@Nullable Begun own) {
        return own != null && own.withdrawn;
    }

    private void send(Call call, Handling handling) {
        var time = world.time();
        var there = time.nanos() + call.fate.there().toNanos();
        switch (call.fate.arrival()) {
            case NEVER -> time.at(there, () -> call.back(null, null));
            case ONCE, LATE -> time.at(there, () -> handling.of(call));
            case TWICE -> {
                // The connection breaks behind the first, and something on the way tries again.
                time.at(there, () -> handling.of(call.unheard()));
                time.at(there + call.fate.back().toNanos() * 3, () -> handling.of(call));
            }
        }
    }

    private Object heard(Call call, Operation operation) throws DataApiException {
        if (!call.ended) {
            throw call.fate.instead() == WireAnswer.SIGNER_IS_SLOW
                    ? world.answers().failure(WireAnswer.SIGNER_IS_SLOW, operation)
                    : world.answers().failure(WireAnswer.SILENCE, operation);
        }
        var failure = call.failure;
        var pace = Answers.pace(operation);
        if (failure == null) {
            pace.ifPresent(which -> world.paces().of(which).accepted());
            return java.util.Objects.requireNonNull(call.value);
        }
        if (failure.failure().kind() == Kind.THROTTLED) {
            pace.ifPresent(which -> world.paces().of(which).throttled());
        }
        throw failure;
    }

    /** The answer to come of a request that was begun. */
    private final class Answer<T> extends CompletableFuture<T> {
        private final Begun own = new Begun();

        @Override
        public boolean cancel(boolean mayInterrupt) {
            var cancelled = super.cancel(mayInterrupt);
            if (cancelled) {
                own.brokenOff = true;
                wake(own);
            }
            return cancelled;
        }
    }

    private void wake(Begun own) {
        if (own.waiter != null) {
            world.time().wake(own.waiter);
        }
    }

    @Override
    public <T> CompletableFuture<T> begin(DataApi.Request<T> request) {
        world.time().inTurn();
        var answer = new Answer<T>();
        world.time().spawn(line + " request", () -> {
            CURRENT.set(answer.own);
            try {
                answer.complete(request.send());
            } catch (DataApiException | RuntimeException e) {
                answer.completeExceptionally(e);
            } finally {
                CURRENT.remove();
            }
        });
        return answer;
    }

    @Override
    public boolean withdraw(CompletableFuture<?> begun) {
        if (!(begun instanceof Answer<?> answer) || answer.own.sent) {
            return false;
        }
        answer.own.withdrawn = true;
        wake(answer.own);
        return true;
    }

    // ---------------------------------------------------------------- operations

    @Override
    public Submitted executeStatement(ExecuteRequest request, Duration timeout) throws DataApiException {
        var sql = substituted(request.sql(), request.parameters());
        if (!Integer.valueOf(0).equals(request.sessionKeepAliveSeconds())) {
            submitting();
        }
        return (Submitted) exchange(
                Operation.EXECUTE,
                timeout,
                call -> submit(
                        call,
                        new Warehouse.Submission(
                                List.of(sql),
                                false,
                                request.clientToken(),
                                request.statementName(),
                                request.sessionId(),
                                request.sessionKeepAliveSeconds(),
                                call.sent),
                        request.waitSeconds()));
    }

    @Override
    public Submitted batchExecuteStatement(BatchExecuteRequest request, Duration timeout) throws DataApiException {
        var sqls = request.sqls().stream()
                .map(sql -> substituted(sql, request.parameters()))
                .toList();
        submitting();
        return (Submitted) exchange(
                Operation.BATCH,
                timeout,
                call -> submit(
                        call,
                        new Warehouse.Submission(
                                sqls,
                                true,
                                request.clientToken(),
                                request.statementName(),
                                request.sessionId(),
                                request.sessionKeepAliveSeconds(),
                                call.sent),
                        request.waitSeconds()));
    }

    private void submitting() {
        submissions++;
        lastSubmission = world.time().nanos();
    }

    /** What gives up a session is sent by whatever thread comes to it. */
    private static boolean isLast(Warehouse.Submission submission) {
        return Integer.valueOf(0).equals(submission.keepAliveSeconds());
    }

    private static String substituted(String sql, List<SqlParameter> parameters) {
        var text = sql;
        // The longest names first: one may begin like another.
        var sorted = new ArrayList<>(parameters);
        sorted.sort((one, other) -> other.name().length() - one.name().length());
        for (var parameter : sorted) {
            text = text.replace(":" + parameter.name(), "'" + parameter.value() + "'");
        }
        return text;
    }

    private void submit(Call call, Warehouse.Submission submission, int waitSeconds) {
        var refusal = world.warehouse().refusal(submission);
        if (refusal.isPresent()) {
            refused += isLast(submission) ? 0 : 1;
            call.refuse(
                    refusal.get() == WireAnswer.SESSION_NOT_AVAILABLE
                            ? sessionRefused(call, String.valueOf(submission.sessionId()))
                            : world.answers().failure(refusal.get(), call.operation));
            return;
        }
        var statement = world.warehouse().submit(submission);
        accepted = isLast(submission) ? accepted : statement;
        var telling = world.dials().longPolls() && waitSeconds > 0;
        whenEnded(statement, waitSeconds, () -> {
            var session = statement.session;
            call.answer(new Submitted(
                    statement.id,
                    session == null ? null : session.id,
                    telling ? statement.status : null,
                    (telling && statement.status.isTerminal()) ? hasRows(statement) : null,
                    "request"));
        });
    }

    private DataApiException sessionRefused(Call call, String id) {
        return world.warehouse().session(id) == null
                ? world.answers()
                        .refusal(WireAnswer.VALIDATION, call.operation, "Session with Id: " + id + " is invalid")
                : world.answers().failure(WireAnswer.SESSION_NOT_AVAILABLE, call.operation);
    }

    /** Answers when the statement has ended, but after the wait at the latest. */
    private void whenEnded(Warehouse.Statement statement, int waitSeconds, Runnable answer) {
        if (!world.dials().longPolls() || waitSeconds == 0 || statement.status.isTerminal()) {
            answer.run();
            return;
        }
        var first = new boolean[] {true};
        Runnable once = () -> {
            if (first[0]) {
                first[0] = false;
                answer.run();
            }
        };
        statement.whenEnded.add(once);
        world.time().at(world.time().nanos() + Duration.ofSeconds(waitSeconds).toNanos(), once);
    }

    private static boolean hasRows(Warehouse.Statement statement) {
        return statement.status.isTerminal() && statement.outcomes.stream().anyMatch(outcome -> outcome.rows() != null);
    }

    @Override
    public StatementDescription describeStatement(String statementId, int waitSeconds, Duration timeout)
            throws DataApiException {
        return (StatementDescription) exchange(
                Operation.DESCRIBE,
                timeout,
                call -> find(
                        call,
                        statementId,
                        (statement, part) -> whenEnded(
                                statement,
                                waitSeconds,
                                () -> call.answer(description(statement, part, call.fate.odd())))));
    }

    /** What is asked of a statement, or of a part of a batch, counted from 1; 0 for the whole. */
    @FunctionalInterface
    private interface Asked {
        void of(Warehouse.Statement statement, int part);
    }

    private void find(Call call, String id, Asked asked) {
        var matcher = ID.matcher(id);
        if (!matcher.matches()) {
            call.refuse(world.answers()
                    .refusal(WireAnswer.VALIDATION, call.operation, "id must satisfy regex pattern: " + ID_OF_SERVICE));
            return;
        }
        var statement = world.warehouse().statement(matcher.group(1));
        var part = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        if (statement == null
                || (matcher.group(2) != null && (!statement.batch || part < 1 || part > statement.sqls.size()))) {
            call.refuse(world.answers().refusal(WireAnswer.NOT_FOUND, call.operation, "Query does not exist."));
        } else {
            asked.of(statement, part);
        }
    }

    /** An odd one knows no status of what runs, and no count of what has ended. */
    private static StatementDescription description(Warehouse.Statement statement, int part, boolean odd) {
        var session = statement.session;
        var finished = statement.status == StatementStatus.FINISHED;
        var rows = finished && !statement.batch && !odd ? count(statement) : -1;
        return new StatementDescription(
                statement.id,
                odd && !statement.status.isTerminal() ? StatementStatus.UNKNOWN : statement.status,
                hasRows(statement),
                rows,
                -1,
                -1,
                7,
                0,
                session == null ? null : session.id,
                statement.error,
                statement.batch && statement.status.isTerminal()
                        ? parts(statement).subList(part == 0 ? 0 : part - 1, part == 0 ? statement.sqls.size() : part)
                        : List.of(),
                "request",
                ResultFormat.JSON);
    }

    /** What begins or ends a transaction changes no rows. */
    private static long count(Warehouse.Statement statement) {
        return statement.outcomes.isEmpty() ? 0 : count(statement.outcomes.get(0));
    }

    private static long count(Store.Outcome outcome) {
        return outcome.rows() == null ? outcome.count() : outcome.rows().size();
    }

    /** Those behind the one that failed were never run; those before it stay finished though they are rolled back. */
    private static StatementStatus statusOfPart(Warehouse.Statement statement, Store.@Nullable Outcome outcome) {
        if (statement.status == StatementStatus.FINISHED || (outcome != null && outcome.error() == null)) {
            return StatementStatus.FINISHED;
        }
        return outcome == null ? StatementStatus.ABORTED : statement.status;
    }

    private static List<StatementDescription.SubStatement> parts(Warehouse.Statement statement) {
        var parts = new ArrayList<StatementDescription.SubStatement>();
        for (var index = 0; index < statement.sqls.size(); index++) {
            var outcome = index < statement.outcomes.size() ? statement.outcomes.get(index) : null;
            var error = outcome == null ? null : outcome.error();
            parts.add(new StatementDescription.SubStatement(
                    statement.id + ":" + (index + 1),
                    statusOfPart(statement, outcome),
                    outcome != null && outcome.rows() != null,
                    outcome != null && error == null ? count(outcome) : -1,
                    7,
                    error));
        }
        return parts;
    }

    @Override
    public ResultPage getStatementResult(String statementId, @Nullable String nextToken, Duration timeout)
            throws DataApiException {
        return (ResultPage) exchange(
                Operation.GET_RESULT,
                timeout,
                call -> find(call, statementId, (statement, part) -> answerRows(call, statement, part, nextToken)));
    }

    private void answerRows(Call call, Warehouse.Statement statement, int part, @Nullable String nextToken) {
        if (statement.batch && part == 0) {
            call.refuse(world.answers()
                    .refusal(
                            WireAnswer.VALIDATION,
                            call.operation,
                            "BatchExecuteStatement result can only be retrieved with sub-statement id."));
            return;
        }
        var place = part == 0 ? 0 : part - 1;
        var outcome = place < statement.outcomes.size() ? statement.outcomes.get(place) : null;
        if (!statement.status.isTerminal()
                || outcome == null
                || outcome.rows() == null
                || world.warehouse().isForgotten(statement)) {
            call.refuse(world.answers()
                    .refusal(
                            WireAnswer.NOT_FOUND,
                            call.operation,
                            "Query does not have result. Please check query status with DescribeStatement."));
        } else if (nextToken != null && !TOKEN.matcher(nextToken).matches()) {
            call.refuse(world.answers().refusal(WireAnswer.VALIDATION, call.operation, "Invalid NextToken"));
        } else {
            call.answer(page(statement, outcome.rows(), nextToken, call.fate.odd()));
        }
    }

    private static int pageSize(Warehouse.Statement statement) {
        return 3 + Math.floorMod(statement.id.hashCode(), 6);
    }

    /** How many pages the rows of a query take. */
    static int pagesOf(Warehouse.Statement statement) {
        var rows =
                statement.outcomes.isEmpty() ? null : statement.outcomes.get(0).rows();
        return rows == null ? 0 : Math.max(1, (rows.size() + pageSize(statement) - 1) / pageSize(statement));
    }

    /** An odd one is cut short: it tells of no page behind it. */
    private static ResultPage page(
            Warehouse.Statement statement, List<Integer> rows, @Nullable String nextToken, boolean odd) {
        var size = pageSize(statement);
        var from = nextToken == null ? 0 : Integer.parseInt(nextToken);
        var to = Math.min(rows.size(), from + size);
        return new SimulatedPage(
                rows.subList(from, to), rows.size(), to < rows.size() && !odd ? String.valueOf(to) : null);
    }

    @Override
    public ResultPage getStatementResultV2(String statementId, @Nullable String nextToken, Duration timeout) {
        throw new UnsupportedOperationException("no history asks for CSV");
    }

    @Override
    public boolean cancelStatement(String statementId, Duration timeout) throws DataApiException {
        return (Boolean) exchange(
                Operation.CANCEL,
                timeout,
                call -> find(call, statementId, (statement, part) -> cancel(call, statement)));
    }

    private void cancel(Call call, Warehouse.Statement statement) {
        if (statement.status.isTerminal()) {
            call.refuse(world.answers()
                    .refusal(
                            WireAnswer.VALIDATION,
                            call.operation,
                            "Could not cancel a query that is already in " + statement.status + " state with ID: "
                                    + statement.id));
        } else {
            world.warehouse().cancel(statement);
            call.answer(true);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // what the handling gives
    public Optional<SessionDescription> findSession(String sessionId, Duration timeout) throws DataApiException {
        return (Optional<SessionDescription>) exchange(
                Operation.FIND_SESSION,
                timeout,
                call -> call.answer(Optional.ofNullable(world.warehouse().session(sessionId))
                        .map(session -> new SessionDescription(
                                sessionId,
                                call.fate.odd() ? SessionDescription.Status.UNKNOWN : statusOf(session),
                                session.running == null ? null : session.running.id))));
    }

    private static SessionDescription.Status statusOf(Warehouse.Session session) {
        if (session.closed) {
            return SessionDescription.Status.CLOSED;
        }
        return session.isFree() ? SessionDescription.Status.AVAILABLE : SessionDescription.Status.BUSY;
    }

    @Override
    @SuppressWarnings("unchecked") // what the handling gives
    public List<StatementEntry> findStatements(String nameStart, Duration timeout) throws DataApiException {
        return (List<StatementEntry>) exchange(Operation.FIND_STATEMENTS, timeout, call -> {
            var found = new ArrayList<StatementEntry>();
            for (var statement : world.warehouse().statements()) {
                if (statement.name.startsWith(nameStart)) {
                    var session = statement.session;
                    found.add(new StatementEntry(
                            statement.id, statement.name, statement.status, session == null ? null : session.id));
                }
            }
            call.answer(found);
        });
    }
}

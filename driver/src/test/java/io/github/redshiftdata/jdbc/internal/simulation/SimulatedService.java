package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.api.SessionDescription;
import io.github.redshiftdata.jdbc.internal.api.SqlParameter;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementEntry;
import io.github.redshiftdata.jdbc.internal.api.StatementFigures;
import io.github.redshiftdata.jdbc.internal.api.StatementFilter;
import io.github.redshiftdata.jdbc.internal.api.StatementPage;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer.Operation;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
            OperationRates rates,
            Account account,
            Dials dials,
            Timeline timeline) {}

    private static final Pattern ID = Pattern.compile("(statement-\\d+)(?::(\\d{1,4}))?");
    private static final String ID_OF_SERVICE = "^[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}(:\\d+)?$";
    /** How many statements a page lists. */
    private static final int LISTED = 20;

    private static final Pattern TOKEN = Pattern.compile("\\d{1,9}");

    private final World world;
    private final Line line;
    private final Counters counters = new Counters();
    private Warehouse.@Nullable Statement accepted;
    private int submissions;
    private int refused;
    private long lastSubmission;

    /**
     * The service at the end of a line.
     *
     * @param name of the line: the luck of its requests depends on that
     */
    SimulatedService(World world, String name) {
        this.world = world;
        this.line = new Line(world, name);
    }

    Line line() {
        return line;
    }

    /** The requests from now on belong to a step of the program. */
    void enter(String step) {
        submissions = 0;
        refused = 0;
        line.enter(step);
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

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public OperationRates rates() {
        return world.rates();
    }

    @Override
    public <T> CompletableFuture<T> begin(DataApi.Request<T> request) {
        return line.begin(request);
    }

    @Override
    public boolean withdraw(CompletableFuture<?> begun) {
        return line.withdraw(begun);
    }

    // ---------------------------------------------------------------- operations

    @Override
    public Submitted executeStatement(SubmitRequest request, Duration timeout) throws DataApiException {
        var sql = substituted(request.sql(), request.parameters());
        if (!Integer.valueOf(0).equals(request.sessionKeepAliveSeconds()) && !isUse(request.sqls())) {
            submitting();
        }
        return (Submitted) line.exchange(
                Operation.EXECUTE,
                timeout,
                call -> submit(
                        call,
                        new Warehouse.Submission(
                                List.of(sql),
                                false,
                                false,
                                request.clientToken(),
                                request.statementName(),
                                request.sessionId(),
                                request.sessionKeepAliveSeconds(),
                                call.sent()),
                        request.waitSeconds()));
    }

    @Override
    public Submitted batchExecuteStatement(SubmitRequest request, Duration timeout) throws DataApiException {
        var sqls = request.sqls().stream()
                .map(sql -> substituted(sql, request.parameters()))
                .toList();
        submitting();
        return (Submitted) line.exchange(
                Operation.BATCH,
                timeout,
                call -> submitBatch(
                        call,
                        request,
                        new Warehouse.Submission(
                                sqls,
                                true,
                                request.autoCommit() && world.dials().series().isObeyed(),
                                request.clientToken(),
                                request.statementName(),
                                request.sessionId(),
                                request.sessionKeepAliveSeconds(),
                                call.sent())));
    }

    private void submitBatch(Line.Call call, SubmitRequest request, Warehouse.Submission submission) {
        if (request.autoCommit() && world.dials().series().mode() == Dials.Mode.REFUSED) {
            refused++;
            call.refuse(world.answers()
                    .refusal(WireAnswer.VALIDATION, call.operation(), "Unknown parameter in input: \"ExecutionMode\""));
            return;
        }
        submit(call, submission, request.waitSeconds());
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

    /** What only uses a session, to keep it, is sent by a thread of the driver at any time. */
    private static boolean isUse(List<String> sqls) {
        return sqls.get(0).startsWith("SHOW ");
    }

    private void submit(Line.Call call, Warehouse.Submission submission, int waitSeconds) {
        if (world.warehouse().refusesKeepAlive(submission)) {
            // The driver learns this once, and sends the same without the member.
            submissions--;
            call.refuse(world.answers()
                    .refusal(
                            WireAnswer.VALIDATION,
                            call.operation(),
                            "SessionKeepAliveSeconds cannot be specified for an existing session."));
            return;
        }
        var refusal = world.warehouse().refusal(submission);
        if (refusal.isPresent()) {
            refused += isLast(submission) || isUse(submission.sqls()) ? 0 : 1;
            call.refuse(
                    refusal.get() == WireAnswer.SESSION_NOT_AVAILABLE
                            ? sessionRefused(call, String.valueOf(submission.sessionId()))
                            : world.answers().failure(refusal.get(), call.operation()));
            return;
        }
        var statement = world.warehouse().submit(submission);
        accepted = isLast(submission) || isUse(submission.sqls()) ? accepted : statement;
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

    private DataApiException sessionRefused(Line.Call call, String id) {
        return world.warehouse().session(id) == null
                ? world.answers()
                        .refusal(WireAnswer.VALIDATION, call.operation(), "Session with Id: " + id + " is invalid")
                : world.answers().failure(WireAnswer.SESSION_NOT_AVAILABLE, call.operation());
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
        return (StatementDescription) line.exchange(
                Operation.DESCRIBE,
                timeout,
                call -> find(
                        call,
                        statementId,
                        (statement, part) -> whenEnded(
                                statement,
                                waitSeconds,
                                () -> call.answer(description(statement, part, call.isOdd(), toldMode(statement))))));
    }

    /** What is asked of a statement, or of a part of a batch, counted from 1; 0 for the whole. */
    @FunctionalInterface
    private interface Asked {
        void of(Warehouse.Statement statement, int part);
    }

    private void find(Line.Call call, String id, Asked asked) {
        var matcher = ID.matcher(id);
        if (!matcher.matches()) {
            call.refuse(world.answers()
                    .refusal(
                            WireAnswer.VALIDATION,
                            call.operation(),
                            "id must satisfy regex pattern: " + ID_OF_SERVICE));
            return;
        }
        var statement = world.warehouse().statement(matcher.group(1));
        var part = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        if (statement == null
                || (matcher.group(2) != null && (!statement.batch || part < 1 || part > statement.sqls.size()))) {
            call.refuse(world.answers().refusal(WireAnswer.NOT_FOUND, call.operation(), "Query does not exist."));
        } else {
            asked.of(statement, part);
        }
    }

    /** An odd one knows no status of what runs, and no count of what has ended. */
    private static StatementDescription description(
            Warehouse.Statement statement, int part, boolean odd, @Nullable Boolean autoCommit) {
        var session = statement.session;
        var finished = statement.status == StatementStatus.FINISHED;
        var rows = finished && !statement.batch && !odd ? count(statement) : -1;
        return new StatementDescription(
                statement.id,
                odd && !statement.status.isTerminal() ? StatementStatus.UNKNOWN : statement.status,
                hasRows(statement),
                rows,
                7,
                session == null ? null : session.id,
                statement.error,
                statement.batch && statement.status.isTerminal()
                        ? parts(statement).subList(part == 0 ? 0 : part - 1, part == 0 ? statement.sqls.size() : part)
                        : List.of(),
                "request",
                ResultFormat.JSON,
                null,
                figures(statement, statement.batch ? null : statement.sqls.get(0)),
                autoCommit);
    }

    /** What a description says of how a batch is run. */
    private @Nullable Boolean toldMode(Warehouse.Statement statement) {
        var mode = world.dials().series().mode();
        return (!statement.batch || mode == Dials.Mode.UNTOLD || mode == Dials.Mode.IGNORED)
                ? null
                : (Boolean) statement.each;
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
        if (statement.each) {
            return outcome == null
                    ? statement.leftOut
                    : outcome.error() == null ? StatementStatus.FINISHED : StatementStatus.FAILED;
        }
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
                    error,
                    null,
                    figures(statement, statement.sqls.get(index))));
        }
        return parts;
    }

    private static StatementFigures figures(Warehouse.Statement statement, @Nullable String text) {
        return new StatementFigures(Instant.EPOCH.plusNanos(statement.submitted), null, -1, -1, 0, text);
    }

    @Override
    public ResultPage getStatementResult(String statementId, @Nullable String nextToken, Duration timeout)
            throws DataApiException {
        return (ResultPage) line.exchange(
                Operation.GET_RESULT,
                timeout,
                call -> find(call, statementId, (statement, part) -> answerRows(call, statement, part, nextToken)));
    }

    private void answerRows(Line.Call call, Warehouse.Statement statement, int part, @Nullable String nextToken) {
        if (statement.batch && part == 0) {
            call.refuse(world.answers()
                    .refusal(
                            WireAnswer.VALIDATION,
                            call.operation(),
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
                            call.operation(),
                            "Query does not have result. Please check query status with DescribeStatement."));
        } else if (nextToken != null && !TOKEN.matcher(nextToken).matches()) {
            call.refuse(world.answers().refusal(WireAnswer.VALIDATION, call.operation(), "Invalid NextToken"));
        } else {
            call.answer(page(statement, outcome.rows(), nextToken, call.isOdd()));
        }
    }

    private static int pageSize(Warehouse.Statement statement) {
        return 3 + Math.floorMod(statement.id.hashCode(), 6);
    }

    /** How many pages the rows of a query take. */
    static int pagesOf(Warehouse.Statement statement) {
        return statement.outcomes.stream()
                .filter(outcome -> outcome.rows() != null)
                .mapToInt(outcome -> Math.max(1, (int) Math.ceil((double) count(outcome) / pageSize(statement))))
                .sum();
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
        return (Boolean) line.exchange(
                Operation.CANCEL,
                timeout,
                call -> find(call, statementId, (statement, part) -> cancel(call, statement)));
    }

    private void cancel(Line.Call call, Warehouse.Statement statement) {
        if (statement.status.isTerminal()) {
            call.refuse(world.answers()
                    .refusal(
                            WireAnswer.VALIDATION,
                            call.operation(),
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
        return (Optional<SessionDescription>) line.exchange(
                Operation.FIND_SESSION,
                timeout,
                call -> call.answer(Optional.ofNullable(world.warehouse().session(sessionId))
                        .map(session -> new SessionDescription(
                                sessionId,
                                call.isOdd() ? SessionDescription.Status.UNKNOWN : statusOf(session),
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
        return (List<StatementEntry>) line.exchange(Operation.FIND_STATEMENTS, timeout, call -> {
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

    @Override
    public StatementPage listStatements(StatementFilter filter, @Nullable String nextToken, Duration timeout)
            throws DataApiException {
        return (StatementPage) line.exchange(Operation.FIND_STATEMENTS, timeout, call -> {
            var found =
                    world.warehouse().listed(filter, nextToken == null ? Long.MAX_VALUE : Long.parseLong(nextToken));
            var size = Math.min(LISTED, found.size());
            call.answer(new StatementPage(
                    found.subList(0, size).stream().map(SimulatedService::entry).toList(),
                    size == found.size()
                            ? null
                            : String.valueOf(found.get(size - 1).number())));
        });
    }

    private static StatementEntry entry(Warehouse.Statement statement) {
        var session = statement.session;
        return new StatementEntry(
                statement.id,
                statement.name,
                statement.status,
                session == null ? null : session.id,
                Instant.EPOCH.plusNanos(statement.submitted),
                null,
                statement.sqls);
    }
}

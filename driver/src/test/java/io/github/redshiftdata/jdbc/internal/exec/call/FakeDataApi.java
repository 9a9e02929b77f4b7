package io.github.redshiftdata.jdbc.internal.exec.call;

import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.api.SessionDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription.SubStatement;
import io.github.redshiftdata.jdbc.internal.api.StatementEntry;
import io.github.redshiftdata.jdbc.internal.api.StatementFigures;
import io.github.redshiftdata.jdbc.internal.api.StatementFilter;
import io.github.redshiftdata.jdbc.internal.api.StatementPage;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The service on a fake clock: statements take their time, requests fail when told to, every request is noted. */
public final class FakeDataApi implements DataApi {

    /** How statements of a text go. */
    public record Course(
            Duration duration, StatementStatus end, @Nullable String error, boolean rows, long count, int failingPart) {

        public static Course finishes(Duration duration) {
            return new Course(duration, StatementStatus.FINISHED, null, false, 0, 0);
        }

        public static Course gives(boolean rows, long count) {
            return new Course(Duration.ZERO, StatementStatus.FINISHED, null, rows, count, 0);
        }

        public static Course fails(String error) {
            return new Course(Duration.ZERO, StatementStatus.FAILED, error, false, 0, 1);
        }

        public static Course failsInPart(int part, String error) {
            return new Course(Duration.ZERO, StatementStatus.FAILED, error, false, 0, part);
        }
    }

    /** What becomes of the execution mode AUTO_COMMIT. */
    public enum AutoCommit {
        /** It is obeyed, and DescribeStatement says so. */
        TOLD,
        /** It is obeyed, and nothing says so. */
        UNTOLD,
        /** The batch is one transaction, and nothing says so. */
        IGNORED,
        /** The batch is one transaction, and DescribeStatement says so. */
        OVERRULED,
        /** The request is refused. */
        REFUSED
    }

    private record Fault(String operation, Kind kind, String message, boolean carriedOut) {}

    private static final class Running {
        final String id;
        final List<String> sqls;
        final Course course;
        final @Nullable String sessionId;
        final String name;
        /** Whether each text commits by itself. */
        final boolean each;

        long endNanos;
        boolean aborted;
        long endedNanos;

        Running(
                String id,
                List<String> sqls,
                Course course,
                @Nullable String sessionId,
                @Nullable String name,
                boolean each,
                long endNanos) {
            this.each = each;
            this.id = id;
            this.sqls = sqls;
            this.course = course;
            this.sessionId = sessionId;
            this.name = name == null ? "" : name;
            this.endNanos = endNanos;
        }
    }

    public final List<String> calls = new ArrayList<>();
    /** How long each ExecuteStatement was given. */
    public final List<Duration> timeouts = new ArrayList<>();

    public final List<SubmitRequest> executed = new ArrayList<>();
    public final List<SubmitRequest> batches = new ArrayList<>();
    /** The statements of both, in their order. */
    public final List<String> submitted = new ArrayList<>();

    public final Map<String, Course> courses = new HashMap<>();
    /** The rows of statements by their text; others have none, and no columns. */
    public final Map<String, ResultPage> pages = new HashMap<>();

    /** Sessions that answer "not available". */
    public final Set<String> closedSessions = new HashSet<>();

    public final Deque<SessionDescription.Status> sessionFindings = new ArrayDeque<>();
    public boolean knowsLongPolling = true;
    public AutoCommit autoCommit = AutoCommit.TOLD;
    /** Where each text commits by itself, those behind the first failure are not run. */
    public boolean stopsAtFailure;
    /** Where each text commits by itself, the end of these parts is not told. */
    public final Set<Integer> untoldParts = new HashSet<>();

    /** The status of a text that is not run since one before it failed or was cancelled. */
    public StatementStatus leftOut = StatementStatus.ABORTED;

    public boolean obeysCancel = true;
    /** ListStatements is denied by a policy. */
    public boolean deniesLists;

    public boolean tellsSessionId = true;
    /** DescribeStatement tells the text of a statement. */
    public boolean tellsTexts = true;

    public boolean opensSessions = true;
    /** How long a submission is on its way, be it answered or not. */
    public Duration submissionTime = Duration.ZERO;
    /** How long a list of statements is on its way. */
    public Duration listTime = Duration.ZERO;
    /** How many statements a page lists. */
    public int listed = 100;
    /** What is told of each statement beside its end. */
    public StatementFigures figures = StatementFigures.NONE;
    /** How long a page is on its way. */
    public Duration pageTime = Duration.ZERO;

    /** Requests take all the time they are given, and get no answer. */
    public boolean stuck;
    /** Runs once, in the middle of the next wait of DescribeStatement. */
    @Nullable
    public Runnable duringWait;
    /** What happens while a page is read. */
    public Runnable duringPage = () -> {};

    /** Runs once, in the middle of the next list of statements. */
    @Nullable
    public Runnable duringList;

    /** Runs once, in the middle of the next submission, when it is carried out already. */
    @Nullable
    public Runnable duringSubmission;

    private final FakeTime time;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Map<String, Deque<Fault>> faultsByOperation = new HashMap<>();
    private final Map<String, Running> statements = new HashMap<>();
    private final Map<String, String> idsByToken = new HashMap<>();
    private int sessions;

    private final Counters counters = new Counters();
    private final OperationRates rates;

    public FakeDataApi(FakeTime time) {
        this.time = time;
        this.rates = new OperationRates(time.clock().nanoTime());
    }

    /** The next request of this operation fails. */
    public void fail(String operation, Kind kind, String message) {
        faults.add(new Fault(operation, kind, message, false));
    }

    /** The request arrives, and the thread is interrupted a moment before the answer does. */
    public void interruptAnswer(String operation) {
        faults.add(new Fault(operation, Kind.INTERRUPTED, "interrupted", true));
    }

    /** The next request of this operation is carried out, but its answer is lost. */
    public void loseAnswer(String operation) {
        faults.add(new Fault(operation, Kind.NETWORK, "connection reset", true));
    }

    /** The next request of this operation fails, whatever is to fail before it. */
    public void failNext(String operation, Kind kind, String message) {
        later(operation).add(new Fault(operation, kind, message, false));
    }

    /** The same, carried out. */
    public void loseNext(String operation) {
        later(operation).add(new Fault(operation, Kind.NETWORK, "connection reset", true));
    }

    private Deque<Fault> later(String operation) {
        return faultsByOperation.computeIfAbsent(operation, unused -> new ArrayDeque<>());
    }

    /** The driver's statements that have not ended. */
    public List<String> running() {
        return statements.values().stream()
                .filter(statement ->
                        !statement.name.isEmpty() && !status(statement).isTerminal())
                .map(statement -> statement.id + " " + statement.sqls)
                .toList();
    }

    /** Forgets the faults that are still to come. */
    public void faultsAreOver() {
        faults.clear();
        faultsByOperation.clear();
    }

    /** The operations called, without their arguments. */
    public List<String> operations() {
        return calls.stream().map(call -> call.split(" ", 2)[0]).toList();
    }

    public List<String> sqls() {
        return executed.stream().map(SubmitRequest::sql).toList();
    }

    /** Somebody else submits a statement, without waiting. */
    public void executeStatementQuietly(String sql) {
        calls.add("Execute " + sql);
        start(List.of(sql), null, null, null, false);
    }

    /**
     * A message that begins with {@link ServiceFailure#BARE_STATUS} is that of a page which something on the way gave, and one
     * that ends as a code does is the code.
     */
    public static DataApiException exception(Kind kind, String message) {
        if (message.startsWith(ServiceFailure.BARE_STATUS)) {
            var status = Integer.parseInt(message.substring(ServiceFailure.BARE_STATUS.length()));
            return new DataApiException(
                    new ServiceFailure(kind, message, message, status, null), new IllegalStateException(message));
        }
        var answered =
                switch (kind) {
                    case NETWORK, TIMED_OUT, UNREACHABLE, INTERRUPTED -> false;
                    default -> true;
                };
        return new DataApiException(
                new ServiceFailure(
                        kind,
                        message.endsWith("Exception") ? message : kind + "Exception",
                        message,
                        answered ? 400 : 0,
                        answered ? "request-1" : null),
                new IllegalStateException(message));
    }

    @Override
    public OperationRates rates() {
        return rates;
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public <T> CompletableFuture<T> begin(Request<T> request) {
        return time.later(() -> DataApi.super.begin(request));
    }

    @Override
    public Submitted executeStatement(SubmitRequest request, Duration timeout) throws DataApiException {
        calls.add("Execute " + request.sql());
        executed.add(request);
        submitted.add(request.sql());
        timeouts.add(timeout);
        getStuck(timeout);
        return submit(
                "Execute",
                List.of(request.sql()),
                request.clientToken(),
                request.sessionId(),
                request.sessionKeepAliveSeconds(),
                request.statementName(),
                request.waitSeconds());
    }

    @Override
    public Submitted batchExecuteStatement(SubmitRequest request, Duration timeout) throws DataApiException {
        calls.add("Batch " + request.sqls());
        batches.add(request);
        submitted.addAll(request.sqls());
        if (request.autoCommit() && autoCommit == AutoCommit.REFUSED) {
            throw exception(Kind.REJECTED, "Unknown parameter in input: \"ExecutionMode\"");
        }
        return submit(
                "Batch",
                request.sqls(),
                request.clientToken(),
                request.sessionId(),
                request.sessionKeepAliveSeconds(),
                request.statementName(),
                request.waitSeconds());
    }

    private Submitted submit(
            String operation,
            List<String> sqls,
            String token,
            @Nullable String sessionId,
            @Nullable Integer keepAlive,
            @Nullable String name,
            int wait)
            throws DataApiException {
        time.pass(submissionTime);
        var fault = faultOf(operation);
        if (fault != null && !fault.carriedOut()) {
            throw exception(fault.kind(), fault.message());
        }
        if (sessionId != null && closedSessions.contains(sessionId)) {
            throw exception(Kind.REJECTED, "Session is not available");
        }
        var each = operation.equals("Batch") && isEach();
        var id = idsByToken.computeIfAbsent(token, unused -> start(sqls, sessionId, keepAlive, name, each));
        if (duringSubmission != null) {
            var action = duringSubmission;
            duringSubmission = null;
            action.run();
        }
        if (fault != null && fault.kind() == Kind.INTERRUPTED && time.isInRequest()) {
            time.pass(Duration.ofMillis(1));
            Thread.currentThread().interrupt();
        } else if (fault != null) {
            throw exception(fault.kind(), fault.message());
        }
        var statement = statements.get(id);
        waitFor(statement, wait, Duration.ofDays(1));
        var telling = knowsLongPolling && wait > 0;
        return new Submitted(
                id,
                tellsSessionId ? statement.sessionId : null,
                telling ? status(statement) : null,
                (telling && status(statement).isTerminal()) ? statement.course.rows() : null,
                "request-1");
    }

    private String start(
            List<String> sqls,
            @Nullable String sessionId,
            @Nullable Integer keepAlive,
            @Nullable String name,
            boolean each) {
        var id = "statement-" + (statements.size() + 1);
        var session = sessionId == null && keepAlive != null && opensSessions ? "session-" + ++sessions : sessionId;
        var course = each ? courseOfAll(sqls) : course(sqls);
        var end = time.nanos() + course.duration().toNanos();
        statements.put(id, new Running(id, sqls, course, session, name, each, end));
        return id;
    }

    /** How the first goes of which that is told; of a batch, so goes the whole. */
    private Course courseOf(List<String> sqls) {
        for (var number = 1; number <= sqls.size(); number++) {
            var course = courses.get(sqls.get(number - 1));
            if (course != null) {
                return number > 1 && course.error() != null && course.failingPart() > 0
                        ? Course.failsInPart(number, course.error())
                        : course;
            }
        }
        return Course.gives(false, 0);
    }

    private boolean isEach() {
        var last = batches.get(batches.size() - 1);
        return last.autoCommit() && (autoCommit == AutoCommit.TOLD || autoCommit == AutoCommit.UNTOLD);
    }

    /** VACUUM fails in a transaction, as one of several texts. */
    private Course course(List<String> sqls) {
        var refused = sqls.stream().filter(sql -> sql.startsWith("VACUUM")).findFirst();
        return sqls.size() > 1 && refused.isPresent()
                ? Course.failsInPart(
                        sqls.indexOf(refused.get()) + 1, "ERROR: VACUUM cannot run inside a transaction block")
                : courseOf(sqls);
    }

    /** Each text takes its time. The whole has failed if one has; its own error text is absent then. */
    private Course courseOfAll(List<String> sqls) {
        var all = sqls.stream().map(this::courseOfEach).toList();
        var time = all.stream().map(Course::duration).reduce(Duration.ZERO, Duration::plus);
        var fails = all.stream().anyMatch(course -> course.end() != StatementStatus.FINISHED);
        var rows = all.stream().anyMatch(Course::rows);
        return new Course(time, fails ? StatementStatus.FAILED : StatementStatus.FINISHED, null, rows, -1, 0);
    }

    /** How one of several texts goes that commit each by itself. */
    private Course courseOfEach(String sql) {
        return courses.getOrDefault(sql, Course.gives(false, 1));
    }

    private List<SubStatement> partsOfEach(Running statement) {
        var parts = new ArrayList<SubStatement>();
        var end = statement.endNanos - statement.course.duration().toNanos();
        var goesOn = true;
        for (var i = 0; i < statement.sqls.size(); i++) {
            var course = courseOfEach(statement.sqls.get(i));
            end += course.duration().toNanos();
            var inTime = !statement.aborted || end <= statement.endedNanos;
            var status = goesOn && inTime ? course.end() : goesOn ? StatementStatus.ABORTED : leftOut;
            goesOn &= inTime && !(stopsAtFailure && status == StatementStatus.FAILED);
            if (!untoldParts.contains(i + 1)) {
                parts.add(new SubStatement(
                        statement.id + ":" + (i + 1),
                        status,
                        course.rows(),
                        course.count(),
                        7 + i,
                        status == StatementStatus.FAILED ? course.error() : null,
                        null));
            }
        }
        return parts;
    }

    private @Nullable Boolean toldMode(Running statement) {
        return (statement.sqls.size() == 1 || autoCommit == AutoCommit.UNTOLD || autoCommit == AutoCommit.IGNORED)
                ? null
                : (Boolean) statement.each;
    }

    private void waitFor(Running statement, int seconds, Duration timeout) throws DataApiException {
        if (!knowsLongPolling || seconds == 0) {
            return;
        }
        var left = Math.max(0, statement.endNanos - time.nanos());
        var wait = Math.min(Math.min(left, seconds * 1_000_000_000L), timeout.toNanos());
        time.pass(Duration.ofNanos(wait));
        if (wait == timeout.toNanos() && left > wait && wait < seconds * 1_000_000_000L) {
            throw exception(Kind.TIMED_OUT, "the time limit of the request ended");
        }
    }

    @Override
    public StatementDescription describeStatement(String statementId, int waitSeconds, Duration timeout)
            throws DataApiException {
        calls.add("Describe " + statementId + " " + waitSeconds);
        getStuck(timeout);
        var fault = faultOf("Describe");
        if (fault != null) {
            throw exception(fault.kind(), fault.message());
        }
        if (statementId.contains(":")) {
            return describePart(statementId);
        }
        var statement = statements.get(statementId);
        if (statement == null) {
            throw exception(Kind.NOT_FOUND, "Query does not exist.");
        }
        if (waitSeconds > 0 && duringWait != null) {
            var action = duringWait;
            duringWait = null;
            action.run();
        }
        waitFor(statement, waitSeconds, timeout);
        var status = status(statement);
        var finished = status == StatementStatus.FINISHED;
        return new StatementDescription(
                statementId,
                status,
                finished && statement.course.rows(),
                finished ? statement.course.count() : -1,
                7,
                statement.sessionId,
                status == StatementStatus.FAILED ? statement.course.error() : null,
                statement.sqls.size() > 1 && status.isTerminal() ? parts(statement, status) : List.of(),
                "request-2",
                ResultFormat.JSON,
                null,
                statement.sqls.size() > 1 ? figures : of(statement.sqls.get(0)),
                toldMode(statement));
    }

    private StatementDescription describePart(String id) {
        var whole = statements.get(id.substring(0, id.indexOf(':')));
        var part = parts(whole, status(whole)).stream()
                .filter(each -> each.statementId().equals(id))
                .findFirst()
                .orElseThrow();
        return new StatementDescription(
                id,
                part.status(),
                part.hasResultSet(),
                part.resultRows(),
                part.redshiftQueryId(),
                whole.sessionId,
                part.error(),
                List.of(),
                "request-2",
                ResultFormat.JSON,
                null);
    }

    private List<SubStatement> parts(Running statement, StatementStatus status) {
        if (statement.each) {
            return partsOfEach(statement);
        }
        var parts = new ArrayList<SubStatement>();
        for (var i = 1; i <= statement.sqls.size(); i++) {
            var course = courses.getOrDefault(statement.sqls.get(i - 1), Course.gives(false, 1));
            var failed = status == StatementStatus.FAILED && i == statement.course.failingPart();
            var leftOut = status == StatementStatus.FAILED && i > statement.course.failingPart();
            parts.add(new SubStatement(
                    statement.id + ":" + i,
                    failed ? StatementStatus.FAILED : leftOut ? StatementStatus.ABORTED : StatementStatus.FINISHED,
                    course.rows(),
                    course.count(),
                    7,
                    failed ? statement.course.error() : null,
                    null,
                    of(statement.sqls.get(i - 1))));
        }
        return parts;
    }

    private StatementFigures of(String sql) {
        return new StatementFigures(
                figures.createdAt(),
                figures.updatedAt(),
                figures.durationNanos(),
                figures.resultBytes(),
                figures.processId(),
                tellsTexts ? sql : null);
    }

    private StatementStatus status(Running statement) {
        if (statement.aborted) {
            return StatementStatus.ABORTED;
        }
        return time.nanos() >= statement.endNanos ? statement.course.end() : StatementStatus.STARTED;
    }

    @Override
    public ResultPage getStatementResultV2(String statementId, @Nullable String nextToken, Duration timeout)
            throws DataApiException {
        return getStatementResult(statementId, nextToken, timeout);
    }

    @Override
    public ResultPage getStatementResult(String statementId, @Nullable String nextToken, Duration timeout)
            throws DataApiException {
        calls.add("GetResult " + statementId);
        time.pass(pageTime);
        duringPage.run();
        var fault = faultOf("GetResult");
        if (fault != null) {
            throw exception(fault.kind(), fault.message());
        }
        var id = statementId.split(":", 2);
        var known = statements.get(id[0]);
        var part = id.length == 1 ? 0 : Integer.parseInt(id[1]) - 1;
        return known == null ? new EmptyPage() : pages.getOrDefault(known.sqls.get(part), new EmptyPage());
    }

    @Override
    public boolean cancelStatement(String statementId, Duration timeout) throws DataApiException {
        calls.add("Cancel " + statementId);
        getStuck(timeout);
        var fault = faultOf("Cancel");
        if (fault != null) {
            throw exception(fault.kind(), fault.message());
        }
        var statement = statements.get(statementId);
        if (status(statement).isTerminal()) {
            throw exception(
                    Kind.REJECTED,
                    "Could not cancel a query that is already in FINISHED state with ID: " + statementId);
        }
        if (obeysCancel) {
            statement.aborted = true;
            statement.endedNanos = time.nanos();
            statement.endNanos = statement.each ? statement.endNanos : time.nanos();
        }
        return true;
    }

    @Override
    public Optional<SessionDescription> findSession(String sessionId, Duration timeout) throws DataApiException {
        calls.add("FindSession " + sessionId);
        getStuck(timeout);
        var fault = faultOf("FindSession");
        if (fault != null) {
            throw exception(fault.kind(), fault.message());
        }
        var status = sessionFindings.poll();
        if (status == null) {
            status = closedSessions.contains(sessionId)
                    ? SessionDescription.Status.CLOSED
                    : SessionDescription.Status.AVAILABLE;
        }
        return Optional.of(new SessionDescription(sessionId, status, null));
    }

    @Override
    public List<StatementEntry> findStatements(String nameStart, Duration timeout) throws DataApiException {
        calls.add("FindStatements");
        if (duringList != null) {
            var action = duringList;
            duringList = null;
            action.run();
        }
        time.pass(listTime);
        getStuck(timeout);
        if (deniesLists) {
            throw exception(Kind.UNAUTHORIZED, "AccessDeniedException");
        }
        var fault = faultOf("FindStatements");
        if (fault != null) {
            throw exception(fault.kind(), fault.message());
        }
        return statements.values().stream()
                .filter(statement -> statement.name.startsWith(nameStart))
                .map(statement ->
                        new StatementEntry(statement.id, statement.name, status(statement), statement.sessionId))
                .toList();
    }

    /** Lists the newest first, as many on a page as {@link #listed} says. */
    @Override
    public StatementPage listStatements(StatementFilter filter, @Nullable String nextToken, Duration timeout)
            throws DataApiException {
        calls.add("List " + filter.nameStart() + " " + filter.status() + " " + nextToken);
        getStuck(timeout);
        var fault = faultOf("List");
        if (fault != null) {
            throw exception(fault.kind(), fault.message());
        }
        var entries = new ArrayList<StatementEntry>();
        for (var number = statements.size(); number > 0; number--) {
            var statement = statements.get("statement-" + number);
            if (statement != null) {
                entries.add(new StatementEntry(
                        statement.id,
                        statement.name,
                        status(statement),
                        statement.sessionId,
                        Instant.EPOCH.plusSeconds(number),
                        null,
                        statement.sqls));
            }
        }
        var from = nextToken == null ? 0 : Integer.parseInt(nextToken);
        var to = Math.min(entries.size(), from + listed);
        return new StatementPage(entries.subList(from, to), to < entries.size() ? String.valueOf(to) : null);
    }

    private void getStuck(Duration timeout) throws DataApiException {
        if (stuck) {
            time.pass(timeout);
            throw exception(Kind.TIMED_OUT, "no answer in time");
        }
    }

    private @Nullable Fault faultOf(String operation) {
        var fault = faults.peek();
        return fault != null && fault.operation().equals(operation)
                ? faults.poll()
                : later(operation).poll();
    }

    private record EmptyPage() implements ResultPage {
        @Override
        public List<io.github.redshiftdata.jdbc.internal.api.ColumnMetadata> columns() {
            return List.of();
        }

        @Override
        public int rowCount() {
            return 0;
        }

        @Override
        public long totalRows() {
            return 0;
        }

        @Override
        public @Nullable String nextToken() {
            return null;
        }

        @Override
        public long byteSize() {
            return 0;
        }

        @Override
        public View view() {
            throw new UnsupportedOperationException();
        }
    }
}

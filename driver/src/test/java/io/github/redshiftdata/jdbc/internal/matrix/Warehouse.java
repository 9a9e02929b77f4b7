package io.github.redshiftdata.jdbc.internal.matrix;

import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is really in. Runs the few statements of the scenarios, each for its time, in sessions with transactions, as the
 * service does. Every insert names its rows, so that a row that is in twice shows.
 */
final class Warehouse {

    static final String BROKEN = "FATAL: terminating connection due to administrator command";

    private static final Duration QUICK = Duration.ofMillis(5);
    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final long NOW = -1;
    private static final Pattern ROW = Pattern.compile("\\((\\d+)[,)]");

    /** A session, with its transaction if one is open. */
    static final class Session {
        final String id;
        boolean closed;
        boolean closes;

        @Nullable
        List<String> transaction;

        boolean transactionFailed;

        @Nullable
        Statement running;

        Session(String id) {
            this.id = id;
        }

        boolean isFree() {
            return !closed && running == null;
        }
    }

    /** A statement, or a batch of them. */
    static final class Statement {
        final String id;
        final String name;
        final List<String> sqls;
        final @Nullable Session session;
        /** When its request left the driver. */
        final long sent;

        final List<Object> waiters = new ArrayList<>();
        StatementStatus status = StatementStatus.STARTED;
        Fault.Trouble trouble = Fault.Trouble.NONE;
        long end;
        boolean cancelIgnored;

        @Nullable
        String error;

        Statement(String id, String name, List<String> sqls, @Nullable Session session, long sent, long end) {
            this.id = id;
            this.name = name;
            this.sqls = sqls;
            this.session = session;
            this.sent = sent;
            this.end = end;
        }

        boolean writes() {
            return sqls.stream().anyMatch(sql -> {
                var word = firstWord(sql);
                return word.equals("insert") || word.equals("commit");
            });
        }
    }

    private record Due(long at, long number, Runnable action) {}

    private final VirtualTime time;
    private final Map<String, Integer> rows = new LinkedHashMap<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, Statement> statements = new LinkedHashMap<>();
    private final Map<String, Statement> byToken = new HashMap<>();
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
    private long numbers;
    private long moment = NOW;

    Warehouse(VirtualTime time) {
        this.time = time;
    }

    /** Does something at a later time. */
    void at(long nanos, Runnable action) {
        due.add(new Due(nanos, ++numbers, action));
    }

    /** Does what is due. */
    void catchUp() {
        while (true) {
            var next = due.peek();
            if (next == null || next.at() > time.nanos()) {
                return;
            }
            due.remove();
            moment = next.at();
            next.action().run();
            moment = NOW;
        }
    }

    /** The time of what is being done, which may be caught up with. */
    private long now() {
        return moment == NOW ? time.nanos() : moment;
    }

    @Nullable
    Session session(String id) {
        return sessions.get(id);
    }

    @Nullable
    Statement statement(String id) {
        return statements.get(id);
    }

    @Nullable
    Statement byToken(String token) {
        return byToken.get(token);
    }

    Iterable<Statement> statements() {
        return statements.values();
    }

    Session open() {
        var session = new Session("session-" + (sessions.size() + 1));
        sessions.put(session.id, session);
        return session;
    }

    /** Starts a statement; the session, if any, is free. */
    Statement start(
            List<String> sqls, String token, String name, @Nullable Session session, Fault.Trouble trouble, long sent) {
        var length = sqls.stream().anyMatch(sql -> sql.contains("slow")) ? SLOW : QUICK;
        var end = now() + length.toNanos();
        var statement = new Statement("statement-" + (statements.size() + 1), name, sqls, session, sent, end);
        statement.trouble = trouble;
        statements.put(statement.id, statement);
        byToken.put(token, statement);
        if (session != null) {
            session.running = statement;
        }
        at(end, () -> finish(statement));
        return statement;
    }

    /** Ends a statement before its time. */
    void abort(Statement statement) {
        if (statement.session != null && statement.session.transaction != null) {
            statement.session.transactionFailed = true;
        }
        ended(statement, StatementStatus.ABORTED, null);
    }

    /** Ends a session, with what it holds. */
    void close(Session session) {
        session.closed = true;
        session.transaction = null;
        var running = session.running;
        if (running != null) {
            ended(running, StatementStatus.FAILED, BROKEN);
        }
    }

    private void finish(Statement statement) {
        if (statement.status.isTerminal()) {
            return;
        }
        var dies = statement.trouble == Fault.Trouble.BACKEND_DIES_BEFORE;
        var error = dies ? BROKEN : apply(statement);
        if (statement.trouble == Fault.Trouble.BACKEND_DIES_AFTER && error == null) {
            error = BROKEN;
        }
        ended(statement, error == null ? StatementStatus.FINISHED : StatementStatus.FAILED, error);
        if (BROKEN.equals(error) && statement.session != null) {
            close(statement.session);
        }
    }

    private void ended(Statement statement, StatementStatus status, @Nullable String error) {
        statement.status = status;
        statement.error = error;
        statement.end = now();
        var session = statement.session;
        if (session != null) {
            session.running = null;
            if (session.closes) {
                session.closed = true;
                session.transaction = null;
            }
        }
        statement.waiters.forEach(time::wake);
        statement.waiters.clear();
    }

    /** Does what a statement says; gives the error of the database if it does not like it. */
    private @Nullable String apply(Statement statement) {
        var session = statement.session;
        if (statement.sqls.size() > 1 || session == null) {
            return applyAlone(statement.sqls);
        }
        var sql = statement.sqls.get(0);
        switch (firstWord(sql)) {
            case "begin" -> {
                if (session.transaction == null) {
                    session.transaction = new ArrayList<>();
                    session.transactionFailed = false;
                }
            }
            case "commit" -> {
                if (session.transaction != null && !session.transactionFailed) {
                    session.transaction.forEach(row -> rows.merge(row, 1, Integer::sum));
                }
                session.transaction = null;
            }
            case "rollback" -> session.transaction = null;
            default -> {
                return applyInSession(session, sql);
            }
        }
        return null;
    }

    private @Nullable String applyInSession(Session session, String sql) {
        if (session.transaction == null) {
            return applyAlone(List.of(sql));
        }
        if (session.transactionFailed) {
            return "ERROR: current transaction is aborted, commands ignored until end of transaction block";
        }
        if (isBad(sql)) {
            session.transactionFailed = true;
            return error();
        }
        session.transaction.addAll(rowsOf(sql));
        return null;
    }

    private @Nullable String applyAlone(List<String> sqls) {
        if (sqls.stream().anyMatch(Warehouse::isBad)) {
            return error();
        }
        sqls.forEach(sql -> rowsOf(sql).forEach(row -> rows.merge(row, 1, Integer::sum)));
        return null;
    }

    private static boolean isBad(String sql) {
        return sql.contains("strict");
    }

    private static String error() {
        return "ERROR: null value in column \"n\" violates not-null constraint";
    }

    /** How often each row is in that is in. */
    Map<String, Integer> rows() {
        catchUp();
        return Map.copyOf(rows);
    }

    /** Whether a session holds an open transaction. */
    boolean holdsTransaction() {
        catchUp();
        return sessions.values().stream().anyMatch(session -> !session.closed && session.transaction != null);
    }

    /** The first statement that writes and whose request left the driver after this time; null for none. */
    @Nullable
    Statement sentAfter(long nanos) {
        return statements.values().stream()
                .filter(statement -> statement.sent > nanos && statement.writes())
                .findFirst()
                .orElse(null);
    }

    static long count(String sql) {
        return rowsOf(sql).size();
    }

    static String firstWord(String sql) {
        return sql.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static List<String> rowsOf(String sql) {
        if (!firstWord(sql).equals("insert")) {
            return List.of();
        }
        var found = new ArrayList<String>();
        var matcher = ROW.matcher(sql);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}

package io.github.redshiftdata.jdbc.internal.matrix;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a program asks of its connection and hears from it. */
final class Conversation {

    /** A call of java.sql. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws SQLException;
    }

    /** Longer than all that is documented for a call without a query timeout. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    /** "Within about a second", with what is owed to a request that is under way. */
    private static final Duration GRACE = Duration.ofMillis(3500);
    /** Where the connection is closed, the thread that ends last gives up its session by one request. */
    private static final Duration LAST_REQUEST = Duration.ofSeconds(5);

    final Connection connection;
    final Cell cell;

    private final Truth truth;
    private final VirtualTime time;
    private final long start;
    private final Map<String, Told> told = new LinkedHashMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<SQLException> failures = new ArrayList<>();
    private volatile @Nullable Statement current;

    /** What is really in at a moment. */
    @FunctionalInterface
    interface Truth {
        Map<String, Integer> rows();
    }

    Conversation(Connection connection, Cell cell, Truth truth, VirtualTime time) {
        this.connection = connection;
        this.cell = cell;
        this.truth = truth;
        this.time = time;
        this.start = time.nanos();
    }

    /** What it was told of every row. */
    Map<String, Told> told() {
        return told;
    }

    List<Violation> violations() {
        return violations;
    }

    /** The exceptions it saw, in order. */
    List<SQLException> failures() {
        return failures;
    }

    /** The statement that somebody else may cancel. */
    @Nullable
    Statement current() {
        return current;
    }

    /** A statement under the cell's query timeout. */
    <S extends Statement> S use(S statement) throws SQLException {
        statement.setQueryTimeout(cell.timeoutSeconds());
        current = statement;
        return statement;
    }

    /**
     * A call that a query timeout and a cancel end.
     *
     * @param timeouts how often the query timeout may run: once for each statement it is made of
     */
    <T> T run(int timeouts, Call<T> call) throws SQLException {
        var limit = cell.timeoutSeconds() == 0
                ? PATIENCE
                : Duration.ofSeconds(cell.timeoutSeconds()).plus(GRACE).multipliedBy(timeouts);
        return timed(limit, true, call);
    }

    /** A call that only its own patience ends. */
    void runDeaf(Call<Void> call) throws SQLException {
        timed(PATIENCE, false, call);
    }

    private <T> T timed(Duration limit, boolean cancellable, Call<T> call) throws SQLException {
        var began = time.nanos();
        try {
            return call.run();
        } catch (SQLException e) {
            failures.add(e);
            throw e;
        } finally {
            time.inTurn();
            checkTime(began, limit, cancellable);
        }
    }

    private void checkTime(long began, Duration limit, boolean cancellable) {
        if (time.since(began).compareTo(limit) > 0) {
            wrong(Violation.Kind.TOO_LATE, "the call took " + time.since(began) + ", its limit is " + limit);
        }
        var event = cell.event();
        if (event != null && cancellable) {
            var ended = start + event.at().toNanos();
            var grace = event.ending().endsConnection() ? GRACE.plus(LAST_REQUEST) : GRACE;
            if (ended > began && time.since(ended).compareTo(grace) > 0) {
                wrong(Violation.Kind.TOO_LATE, "the call went on for " + time.since(ended) + " after " + event);
            }
        }
    }

    /** Does something else for a while. */
    void pause() {
        time.pass(Duration.ofSeconds(10));
    }

    void wrong(Violation.Kind kind, String what) {
        violations.add(new Violation(kind, what));
    }

    /** Rows that it was told are in. */
    void acknowledged(String... rows) {
        Arrays.stream(rows).forEach(row -> told.put(row, Told.IN));
    }

    void acknowledged(List<String> rows) {
        rows.forEach(row -> told.put(row, Told.IN));
    }

    /** Rows that an exception is about. */
    void failed(SQLException e, List<String> rows) {
        var verdict = Told.by(e);
        rows.forEach(row -> told.put(row, verdict));
    }

    /** Rows of which it was said that they are not in. */
    void undone(List<String> rows) {
        rows.forEach(row -> told.put(row, Told.NOT_IN));
    }

    /** A batch that failed; {@code elements} are the rows of its elements. */
    void failed(BatchUpdateException e, List<List<String>> elements) {
        var counts = e.getLargeUpdateCounts();
        for (var i = 0; i < elements.size(); i++) {
            var count = i < counts.length ? counts[i] : Statement.EXECUTE_FAILED;
            if (count == Statement.EXECUTE_FAILED) {
                failed((SQLException) e, elements.get(i));
            } else {
                checkCount(count, elements.get(i).size(), true);
                acknowledged(elements.get(i));
            }
        }
    }

    /** Whether a statement has a remark; of one that somebody closed meanwhile nobody can tell. */
    boolean isWarned(Statement statement) throws SQLException {
        try {
            return statement.getWarnings() != null;
        } catch (SQLException e) {
            if (isClosed(statement)) {
                return true;
            }
            throw e;
        }
    }

    /** Whether somebody else closed the statement, or its connection. */
    boolean isClosed(Statement statement) throws SQLException {
        return statement.isClosed() || connection.isClosed();
    }

    /** A batch that succeeded. */
    void counted(long[] counts, List<List<String>> elements, Statement statement) throws SQLException {
        if (counts.length != elements.size()) {
            wrong(Violation.Kind.WRONG_COUNT, counts.length + " counts for " + elements.size() + " elements");
        }
        for (var i = 0; i < Math.min(counts.length, elements.size()); i++) {
            checkCount(counts[i], elements.get(i).size(), isWarned(statement));
            acknowledged(elements.get(i));
        }
    }

    /** A count that is missing has to be said to be. */
    void checkCount(long count, long right, boolean warned) {
        if (count != right && !(count == Statement.SUCCESS_NO_INFO && warned)) {
            wrong(Violation.Kind.WRONG_COUNT, "count " + count + " for " + right + " rows");
        }
    }

    /** Before a COMMIT was sent nothing of a transaction may be in. */
    void checkNothingIsIn() {
        var rows = truth.rows();
        if (!rows.isEmpty()) {
            wrong(Violation.Kind.IN_BEFORE_COMMIT, "in before COMMIT: " + rows);
        }
    }
}

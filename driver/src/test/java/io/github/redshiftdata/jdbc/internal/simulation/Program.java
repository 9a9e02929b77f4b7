package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.simulation.Journal.Told;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One thread of an application with its connection: it takes random steps, and writes down what it was told. */
final class Program {

    static final int COUNTERS = 2;

    /** Longer than all that is documented for a call without a limit. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    /** "Within about a second, within two where the service does not answer", with what is owed to a request under way. */
    private static final Duration GRACE = Duration.ofMillis(3500);
    /** Where the connection is closed, the thread that ends last gives up its session by one request. */
    private static final Duration LAST_REQUEST = Duration.ofSeconds(5);

    private static final int MOST_IN_A_BATCH = 60;

    /** Opens connections to the simulated service. */
    interface Connector {
        Connection open(SimulatedService service) throws SQLException;
    }

    /** A call of java.sql. */
    @FunctionalInterface
    private interface Call<T> {
        T run() throws SQLException;
    }

    /** What a step does. */
    enum Step {
        INSERT,
        PREPARED_INSERT,
        SCRIPT,
        BATCH,
        PREPARED_BATCH,
        TRANSACTION,
        QUERY,
        FAILING,
        IS_VALID,
        SET_SCHEMA,
        PAUSE,
        REOPEN
    }

    private final String name;
    private final SimulatedService service;
    private final SimulatedService.World world;
    private final Journal journal;
    private final Chance chance;
    private final Connector connector;
    private final Set<String> leftOut;
    private final List<Connection> opened = new ArrayList<>();

    private Connection connection;

    // What an attacker looks at, all in turn.
    private @Nullable Statement current;
    private @Nullable Thread thread;
    private boolean inStep;
    private String stepLabel = "";
    private long attackedAt;
    private @Nullable Attack attacked;
    private @Nullable Statement attackedStatement;
    private boolean interrupted;

    Program(
            String name,
            SimulatedService.World world,
            Journal journal,
            Chance chance,
            Connector connector,
            Set<String> leftOut) {
        this.name = name;
        this.world = world;
        this.journal = journal;
        this.chance = chance;
        this.connector = connector;
        this.leftOut = leftOut;
        this.service = new SimulatedService(world, name);
    }

    List<Connection> opened() {
        return opened;
    }

    void run() {
        thread = Thread.currentThread();
        try {
            connect();
            for (var number = 0; number < world.dials().steps(); number++) {
                var label = name + "." + number;
                var own = chance.about(name, number);
                if (!leftOut.contains(label)) {
                    step(label, own);
                }
            }
        } catch (SQLException e) {
            journal.wrong(name + " cannot open a connection: " + e);
        } finally {
            Thread.interrupted();
        }
    }

    private void connect() throws SQLException {
        connection = connector.open(service);
        opened.add(connection);
    }

    // ---------------------------------------------------------------- one step

    private void step(String label, Chance own) throws SQLException {
        var what = own.pick(Step.values());
        service.enter(label);
        stepLabel = label;
        world.timeline().note(() -> label + " " + what);
        attacked = null;
        interrupted = false;
        inStep = true;
        if (own.percent(world.dials().attackPercent())) {
            attack(label, own.about("attack"));
        }
        try {
            take(what, own);
        } catch (SQLException e) {
            journal.wrong(label + " " + what + ": not foreseen: " + e);
        } catch (RuntimeException e) {
            journal.wrong(label + " " + what + ": no SQLException: " + trace(e));
        }
        world.time().inTurn();
        inStep = false;
        current = null;
        checkInterrupt(label + " " + what);
        if (connection.isClosed() || (attacked != null && attacked.endsConnection())) {
            timed("close", LAST_REQUEST.plus(GRACE), () -> close(connection));
            connect();
        }
    }

    private static String trace(RuntimeException e) {
        var text = new StringBuilder(e.toString());
        for (var frame : e.getStackTrace()) {
            text.append("\n    ").append(frame);
        }
        return text.toString();
    }

    private static boolean close(Connection connection) throws SQLException {
        connection.close();
        return true;
    }

    private void attack(String label, Chance own) {
        var kind = own.pick(Attack.values());
        var after = own.delay(Duration.ofMillis(1), Duration.ofSeconds(own.pick(1, 1, 10)));
        world.time().spawn(label + " attack", () -> {
            world.time().pass(after);
            if (inStep && label.equals(stepLabel)) {
                world.timeline().note(() -> label + " " + kind);
                carryOut(kind);
            }
        });
    }

    private void carryOut(Attack kind) {
        var statement = current;
        if (attacked != null || (statement == null && (kind == Attack.CANCEL || kind == Attack.CLOSE_STATEMENT))) {
            return;
        }
        attacked = kind;
        attackedStatement = kind == Attack.CANCEL || kind == Attack.CLOSE_STATEMENT ? statement : null;
        attackedAt = world.time().nanos();
        try {
            switch (kind) {
                case CANCEL -> {
                    if (!statement.isClosed()) {
                        statement.cancel();
                    }
                }
                case INTERRUPT -> {
                    interrupted = true;
                    thread.interrupt();
                }
                case CLOSE_STATEMENT -> statement.close();
                case CLOSE_CONNECTION -> connection.close();
                case ABORT -> connection.abort(Runnable::run);
            }
        } catch (SQLException e) {
            // A statement may be closed between the look and the cancel.
            if (!"HY010".equals(e.getSQLState())
                    && !String.valueOf(e.getSQLState()).startsWith("08")
                    && !String.valueOf(e.getMessage()).contains("closed")) {
                journal.wrong(kind + " threw " + e);
            }
        }
    }

    private void checkInterrupt(String what) {
        if (Thread.interrupted() != interrupted) {
            journal.wrong(what + (interrupted ? ": the interrupt is swallowed" : ": nobody interrupted"));
        }
    }

    private <S extends Statement> S use(S statement, int timeout) throws SQLException {
        statement.setQueryTimeout(timeout);
        current = statement;
        return statement;
    }

    /** A call that a query timeout and an attack end. */
    private <T> T limited(String what, int timeoutSeconds, int statements, Call<T> call) throws SQLException {
        var limit = timeoutSeconds == 0
                ? PATIENCE
                : Duration.ofSeconds(timeoutSeconds).plus(GRACE).multipliedBy(statements);
        var began = world.time().nanos();
        try {
            return timed(what, limit, call);
        } finally {
            world.time().inTurn();
            var ended = attacked;
            if (ended != null && attackedAt >= began && (attackedStatement == null || attackedStatement == current)) {
                var grace = ended.endsConnection() ? GRACE.plus(LAST_REQUEST) : GRACE;
                var late = world.time().since(Math.max(began, attackedAt));
                if (late.compareTo(grace) > 0) {
                    journal.wrong(what + " went on for " + late + " after " + ended);
                }
            }
        }
    }

    private <T> T timed(String what, Duration limit, Call<T> call) throws SQLException {
        var began = world.time().nanos();
        try {
            return call.run();
        } catch (SQLException e) {
            check(what, e);
            throw e;
        } finally {
            world.time().inTurn();
            var took = world.time().since(began);
            if (took.compareTo(limit) > 0) {
                journal.wrong(what + " took " + took + ", its limit is " + limit);
            }
        }
    }

    private void check(String what, SQLException e) {
        world.timeline().note(() -> name + " " + what + " threw " + e.getSQLState() + " " + e.getMessage());
        if (e.getSQLState() == null || e.getSQLState().length() != 5 || e.getMessage() == null) {
            journal.wrong(what + ": without SQLSTATE or message: " + e);
        }
        // In calm weather only the database refuses, and only a query timeout ends a statement.
        if (world.dials().calm() && !Set.of("23502", "40001", "57014", "25P02").contains(e.getSQLState())) {
            journal.wrong(what + " failed though nothing went wrong: " + e.getSQLState() + " " + e.getMessage());
        }
    }

    // ---------------------------------------------------------------- the steps

    private void take(Step what, Chance own) throws SQLException {
        var timeout = own.percent(30) ? own.between(1, 5) : 0;
        switch (what) {
            case INSERT -> insert(own, timeout);
            case PREPARED_INSERT -> preparedInsert(timeout);
            case SCRIPT -> script(own, timeout);
            case BATCH -> batch(own, timeout);
            case PREPARED_BATCH -> preparedBatch(own, timeout);
            case TRANSACTION -> transaction(own);
            case QUERY -> query(own, timeout);
            case FAILING -> failing(timeout);
            case IS_VALID -> isValid(own);
            case SET_SCHEMA -> setSchema();
            case PAUSE -> world.time().pass(own.delay(Duration.ofMillis(1), Duration.ofHours(2)));
            case REOPEN -> {
                timed("close", LAST_REQUEST.plus(GRACE), () -> close(connection));
                connect();
            }
        }
    }

    private static String length(Chance own) {
        if (own.percent(60)) {
            return "";
        }
        return " /* "
                + own.delay(Duration.ofMillis(1), Duration.ofSeconds(own.pick(1, 10, 120)))
                        .toMillis() + " ms */";
    }

    private static String insertOf(List<Integer> keys, Chance own) {
        return "insert into t values "
                + keys.stream().map(key -> "(" + key + ")").collect(Collectors.joining(", ")) + length(own);
    }

    private void insert(Chance own, int timeout) {
        var keys = journal.newKeys(own.between(1, 3));
        try (var statement = use(connection.createStatement(), timeout)) {
            var sql = insertOf(keys, own);
            var count = limited("INSERT", timeout, 1, () -> statement.executeUpdate(sql));
            checkCount("INSERT", count, keys.size(), statement);
            journal.told(keys, Told.IN, "count " + count);
        } catch (SQLException e) {
            journal.told(keys, Told.by(e), words(e));
        }
    }

    private void preparedInsert(int timeout) {
        var keys = journal.newKeys(1);
        try (var statement = use(connection.prepareStatement("insert into t values (?)"), timeout)) {
            statement.setInt(1, keys.get(0));
            var count = limited("prepared INSERT", timeout, 1, statement::executeUpdate);
            checkCount("prepared INSERT", count, 1, statement);
            journal.told(keys, Told.IN, "count " + count);
        } catch (SQLException e) {
            journal.told(keys, Told.by(e), words(e));
        }
    }

    private void checkCount(String what, long count, long right, Statement statement) throws SQLException {
        if (count != right && !(count == Statement.SUCCESS_NO_INFO && isWarned(statement))) {
            journal.wrong(what + " told the count " + count + " for " + right);
        }
    }

    private boolean isWarned(Statement statement) throws SQLException {
        try {
            return statement.getWarnings() != null;
        } catch (SQLException e) {
            if (statement.isClosed()) {
                return true;
            }
            throw e;
        }
    }

    private static String words(SQLException e) {
        return e.getSQLState() + "/" + e.getErrorCode() + " " + e.getMessage();
    }

    /** One transaction, in one text. */
    private void script(Chance own, int timeout) {
        var statements = own.percent(85) ? own.between(2, 8) : own.between(39, 45);
        var keys = journal.newKeys(statements);
        var text = keys.stream().map(key -> insertOf(List.of(key), own)).collect(Collectors.joining("; "));
        try (var statement = use(connection.createStatement(), timeout)) {
            limited("script", timeout, statements > 40 ? statements + 2 : 1, () -> statement.execute(text));
            journal.told(keys, Told.IN, "well");
        } catch (SQLException e) {
            journal.told(keys, Told.by(e), words(e));
        }
    }

    private void batch(Chance own, int timeout) {
        var elements = new ArrayList<List<Integer>>();
        try (var statement = use(connection.createStatement(), timeout)) {
            var size = own.between(1, own.pick(3, 10, MOST_IN_A_BATCH));
            for (var number = 0; number < size; number++) {
                var keys = journal.newKeys(1);
                elements.add(keys);
                statement.addBatch(insertOf(keys, own));
            }
            tellBatch(statement, elements, timeout);
        } catch (SQLException e) {
            elements.forEach(keys -> journal.told(keys, Told.by(e), words(e)));
        }
    }

    private void preparedBatch(Chance own, int timeout) {
        var elements = new ArrayList<List<Integer>>();
        try (var statement = use(connection.prepareStatement("insert into t values (?)"), timeout)) {
            var size = own.between(1, own.pick(3, 10, MOST_IN_A_BATCH));
            for (var number = 0; number < size; number++) {
                var keys = journal.newKeys(1);
                elements.add(keys);
                statement.setInt(1, keys.get(0));
                statement.addBatch();
            }
            tellBatch(statement, elements, timeout);
        } catch (SQLException e) {
            elements.forEach(keys -> journal.told(keys, Told.by(e), words(e)));
        }
    }

    private void tellBatch(Statement statement, List<List<Integer>> elements, int timeout) throws SQLException {
        try {
            var counts = limited("batch", timeout, elements.size(), statement::executeLargeBatch);
            if (counts.length != elements.size()) {
                journal.wrong("a batch of " + elements.size() + " told " + counts.length + " counts");
            }
            for (var index = 0; index < Math.min(counts.length, elements.size()); index++) {
                checkCount("batch", counts[index], 1, statement);
                journal.told(elements.get(index), Told.IN, "count " + counts[index]);
            }
        } catch (BatchUpdateException e) {
            var counts = e.getLargeUpdateCounts();
            for (var index = 0; index < elements.size(); index++) {
                var isIn = index < counts.length && counts[index] != Statement.EXECUTE_FAILED;
                journal.told(elements.get(index), isIn ? Told.IN : Told.by(e), words(e));
            }
        }
        elements.clear();
    }

    private void transaction(Chance own) throws SQLException {
        var keys = new ArrayList<Integer>();
        var counts = new HashMap<Integer, Integer>();
        var told = Told.NOT_IN;
        var words = "never committed";
        var worked = false;
        try {
            connection.setAutoCommit(false);
            work(own, keys, counts);
            worked = true;
            if (own.percent(80)) {
                deaf("commit", () -> {
                    connection.commit();
                    return true;
                });
                told = Told.IN;
                words = "committed";
            } else {
                deaf("rollback", () -> {
                    connection.rollback();
                    return true;
                });
            }
        } catch (SQLException e) {
            told = afterFailure(own, e, worked);
            words = words(e);
        }
        journal.told(keys, told, words);
        journal.counted(counts, told);
        leaveTransaction();
    }

    private void work(Chance own, List<Integer> keys, Map<Integer, Integer> counts) throws SQLException {
        var statements = own.between(1, 5);
        for (var number = 0; number < statements; number++) {
            var timeout = own.percent(20) ? own.between(1, 3) : 0;
            try (var statement = use(connection.createStatement(), timeout)) {
                if (own.percent(25)) {
                    var id = own.below(COUNTERS);
                    counts.merge(id, 1, Integer::sum);
                    limited(
                            "UPDATE in a transaction",
                            timeout,
                            2,
                            () -> statement.executeUpdate("update c set n = n + 1 where id = " + id));
                } else {
                    var added = journal.newKeys(own.between(1, 2));
                    keys.addAll(added);
                    var sql = insertOf(added, own);
                    limited("INSERT in a transaction", timeout, 2, () -> statement.executeUpdate(sql));
                }
            }
        }
    }

    /** Rolls back, or tries to commit all the same, which must not succeed. */
    private Told afterFailure(Chance own, SQLException failure, boolean ofTheEnd) {
        var failedAtTheEnd = Told.by(failure) == Told.UNKNOWN && "08007".equals(failure.getSQLState());
        if (failedAtTheEnd) {
            return Told.UNKNOWN;
        }
        if (own.percent(30)) {
            try {
                deaf("commit after a failure", () -> {
                    connection.commit();
                    return true;
                });
                // A COMMIT that was refused may be asked for again.
                if (!ofTheEnd) {
                    journal.wrong("a commit succeeded after " + words(failure));
                }
                // What the database has rolled back leaves nothing to commit.
                return Told.UNKNOWN;
            } catch (SQLException e) {
                return Told.by(e) == Told.UNKNOWN ? Told.UNKNOWN : Told.NOT_IN;
            }
        }
        return Told.NOT_IN;
    }

    private void leaveTransaction() throws SQLException {
        try {
            deaf("leaving", () -> {
                connection.rollback();
                connection.setAutoCommit(true);
                return true;
            });
        } catch (SQLException e) {
            timed("close", LAST_REQUEST.plus(GRACE), () -> close(connection));
            connect();
        }
    }

    /** A call that only its own patience ends, or the end of its connection. */
    private <T> T deaf(String what, Call<T> call) throws SQLException {
        current = null;
        return timed(what, PATIENCE, call);
    }

    private void query(Chance own, int timeout) {
        var most = Math.max(1, journal.lastKey());
        var least = own.between(1, most);
        var tag = "/* " + name + " " + own.below(1_000_000_000) + " */";
        var sql = "select k from t where k between " + least + " and " + most + " order by k " + tag + length(own);
        var read = new ArrayList<Integer>();
        try (var statement = use(connection.createStatement(), timeout)) {
            limited("query", timeout, 100, () -> {
                try (var rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        read.add(rows.getInt(1));
                    }
                }
                return true;
            });
            var right = false;
            for (var run : world.warehouse().statements()) {
                right |= run.sqls.get(0).contains(tag)
                        && !run.outcomes.isEmpty()
                        && read.equals(run.outcomes.get(0).rows());
            }
            if (!right) {
                journal.wrong("a query gave " + read.size() + " rows that no run of it had");
            }
        } catch (SQLException e) {
            // Nothing was written.
        }
    }

    private void failing(int timeout) {
        try (var statement = use(connection.createStatement(), timeout)) {
            limited("failing", timeout, 1, () -> statement.executeUpdate("insert into strict values (null)"));
            journal.wrong("an INSERT of null succeeded");
        } catch (SQLException e) {
            if (world.dials().calm() && timeout == 0 && !"23502".equals(e.getSQLState())) {
                journal.wrong("an INSERT of null gave " + words(e));
            }
        }
    }

    private void isValid(Chance own) throws SQLException {
        var seconds = own.between(1, 5);
        var began = world.time().nanos();
        var valid = connection.isValid(seconds);
        world.time().inTurn();
        var ended = attacked;
        var grace = ended != null && ended.endsConnection() ? LAST_REQUEST : Duration.ZERO;
        var took = world.time().since(began);
        if (took.compareTo(Duration.ofSeconds(seconds).plusMillis(1500).plus(grace)) > 0) {
            journal.wrong("isValid(" + seconds + ") took " + took);
        }
        if (world.dials().calm() && !valid && seconds == 5) {
            journal.wrong("isValid is false though nothing went wrong");
        }
    }

    private void setSchema() {
        try {
            deaf("setSchema", () -> {
                connection.setSchema("public");
                return true;
            });
        } catch (SQLException e) {
            // A connection that could not be set is dead, or as it was.
        }
    }
}

package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A program's connection, what the program believes of it, and the bounds that its calls have to keep. */
final class Stage {

    /** Longer than all that is documented for a call without a limit. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    /** The service ends what has run for a day. */
    private static final Duration LONGEST_STATEMENT = Duration.ofDays(1);
    /** "Within about a second, within two where the service does not answer", with what is owed to a request under way. */
    private static final Duration GRACE = Duration.ofMillis(3500);
    /** Where the connection is closed, the thread that ends last gives up its session by one request. */
    static final Duration LAST_REQUEST = Duration.ofSeconds(5);

    /** In calm weather only the database refuses, and only a query timeout ends a statement. */
    private static final Set<String> IN_CALM_WEATHER = Set.of("23502", "40001", "57014", "25P02");

    static final String NEXT_ROW = "the next row";

    /** Opens connections to the simulated service. */
    interface Connector {
        Connection open(SimulatedService service) throws SQLException;
    }

    /** A call of java.sql. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws SQLException;
    }

    final String name;
    final SimulatedService service;
    final SimulatedService.World world;
    final Journal journal;
    private final Connector connector;
    private final List<Connection> opened = new ArrayList<>();

    private Connection connection;
    private String searchPath;
    private String group = SimulatedWorlds.GROUP;
    private boolean readOnly;
    private Duration networkTimeout;
    private boolean alone = true;
    /** What others may do to a call of the program; all in turn. */
    private final Attackers attackers = new Attackers(this);

    private final Calls calls = new Calls(this);

    Stage(String name, SimulatedService.World world, Journal journal, Connector connector) {
        this.name = name;
        this.world = world;
        this.journal = journal;
        this.connector = connector;
        this.service = new SimulatedService(world, name);
    }

    List<Connection> opened() {
        return opened;
    }

    Connection connection() {
        return connection;
    }

    Attackers attackers() {
        return attackers;
    }

    Calls calls() {
        return calls;
    }

    void connect() throws SQLException {
        connection = connector.open(service);
        opened.add(connection);
        searchPath = SimulatedSettings.INITIAL.searchPath();
        group = SimulatedWorlds.GROUP;
        readOnly = false;
        networkTimeout = Duration.ZERO;
        calls.connected();
    }

    void reconnect() throws SQLException {
        timed("close", LAST_REQUEST.plus(GRACE), () -> {
            connection.close();
            return true;
        });
        connect();
    }

    // ---------------------------------------------------------------- what the program believes

    /** Says where the program means a statement to run. */
    String place() {
        return " /* in " + searchPath + " */" + (world.dials().settings() ? " /* as " + group + " */" : "");
    }

    /** The group that the queries of the program belong to from now on. */
    void group(String name) {
        group = name;
    }

    String group() {
        return group;
    }

    void searchPath(String path) {
        searchPath = path;
    }

    String searchPath() {
        return searchPath;
    }

    void readOnly(boolean on) {
        readOnly = on;
    }

    void networkTimeout(Duration timeout) {
        networkTimeout = timeout;
    }

    boolean hasSession() {
        try {
            return connection.unwrap(RedshiftDataConnection.class).getSessionId() != null;
        } catch (SQLException e) {
            return false;
        }
    }

    boolean hasNetworkTimeout() {
        return !networkTimeout.isZero();
    }

    // ---------------------------------------------------------------- calls

    <S extends Statement> S use(S statement, int timeout) throws SQLException {
        statement.setQueryTimeout(timeout);
        if (timeout > 0) {
            calls.hurried();
        }
        attackers.show(statement);
        return statement;
    }

    /** A call that waits for the end of a statement, however long that takes, and then no longer than any other. */
    <T> T toTheEnd(String what, Call<T> call) throws SQLException {
        attackers.show(null);
        return timed(what, PATIENCE.plus(LONGEST_STATEMENT), call);
    }

    /** A call that only its own patience ends, or the end of its connection. */
    <T> T deaf(String what, Call<T> call) throws SQLException {
        attackers.show(null);
        return timed(what, PATIENCE, call);
    }

    /** A call of the program that a query timeout and an attack end. */
    <T> T limited(String what, int timeoutSeconds, int statements, Call<T> call) throws SQLException {
        var began = world.time().nanos();
        try {
            return timed(what, limit(timeoutSeconds, statements), call);
        } catch (SQLException e) {
            checkCancelled(what, e, began);
            throw e;
        } finally {
            world.time().inTurn();
            if (attackers.hit(began)) {
                checkEnd(what, began);
            }
        }
    }

    /**
     * Where every cancel is taken at once, what was left early is cancelled by the time that its caller is told so. A call
     * may also be left while it waits for a statement of the driver's own, like the ROLLBACK that ends the call before it.
     */
    private void checkCancelled(String what, SQLException e, long began) {
        world.time().inTurn();
        var last = service.accepted();
        var well = world.dials().faultPercent() == 0
                && world.dials().spells() == 0
                && !world.account().isEnforced();
        if (well && alone && last != null && "57014".equals(e.getSQLState())) {
            var isTheCalls = last.submitted >= began && !last.sqls.equals(List.of("ROLLBACK"));
            if (isTheCalls && !last.status.isTerminal() && !last.cancelled) {
                journal.wrong(what + " was left early, and " + last.id + " runs on: " + e.getMessage());
            }
        }
    }

    /** Whether no other thread uses the connection. */
    void alone(boolean now) {
        alone = now;
    }

    /** The same of another thread of the program, which nobody attacks but through the connection. */
    <T> T aside(String what, int timeoutSeconds, Call<T> call) throws SQLException {
        if (timeoutSeconds > 0) {
            calls.hurried();
        }
        var began = world.time().nanos();
        try {
            return timed(what, limit(timeoutSeconds, 1), call);
        } finally {
            world.time().inTurn();
            if (attackers.endedConnection(began)) {
                checkEnd(what, began);
            }
        }
    }

    private static Duration limit(int timeoutSeconds, int statements) {
        return timeoutSeconds == 0
                ? PATIENCE
                : Duration.ofSeconds(timeoutSeconds).plus(GRACE).multipliedBy(statements);
    }

    private void checkEnd(String what, long began) {
        var late = world.time().since(Math.max(began, attackers.at()));
        var grace = attackers.endedConnection() ? GRACE.plus(LAST_REQUEST) : GRACE;
        if (late.compareTo(grace) > 0) {
            journal.wrong(what + " went on for " + late + " after " + attackers.attacked());
        }
    }

    <T> T timed(String what, Duration limit, Call<T> call) throws SQLException {
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
            var silent = service.line().silentFor(began);
            if (!networkTimeout.isZero()
                    && silent.compareTo(networkTimeout.plus(GRACE).plus(LAST_REQUEST)) > 0) {
                journal.wrong(what + " had no answer for " + silent + ", the network timeout is " + networkTimeout);
            }
        }
    }

    private void check(String what, SQLException e) {
        world.timeline().note(() -> name + " " + what + " threw " + e.getSQLState() + " " + e.getMessage());
        var state = e.getSQLState();
        if (state == null || state.length() != 5 || e.getMessage() == null) {
            journal.wrong(what + ": without SQLSTATE or message: " + e);
        }
        if ("57014".equals(state)) {
            calls.disturbed();
        }
        var allowed = new HashSet<>(IN_CALM_WEATHER);
        if (what.equals(NEXT_ROW)) {
            // The result may have been kept for long enough.
            allowed.add("42704");
        }
        var series = world.dials().series();
        if (what.equals("series") && !series.goesOn() && series.leftOut() != StatementStatus.ABORTED) {
            // Behind the statement that failed the service does not call the others left out: they fail without a
            // reason, or wait.
            allowed.add("58000");
        }
        if (readOnly) {
            allowed.add("25006");
        } else if ("25006".equals(state)) {
            journal.wrong(what + " is refused as of a connection that is read-only: " + e.getMessage());
        }
        if (world.dials().calm() && networkTimeout.isZero() && !allowed.contains(state)) {
            journal.wrong(what + " failed though nothing went wrong: " + state + " " + e.getMessage());
        }
    }

    void checkCount(String what, long count, long right, Statement statement) throws SQLException {
        if (count != right && !(count == Statement.SUCCESS_NO_INFO && isWarned(statement))) {
            journal.wrong(what + " told the count " + count + " for " + right);
        }
    }

    private static boolean isWarned(Statement statement) throws SQLException {
        try {
            return statement.getWarnings() != null;
        } catch (SQLException e) {
            if (statement.isClosed()) {
                return true;
            }
            throw e;
        }
    }

    static String words(SQLException e) {
        return e.getSQLState() + "/" + e.getErrorCode() + " " + e.getMessage();
    }

    /** What was run with the tag in its text. */
    List<Warehouse.Statement> runsOf(String tag) {
        var runs = new ArrayList<Warehouse.Statement>();
        for (var statement : world.warehouse().statements()) {
            if (statement.sqls.stream().anyMatch(sql -> sql.contains(tag))) {
                runs.add(statement);
            }
        }
        return runs;
    }

    @Nullable
    Attack attacked() {
        return attackers.attacked();
    }
}

package io.github.redshiftdata.jdbc.internal.matrix;

import io.github.redshiftdata.jdbc.internal.api.ApplicationNames;
import io.github.redshiftdata.jdbc.internal.api.ExecutionModes;
import io.github.redshiftdata.jdbc.internal.api.KeepAliveChanges;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.StatementLengths;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer.Operation;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.session.ClientShare;
import io.github.redshiftdata.jdbc.internal.exec.session.DataSession;
import io.github.redshiftdata.jdbc.internal.jdbc.MatrixConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Runs one cell and judges it. */
final class CellRun {

    /** How long it is watched for what begins after the end of the call. */
    private static final Duration WATCHED = Duration.ofMinutes(1);
    /** After closing: longer than the driver goes on giving up a session. */
    private static final Duration AFTERMATH = Duration.ofMinutes(3);

    private static final String PROBE = "99";

    /**
     * How it went.
     *
     * @param operations the requests that were sent
     * @param waits when the program's thread waited, counted from the start of the program
     * @param shown {@code right}, or the SQLSTATEs the program saw
     */
    record Result(
            Cell cell,
            List<Operation> operations,
            List<VirtualTime.Wait> waits,
            String shown,
            List<Violation> violations) {

        String name() {
            return cell.name(operations);
        }
    }

    private final Cell cell;
    private final Surroundings surroundings;
    private final VirtualTime time;
    private final FaultPlan plan;
    private final TruthfulService service;
    private final LongPolling longPolling = new LongPolling();

    private CellRun(Cell cell, Surroundings surroundings) {
        this.cell = cell;
        this.surroundings = surroundings;
        this.time = new VirtualTime(surroundings.threads());
        this.plan = new FaultPlan(cell.faults(), cell.outage(), time);
        this.service = new TruthfulService(
                time, plan, surroundings.answers(), cell.setting() != Cell.Setting.WITHOUT_LONG_POLLS);
    }

    /** Runs it in the calling thread. */
    static Result run(Cell cell, Surroundings surroundings) {
        var run = new CellRun(cell, surroundings);
        surroundings.watch().begin(run.time);
        try {
            return run.run();
        } catch (SQLException e) {
            throw new IllegalStateException(cell.name(run.plan.operations()) + ": " + e, e);
        } finally {
            run.time.end();
            surroundings.watch().end(run.time);
            Thread.interrupted();
        }
    }

    private Result run() throws SQLException {
        var connection = connect();
        var program = new Conversation(connection, cell, service.warehouse::rows, time);
        plan.arm();
        var start = time.nanos();
        var waitsBefore = time.waits().size();
        var endedEarly = begin(program);
        try {
            cell.scenario().run(program);
        } catch (SQLException e) {
            program.failed(e, cell.scenario().rows());
        } catch (RuntimeException e) {
            program.wrong(Violation.Kind.NO_SQL_EXCEPTION, e.toString());
        }
        time.inTurn();
        var ended = time.nanos();
        var operations = List.copyOf(plan.operations());
        var waits = time.waits().subList(waitsBefore, time.waits().size()).stream()
                .map(wait -> new VirtualTime.Wait(wait.from() - start, wait.to() - start))
                .toList();
        checkInterrupt(program, endedEarly);
        var inEnd = watch(program, ended);
        aftermath(program, connection, inEnd);
        if (time.hangs()) {
            program.wrong(Violation.Kind.TOO_LATE, "a thread hangs");
        }
        new Verdict(cell, program, operations).check(service.warehouse.rows());
        return new Result(cell, operations, waits, shown(program), List.copyOf(program.violations()));
    }

    private Connection connect() throws SQLException {
        var config = surroundings.config(cell.setting());
        var session = new DataSession(
                service,
                new ClientShare(
                        longPolling,
                        new KeepAliveChanges(),
                        new ApplicationNames(),
                        new ExecutionModes(),
                        new StatementLengths(),
                        time::spawn,
                        (pause, work) -> () -> {}),
                config,
                new DriverClock(time::nanos, new VirtualSleeper(time), new Random(1)));
        var connection = MatrixConnections.open(
                config, surroundings.lease(), surroundings.lease().catalog(), session);
        if (cell.setting() != Cell.Setting.FIRST_STATEMENT && cell.setting() != Cell.Setting.WITHOUT_SESSION) {
            try (var statement = connection.createStatement()) {
                statement.execute("set a to 1");
            }
        }
        return connection;
    }

    // ---------------------------------------------------------------- who ends it early

    /** Whether the event has happened. */
    private static final class Happened {
        volatile boolean yes;
    }

    private Happened begin(Conversation program) {
        var happened = new Happened();
        var event = cell.event();
        if (event != null) {
            var owner = Thread.currentThread();
            time.spawn(() -> {
                if (time.passes(event.at().toNanos())) {
                    happened.yes = true;
                    end(program, event.ending(), owner);
                }
            });
        }
        return happened;
    }

    private void end(Conversation program, Cell.Ending ending, Thread owner) {
        var statement = program.current();
        try {
            switch (ending) {
                case CANCEL -> {
                    if (statement != null && !statement.isClosed()) {
                        statement.cancel();
                    }
                }
                case INTERRUPT -> owner.interrupt();
                case CLOSE_STATEMENT -> {
                    if (statement != null) {
                        statement.close();
                    }
                }
                case CLOSE_CONNECTION -> program.connection.close();
                // At once and in this thread: where its executor is slow the driver takes a thread that is not on the
                // clock.
                case ABORT -> program.connection.abort(Runnable::run);
            }
        } catch (SQLException e) {
            program.wrong(Violation.Kind.NO_SQL_EXCEPTION, ending + " threw " + e);
        }
    }

    private void checkInterrupt(Conversation program, Happened happened) {
        var event = cell.event();
        var expected = event != null && event.ending() == Cell.Ending.INTERRUPT && happened.yes;
        if (Thread.interrupted() != expected) {
            program.wrong(
                    Violation.Kind.INTERRUPT_STATUS,
                    expected ? "the interrupt is swallowed" : "nobody interrupted, and the status is set");
        }
    }

    // ---------------------------------------------------------------- afterwards

    /** Looks on for a minute; gives what is in by then. */
    private boolean watch(Conversation program, long ended) {
        var outage = cell.outage();
        time.pass(outage == null ? WATCHED : WATCHED.plus(outage.length()));
        service.warehouse.catchUp();
        var late = service.warehouse.sentAfter(ended);
        if (late != null) {
            var after = Duration.ofNanos(late.sent - ended).toMillis();
            program.wrong(Violation.Kind.STARTED_AFTER, late.sqls.get(0) + ", " + after + " ms after the end");
        }
        plan.clear();
        return cell.event() != null && cell.event().ending().endsConnection();
    }

    private void aftermath(Conversation program, Connection connection, boolean gone) throws SQLException {
        if (!gone) {
            probe(program, connection);
        }
        connection.close();
        time.inTurn();
        time.pass(AFTERMATH);
        service.warehouse.catchUp();
        if (cell.outage() == null && service.warehouse.holdsTransaction()) {
            program.wrong(Violation.Kind.LEFT_OPEN, "a session still holds a transaction");
        }
    }

    /** The connection works on, and what it does is its own; or it says that it is dead. */
    private void probe(Conversation program, Connection connection) {
        var before = service.warehouse.rows();
        try (var statement = connection.createStatement()) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            statement.executeUpdate("insert into t values (" + PROBE + ")");
            var after = new java.util.HashMap<>(service.warehouse.rows());
            if (after.remove(PROBE) == null || !after.equals(before)) {
                program.wrong(Violation.Kind.NEXT_WORK_WRONG, "an INSERT afterwards made " + before + " to " + after);
            }
        } catch (SQLException e) {
            checkDead(program, connection, e);
        } catch (RuntimeException e) {
            program.wrong(Violation.Kind.NO_SQL_EXCEPTION, "afterwards: " + e);
        }
    }

    private static void checkDead(Conversation program, Connection connection, SQLException e) {
        try {
            if (!String.valueOf(e.getSQLState()).startsWith("08") || connection.isValid(5)) {
                program.wrong(Violation.Kind.UNUSABLE, e.getSQLState() + " " + e.getMessage());
            }
        } catch (SQLException isValid) {
            program.wrong(Violation.Kind.UNUSABLE, "isValid throws " + isValid);
        }
    }

    /** With a question mark where the outcome is said to be unknown. */
    private static String shown(SQLException e) {
        return e.getSQLState() + (Told.by(e) == Told.UNKNOWN ? "?" : "");
    }

    private static String shown(Conversation program) {
        var states = program.failures().stream().map(CellRun::shown).distinct().toList();
        return states.isEmpty() ? "right" : String.join(" then ", states);
    }
}

package io.github.redshiftdata.soak.races;

import io.github.redshiftdata.soak.verdict.Atom;
import io.github.redshiftdata.soak.verdict.Conclusions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

/** Statement or connection are closed, or the connection is aborted, by one or two threads. */
final class CloseScenario implements Scenario {

    /** A statement's close that comes earlier may come before the driver knows of the call. */
    private static final long REGISTERED = 60_000_000;

    /** More than can be done before the close comes. */
    private static final int MANY = 200;

    /** A COMMIT may have been on its way. */
    private static final Set<String> COMMIT_CLOSED = Set.of("08003", "08007");

    @Override
    public void race(Round round) throws SQLException {
        if (round.dice().percent(10)) {
            raceWithCommit(round);
        } else if (round.dice().percent(20)) {
            raceWithSmallCalls(round);
        } else {
            raceWithCall(round);
        }
        Checks.nothingIsLeft(round, 0);
    }

    private static void raceWithCall(Round round) throws SQLException {
        var dice = round.dice();
        var connection = round.lane().connection();
        var operation = Operation.drawn(dice, round.lane());
        round.note(operation.toString());
        var transaction = dice.percent(35) ? TransactionEnd.begin(round, connection) : null;
        var faulty = RaceFaults.draw(round, 35, 1500);
        var statement = operation.open(connection);
        var call = new AttackedCall(round, () -> operation.run(statement));
        var closesConnection = dice.percent(65);
        var attackers = dice.between(1, 2);
        for (var number = 0; number < attackers; number++) {
            call.attack(closesConnection ? onConnection(round, connection) : onStatement(round, statement));
        }
        var over = call.race();
        round.lane().emulator().faults().clear();
        if (over) {
            check(round, operation, call, faulty, closesConnection);
            if (!statement.isClosed() && call.wasHit()) {
                round.broken("the statement is open although it or its connection was closed");
            }
            if (transaction == null) {
                round.wrote(operation.toString(), operation.concluded(call.failure()), call.failure());
            } else if (closesConnection) {
                transaction.conclude(operation, call.failure());
            } else {
                transaction.end(operation, call.failure());
            }
            if (closesConnection) {
                isClosed(round, connection);
            } else if (!connection.isClosed()) {
                Checks.nextIsUnharmed(round, connection, operation, call.failure());
            }
        }
        round.lane().replaceConnection();
    }

    private static Attack onConnection(Round round, Connection connection) {
        var moment = Attack.moment(round.dice());
        return round.dice().percent(50)
                ? new Attack("Connection.close", moment, connection::close)
                : new Attack("Connection.abort", moment, () -> connection.abort(Runnable::run));
    }

    private static Attack onStatement(Round round, Statement statement) {
        return new Attack("Statement.close", Attack.moment(round.dice()), statement::close);
    }

    private static void check(
            Round round, Operation operation, AttackedCall call, boolean faulty, boolean closesConnection) {
        var failure = call.failure();
        Checks.isHonest(round, operation.toString(), failure);
        if (!faulty) {
            var told = closesConnection ? Checks.CONNECTION_CLOSED : Checks.STATEMENT_CLOSED;
            Checks.isToldAsClosed(round, operation.toString(), failure, told);
        }
        if (call.interrupted()) {
            round.broken("the thread is interrupted, but nobody did so");
        }
        var metadata = operation.kind() == Operation.Kind.METADATA;
        var hit = call.firstHitSince(closesConnection ? call.started() : call.started() + REGISTERED);
        if (hit != 0 && (closesConnection || !metadata)) {
            round.endsInTime(operation + " ended after the close", hit, call.ended(), Round.ENDS_WITHIN);
        }
    }

    private static void isClosed(Round round, Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            round.broken("the connection is open after close or abort");
        }
        try (var statement = connection.createStatement()) {
            round.broken("a closed connection gives a statement: " + statement);
        } catch (SQLException e) {
            if (!"08003".equals(e.getSQLState())) {
                round.broken("a closed connection is not told as 08003", e);
            }
        }
    }

    /** Whatever asks the service is told that its connection was closed, and at once. */
    private static void raceWithSmallCalls(Round round) throws SQLException {
        var connection = round.lane().connection();
        var calls = SmallCalls.drawn(round.dice());
        round.note(calls.toString());
        var faulty = RaceFaults.draw(round, 25, 1500);
        var statementId = SmallCalls.query(connection);
        var call = new AttackedCall(round, () -> {
            for (var number = 0; number < MANY; number++) {
                calls.run(connection, statementId);
            }
        });
        call.attack(onConnection(round, connection));
        if (call.race()) {
            Checks.isHonest(round, calls.toString(), call.failure());
            if (!faulty) {
                Checks.isToldAsClosed(round, calls.toString(), call.failure(), COMMIT_CLOSED);
            }
            var hit = call.firstHitSince(call.started());
            if (hit != 0) {
                round.endsInTime(calls + " ended after the close", hit, call.ended(), Round.ENDS_WITHIN);
            }
        }
        round.lane().emulator().faults().clear();
        round.lane().replaceConnection();
    }

    /** A commit that waits for a late answer ends soon after an abort, and does not claim what nobody knows. */
    private static void raceWithCommit(Round round) throws SQLException {
        var dice = round.dice();
        var connection = round.lane().connection();
        var key = round.lane().keys(1);
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("insert into " + Lane.TABLE + " values (" + key + ", 'to commit')");
        }
        var late = dice.between(0, 5000);
        round.note("commit with an answer late by " + late + " ms");
        round.lane().emulator().faults().on("ExecuteStatement").once().delay(Duration.ofMillis(late));
        var call = new AttackedCall(round, connection::commit);
        call.attack(onConnection(round, connection));
        if (call.race()) {
            var failure = call.failure();
            Checks.isHonest(round, "commit", failure);
            Checks.isToldAsClosed(round, "commit", failure, COMMIT_CLOSED);
            round.wrote("commit", Atom.one(key, 1, Conclusions.of(failure)), failure);
            var hit = call.firstHitSince(call.started());
            if (hit != 0) {
                round.endsInTime("commit ended after the close", hit, call.ended(), Round.ENDS_WITHIN);
            }
        }
        round.lane().emulator().faults().clear();
        round.lane().replaceConnection();
    }
}

package io.github.redshiftdata.soak.races;

import io.github.redshiftdata.soak.verdict.Conclusions;
import java.sql.SQLException;
import java.time.Duration;

/** A query timeout of one second, statements of about a second, and answers that come late. */
final class TimeoutScenario implements Scenario {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    @Override
    public void race(Round round) throws SQLException {
        var dice = round.dice();
        var connection = round.lane().connection();
        var kind = dice.pick(
                Operation.Kind.SELECT_SLOW,
                Operation.Kind.INSERT_SLOW,
                Operation.Kind.INSERT_SLOW,
                Operation.Kind.INSERT,
                Operation.Kind.PREPARED_INSERT,
                Operation.Kind.PREPARED_BATCH,
                Operation.Kind.PLAIN_BATCH,
                Operation.Kind.SCRIPT);
        var operation = Operation.of(kind, dice, round.lane(), dice.between(800, 1200));
        round.note(operation.toString());
        var transaction = dice.percent(30) ? TransactionEnd.begin(round, connection) : null;
        setLateAnswers(round);
        try (var statement = operation.open(connection)) {
            statement.setQueryTimeout((int) TIMEOUT.toSeconds());
            var call = new AttackedCall(round, () -> operation.run(statement));
            if (!call.race()) {
                round.lane().replaceConnection();
                return;
            }
            round.lane().emulator().faults().clear();
            check(round, operation, call);
            if (transaction == null) {
                Checks.nextIsUnharmed(round, connection, operation, call.failure());
                round.wrote(operation.toString(), operation.concluded(call.failure()), call.failure());
            } else {
                transaction.end(operation, call.failure());
            }
        }
        Checks.nothingIsLeft(round, 1);
    }

    private static void setLateAnswers(Round round) {
        var dice = round.dice();
        if (!dice.percent(70)) {
            return;
        }
        var operation = dice.pick("ExecuteStatement", "BatchExecuteStatement", "DescribeStatement", "CancelStatement");
        var times = dice.pick(1, 2);
        var millis = dice.between(1, 2200);
        round.note("late: " + operation + " " + times + " times by " + millis + " ms");
        round.lane().emulator().faults().on(operation).times(times).delay(Duration.ofMillis(millis));
    }

    private static void check(Round round, Operation operation, AttackedCall call) {
        var failure = call.failure();
        Checks.isHonest(round, operation.toString(), failure);
        // What was carried out, but whose results could not be asked for in time, is told as that.
        var isWithoutResults = call.state().equals("58000") && Conclusions.isInDoubt(failure);
        if (failure != null && !call.state().equals("57014") && !isWithoutResults) {
            round.broken(operation + " failed otherwise than by its query timeout", failure);
        }
        if (call.interrupted()) {
            round.broken("the thread is interrupted, but nobody did so");
        }
        round.endsInTime(
                operation + " ended after its query timeout",
                call.started(),
                call.ended(),
                TIMEOUT.plus(Round.ENDS_WITHIN));
    }
}

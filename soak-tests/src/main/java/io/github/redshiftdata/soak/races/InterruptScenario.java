package io.github.redshiftdata.soak.races;

import java.sql.SQLException;

/** The calling thread is interrupted once or twice, and in part of the rounds the statement is cancelled, too. */
final class InterruptScenario implements Scenario {

    @Override
    public void race(Round round) throws SQLException {
        var dice = round.dice();
        var connection = round.lane().connection();
        var operation = Operation.drawn(dice, round.lane());
        round.note(operation.toString());
        var transaction = dice.percent(35) ? TransactionEnd.begin(round, connection) : null;
        var faulty = RaceFaults.draw(round, 30, 1500);
        try (var statement = operation.open(connection)) {
            var call = new AttackedCall(round, () -> operation.run(statement));
            var interrupts = dice.percent(5) ? 0 : dice.between(1, 2);
            var moment = Attack.moment(dice);
            for (var number = 0; number < interrupts; number++) {
                // The second comes soon after the first, while the driver deals with that.
                var then = number == 0 ? moment : Math.max(0, moment) + dice.between(0, 4000);
                call.interrupt(then);
            }
            if (interrupts == 0 || dice.percent(20)) {
                call.attack(new Attack("cancel", Math.max(0, moment) + dice.between(-500, 3000), statement::cancel));
            }
            if (!call.race()) {
                round.lane().replaceConnection();
                return;
            }
            round.lane().emulator().faults().clear();
            check(round, operation, call, faulty);
            if (transaction == null) {
                Checks.nextIsUnharmed(round, connection, operation, call.failure());
                round.wrote(operation.toString(), operation.concluded(call.failure()), call.failure());
            } else {
                transaction.end(operation, call.failure());
            }
        }
        Checks.nothingIsLeft(round, 1);
    }

    private static void check(Round round, Operation operation, AttackedCall call, boolean faulty) {
        var failure = call.failure();
        Checks.isHonest(round, operation.toString(), failure);
        if (failure != null && !faulty && !call.state().equals("57014")) {
            round.broken(operation + " was interrupted, but not told as 57014", failure);
        }
        var interrupt = call.firstInterrupt();
        if (call.interrupted() && interrupt == 0) {
            round.broken("the thread is interrupted, but nobody did so");
        }
        if (!call.interrupted() && interrupt != 0) {
            round.broken("the interrupt of the thread is lost");
        }
        if (interrupt != 0) {
            var since = Math.max(interrupt, call.started());
            round.endsInTime(operation + " ended after its interrupt", since, call.ended(), Round.ENDS_WITHIN);
        }
    }
}

package io.github.redshiftdata.soak.races;

import java.sql.SQLException;

/** One to three threads cancel a statement. */
final class CancelScenario implements Scenario {

    /** A cancel that comes earlier may come before the driver knows of the call. */
    private static final long REGISTERED = 60_000_000;

    @Override
    public void race(Round round) throws SQLException {
        var dice = round.dice();
        var connection = round.lane().connection();
        var operation = Operation.drawn(dice, round.lane());
        round.note(operation.toString());
        var transaction = dice.percent(35) ? TransactionEnd.begin(round, connection) : null;
        var faulty = RaceFaults.draw(round, 45, 1500);
        try (var statement = operation.open(connection)) {
            var call = new AttackedCall(round, () -> operation.run(statement));
            var attackers = dice.between(1, 3);
            for (var number = 0; number < attackers; number++) {
                call.attack(new Attack("cancel", Attack.moment(dice), statement::cancel));
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
            round.broken(operation + " was cancelled, but not told as 57014", failure);
        }
        if (failure != null && !call.wasHit() && !faulty) {
            round.broken(operation + " failed although nobody cancelled it", failure);
        }
        if (call.interrupted()) {
            round.broken("the thread is interrupted, but nobody did so");
        }
        var hit = call.firstHitSince(call.started() + REGISTERED);
        // Metadata have no statement that could be cancelled.
        if (hit != 0 && operation.kind() != Operation.Kind.METADATA) {
            round.endsInTime(operation + " ended after its cancel", hit, call.ended(), Round.ENDS_WITHIN);
        }
    }
}

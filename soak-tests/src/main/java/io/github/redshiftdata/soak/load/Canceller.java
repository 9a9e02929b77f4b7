package io.github.redshiftdata.soak.load;

import io.github.redshiftdata.soak.Dice;
import io.github.redshiftdata.soak.Pause;
import io.github.redshiftdata.soak.verdict.Violation;
import java.sql.SQLException;
import java.time.Duration;

/** Cancels, now and then, a statement that another thread runs. */
final class Canceller implements Runnable {

    private static final String NAME = "soak-canceller";

    /** A cancel asks the service once, within its requestTimeout of 8 s, and leaves the rest to a thread of the driver. */
    private static final Duration LIMIT = Duration.ofSeconds(12);

    private final Load.Shared shared;
    private final Dice dice;
    private volatile boolean over;

    Canceller(Load.Shared shared, Dice dice) {
        this.shared = shared;
        this.dice = dice;
    }

    void end() {
        over = true;
    }

    @Override
    public void run() {
        while (!over) {
            Pause.millis(dice.between(50, 600));
            var statement = shared.running().any(dice);
            if (statement == null) {
                continue;
            }
            try {
                shared.watch().timed(NAME, "cancel", LIMIT, () -> {
                    statement.cancel();
                    return true;
                });
                shared.journal().cancelled();
            } catch (SQLException e) {
                shared.log().note("cancel threw " + e.getSQLState() + " " + e.getMessage());
            } catch (RuntimeException e) {
                var what = "cancel threw what is no SQLException";
                shared.journal()
                        .toldWrongly(new Violation(
                                Violation.Kind.FALSE_DEFINITE,
                                1,
                                what,
                                e.toString(),
                                shared.log().lastOf(NAME)));
            }
        }
    }
}

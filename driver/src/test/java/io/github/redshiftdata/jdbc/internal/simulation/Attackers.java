package io.github.redshiftdata.jdbc.internal.simulation;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Other threads that end a step of a program early, at most one in a step. All in turn. */
final class Attackers {

    private final Stage stage;
    private @Nullable Thread thread;
    private @Nullable Statement current;
    private boolean inStep;
    private String label = "";
    private long at;
    private @Nullable Attack attacked;
    private @Nullable Statement attackedStatement;
    private boolean interrupted;
    private boolean givenUp;

    Attackers(Stage stage) {
        this.stage = stage;
    }

    /** A step of the calling thread begins. */
    void begin(String stepLabel) {
        thread = Thread.currentThread();
        label = stepLabel;
        attacked = null;
        interrupted = false;
        givenUp = false;
        inStep = true;
    }

    /** The step is over; checks that the thread is as interrupted as somebody wanted it. */
    void end(String what) {
        inStep = false;
        current = null;
        if (Thread.interrupted() != interrupted) {
            stage.journal.wrong(what + (interrupted ? ": the interrupt is swallowed" : ": nobody interrupted"));
        }
    }

    /** The statement that the program uses from now on; null for none that somebody could end. */
    void show(@Nullable Statement statement) {
        current = statement;
    }

    void plan(Chance own) {
        var kind = own.pick(Attack.values());
        var after = own.delay(Duration.ofMillis(1), Duration.ofSeconds(own.pick(1, 1, 10)));
        var planned = label;
        stage.world.time().spawn(planned + " attack", () -> {
            stage.world.time().pass(after);
            if (inStep && planned.equals(label)) {
                stage.world.timeline().note(() -> planned + " " + kind);
                carryOut(kind);
            }
        });
    }

    private void carryOut(Attack kind) {
        var statement = current;
        var target = kind == Attack.CANCEL || kind == Attack.CLOSE_STATEMENT ? statement : null;
        if (attacked != null || (target == null && (kind == Attack.CANCEL || kind == Attack.CLOSE_STATEMENT))) {
            return;
        }
        attacked = kind;
        attackedStatement = target;
        at = stage.world.time().nanos();
        try {
            strike(kind, target);
        } catch (SQLException e) {
            // A statement may be closed between the look and the cancel.
            if (!"HY010".equals(e.getSQLState())
                    && !String.valueOf(e.getSQLState()).startsWith("08")
                    && !String.valueOf(e.getMessage()).contains("closed")) {
                stage.journal.wrong(kind + " threw " + e);
            }
        }
    }

    private void strike(Attack kind, @Nullable Statement target) throws SQLException {
        switch (kind) {
            case CANCEL -> {
                if (!target.isClosed()) {
                    target.cancel();
                }
            }
            case INTERRUPT -> {
                interrupted = true;
                thread.interrupt();
            }
            case CLOSE_STATEMENT -> target.close();
            case CLOSE_CONNECTION -> stage.connection().close();
            case ABORT -> stage.connection().abort(Runnable::run);
        }
    }

    @Nullable
    Attack attacked() {
        return attacked;
    }

    long at() {
        return at;
    }

    /** The program itself wants to be rid of its connection. */
    void giveUp() {
        givenUp = true;
    }

    /** Whether the connection is not to be used any more. */
    boolean isGivenUp() {
        return givenUp || endedConnection();
    }

    boolean endedConnection() {
        var kind = attacked;
        return kind != null && kind.endsConnection();
    }

    /** Whether somebody ended the connection since. */
    boolean endedConnection(long began) {
        return endedConnection() && at >= began;
    }

    /** Whether what the program has done since was to be ended. */
    boolean hit(long began) {
        return attacked != null && at >= began && (attackedStatement == null || attackedStatement == current);
    }
}

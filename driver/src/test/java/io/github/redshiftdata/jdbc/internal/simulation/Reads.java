package io.github.redshiftdata.jdbc.internal.simulation;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Queries, and the look whether a connection works. */
final class Reads {

    private final Stage stage;

    Reads(Stage stage) {
        this.stage = stage;
    }

    /**
     * Reads some rows.
     *
     * @param pause somewhere between two of them
     */
    void query(Chance own, int timeout, Duration pause) {
        var most = Math.max(1, stage.journal.lastKey());
        var least = own.between(1, most);
        var tag = "/* " + stage.name + " " + own.below(1_000_000_000) + " */";
        var sql = "select k from t where k between " + least + " and " + most + " order by k " + tag
                + Writes.length(own, timeout) + stage.place();
        var pauseBefore = own.between(0, 12);
        try (var statement = stage.use(stage.connection().createStatement(), timeout);
                var rows = stage.limited("query", timeout, 2, () -> statement.executeQuery(sql))) {
            var read = new ArrayList<Integer>();
            while (stage.limited(Stage.NEXT_ROW, timeout, 1, rows::next)) {
                read.add(rows.getInt(1));
                if (read.size() == pauseBefore) {
                    stage.world.time().pass(pause);
                }
            }
            check(read, tag);
        } catch (SQLException e) {
            // Nothing was written.
        }
    }

    private void check(List<Integer> read, String tag) {
        var right = false;
        var pages = 0;
        for (var run : stage.runsOf(tag)) {
            // Before it there may be settings in the same batch.
            right |= run.outcomes.stream().anyMatch(outcome -> read.equals(outcome.rows()));
            pages = SimulatedService.pagesOf(run);
        }
        if (!right) {
            stage.journal.wrong("a query gave " + read.size() + " rows that no run of it had");
        }
        stage.calls().expect(1, pages);
    }

    void isValid(Chance own) throws SQLException {
        var seconds = own.between(1, 5);
        var began = stage.world.time().nanos();
        stage.attackers().show(null);
        var valid = stage.connection().isValid(seconds);
        stage.world.time().inTurn();
        var grace = stage.attackers().endedConnection() ? Stage.LAST_REQUEST : Duration.ZERO;
        var took = stage.world.time().since(began);
        if (took.compareTo(Duration.ofSeconds(seconds).plusMillis(1500).plus(grace)) > 0) {
            stage.journal.wrong("isValid(" + seconds + ") took " + took);
        }
        if (took.compareTo(Duration.ofMillis(seconds * 700L)) > 0) {
            stage.calls().disturbed();
        }
        if (stage.world.dials().calm() && !valid && seconds == 5) {
            stage.journal.wrong("isValid is false though nothing went wrong");
        }
    }
}

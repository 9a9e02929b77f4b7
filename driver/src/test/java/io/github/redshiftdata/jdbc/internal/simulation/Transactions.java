package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.simulation.Journal.Told;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Transactions of several statements. */
final class Transactions {

    private static final String FAILED_BEFORE = "An earlier statement of the transaction failed";

    /** A session with a transaction is kept for an hour after the last statement. */
    private static final Duration LONGEST_THOUGHT = Duration.ofMinutes(58);

    private final Stage stage;
    /** Null where nobody looks into the catalog. */
    private final @Nullable CatalogReads catalog;

    Transactions(Stage stage, @Nullable CatalogReads catalog) {
        this.stage = stage;
        this.catalog = catalog;
    }

    /** What a transaction wants to write. */
    private static final class Work {
        final List<Integer> keys = new ArrayList<>();
        final Map<Integer, Integer> counts = new HashMap<>();
        int statements;
        boolean done;
        boolean looked;
    }

    void run(Chance own) throws SQLException {
        perform(own, work -> {
            try {
                write(own, work);
            } catch (SQLException e) {
                // Nobody else writes, and the first statement that fails is the last.
                if (String.valueOf(e.getMessage()).startsWith(FAILED_BEFORE)) {
                    stage.journal.wrong("a transaction failed by what is no statement of it: " + e.getMessage());
                }
                throw e;
            }
        });
    }

    /** Two threads write in one transaction, which one of them ends. */
    void runByTwo(Chance own) throws SQLException {
        perform(own, work -> {
            var others = new Work();
            var other = new Other(stage, "in the same transaction");
            other.start(() -> {
                try {
                    writeAside(own.about("other"), others);
                    other.succeeded();
                } catch (SQLException e) {
                    // The commit has to notice.
                }
            });
            try {
                write(own, work);
            } finally {
                other.join();
                work.keys.addAll(others.keys);
                work.statements += others.statements;
            }
        });
    }

    /** A part of a transaction. */
    @FunctionalInterface
    private interface Part {
        void of(Work work) throws SQLException;
    }

    private void perform(Chance own, Part part) throws SQLException {
        var work = new Work();
        var told = Told.NOT_IN;
        var words = "never committed";
        var before = stage.searchPath();
        try {
            stage.connection().setAutoCommit(false);
            part.of(work);
            work.done = true;
            if (own.percent(80)) {
                stage.deaf("commit", () -> {
                    stage.connection().commit();
                    return true;
                });
                told = Told.IN;
                words = "committed";
            } else {
                rollback(before);
            }
            if (!work.looked) {
                stage.calls().expect(work.statements + 2, 0);
            }
        } catch (SQLException e) {
            told = afterFailure(own, e, work.done);
            words = Stage.words(e);
            if (told == Told.UNKNOWN && !before.equals(stage.searchPath())) {
                // The schema may be the one or the other.
                stage.attackers().giveUp();
            }
            stage.searchPath(before);
        }
        stage.journal.told(work.keys, told, words);
        stage.journal.counted(work.counts, told);
        leave();
    }

    private void rollback(String before) throws SQLException {
        stage.deaf("rollback", () -> {
            stage.connection().rollback();
            return true;
        });
        stage.searchPath(before);
    }

    private void write(Chance own, Work work) throws SQLException {
        var statements = own.between(1, 5);
        for (var number = 0; number < statements; number++) {
            var timeout = own.percent(20) ? own.between(1, 3) : 0;
            think(own.about("thinking", number), work);
            if (own.percent(10)) {
                setSchema(own, work);
            }
            if (catalog != null && own.about("catalog", number).percent(25)) {
                work.looked = true;
                work.statements += catalog.lookInside(own.about("question", number)) ? 1 : 0;
            }
            try (var statement = stage.use(stage.connection().createStatement(), timeout)) {
                if (own.percent(25)) {
                    var id = own.below(Program.COUNTERS);
                    work.counts.merge(id, 1, Integer::sum);
                    var sql = "update c set n = n + 1 where id = " + id + stage.place();
                    stage.limited("UPDATE in a transaction", timeout, 2, () -> statement.executeUpdate(sql));
                } else {
                    var added = stage.journal.newKeys(own.between(1, 2));
                    work.keys.addAll(added);
                    var sql = Writes.insertOf(added, Writes.length(own, timeout) + stage.place());
                    stage.limited("INSERT in a transaction", timeout, 2, () -> statement.executeUpdate(sql));
                }
                work.statements++;
            }
        }
    }

    /** Leaves the transaction open for a while, which the driver survives. */
    private void think(Chance own, Work work) {
        if (own.percent(12)) {
            work.looked = true;
            stage.world.time().pass(own.delay(Duration.ofSeconds(1), LONGEST_THOUGHT));
        }
    }

    private void setSchema(Chance own, Work work) throws SQLException {
        var schema = own.pick("s3", "s4");
        if (!schema.equals(stage.searchPath()) && work.statements > 0) {
            stage.deaf("setSchema in a transaction", () -> {
                stage.connection().setSchema(schema);
                return true;
            });
            stage.searchPath(schema);
            work.statements++;
        }
    }

    private void writeAside(Chance own, Work work) throws SQLException {
        var statements = own.between(1, 3);
        for (var number = 0; number < statements; number++) {
            var timeout = own.percent(20) ? own.between(1, 3) : 0;
            var added = stage.journal.newKeys(1);
            work.keys.addAll(added);
            // The other thread may change the schema at any time, so no place is meant.
            var sql = Writes.insertOf(added, Writes.length(own, timeout));
            try (var statement = stage.connection().createStatement()) {
                statement.setQueryTimeout(timeout);
                stage.aside("INSERT of another thread", 2 * timeout, () -> statement.executeUpdate(sql));
                work.statements++;
            }
        }
    }

    /** Rolls back, or tries to commit all the same, which must not succeed. */
    private Told afterFailure(Chance own, SQLException failure, boolean ofTheEnd) {
        if (Told.by(failure) == Told.UNKNOWN && "08007".equals(failure.getSQLState())) {
            return Told.UNKNOWN;
        }
        if (own.percent(30)) {
            try {
                stage.deaf("commit after a failure", () -> {
                    stage.connection().commit();
                    return true;
                });
                // A COMMIT that was refused may be asked for again.
                if (!ofTheEnd) {
                    stage.journal.wrong("a commit succeeded after " + Stage.words(failure));
                }
                // What the database has rolled back leaves nothing to commit.
                return Told.UNKNOWN;
            } catch (SQLException e) {
                return Told.by(e) == Told.UNKNOWN ? Told.UNKNOWN : Told.NOT_IN;
            }
        }
        return Told.NOT_IN;
    }

    private void leave() {
        try {
            stage.deaf("leaving", () -> {
                stage.connection().rollback();
                stage.connection().setAutoCommit(true);
                return true;
            });
        } catch (SQLException e) {
            stage.attackers().giveUp();
        }
    }

    /** A write on a connection that only reads is refused, alone and in a transaction. */
    void readOnly(Chance own) {
        stage.calls().settingsMayBeOwed();
        try {
            stage.connection().setReadOnly(true);
            stage.readOnly(true);
            if (own.percent(50)) {
                stage.connection().setAutoCommit(false);
            }
            refused(own);
            if (!stage.connection().getAutoCommit()) {
                stage.deaf("leaving what only reads", () -> {
                    stage.connection().rollback();
                    stage.connection().setAutoCommit(true);
                    return true;
                });
            }
            stage.connection().setReadOnly(false);
            stage.readOnly(false);
        } catch (SQLException e) {
            stage.attackers().giveUp();
        }
    }

    private void refused(Chance own) {
        var keys = stage.journal.newKeys(1);
        var sql = Writes.insertOf(keys, Writes.length(own, 0) + stage.place());
        stage.journal.told(keys, Told.NOT_IN, "only reads");
        try (var statement = stage.use(stage.connection().createStatement(), 0)) {
            stage.limited("INSERT where only reads are wanted", 0, 1, () -> statement.executeUpdate(sql));
            stage.journal.wrong("an INSERT succeeded on a connection that only reads");
        } catch (SQLException e) {
            // As wanted.
        }
    }
}

package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ScriptMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One thread of an application with its connection: it takes random steps, and writes down what it was told. */
final class Program {

    static final int COUNTERS = 2;

    /** What a step does. */
    enum Step {
        INSERT,
        PREPARED_INSERT,
        SCRIPT,
        BATCH,
        PREPARED_BATCH,
        TRANSACTION,
        SHARED_TRANSACTION,
        SIDE_BY_SIDE,
        QUERY,
        SLOW_READING,
        FAILING,
        READ_ONLY,
        IS_VALID,
        SET_SCHEMA,
        NETWORK_TIMEOUT,
        POOL,
        PAUSE,
        REOPEN
    }

    private final String name;
    private final Stage stage;
    private final Chance chance;
    private final Set<String> leftOut;
    private final Writes writes;
    private final Submissions submissions;
    private final SeriesWrites series;
    private final Transactions transactions;
    private final Reads reads;
    /** Null where nobody looks into the catalog. */
    private final @Nullable CatalogReads catalog;

    Program(
            String name,
            SimulatedService.World world,
            Journal journal,
            Chance chance,
            Stage.Connector connector,
            SimulatedCatalog.@Nullable Contents contents,
            Set<String> leftOut) {
        this.name = name;
        this.chance = chance;
        this.leftOut = leftOut;
        stage = new Stage(name, world, journal, connector);
        writes = new Writes(stage);
        submissions = new Submissions(stage);
        series = new SeriesWrites(stage);
        catalog = contents == null ? null : new CatalogReads(stage, contents);
        transactions = new Transactions(stage, catalog);
        reads = new Reads(stage);
    }

    List<Connection> opened() {
        return stage.opened();
    }

    void run() {
        try {
            stage.connect();
            for (var number = 0; number < stage.world.dials().steps(); number++) {
                var label = name + "." + number;
                var own = chance.about(name, number);
                if (!leftOut.contains(label)) {
                    step(label, own);
                }
            }
        } catch (SQLException e) {
            stage.journal.wrong(name + " cannot open a connection: " + e);
        } finally {
            Thread.interrupted();
        }
    }

    private void step(String label, Chance own) throws SQLException {
        var what = own.pick(Step.values());
        var world = stage.world;
        stage.service.enter(label);
        world.timeline().note(() -> label + " " + what);
        stage.attackers().begin(label);
        stage.calls().begin();
        if (own.percent(world.dials().attackPercent())) {
            stage.attackers().plan(own.about("attack"));
        }
        try {
            take(what, own);
        } catch (SQLException e) {
            stage.journal.wrong(label + " " + what + ": not foreseen: " + e);
        } catch (RuntimeException e) {
            stage.journal.wrong(label + " " + what + ": no SQLException: " + trace(e));
        }
        world.time().inTurn();
        stage.attackers().end(label + " " + what);
        stage.calls().check(label + " " + what);
        if (stage.connection().isClosed() || stage.attackers().isGivenUp()) {
            stage.reconnect();
        }
    }

    private static String trace(RuntimeException e) {
        var text = new StringBuilder(e.toString());
        for (var frame : e.getStackTrace()) {
            text.append("\n    ").append(frame);
        }
        return text.toString();
    }

    private void take(Step what, Chance own) throws SQLException {
        if (catalog != null && own.about("catalog").percent(30)) {
            catalog.look(own.about("question"));
            return;
        }
        // Drawn apart, so that the other steps of a seed are what they were.
        var submission = own.about("submission");
        if (submission.percent(6)) {
            submissions.submit(submission, submission.percent(30) ? submission.between(1, 5) : 0);
            return;
        }
        var timeout = own.percent(30) ? own.between(1, 5) : 0;
        switch (what) {
            case INSERT -> writes.insert(own, timeout);
            case PREPARED_INSERT -> writes.preparedInsert(timeout);
            case SCRIPT -> script(own, timeout);
            case BATCH -> writes.batch(own, timeout);
            case PREPARED_BATCH -> writes.preparedBatch(own, timeout);
            case TRANSACTION -> transactions.run(own);
            case SHARED_TRANSACTION -> transactions.runByTwo(own);
            case SIDE_BY_SIDE -> writes.sideBySide(own, timeout);
            case QUERY -> reads.query(own, timeout, Duration.ZERO);
            case SLOW_READING -> reads.query(own, timeout, own.delay(Duration.ofMillis(1), Duration.ofHours(30)));
            case FAILING -> writes.failing(timeout);
            case READ_ONLY -> transactions.readOnly(own);
            case IS_VALID -> reads.isValid(own);
            case SET_SCHEMA -> setSchema(own);
            case NETWORK_TIMEOUT -> setNetworkTimeout(own);
            case POOL -> giveToPool();
            case PAUSE -> stage.world.time().pass(own.delay(Duration.ofMillis(1), Duration.ofHours(2)));
            case REOPEN -> stage.reconnect();
        }
    }

    /** Where scripts are transactions, some have a statement that refuses one. */
    private void script(Chance own, int timeout) throws SQLException {
        var wanted = stage.world.dials().series();
        if (wanted.scriptMode() != ScriptMode.TRANSACTION || own.about("series").percent(wanted.scriptPercent())) {
            series.run(own, timeout);
        } else {
            writes.script(own, timeout);
        }
    }

    private void setSchema(Chance own) throws SQLException {
        var another = own.about("group");
        if (stage.world.dials().settings() && another.percent(50)) {
            setGroup(another.pick(SimulatedWorlds.GROUP, "g1", "g2"));
            return;
        }
        var schema = own.pick("public", "s1", "s2");
        try {
            stage.deaf("setSchema", () -> {
                stage.connection().setSchema(schema);
                return true;
            });
            stage.searchPath(schema);
        } catch (SQLException e) {
            // A connection that could not be set is dead, or as it was.
        }
    }

    /** The next statement must run under it, whatever becomes of the session. */
    private void setGroup(String group) throws SQLException {
        try {
            stage.connection().setClientInfo("QueryGroup", group);
            stage.group(group);
            stage.calls().labelIsOwed();
        } catch (SQLException e) {
            if (!stage.connection().isClosed()) {
                throw e;
            }
        }
    }

    private void setNetworkTimeout(Chance own) throws SQLException {
        var millis = own.percent(40) ? 0 : own.between(1500, 15_000);
        try {
            stage.connection().setNetworkTimeout(Runnable::run, millis);
            stage.networkTimeout(Duration.ofMillis(millis));
        } catch (SQLException e) {
            if (!stage.connection().isClosed()) {
                throw e;
            }
        }
    }

    /** What a pool does when a connection comes back to it, and before it lends it again. */
    private void giveToPool() {
        try {
            stage.deaf("giving back", () -> {
                var connection = stage.connection();
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
                connection.setReadOnly(false);
                connection.setSchema("public");
                stage.searchPath("public");
                connection.clearWarnings();
                connection.setNetworkTimeout(Runnable::run, 0);
                stage.networkTimeout(Duration.ZERO);
                return true;
            });
        } catch (SQLException e) {
            // A connection that could not be reset is thrown away.
            stage.attackers().giveUp();
        }
    }
}

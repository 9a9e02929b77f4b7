package io.github.redshiftdata.soak.races;

import io.github.redshiftdata.soak.verdict.Atom;
import io.github.redshiftdata.soak.verdict.Conclusion;
import io.github.redshiftdata.soak.verdict.Conclusions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Three threads read metadata in a transaction, while a statement of it is cancelled or the connection is closed. */
final class MetadataScenario implements Scenario {

    private static final int READERS = 3;
    /** What the cancel of another statement of their transaction may do to them. */
    private static final Set<String> CANCELLED = Set.of("57014", "25P02");

    @Override
    public void race(Round round) throws SQLException {
        var dice = round.dice();
        // Each round has a connection of its own, for what is remembered of metadata would spare the requests.
        round.lane().replaceConnection();
        var connection = round.lane().connection();
        connection.setAutoCommit(false);
        var key = round.lane().keys(1);
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("insert into " + Lane.TABLE + " values (" + key + ", 'beside metadata')");
        }
        var faulty = RaceFaults.draw(round, 25, 600);
        var closes = dice.percent(60);
        var calls = new ArrayList<AttackedCall>();
        for (var number = 0; number < READERS; number++) {
            var source = dice.between(0, 3);
            calls.add(new AttackedCall(round, () -> read(connection, source)));
        }
        var over = closes ? raceWithClose(round, connection, calls) : raceWithCancel(round, connection, calls);
        round.lane().emulator().faults().clear();
        for (var call : calls) {
            check(round, call, faulty, closes);
        }
        if (over) {
            end(round, connection, key, closes);
        }
        round.lane().replaceConnection();
        Checks.nothingIsLeft(round, 0);
    }

    private static void read(Connection connection, int source) throws SQLException {
        var metadata = connection.getMetaData();
        switch (source) {
            case 0 -> expectOne(metadata.getTables(null, "public", Lane.TABLE, null), 1);
            case 1 -> expectOne(metadata.getColumns(null, "public", Lane.TABLE, "%"), 2);
            case 2 -> expectOne(metadata.getPrimaryKeys(null, "public", Lane.TABLE), 0);
            default -> expectOne(metadata.getSchemas(null, "public"), 1);
        }
    }

    private static void expectOne(java.sql.ResultSet rows, int expected) throws SQLException {
        try (rows) {
            var found = 0;
            while (rows.next()) {
                found++;
            }
            if (found != expected) {
                throw new IllegalStateException("metadata of " + found + " rows instead of " + expected);
            }
        }
    }

    private static boolean raceWithClose(Round round, Connection connection, List<AttackedCall> calls) {
        var dice = round.dice();
        var moment = dice.percent(70) ? dice.between(0, 12_000) : dice.between(0, 100_000);
        calls.get(0)
                .attack(
                        dice.percent(60)
                                ? new Attack("Connection.close", moment, connection::close)
                                : new Attack("Connection.abort", moment, () -> connection.abort(Runnable::run)));
        return raceAll(calls);
    }

    /** A slow statement of the transaction is cancelled while the metadata are read. */
    private static boolean raceWithCancel(Round round, Connection connection, List<AttackedCall> calls)
            throws SQLException {
        try (var slow = connection.createStatement()) {
            var call = new AttackedCall(round, () -> slow.execute("select 1 from (select pg_sleep(0.3)) as s"));
            call.attack(new Attack("cancel", Attack.moment(round.dice()), slow::cancel));
            calls.add(call);
            return raceAll(calls);
        }
    }

    private static boolean raceAll(List<AttackedCall> calls) {
        var threads = new ArrayList<Thread>();
        for (var call : calls) {
            var thread = new Thread(call::race, "soak-metadata");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return calls.stream().allMatch(call -> call.ended() != 0);
    }

    private static void check(Round round, AttackedCall call, boolean faulty, boolean closes) {
        var failure = call.failure();
        if (Checks.isHonest(round, "metadata", failure) && failure != null && !faulty) {
            if (closes) {
                Checks.isToldAsClosed(round, "metadata", failure, Checks.CONNECTION_CLOSED);
            } else if (!CANCELLED.contains(call.state())) {
                round.broken("metadata failed otherwise than by the cancel", failure);
            }
        }
        if (call.interrupted()) {
            round.broken("the thread is interrupted, but nobody did so");
        }
    }

    private static void end(Round round, Connection connection, long key, boolean closed) {
        if (closed) {
            round.wrote("row of a closed transaction", Atom.one(key, 1, Conclusion.NOT_IN), null);
            return;
        }
        Exception failure = null;
        try {
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            failure = e;
        }
        round.wrote("row beside metadata", Atom.one(key, 1, Conclusions.of(failure)), failure);
    }
}

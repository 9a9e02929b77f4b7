package io.github.redshiftdata.soak.races;

import io.github.redshiftdata.soak.Dice;
import io.github.redshiftdata.soak.verdict.Atom;
import io.github.redshiftdata.soak.verdict.Conclusion;
import io.github.redshiftdata.soak.verdict.Conclusions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;

/**
 * Several threads borrow from a small pool. Each looks whether its connection is as new, leaves something behind, and is
 * interrupted at some moment, its close included.
 */
final class PoolScenario implements Scenario {

    private static final int BORROWERS = 4;

    @Override
    public void race(Round round) throws SQLException {
        var pools = round.lane().pools().all();
        var pool = pools.get((int) (round.number() % pools.size()));
        round.note(pool.name());
        RaceFaults.draw(round, 15, 300);
        var calls = new ArrayList<AttackedCall>();
        for (var number = 0; number < BORROWERS; number++) {
            var dice = Dice.of(round.number(), number, round.dice().between(0, Integer.MAX_VALUE - 1));
            var borrower = new Borrower(round, pool, dice);
            var call = new AttackedCall(round, borrower::run);
            if (dice.percent(70)) {
                call.interrupt(dice.between(0, dice.pick(5_000, 40_000, 150_000)));
            }
            calls.add(call);
        }
        var threads = calls.stream()
                .map(call -> new Thread(call::race, "soak-borrower"))
                .toList();
        threads.forEach(Thread::start);
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        round.lane().emulator().faults().clear();
        for (var call : calls) {
            var failure = call.failure();
            if (failure != null && !(failure instanceof SQLException) && isOfDriver(failure)) {
                round.broken("what is no SQLException left the driver", failure);
            }
        }
    }

    /** Pools have faults of their own. */
    private static boolean isOfDriver(Throwable failure) {
        return failure instanceof IllegalStateException
                || (failure.getStackTrace().length > 0
                        && failure.getStackTrace()[0].getClassName().startsWith("io.github.redshiftdata.jdbc"));
    }

    /** One loan. */
    private record Borrower(Round round, Pools.Pool pool, Dice dice) {

        void run() throws SQLException {
            var connection = pool.borrowing().borrow();
            try {
                isAsNew(connection);
                leaveBehind(connection);
            } finally {
                if (dice.percent(40)) {
                    Thread.currentThread().interrupt();
                }
                connection.close();
            }
        }

        private void isAsNew(Connection connection) throws SQLException {
            var found = new ArrayList<String>();
            if (!connection.getAutoCommit()) {
                found.add("autocommit is off");
            }
            if (connection.isReadOnly() && pool.resetsReadOnly()) {
                found.add("it is read-only");
            }
            if (connection.getWarnings() != null && pool.resetsRegardless()) {
                found.add("it has warnings: " + connection.getWarnings().getMessage());
            }
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select current_schema()")) {
                rows.next();
                if (!"public".equals(rows.getString(1)) && pool.resetsSchema()) {
                    found.add("its schema is " + rows.getString(1));
                }
            }
            if (!found.isEmpty()) {
                round.broken(pool.name() + " lent a connection that another borrower used: " + found);
            }
            // In a transaction that somebody left open this row would not be seen by others.
            write(connection, "probe");
        }

        private void write(Connection connection, String note) throws SQLException {
            var key = round.lane().keys(1);
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("insert into public." + Lane.TABLE + " values (" + key + ", '" + note + "')");
                round.wrote("row of a borrower of " + pool.name(), Atom.one(key, 1, Conclusion.IN), null);
            } catch (SQLException e) {
                round.wrote("row of a borrower of " + pool.name(), Atom.one(key, 1, Conclusions.of(e)), e);
                throw e;
            }
        }

        private void leaveBehind(Connection connection) throws SQLException {
            if (pool.resetsSchema() && dice.percent(50)) {
                connection.setSchema("pg_catalog");
            }
            if (dice.percent(25)) {
                var unused = connection.createStatement(
                        ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_READ_ONLY, ResultSet.CLOSE_CURSORS_AT_COMMIT);
            }
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            if (pool.resetsReadOnly() && dice.percent(25)) {
                connection.setReadOnly(true);
            } else if (dice.percent(40)) {
                connection.setAutoCommit(false);
                leaveRow(connection);
                if (dice.percent(30)) {
                    runOutOfTime(connection);
                }
            }
        }

        private static void runOutOfTime(Connection connection) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.setQueryTimeout(1);
                statement.execute("select 1 from (select pg_sleep(1.5)) as s");
            }
        }

        /** A row that the borrower does not commit; the pool may, where it does not roll back. */
        private void leaveRow(Connection connection) throws SQLException {
            var key = round.lane().keys(1);
            var conclusion = pool.rollsBack() ? Conclusion.NOT_IN : Conclusion.UNKNOWN;
            round.wrote("uncommitted row in " + pool.name(), Atom.one(key, 1, conclusion), null);
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("insert into public." + Lane.TABLE + " values (" + key + ", 'uncommitted')");
            }
        }
    }
}

package io.github.redshiftdata.soak.races;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One to three results of a connection are read side by side; one of them is closed, or its statement used again. */
final class ResultsScenario implements Scenario {

    private static final String QUERY =
            "select n from generate_series(1, " + Operation.PAGED_ROWS + ") as n order by n";

    /** A statement, its result, and whether something may end the reading of it. */
    private record Reading(Statement statement, ResultSet rows) {}

    @Override
    public void race(Round round) throws SQLException {
        var dice = round.dice();
        var connection = round.lane().connection();
        var faulty = RaceFaults.draw(round, 25, 400);
        var readings = open(round, connection);
        var calls = new ArrayList<AttackedCall>();
        for (var reading : readings) {
            calls.add(new AttackedCall(round, () -> readAll(reading.rows())));
        }
        var attack = dice.pick(
                "ResultSet.close",
                "Statement.close",
                "executeQuery",
                "Statement.cancel",
                "Connection.close",
                "Connection.abort");
        var attacked = readings.get(0);
        var times = dice.between(1, 2);
        for (var number = 0; number < times; number++) {
            calls.get(0).attack(attack(round, attack, connection, attacked));
        }
        var over = raceAll(calls);
        round.lane().emulator().faults().clear();
        if (over) {
            check(round, attack, attacked, calls, faulty);
        }
        var closes = attack.startsWith("Connection");
        for (var reading : readings) {
            close(round, reading, closes);
        }
        if (closes || !over) {
            round.lane().replaceConnection();
        } else {
            Checks.nextIsUnharmed(round, connection);
        }
        Checks.nothingIsLeft(round, closes ? 0 : 1);
    }

    private static List<Reading> open(Round round, Connection connection) throws SQLException {
        var readings = new ArrayList<Reading>();
        var count = round.dice().between(1, 3);
        for (var number = 0; number < count; number++) {
            var type = round.dice().percent(25) ? ResultSet.TYPE_SCROLL_INSENSITIVE : ResultSet.TYPE_FORWARD_ONLY;
            var statement = connection.createStatement(type, ResultSet.CONCUR_READ_ONLY);
            readings.add(new Reading(statement, statement.executeQuery(QUERY)));
        }
        return readings;
    }

    private static void readAll(ResultSet rows) throws SQLException {
        var read = 0;
        while (rows.next()) {
            read++;
            if (rows.getInt(1) != read) {
                throw new IllegalStateException("a wrong row: " + rows.getInt(1) + " instead of " + read);
            }
        }
        if (read != Operation.PAGED_ROWS) {
            throw new IllegalStateException("the result ended after " + read + " rows without an exception");
        }
    }

    private static Attack attack(Round round, String name, Connection connection, Reading reading) {
        var moment = Attack.moment(round.dice()) / 4;
        return new Attack(
                name,
                moment,
                switch (name) {
                    case "ResultSet.close" -> reading.rows()::close;
                    case "Statement.close" -> reading.statement()::close;
                    case "executeQuery" -> () -> executeAgain(reading.statement());
                    case "Statement.cancel" -> reading.statement()::cancel;
                    case "Connection.close" -> connection::close;
                    default -> () -> connection.abort(Runnable::run);
                });
    }

    private static void executeAgain(Statement statement) throws SQLException {
        try (var again = statement.executeQuery("select 7")) {
            if (!again.next() || again.getInt(1) != 7) {
                throw new IllegalStateException("a wrong row of the second execution");
            }
        }
    }

    private static boolean raceAll(List<AttackedCall> calls) {
        var others = calls.subList(1, calls.size());
        var threads = new ArrayList<Thread>();
        for (var other : others) {
            var thread = new Thread(other::race, "soak-other-reader");
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        var over = calls.get(0).race();
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return over;
    }

    private static void check(Round round, String attack, Reading attacked, List<AttackedCall> calls, boolean faulty)
            throws SQLException {
        var closesAll = attack.startsWith("Connection");
        for (var call : calls) {
            if (!faulty && (closesAll || call == calls.get(0))) {
                var told = closesAll ? Checks.CONNECTION_CLOSED : Checks.STATEMENT_CLOSED;
                Checks.isToldAsClosed(round, "reading while another thread calls " + attack, call.failure(), told);
            }
            Checks.isHonest(round, "reading while another thread calls " + attack, call.failure());
            if (call.failure() != null && call != calls.get(0) && !closesAll) {
                round.broken("the result of another statement ended by " + attack, call.failure());
            }
        }
        if (!attack.equals("Statement.cancel") && !attacked.rows().isClosed()) {
            round.broken("the result is open after " + attack);
        }
        if ((closesAll || attack.equals("Statement.close"))
                && !attacked.statement().isClosed()) {
            round.broken("the statement is open after " + attack);
        }
        var hit = calls.get(0).firstHitSince(calls.get(0).started());
        if (hit != 0 && closesAll) {
            round.endsInTime("reading ended after " + attack, hit, calls.get(0).ended(), Round.ENDS_WITHIN);
        }
    }

    private static void close(Round round, Reading reading, boolean connectionClosed) {
        try {
            if (connectionClosed && !reading.rows().isClosed()) {
                round.broken("a result is open although its connection is closed");
            }
            reading.statement().close();
            if (!reading.rows().isClosed()) {
                round.broken("a result is open although its statement is closed");
            }
        } catch (SQLException e) {
            round.broken("closing a statement failed", e);
        }
    }
}

package io.github.redshiftdata.soak.races;

import io.github.redshiftdata.soak.Dice;
import io.github.redshiftdata.soak.verdict.Atom;
import io.github.redshiftdata.soak.verdict.Conclusion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Two to four threads use one connection at once, each with statements of its own. In part of the rounds autocommit is
 * off, and they commit and roll back between each other's statements.
 */
final class ThreadsScenario implements Scenario {

    private static final int CALLS = 8;

    @Override
    public void race(Round round) throws SQLException {
        var dice = round.dice();
        var connection = round.lane().connection();
        var threads = dice.between(2, 4);
        var inTransactions = dice.percent(60);
        round.note(threads + " threads" + (inTransactions ? " in transactions" : ""));
        if (dice.percent(30)) {
            RaceFaults.draw(round, 100, 150);
        }
        connection.setAutoCommit(!inTransactions);
        var ends = new TransactionEnds();
        runAll(round, connection, threads, inTransactions, ends);
        round.lane().emulator().faults().clear();
        if (inTransactions) {
            ends.end(connection, dice.percent(50));
            connection.setAutoCommit(true);
        }
        for (var written : ends.judged()) {
            round.wrote("a row between the threads' commits and rollbacks", List.of(written), null);
        }
        Checks.nothingIsLeft(round, 1);
    }

    private static void runAll(
            Round round, Connection connection, int threads, boolean inTransactions, TransactionEnds ends) {
        var executor = Executors.newFixedThreadPool(threads);
        try {
            var tasks = new ArrayList<Callable<Boolean>>();
            for (var number = 0; number < threads; number++) {
                var mine = Dice.of(round.number(), number, round.dice().between(0, Integer.MAX_VALUE - 1));
                tasks.add(() -> {
                    for (var call = 0; call < CALLS; call++) {
                        call(round, connection, mine, inTransactions, ends);
                    }
                    return true;
                });
            }
            for (var done : executor.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
                done.get();
            }
        } catch (ExecutionException e) {
            round.broken("a thread failed", e.getCause() == null ? e : e.getCause());
        } catch (java.util.concurrent.CancellationException e) {
            round.broken("the threads have not ended after a minute");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            executor.shutdownNow();
        }
    }

    private static void call(
            Round round, Connection connection, Dice dice, boolean inTransactions, TransactionEnds ends)
            throws SQLException {
        if (inTransactions && dice.percent(20)) {
            ends.end(connection, dice.percent(60));
            return;
        }
        if (dice.percent(20)) {
            warn(round, connection, dice);
            return;
        }
        var kind = dice.pick(
                Operation.Kind.INSERT,
                Operation.Kind.INSERT,
                Operation.Kind.PREPARED_INSERT,
                Operation.Kind.SELECT,
                Operation.Kind.SELECT_PAGES,
                Operation.Kind.METADATA);
        var operation = Operation.of(kind, dice, round.lane(), 0);
        try (var statement = operation.open(connection)) {
            var began = System.nanoTime();
            operation.run(statement);
            for (var atom : operation.concluded(null)) {
                ends.wrote(atom, began, System.nanoTime(), inTransactions);
            }
        }
    }

    /** Each warning stands once in the chain, whatever the other threads add to it and clear. */
    private static void warn(Round round, Connection connection, Dice dice) throws SQLException {
        connection
                .createStatement(
                        ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE, ResultSet.CLOSE_CURSORS_AT_COMMIT)
                .close();
        var texts = new HashSet<String>();
        for (var warning = connection.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            if (!texts.add(warning.getMessage())) {
                round.broken("a warning stands twice in its chain: " + warning.getMessage());
            }
        }
        if (dice.percent(50)) {
            connection.clearWarnings();
        }
    }

    /** The rows of a transaction that several threads shared, and what the ends around them say of each. */
    static final class TransactionEnds {

        private record Row(Atom atom, long began, long ended, boolean inTransaction) {}

        private record End(boolean commits, long began, long ended) {}

        private final List<Row> rows = new ArrayList<>();
        private final List<End> ends = new ArrayList<>();

        void end(Connection connection, boolean commits) throws SQLException {
            var began = System.nanoTime();
            if (commits) {
                connection.commit();
            } else {
                connection.rollback();
            }
            ended(commits, began, System.nanoTime());
        }

        synchronized void ended(boolean commits, long began, long ended) {
            ends.add(new End(commits, began, ended));
        }

        synchronized void wrote(Atom atom, long began, long ended, boolean inTransaction) {
            rows.add(new Row(atom, began, ended, inTransaction));
        }

        synchronized List<Atom> judged() {
            return rows.stream()
                    .map(row -> new Atom(row.atom().firstKey(), row.atom().rows(), conclusion(row)))
                    .toList();
        }

        /** An end that overlaps with the row's call may have come before it or after it. */
        private Conclusion conclusion(Row row) {
            if (!row.inTransaction()) {
                return Conclusion.IN;
            }
            var firstAfter = ends.stream()
                    .filter(end -> end.began() - row.ended() >= 0)
                    .mapToLong(End::ended)
                    .min()
                    .orElse(Long.MAX_VALUE);
            // Of those that began after the row, each that began before the first of them ended may be the first.
            var possible = ends.stream()
                    .filter(end -> end.ended() - row.began() > 0 && end.began() < firstAfter)
                    .map(End::commits)
                    .distinct()
                    .toList();
            if (possible.size() != 1) {
                return Conclusion.UNKNOWN;
            }
            return possible.get(0) ? Conclusion.IN : Conclusion.NOT_IN;
        }
    }
}

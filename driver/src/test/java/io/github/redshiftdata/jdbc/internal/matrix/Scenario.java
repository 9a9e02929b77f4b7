package io.github.redshiftdata.jdbc.internal.matrix;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a program does while a fault is met. Row {@code n} of a scenario is called by its number. */
enum Scenario {
    INSERT("INSERT", List.of("1", "2")) {
        @Override
        void run(Conversation program) throws SQLException {
            update(program, "insert into t values (1), (2)", rows());
        }
    },
    LONG_INSERT("INSERT of 3 s", List.of("1", "2")) {
        @Override
        void run(Conversation program) throws SQLException {
            update(program, "insert into slow values (1), (2)", rows());
        }
    },
    BAD_INSERT("INSERT that the database refuses", List.of("1")) {
        @Override
        void run(Conversation program) throws SQLException {
            try (var statement = program.use(program.connection.createStatement())) {
                program.run(1, () -> statement.executeUpdate("insert into strict values (1)"));
                program.wrong(Violation.Kind.LOST, "no exception");
            } catch (SQLException e) {
                program.failed(e, rows());
            }
        }
    },
    PREPARED_BATCH("prepared batch of two statements", numbers(6)) {
        @Override
        void run(Conversation program) throws SQLException {
            var elements = rows().stream().map(List::of).toList();
            try (var statement = program.use(program.connection.prepareStatement("insert into t values (?, ?)"))) {
                for (var n = 1; n <= 6; n++) {
                    statement.setInt(1, n);
                    statement.setString(2, "x".repeat(15));
                    statement.addBatch();
                }
                try {
                    var counts = program.run(3, statement::executeLargeBatch);
                    program.counted(counts, elements, statement);
                } catch (BatchUpdateException e) {
                    program.failed(e, elements);
                }
            }
        }
    },
    BATCH("batch of plain statements", List.of("1", "2", "3")) {
        @Override
        void run(Conversation program) throws SQLException {
            plainBatch(program, List.of(List.of("1", "2"), List.of("3"), List.of()));
        }
    },
    LONG_BATCH("batch of plain statements that takes 3 s", List.of("1", "2")) {
        @Override
        void run(Conversation program) throws SQLException {
            try (var statement = program.use(program.connection.createStatement())) {
                var elements = List.of(List.of("1"), List.of("2"));
                statement.addBatch("insert into slow values (1)");
                statement.addBatch("insert into t values (2)");
                try {
                    program.counted(program.run(1, statement::executeLargeBatch), elements, statement);
                } catch (BatchUpdateException e) {
                    program.failed(e, elements);
                }
            }
        }
    },
    SCRIPT("script", List.of("1", "2")) {
        @Override
        void run(Conversation program) throws SQLException {
            try (var statement = program.use(program.connection.createStatement())) {
                program.run(1, () -> statement.execute("insert into t values (1); insert into t values (2)"));
                program.acknowledged(rows());
                countParts(program, statement);
            } catch (SQLException e) {
                program.failed(e, rows());
            }
        }

        private void countParts(Conversation program, Statement statement) throws SQLException {
            try {
                for (var i = 0; i < rows().size(); i++) {
                    var count = program.run(1, statement::getLargeUpdateCount);
                    program.checkCount(count, 1, program.isWarned(statement));
                    program.run(1, statement::getMoreResults);
                }
            } catch (SQLException e) {
                if (!program.isClosed(statement)) {
                    program.wrong(Violation.Kind.WRONG_COUNT, "a count throws " + e);
                }
            }
        }
    },
    TRANSACTION("transaction, rolled back after a failure", List.of("1", "2")) {
        @Override
        void run(Conversation program) throws SQLException {
            inTransaction(program, () -> twoInserts(program), false);
        }
    },
    STUBBORN_TRANSACTION("transaction, committed in spite of a failure", List.of("1", "2")) {
        @Override
        void run(Conversation program) throws SQLException {
            inTransaction(program, () -> twoInserts(program), true);
        }
    },
    BATCH_IN_TRANSACTION("batch in a transaction", List.of("1", "2", "3")) {
        @Override
        void run(Conversation program) throws SQLException {
            inTransaction(
                    program,
                    () -> {
                        try (var statement = program.use(program.connection.createStatement())) {
                            statement.addBatch("insert into t values (1), (2)");
                            statement.addBatch("insert into t values (3)");
                            program.run(2, statement::executeLargeBatch);
                        }
                    },
                    true);
        }
    },
    NEXT_TRANSACTION("transaction, and after a failure the next one at once", List.of("1", "2", "3")) {
        @Override
        void run(Conversation program) throws SQLException {
            program.connection.setAutoCommit(false);
            oneOf(program, List.of("1", "2"), () -> twoInserts(program));
            oneOf(program, List.of("3"), () -> {
                try (var statement = program.use(program.connection.createStatement())) {
                    program.run(2, () -> statement.execute("insert into t values (3)"));
                    // What arrives late from the first one has no business in this one.
                    program.pause();
                }
            });
        }

        private static void oneOf(Conversation program, List<String> rows, Work work) {
            try {
                work.run();
                commit(program, rows);
            } catch (SQLException e) {
                program.undone(rows);
            }
            if (program.told().get(rows.get(0)) == Told.NOT_IN) {
                endFailed(program, false);
            }
        }
    };

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> rows;

    Scenario(String title, List<String> rows) {
        this.title = title;
        this.rows = rows;
    }

    String title() {
        return title;
    }

    /** The rows it writes. */
    List<String> rows() {
        return rows;
    }

    /** Whether its rows are one transaction: all are in, or none. */
    boolean isAtomic() {
        return this != PREPARED_BATCH && this != NEXT_TRANSACTION;
    }

    /** Does it, and notes what it was told of its rows. */
    abstract void run(Conversation program) throws SQLException;

    private static List<String> numbers(int last) {
        var numbers = new ArrayList<String>();
        for (var n = 1; n <= last; n++) {
            numbers.add(String.valueOf(n));
        }
        return List.copyOf(numbers);
    }

    private static void update(Conversation program, String sql, List<String> rows) throws SQLException {
        try (var statement = program.use(program.connection.createStatement())) {
            // The count may cost a request of its own, with a query timeout of its own.
            var count = program.run(2, () -> statement.executeLargeUpdate(sql));
            program.checkCount(count, rows.size(), program.isWarned(statement));
            program.acknowledged(rows);
        } catch (SQLException e) {
            program.failed(e, rows);
        }
    }

    private static void plainBatch(Conversation program, List<List<String>> elements) throws SQLException {
        try (var statement = program.use(program.connection.createStatement())) {
            statement.addBatch("insert into t values (1), (2)");
            statement.addBatch("insert into t values (3)");
            statement.addBatch("delete from t where n = 9");
            try {
                program.counted(program.run(2, statement::executeLargeBatch), elements, statement);
            } catch (BatchUpdateException e) {
                program.failed(e, elements);
            }
        }
    }

    private static void twoInserts(Conversation program) throws SQLException {
        try (var statement = program.use(program.connection.createStatement())) {
            program.run(2, () -> statement.execute("insert into t values (1)"));
            var count = program.run(2, () -> statement.executeLargeUpdate("insert into t values (2)"));
            program.checkCount(count, 1, program.isWarned(statement));
        }
    }

    /** What is done between the beginning and the end of a transaction. */
    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    private static void inTransaction(Conversation program, Work work, boolean stubborn) throws SQLException {
        program.connection.setAutoCommit(false);
        SQLException failure = null;
        try {
            work.run();
        } catch (SQLException e) {
            failure = e;
        }
        program.checkNothingIsIn();
        if (failure != null) {
            // A statement that somebody had closed was not even tried: that is no failure of the transaction.
            endFailed(program, stubborn && !"24000".equals(failure.getSQLState()));
            program.undone(program.cell.scenario().rows());
            return;
        }
        commit(program, program.cell.scenario().rows());
    }

    private static void commit(Conversation program, List<String> rows) {
        try {
            program.runDeaf(() -> {
                program.connection.commit();
                return null;
            });
            program.acknowledged(rows);
        } catch (SQLException e) {
            program.failed(e, rows);
        }
    }

    private static void endFailed(Conversation program, boolean stubborn) {
        try {
            program.runDeaf(() -> {
                if (stubborn) {
                    program.connection.commit();
                } else {
                    program.connection.rollback();
                }
                return null;
            });
            if (stubborn) {
                program.wrong(Violation.Kind.COMMIT_AFTER_FAILURE, "commit() returned after a failure");
            }
        } catch (SQLException e) {
            var state = String.valueOf(e.getSQLState());
            if (!state.startsWith("08") && !(stubborn && state.equals("25P02"))) {
                program.wrong(Violation.Kind.COMMIT_AFTER_FAILURE, "the end of a failed transaction said " + e);
            }
        }
    }
}

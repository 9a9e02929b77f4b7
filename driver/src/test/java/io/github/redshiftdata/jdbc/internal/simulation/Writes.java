package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataSubmission;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ScriptMode;
import io.github.redshiftdata.jdbc.internal.simulation.Journal.Told;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes that stand alone. */
final class Writes {

    private static final int MOST_IN_A_BATCH = 60;
    private static final int IN_ONE_REQUEST = 40;

    private static final Pattern DENIED = Pattern.compile("of the batch (was|were) not carried out");

    private final Stage stage;

    Writes(Stage stage) {
        this.stage = stage;
    }

    /** How long a statement runs, as a comment; one that has a timeout may run for hours. */
    static String length(Chance own, int timeout) {
        if (timeout > 0 && own.percent(5)) {
            return " /* " + Duration.ofHours(20).toMillis() + " ms */";
        }
        if (own.percent(60)) {
            return "";
        }
        return " /* "
                + own.delay(Duration.ofMillis(1), Duration.ofSeconds(own.pick(1, 10, 120)))
                        .toMillis() + " ms */";
    }

    static String insertOf(List<Integer> keys, String behind) {
        return "insert into t values "
                + keys.stream().map(key -> "(" + key + ")").collect(Collectors.joining(", ")) + behind;
    }

    private String insertOf(List<Integer> keys, Chance own, int timeout) {
        return insertOf(keys, length(own, timeout) + stage.place());
    }

    void insert(Chance own, int timeout) {
        var keys = stage.journal.newKeys(own.between(1, 3));
        try (var statement = stage.use(stage.connection().createStatement(), timeout)) {
            var sql = insertOf(keys, own, timeout);
            var count = stage.limited("INSERT", timeout, 1, () -> statement.executeUpdate(sql));
            stage.checkCount("INSERT", count, keys.size(), statement);
            stage.journal.told(keys, Told.IN, "count " + count);
            stage.calls().expect(1, 0);
        } catch (SQLException e) {
            var told = Told.by(e);
            var words = Stage.words(e);
            if (told == Told.UNKNOWN && own.percent(60)) {
                told = askLater(keys, words, own);
                words += ", and later " + told;
            }
            stage.journal.told(keys, told, words);
        }
    }

    private List<RedshiftDataSubmission> submissions() {
        try {
            return stage.connection().unwrap(RedshiftDataConnection.class).getUnknownSubmissions();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks what became of a submission that was lost: the one whose name the exception tells. */
    private Told askLater(List<Integer> keys, String words, Chance own) {
        var named = submissions().stream()
                .filter(each -> words.contains(each.getStatementName()))
                .findFirst();
        if (named.isEmpty()) {
            return Told.UNKNOWN;
        }
        stage.attackers().show(null);
        stage.world.time().pass(own.delay(Duration.ofSeconds(1), Duration.ofMinutes(20)));
        var lost = named.get();
        if (lost.getState() == RedshiftDataSubmission.State.NOT_ACCEPTED) {
            return Told.NOT_IN;
        }
        var id = lost.getStatementId();
        // It may be that of a setting that has to be made before.
        return id.isPresent() && isOf(keys, id.get()) && attach(id.get()) ? Told.IN : Told.UNKNOWN;
    }

    private boolean isOf(List<Integer> keys, String id) {
        var sqls = stage.world.warehouse().statement(id).sqls;
        return sqls.get(sqls.size() - 1).startsWith(insertOf(keys, ""));
    }

    /** Whether a statement is told to have finished. */
    private boolean attach(String id) {
        try (var statement = stage.toTheEnd(
                "attach",
                () -> stage.connection().unwrap(RedshiftDataConnection.class).attach(id))) {
            return statement.getResultSet() == null;
        } catch (SQLException e) {
            return false;
        }
    }

    void preparedInsert(int timeout) {
        var keys = stage.journal.newKeys(1);
        var sql = "insert into t values (?)" + stage.place();
        try (var statement = stage.use(stage.connection().prepareStatement(sql), timeout)) {
            statement.setInt(1, keys.get(0));
            var count = stage.limited("prepared INSERT", timeout, 1, statement::executeUpdate);
            stage.checkCount("prepared INSERT", count, 1, statement);
            stage.journal.told(keys, Told.IN, "count " + count);
            stage.calls().expect(1, 0);
        } catch (SQLException e) {
            stage.journal.told(keys, Told.by(e), Stage.words(e));
        }
    }

    /** One transaction, in one text. */
    void script(Chance own, int timeout) {
        var size = own.percent(85) ? own.between(2, 8) : own.between(39, 45);
        var keys = stage.journal.newKeys(size);
        var text =
                keys.stream().map(key -> insertOf(List.of(key), own, timeout)).collect(Collectors.joining("; "));
        try (var statement = stage.use(stage.connection().createStatement(), timeout)) {
            stage.limited("script", timeout, size > IN_ONE_REQUEST ? size + 2 : 1, () -> statement.execute(text));
            stage.journal.told(keys, Told.IN, "well");
            stage.calls().expect(size > IN_ONE_REQUEST ? size + 2 : 1, 0);
            checkCounts(statement, size);
        } catch (SQLException e) {
            stage.journal.told(keys, Told.by(e), Stage.words(e));
        }
    }

    private void checkCounts(Statement statement, int size) {
        try {
            var results = 0;
            for (long count = statement.getLargeUpdateCount(); count != -1; count = statement.getLargeUpdateCount()) {
                results++;
                stage.checkCount("script", count, 1, statement);
                statement.getMoreResults();
            }
            if (results != size) {
                stage.journal.wrong("a script of " + size + " told " + results + " counts");
            }
        } catch (SQLException e) {
            // Somebody has closed it.
            if (stage.attacked() == null && !isClosed(statement)) {
                stage.journal.wrong("the counts of a script cannot be read: " + e);
            }
        }
    }

    private boolean isClosed(Statement statement) {
        try {
            return statement.isClosed() || stage.connection().isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    void batch(Chance own, int timeout) {
        var elements = new ArrayList<List<Integer>>();
        try (var statement = stage.use(stage.connection().createStatement(), timeout)) {
            var size = own.between(1, own.pick(3, 10, MOST_IN_A_BATCH));
            for (var number = 0; number < size; number++) {
                var keys = stage.journal.newKeys(own.between(1, 3));
                elements.add(keys);
                statement.addBatch(insertOf(keys, own, timeout));
            }
            if (tellBatch(statement, elements, timeout)
                    && stage.world.dials().series().scriptMode() == ScriptMode.TRANSACTION) {
                stage.calls().expect((size + IN_ONE_REQUEST - 1) / IN_ONE_REQUEST, 0);
            }
        } catch (SQLException e) {
            elements.forEach(keys -> stage.journal.told(keys, Told.by(e), Stage.words(e)));
        }
    }

    void preparedBatch(Chance own, int timeout) {
        var elements = new ArrayList<List<Integer>>();
        var sql = "insert into t values (?)" + stage.place();
        try (var statement = stage.use(stage.connection().prepareStatement(sql), timeout)) {
            var size = own.between(1, own.pick(3, 10, MOST_IN_A_BATCH));
            for (var number = 0; number < size; number++) {
                var keys = stage.journal.newKeys(1);
                elements.add(keys);
                statement.setInt(1, keys.get(0));
                statement.addBatch();
            }
            tellBatch(statement, elements, timeout);
        } catch (SQLException e) {
            elements.forEach(keys -> stage.journal.told(keys, Told.by(e), Stage.words(e)));
        }
    }

    /** Whether all went well. */
    private boolean tellBatch(Statement statement, List<List<Integer>> elements, int timeout) throws SQLException {
        var well = true;
        try {
            var counts = stage.limited("batch", timeout, elements.size(), statement::executeLargeBatch);
            if (counts.length != elements.size()) {
                stage.journal.wrong("a batch of " + elements.size() + " told " + counts.length + " counts");
            }
            for (var index = 0; index < Math.min(counts.length, elements.size()); index++) {
                stage.checkCount("batch", counts[index], elements.get(index).size(), statement);
                stage.journal.told(elements.get(index), Told.IN, "count " + counts[index]);
            }
        } catch (BatchUpdateException e) {
            well = false;
            tellFailed(e, elements);
        }
        elements.clear();
        return well;
    }

    private void tellFailed(BatchUpdateException e, List<List<Integer>> elements) {
        if (Told.by(e) == Told.UNKNOWN && DENIED.matcher(e.getMessage()).find()) {
            stage.journal.wrong("a batch denies what it does not know: " + Stage.words(e));
        }
        var counts = e.getLargeUpdateCounts();
        for (var index = 0; index < elements.size(); index++) {
            var keys = elements.get(index);
            var isIn = index < counts.length && counts[index] != Statement.EXECUTE_FAILED;
            if (isIn && counts[index] != Statement.SUCCESS_NO_INFO && counts[index] != keys.size()) {
                stage.journal.wrong("a batch that failed told the count " + counts[index] + " for " + keys.size());
            }
            stage.journal.told(keys, isIn ? Told.IN : Told.by(e), Stage.words(e));
        }
    }

    /** Two threads write on one connection at once. */
    void sideBySide(Chance own, int timeout) {
        var other = new Other(stage, "beside");
        var keys = stage.journal.newKeys(1);
        var sql = insertOf(keys, own, 0);
        var otherTimeout = own.percent(30) ? own.between(1, 5) : 0;
        other.start(() -> {
            try (var statement = stage.connection().createStatement()) {
                statement.setQueryTimeout(otherTimeout);
                stage.aside("INSERT beside another", otherTimeout, () -> statement.executeUpdate(sql));
                stage.journal.told(keys, Told.IN, "well");
                other.succeeded();
            } catch (SQLException e) {
                stage.journal.told(keys, Told.by(e), Stage.words(e));
            }
        });
        insert(own, timeout);
        var well = stage.calls().isExpected();
        stage.calls().expectNothing();
        if (other.join() && well) {
            stage.calls().expect(2, 0);
        }
    }

    void failing(int timeout) {
        try (var statement = stage.use(stage.connection().createStatement(), timeout)) {
            stage.limited("failing", timeout, 1, () -> statement.executeUpdate("insert into strict values (null)"));
            stage.journal.wrong("an INSERT of null succeeded");
        } catch (SQLException e) {
            if (stage.world.dials().calm() && timeout == 0 && !"23502".equals(e.getSQLState())) {
                stage.journal.wrong("an INSERT of null gave " + Stage.words(e));
            }
        }
    }
}

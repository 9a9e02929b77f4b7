package io.github.redshiftdata.soak.races;

import io.github.redshiftdata.soak.Dice;
import io.github.redshiftdata.soak.verdict.Atom;
import io.github.redshiftdata.soak.verdict.Conclusion;
import io.github.redshiftdata.soak.verdict.Conclusions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call that is attacked, and what may be concluded from its end. */
final class Operation {

    /** The twelve kinds. */
    enum Kind {
        SELECT,
        SELECT_PAGES,
        SELECT_SCROLLED,
        SELECT_SLOW,
        INSERT,
        PREPARED_INSERT,
        INSERT_SLOW,
        PREPARED_BATCH,
        PLAIN_BATCH,
        SCRIPT,
        LONG_SCRIPT,
        METADATA;

        boolean reads() {
            return this == SELECT
                    || this == SELECT_PAGES
                    || this == SELECT_SCROLLED
                    || this == SELECT_SLOW
                    || this == METADATA;
        }
    }

    static final int PAGED_ROWS = 400;

    private static final int IN_ONE_BATCH = 40;
    private static final String PAGES = "select n from generate_series(1, " + PAGED_ROWS + ") as n order by n";

    private final Kind kind;
    private final int rows;
    private final long key;
    private final int sleepMillis;

    /** Whether the statement has ended well, so that only the reading of its rows is left. */
    private volatile boolean executed;

    private Operation(Kind kind, int rows, long key, int sleepMillis) {
        this.kind = kind;
        this.rows = rows;
        this.key = key;
        this.sleepMillis = sleepMillis;
    }

    /** One at random. */
    static Operation drawn(Dice dice, Lane lane) {
        return of(dice.pick(Kind.values()), dice, lane, dice.percent(8) ? 4000 : dice.between(20, 500));
    }

    /**
     * One of a kind.
     *
     * @param sleepMillis how long it takes, if it is a slow one
     */
    static Operation of(Kind kind, Dice dice, Lane lane, int sleepMillis) {
        var rows =
                switch (kind) {
                    case INSERT, PREPARED_INSERT -> 1;
                    case INSERT_SLOW -> dice.between(1, 5);
                    case PREPARED_BATCH, PLAIN_BATCH -> dice.between(2, 90);
                    case SCRIPT -> dice.between(2, 30);
                    case LONG_SCRIPT -> dice.between(41, 46);
                    default -> 0;
                };
        return new Operation(kind, rows, lane.keys(rows), sleepMillis);
    }

    Statement open(Connection connection) throws SQLException {
        return switch (kind) {
            case PREPARED_INSERT, PREPARED_BATCH ->
                connection.prepareStatement("insert into " + Lane.TABLE + " values (?, ?)");
            case SELECT_SCROLLED ->
                connection.createStatement(
                        java.sql.ResultSet.TYPE_SCROLL_INSENSITIVE, java.sql.ResultSet.CONCUR_READ_ONLY);
            default -> connection.createStatement();
        };
    }

    /**
     * Makes the call.
     *
     * @throws IllegalStateException where a result is wrong
     */
    void run(Statement statement) throws SQLException {
        switch (kind) {
            case SELECT -> expectRows(statement, "select n from generate_series(1, 3) as n order by n", 3);
            case SELECT_PAGES, SELECT_SCROLLED -> expectRows(statement, PAGES, PAGED_ROWS);
            case SELECT_SLOW ->
                expectRows(statement, "select 1 as n from (select pg_sleep(" + seconds() + ")) as s", 1);
            case INSERT -> expect(1, statement.executeUpdate(insert(key)));
            case INSERT_SLOW -> expect(rows, statement.executeUpdate(slowInsert()));
            case PREPARED_INSERT -> {
                bind((PreparedStatement) statement, key);
                expect(1, ((PreparedStatement) statement).executeUpdate());
            }
            case PREPARED_BATCH -> {
                for (var row = 0; row < rows; row++) {
                    bind((PreparedStatement) statement, key + row);
                    ((PreparedStatement) statement).addBatch();
                }
                expect(rows, statement.executeBatch().length);
            }
            case PLAIN_BATCH -> {
                for (var row = 0; row < rows; row++) {
                    statement.addBatch(insert(key + row));
                }
                expect(rows, statement.executeBatch().length);
            }
            case SCRIPT, LONG_SCRIPT -> statement.execute(script());
            case METADATA -> readMetadata(statement.getConnection());
        }
    }

    private static void readMetadata(Connection connection) throws SQLException {
        try (var columns = connection.getMetaData().getColumns(null, "public", Lane.TABLE, "%")) {
            var found = 0;
            while (columns.next()) {
                found++;
            }
            expect(2, found);
        }
    }

    private void expectRows(Statement statement, String sql, int count) throws SQLException {
        try (var found = statement.executeQuery(sql)) {
            executed = true;
            var read = 0;
            while (found.next()) {
                read++;
                expect(read, found.getInt(1));
            }
            expect(count, read);
        }
    }

    private static void expect(int right, int told) {
        if (right != told && told >= 0) {
            throw new IllegalStateException("wrong without an exception: " + told + " instead of " + right);
        }
    }

    private String seconds() {
        return Double.toString(sleepMillis / 1000.0);
    }

    private static String insert(long key) {
        return "insert into " + Lane.TABLE + " values (" + key + ", 'quick')";
    }

    private String slowInsert() {
        return "insert into " + Lane.TABLE + " select " + key + " + g, 'slow' from generate_series(0, " + (rows - 1)
                + ") as g, (select pg_sleep(" + seconds() + ")) as s";
    }

    private String script() {
        var script = new ArrayList<String>();
        for (var row = 0; row < rows; row++) {
            script.add(insert(key + row));
        }
        return String.join("; ", script);
    }

    private static void bind(PreparedStatement statement, long key) throws SQLException {
        statement.setLong(1, key);
        statement.setString(2, "prepared");
    }

    /** What may be concluded in autocommit mode; nothing for what only reads. */
    List<Atom> concluded(@Nullable Throwable failure) {
        if (rows == 0) {
            return List.of();
        }
        return switch (kind) {
            case PREPARED_BATCH -> Atom.ofElements(key, Conclusions.ofBatch(failure, rows), rows);
            case PLAIN_BATCH -> Atom.ofElements(key, Conclusions.ofBatch(failure, rows), IN_ONE_BATCH);
            default -> Atom.one(key, rows, Conclusions.of(failure));
        };
    }

    /** The rows as part of a transaction of which this is known. */
    List<Atom> inTransaction(Conclusion conclusion) {
        return rows == 0 ? List.of() : Atom.one(key, rows, conclusion);
    }

    /**
     * Whether a failure is one of a statement of the transaction. It is not where the rows of a statement that ended well
     * could not be read any more, where metadata could not, or where the call came to a closed Statement.
     */
    boolean failsTransaction(@Nullable Throwable failure) {
        var closed = failure instanceof SQLException error && "24000".equals(error.getSQLState());
        return failure != null && !endedOnlyReading(failure) && kind != Kind.METADATA && !closed;
    }

    /** Whether executeQuery gave its result, and what failed is a ResultSet.next: the statement itself is not touched. */
    boolean endedOnlyReading(@Nullable Throwable failure) {
        return failure != null && executed;
    }

    /** In autocommit mode: a script that is too long for one request is run between BEGIN and COMMIT. */
    boolean isTransactionOfItsOwn() {
        return kind == Kind.LONG_SCRIPT;
    }

    Kind kind() {
        return kind;
    }

    @Override
    public String toString() {
        var slow = kind == Kind.SELECT_SLOW || kind == Kind.INSERT_SLOW;
        return kind + (rows > 0 ? " of " + rows : "") + (slow ? " for " + sleepMillis + " ms" : "");
    }
}

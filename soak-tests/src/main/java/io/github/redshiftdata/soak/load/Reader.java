package io.github.redshiftdata.soak.load;

import io.github.redshiftdata.soak.Dice;
import io.github.redshiftdata.soak.Pause;
import io.github.redshiftdata.soak.verdict.Violation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/** Reads what is known, page by page, in one of several ways: the result is complete and right, or an exception ends it. */
final class Reader extends Worker {

    private static final int LONGEST = 3000;

    /** Each reader reads with one of them. */
    private static final List<String> WAYS = List.of(
            "",
            "",
            "&resultFormat=csv",
            "&session=auto",
            "&resultBufferBytes=60000",
            "&metadataCacheSeconds=0",
            "&metadataCacheSeconds=0&metadataSource=sql",
            "");

    private static final int BOUND = 1;
    private static final int SCROLLING = 7;

    private final int way;

    /** @param number says how it reads: every eighth in the same way */
    Reader(Load.Shared shared, int number, Dice dice) {
        super(shared, "soak-r" + number, own(shared, "soak-r" + number, WAYS.get(number % WAYS.size())), dice);
        this.way = number % WAYS.size();
    }

    /** A part of the table. */
    private record Part(int first, int rows) {
        String sql() {
            return "select n, t from " + Numbers.TABLE + " where n >= " + first + " and n < " + (first + rows)
                    + " order by n";
        }
    }

    @Override
    void work(Connection open) {
        var rows = dice.between(0, dice.percent(50) ? 200 : LONGEST);
        var part = new Part(dice.between(1, Numbers.ROWS - rows), rows);
        var readsMetadata = WAYS.get(way).contains("metadata") && dice.percent(50);
        var what = readsMetadata ? "metadata" : "read of " + part;
        try {
            var wrong = readsMetadata ? readMetadata(open) : timed(what, Watch.PATIENCE, () -> read(open, part));
            if (!wrong.isEmpty()) {
                wrong(what + ": " + wrong, "");
            }
            shared.journal().read(rows);
            succeeded();
        } catch (SQLException e) {
            shared.journal().readFailed();
            shared.log().note(name() + " " + what + " " + e.getSQLState() + " " + e.getMessage());
            failed();
        } catch (RuntimeException e) {
            wrong(what + ": an exception that is no SQLException left the driver", e.toString());
            drop();
        }
    }

    private void wrong(String what, String told) {
        var text = name() + ", " + what;
        shared.log().note("SHORT_READ " + text + " " + told);
        shared.journal()
                .readWrongly(new Violation(
                        Violation.Kind.SHORT_READ, 1, text, told, shared.log().lastOf(name())));
    }

    /** Reads; gives what is wrong with the rows, or nothing. */
    private String read(Connection open, Part part) throws SQLException {
        var timeout = someTimeout();
        if (way == BOUND) {
            try (var statement =
                    open.prepareStatement("select n, t from " + Numbers.TABLE + " where n >= ? and n < ? order by n")) {
                statement.setInt(1, part.first());
                statement.setInt(2, part.first() + part.rows());
                statement.setQueryTimeout(timeout);
                return check(select(statement, timeout, statement::executeQuery), part, timeout);
            }
        }
        var type = way == SCROLLING ? ResultSet.TYPE_SCROLL_INSENSITIVE : ResultSet.TYPE_FORWARD_ONLY;
        try (var statement = open.createStatement(type, ResultSet.CONCUR_READ_ONLY)) {
            statement.setQueryTimeout(timeout);
            var rows = select(statement, timeout, () -> statement.executeQuery(part.sql()));
            return way == SCROLLING ? checkBothWays(rows, part) : check(rows, part, timeout);
        }
    }

    /** The query timeout limits the statement, and anew the page that comes with it. */
    private ResultSet select(Statement statement, int timeout, Watch.Call<ResultSet> call) throws SQLException {
        return timed("SELECT", Watch.limit(2 * timeout), () -> shared.running().during(statement, call));
    }

    private String check(ResultSet rows, Part part, int timeout) throws SQLException {
        var slowly = dice.percent(5);
        var read = 0;
        while (next(rows, timeout)) {
            var wrong = wrongRow(rows, part.first() + read);
            if (!wrong.isEmpty()) {
                return wrong;
            }
            read++;
            if (slowly && read % 400 == 0) {
                Pause.millis(dice.between(1, 700));
            }
        }
        return read == part.rows() ? "" : "ended after " + read + " rows of " + part.rows();
    }

    private boolean next(ResultSet rows, int timeout) throws SQLException {
        var started = System.nanoTime();
        try {
            return rows.next();
        } finally {
            shared.watch().ended(name(), "next", Watch.limit(timeout), started);
        }
    }

    private static String wrongRow(ResultSet rows, int expected) throws SQLException {
        var n = rows.getInt(1);
        var text = rows.getString(2);
        return n == expected && Objects.equals(text, Numbers.text(expected))
                ? ""
                : "row " + n + " with " + text + " instead of " + expected;
    }

    private static String checkBothWays(ResultSet rows, Part part) throws SQLException {
        if (rows.last() != part.rows() > 0) {
            return "last told " + (part.rows() == 0) + " of " + part.rows() + " rows";
        }
        if (part.rows() > 0 && rows.getRow() != part.rows()) {
            return "the last row is number " + rows.getRow() + " of " + part.rows();
        }
        for (var row = part.rows(); row >= 1; row -= 7) {
            if (!rows.absolute(row)) {
                return "row " + row + " of " + part.rows() + " is not there";
            }
            var wrong = wrongRow(rows, part.first() + row - 1);
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return "";
    }

    private String readMetadata(Connection open) throws SQLException {
        var wrong = timed("getTables", Watch.PATIENCE, () -> readTables(open));
        return wrong.isEmpty() ? timed("getColumns", Watch.PATIENCE, () -> readColumns(open)) : wrong;
    }

    private static String readTables(Connection open) throws SQLException {
        try (var tables = open.getMetaData().getTables(null, "public", Numbers.TABLE, null)) {
            var once = tables.next() && Numbers.TABLE.equals(tables.getString("TABLE_NAME")) && !tables.next();
            return once ? "" : "getTables does not tell the table once";
        }
    }

    private static String readColumns(Connection open) throws SQLException {
        var columns = new StringBuilder();
        try (var rows = open.getMetaData().getColumns(null, "public", Numbers.TABLE, "%")) {
            while (rows.next()) {
                columns.append(rows.getString("COLUMN_NAME")).append(' ');
            }
        }
        return columns.toString().equals("n t ") ? "" : "getColumns tells the columns " + columns;
    }
}

package io.github.redshiftdata.soak.load;

import io.github.redshiftdata.soak.Dice;
import io.github.redshiftdata.soak.verdict.Atom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to write rows, and to conclude whether they are in. */
interface Writing {

    /**
     * What a call has to know.
     *
     * @param owner who writes
     * @param inOneChunk how many rows of a prepared batch surely make one statement
     */
    record Task(
            Connection connection,
            String owner,
            Dice dice,
            Journal journal,
            Watch watch,
            RunningStatements running,
            int inOneChunk) {

        <T> T timed(String what, Duration limit, Watch.Call<T> call) throws SQLException {
            return watch.timed(owner, what, limit, call);
        }

        /** The call of a statement with this query timeout in seconds; it may be cancelled by another thread. */
        <T> T execute(Statement statement, String what, int timeout, Watch.Call<T> call) throws SQLException {
            return timed(what, Watch.limit(timeout), () -> running.during(statement, call));
        }

        int someTimeout() {
            return dice.percent(25) ? dice.between(1, 4) : 0;
        }

        /** An INSERT of rows with consecutive keys. */
        String insert(long firstKey, int rows) {
            var sql = new StringBuilder("insert into soak_rows values ");
            for (var row = 0; row < rows; row++) {
                sql.append(row == 0 ? "" : ", ")
                        .append('(')
                        .append(firstKey + row)
                        .append(", '")
                        .append(owner)
                        .append("', 'quick')");
            }
            return sql.toString();
        }

        /** The same, but it takes a while. */
        String slowInsert(long firstKey, int rows) {
            var millis = dice.between(300, 3000);
            return "insert into soak_rows select " + firstKey + " + g, '" + owner + "', 'slow' from generate_series(0, "
                    + (rows - 1) + ") as g, (select pg_sleep(" + millis / 1000.0 + ")) as s";
        }
    }

    /**
     * What came of it.
     *
     * @param failure the first exception, or null
     * @param untruths what was seen to be told wrongly
     */
    record Written(List<Atom> atoms, @Nullable Throwable failure, List<String> untruths) {}

    /** Writes. Whatever the driver throws is part of the answer. */
    Written write(Task task);
}

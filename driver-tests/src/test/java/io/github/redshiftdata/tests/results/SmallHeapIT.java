package io.github.redshiftdata.tests.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.SmallJvm;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A result that is far larger than the heap, read in a JVM of its own. */
class SmallHeapIT {

    private static final long ROWS = 1_000_000;

    @Test
    void aMillionRowsStreamThrough64Megabytes() throws IOException, InterruptedException {
        assertThat(SmallJvm.run(Reader.class, TestEmulator.shared().url()))
                .isEqualTo(ROWS + " rows, sum " + ROWS * (ROWS + 1) / 2);
    }

    /** What runs in the small JVM. */
    static final class Reader {

        private Reader() {}

        public static void main(String[] arguments) throws SQLException {
            var rows = 0L;
            var sum = 0L;
            try (var connection = DriverManager.getConnection(arguments[0]);
                    var statement = connection.createStatement();
                    var resultSet = statement.executeQuery("SELECT n, 'a row with the number ' || n, n / 7.0, sysdate"
                            + " FROM generate_series(1, " + ROWS + ") AS t (n)")) {
                while (resultSet.next()) {
                    rows++;
                    sum += resultSet.getLong(1);
                    if (!resultSet.getString(2).endsWith(" " + resultSet.getInt(1))) {
                        throw new IllegalStateException("Row " + rows + " holds " + resultSet.getString(2));
                    }
                }
            }
            System.out.println(rows + " rows, sum " + sum);
        }
    }
}

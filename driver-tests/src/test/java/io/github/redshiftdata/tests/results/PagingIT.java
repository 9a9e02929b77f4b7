package io.github.redshiftdata.tests.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No result depends on the size of a page. */
class PagingIT {

    private static final String SQL = "select * from sales order by sale_id";

    private record Summary(long rows, long checksum) {}

    private static Summary read(TestEmulator emulator, String sql) throws SQLException {
        try (var connection = emulator.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var columns = rows.getMetaData().getColumnCount();
            var checksum = new CRC32();
            var count = 0L;
            while (rows.next()) {
                count++;
                for (var column = 1; column <= columns; column++) {
                    checksum.update(
                            String.valueOf(rows.getString(column)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    checksum.update('|');
                }
            }
            return new Summary(count, checksum.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64 << 10, 1 << 20})
    void allSalesAreTheSameInPagesOf(int pageBytes) throws SQLException {
        var expected = read(TestEmulator.shared(), SQL);
        assertThat(expected.rows()).isEqualTo(100_000);
        try (var emulator = TestEmulator.own(pageBytes)) {
            assertThat(read(emulator, SQL)).isEqualTo(expected);
        }
    }

    @Test
    void compressedPagesGiveTheSameRows() throws SQLException {
        var expected = read(TestEmulator.shared(), SQL);
        try (var emulator = TestEmulator.own(TestEmulator.options().withCompressed(true))) {
            assertThat(read(emulator, SQL)).isEqualTo(expected);
        }
    }

    @Test
    void pagesOfOneKilobyteGiveTheSameRows() throws SQLException {
        var expected = read(TestEmulator.shared(), SQL);
        try (var emulator = TestEmulator.own(1 << 10)) {
            assertThat(read(emulator, SQL)).isEqualTo(expected);
        }
    }

    @Test
    void maxRowsStopsTheFetching() throws SQLException {
        try (var emulator = TestEmulator.own(1 << 10);
                var connection = emulator.connect();
                var statement = connection.createStatement()) {
            statement.setMaxRows(3);
            emulator.resetCalls();
            try (var rows = statement.executeQuery(SQL)) {
                var count = 0;
                while (rows.next()) {
                    count++;
                }
                assertThat(count).isEqualTo(3);
            }
            assertThat(emulator.calls().get("GetStatementResult")).isEqualTo(1L);
        }
    }

    // ---------------------------------------------------------------- what is fetched, and when

    /** Pages of one row each: the number of pages fetched is that of the rows. */
    private static final int ONE_ROW = 1;

    private static final String TEN_ROWS = "select n from generate_series(1, 10) as t (n) order by n";

    private static long fetched(TestEmulator emulator) {
        return emulator.calls().getOrDefault("GetStatementResult", 0L);
    }

    @ParameterizedTest
    @CsvSource({"1003, 1", "1003, 2", "1003, 9", "1004, 1", "1004, 2", "1004, 9"})
    void noPageIsFetchedThatMaxRowsMakesPointless(int type, int maxRows) throws SQLException {
        try (var emulator = TestEmulator.own(ONE_ROW);
                var connection = emulator.connect();
                var statement = connection.createStatement(type, ResultSet.CONCUR_READ_ONLY)) {
            statement.setMaxRows(maxRows);
            emulator.resetCalls();
            try (var rows = statement.executeQuery(TEN_ROWS)) {
                for (var n = 1; n <= maxRows; n++) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(n);
                    assertThat(rows.isLast()).isEqualTo(n == maxRows);
                }
                assertThat(rows.next()).isFalse();
            }
            assertThat(fetched(emulator)).isEqualTo(maxRows);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 1_000_000})
    void theFetchSizeIsAHintThatCostsNothing(int fetchSize) throws SQLException {
        try (var emulator = TestEmulator.own(ONE_ROW);
                var connection = emulator.connect();
                var statement = connection.createStatement()) {
            statement.setFetchSize(fetchSize);
            emulator.resetCalls();
            try (var rows = statement.executeQuery(TEN_ROWS)) {
                assertThat(rows.getFetchSize()).isEqualTo(fetchSize);
                while (rows.next()) {
                    assertThat(rows.getRow()).isEqualTo(rows.getInt(1));
                }
            }
            assertThat(fetched(emulator)).isEqualTo(10);
        }
    }

    @Test
    void aReaderThatStopsHoldsItsPageAndOneAhead() throws SQLException, InterruptedException {
        try (var emulator = TestEmulator.own(ONE_ROW);
                var connection = emulator.connect();
                var statement = connection.createStatement();
                var other = connection.createStatement()) {
            emulator.resetCalls();
            try (var rows = statement.executeQuery(TEN_ROWS)) {
                for (var n = 1; n <= 4; n++) {
                    assertThat(rows.next()).isTrue();
                    awaitFetched(emulator, n + 1);
                    // Whatever else happens meanwhile, nothing more of the result is asked for.
                    other.execute("select 1");
                    assertThat(fetched(emulator)).isEqualTo(n + 1);
                }
            }
        }
    }

    private static void awaitFetched(TestEmulator emulator, long pages) throws InterruptedException {
        while (fetched(emulator) < pages) {
            Thread.onSpinWait();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE})
    void nothingIsFetchedAfterTheClose(int type) throws SQLException {
        try (var emulator = TestEmulator.own(ONE_ROW);
                var connection = emulator.connect();
                var statement = connection.createStatement(type, ResultSet.CONCUR_READ_ONLY)) {
            emulator.resetCalls();
            var rows = statement.executeQuery(TEN_ROWS);
            rows.next();
            rows.close();
            assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
            statement.execute("select 1");
            // The page ahead may have been asked for before.
            assertThat(fetched(emulator)).isLessThanOrEqualTo(2);
        }
    }
}

package io.github.redshiftdata.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}

package io.github.redshiftdata.jdbc.internal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTrailTest {

    private static final ColumnMetadata A = column("a", "int8");
    private static final ColumnMetadata B = column("b", "varchar");

    private static ColumnMetadata column(String label, String type) {
        return new ColumnMetadata(label, label, type, 0, 0, 0, 1, true, false, false, "", "", "");
    }

    /** A page whose rows are counted only. */
    private record CountedPage(List<ColumnMetadata> columns, int width, int rowCount, long totalRows, String nextToken)
            implements ResultPage {

        static CountedPage of(int rowCount, ColumnMetadata... columns) {
            return new CountedPage(List.of(columns), columns.length, rowCount, -1, null);
        }

        @Override
        public long byteSize() {
            return 1;
        }

        @Override
        public View view() {
            throw new AssertionError("No cell of it is to be read.");
        }
    }

    private static void assertOtherColumns(ResultPage first, ResultPage later, String message) throws SQLException {
        var trail = new PageTrail(first);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> trail.arrived(later))
                .withMessageContaining(message);
    }

    @Test
    void theErrorNamesTheFirstColumnThatDiffers() throws SQLException {
        var first = CountedPage.of(3, A, B);
        assertOtherColumns(
                first,
                CountedPage.of(1, A, column("c", "varchar")),
                "After 3 rows the service sent a page with other columns than the first page:"
                        + " \"c\" of type \"varchar\" instead of \"b\" of type \"varchar\".");
        assertOtherColumns(
                first,
                CountedPage.of(1, column("a", "int4"), B),
                "\"a\" of type \"int4\" instead of \"a\" of type \"int8\".");
    }

    @Test
    void aPageWithoutRowsTellsNoMoreAndNoFewerColumnsThanTheFirst() throws SQLException {
        assertOtherColumns(CountedPage.of(1, A, B), CountedPage.of(0, A), "none instead of \"b\" of type \"varchar\".");
        assertOtherColumns(CountedPage.of(1, A), CountedPage.of(0, A, B), "\"b\" of type \"varchar\" instead of none.");
    }

    @Test
    void aLaterPageNeedNotTellTheColumns() throws SQLException {
        var trail = new PageTrail(CountedPage.of(1, A, B));
        trail.arrived(new CountedPage(List.of(), 2, 3, -1, null));
        trail.arrived(new CountedPage(List.of(), 0, 0, -1, null));
        trail.arrived(CountedPage.of(2, A, B));
        assertThat(trail.rows()).isEqualTo(6);
    }

    @Test
    void aResultOfNoRowsHasNone() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> new PageTrail(new CountedPage(List.of(A), 1, 1, 0, null)))
                .withMessageContaining("has 0 rows, but the service sent 1");
    }
}

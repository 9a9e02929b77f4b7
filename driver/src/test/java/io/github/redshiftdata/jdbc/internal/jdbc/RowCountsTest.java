package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Statement;
import org.junit.jupiter.api.Test;

class RowCountsTest {

    @Test
    void aCountBeyondTheRangeOfIntIsNoCount() {
        assertThat(RowCounts.toInts(new long[] {
                    0, Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, Long.MAX_VALUE, Statement.EXECUTE_FAILED, -1
                }))
                .containsExactly(
                        0,
                        Integer.MAX_VALUE,
                        Statement.SUCCESS_NO_INFO,
                        Statement.SUCCESS_NO_INFO,
                        Statement.EXECUTE_FAILED,
                        -1);
    }
}

package io.github.redshiftdata.jdbc.internal.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.types.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListCursorTest {

    @Test
    void everyJavaValueIsACellOfItsKind() {
        var row = new Object[] {null, 1, 2L, 1.5, true, "x", new byte[] {1}};
        var cursor = new ListCursor(List.of(FakePage.COLUMN), List.<Object[]>of(row));
        assertThat(cursor.next()).isTrue();
        assertThat(List.of(0, 1, 2, 3, 4, 5, 6).stream().map(i -> cursor.cell(i).kind()))
                .containsExactly(
                        Cell.Kind.NULL,
                        Cell.Kind.LONG,
                        Cell.Kind.LONG,
                        Cell.Kind.DOUBLE,
                        Cell.Kind.BOOLEAN,
                        Cell.Kind.TEXT,
                        Cell.Kind.BLOB);
        assertThat(cursor.cell(1).longValue()).isEqualTo(1);
        assertThat(cursor.cell(5).text()).isEqualTo("x");
        assertThat(cursor.isLast()).isTrue();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.isAfterLast()).isTrue();
    }

    @Test
    void theEmptyCursorHasNothing() {
        var cursor = ListCursor.empty();
        assertThat(cursor.isBeforeFirst()).isFalse();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.columns()).isEmpty();
    }
}

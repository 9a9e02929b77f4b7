package io.github.redshiftdata.jdbc.internal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.redshiftdata.jdbc.internal.types.Cell;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
        assertThat(cursor.cell(3).doubleValue()).isEqualTo(1.5);
        assertThat(cursor.cell(4).booleanValue()).isTrue();
        assertThat(cursor.cell(6).blob()).containsExactly(1);
        assertThat(cursor.isLast()).isTrue();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.isAfterLast()).isTrue();
    }

    @Test
    void aNumberOfAnyWidthIsANumber() {
        var cursor = new ListCursor(List.of(FakePage.COLUMN), List.<Object[]>of(new Object[] {(short) 3, 0.5f, false}));
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.cell(0).kind()).isEqualTo(Cell.Kind.LONG);
        assertThat(cursor.cell(0).longValue()).isEqualTo(3);
        assertThat(cursor.cell(1).kind()).isEqualTo(Cell.Kind.DOUBLE);
        assertThat(cursor.cell(1).doubleValue()).isEqualTo(0.5);
        assertThat(cursor.cell(2).booleanValue()).isFalse();
    }

    @Test
    void aCellGivesNoValueOfAnotherKind() {
        var cursor = new ListCursor(List.of(FakePage.COLUMN), List.<Object[]>of(new Object[] {"x"}));
        assertThat(cursor.columns()).containsExactly(FakePage.COLUMN);
        assertThat(cursor.next()).isTrue();
        for (var call : List.<ThrowingCallable>of(
                cursor.cell(0)::longValue,
                cursor.cell(0)::doubleValue,
                cursor.cell(0)::booleanValue,
                cursor.cell(0)::blob)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(call)
                    .withMessageContaining("TEXT");
        }
    }

    @Test
    void theEmptyCursorHasNothing() {
        var cursor = ListCursor.empty();
        assertThat(cursor.isBeforeFirst()).isFalse();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.columns()).isEmpty();
    }
}

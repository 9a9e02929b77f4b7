package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.result.Cursor;
import io.github.redshiftdata.jdbc.internal.result.ListCursor;
import io.github.redshiftdata.jdbc.internal.types.Cell;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Calendar;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One column of cells: each conversion, and how a failure of it is told. */
class ColumnReaderTest {

    private static ColumnMetadata column(String type) {
        return new ColumnMetadata("Price", "price", type, 0, 0, 0, 1, true, false, false, "", "", "");
    }

    private static ColumnReader reader(String type, int maxFieldSize) {
        return ColumnReader.all(new Columns(List.of(column("int4"), column(type))), maxFieldSize)[1];
    }

    private static Cell cell(Object value) {
        var cursor = new ListCursor(List.of(column("int4")), Collections.singletonList(new Object[] {value}));
        assertThat(cursor.next()).isTrue();
        return cursor.cell(0);
    }

    private static void assertTold(String state, ThrowingCallable call) {
        var error = catchThrowableOfType(SQLException.class, call);
        assertThat(error.getSQLState()).isEqualTo(state);
        assertThat((Throwable) error).hasMessageContaining("column 2 (Price)");
    }

    @Test
    void aValueIsReadAsOftenAsItIsAskedFor() throws SQLException {
        var reader = reader("int4", 0);
        for (var value : new long[] {1, 0, -7}) {
            assertThat(reader.booleanValue(cell(value == 0 ? 0L : 1L))).isEqualTo(value != 0);
            assertThat(reader.longValue(cell(value))).isEqualTo(value);
            assertThat(reader.intValue(cell(value))).isEqualTo((int) value);
            assertThat(reader.shortValue(cell(value))).isEqualTo((short) value);
            assertThat(reader.byteValue(cell(value))).isEqualTo((byte) value);
            assertThat(reader.doubleValue(cell(value))).isEqualTo((double) value);
            assertThat(reader.floatValue(cell(value))).isEqualTo((float) value);
            assertThat(reader.string(cell(value))).isEqualTo(Long.toString(value));
            assertThat(reader.object(cell(value))).isEqualTo((int) value);
            assertThat(reader.object(cell(value), BigDecimal.class)).isEqualTo(BigDecimal.valueOf(value));
            assertThat(reader.object(cell(value), String.class)).isEqualTo(Long.toString(value));
        }
    }

    /** A primitive class stands for its box, which is what an object can be. */
    @Test
    void aPrimitiveClassGivesItsBox() throws SQLException {
        var reader = reader("int4", 0);
        assertThat((Object) reader.object(cell(7L), int.class)).isEqualTo(7);
        assertThat((Object) reader.object(cell(7L), long.class)).isEqualTo(7L);
        assertThat((Object) reader.object(cell(7L), short.class)).isEqualTo((short) 7);
        assertThat((Object) reader.object(cell(7L), byte.class)).isEqualTo((byte) 7);
        assertThat((Object) reader.object(cell(7L), float.class)).isEqualTo(7f);
        assertThat((Object) reader.object(cell(7L), double.class)).isEqualTo(7d);
        assertThat((Object) reader.object(cell(1L), boolean.class)).isEqualTo(true);
        assertThat((Object) reader("varchar", 0).object(cell("x"), char.class)).isEqualTo('x');
        assertThat((Object) reader.object(cell(7L), int.class, null)).isEqualTo(7);
    }

    @Test
    void aPrimitiveClassIsRefusedAsItsBoxIs() {
        var reader = reader("int4", 0);
        assertTold("22018", () -> reader.object(cell(7L), char.class));
        assertTold("22018", () -> reader.object(cell(7L), void.class));
        assertTold("22018", () -> reader.object(cell(7L), int.class, Calendar.getInstance()));
        assertTold("22003", () -> reader.object(cell(128L), byte.class));
        assertTold("22018", () -> reader("date", 0).object(cell("2024-01-31"), long.class));
    }

    @Test
    void aNumberThatDoesNotFitIsOutOfRange() {
        var reader = reader("int8", 0);
        assertTold("22003", () -> reader.byteValue(cell(128L)));
        assertTold("22003", () -> reader.shortValue(cell(32768L)));
        assertTold("22003", () -> reader.intValue(cell(1L << 31)));
        assertTold("22003", () -> reader.rescaled(BigDecimal.ONE, 1_000_000_000));
    }

    @Test
    void aTextThatIsNoNumberIsToldAsSuch() {
        var reader = reader("varchar", 0);
        assertTold("22P02", () -> reader.longValue(cell("seven")));
        assertTold("22P02", () -> reader.doubleValue(cell("seven")));
        assertTold("22P02", () -> reader.floatValue(cell("seven")));
        assertTold("22018", () -> reader.booleanValue(cell("seven")));
        assertTold("22P02", () -> reader.object(cell("seven"), BigDecimal.class));
    }

    @Test
    void aTypeThatIsNotReadAsAnotherSaysSo() {
        var reader = reader("date", 0);
        assertTold("22018", () -> reader.longValue(cell("2024-01-31")));
        assertTold("22018", () -> reader.doubleValue(cell("2024-01-31")));
        assertTold("22018", () -> reader.booleanValue(cell("2024-01-31")));
        assertTold("22018", () -> reader.object(cell("2024-01-31"), Statement.class));
        assertTold("22018", () -> reader.object(cell("2024-01-31"), String.class, Calendar.getInstance()));
    }

    @ParameterizedTest
    @CsvSource({"0, abcd", "3, abc", "4, abcd", "5, abcd"})
    void aTextIsNoLongerThanItMayBe(int maxFieldSize, String expected) throws SQLException {
        var reader = reader("varchar", maxFieldSize);
        assertThat(reader.string(cell("abcd"))).isEqualTo(expected);
        assertThat(reader.object(cell("abcd"))).isEqualTo(expected);
        assertThat(reader.object(cell("abcd"), String.class)).isEqualTo(expected);
        assertThat(reader.bytes(cell("abcd"))).isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"numeric", "date", "timestamp", "intervaly2m"})
    void whatIsNoTextIsNotCut(String type) throws SQLException {
        var value = type.equals("numeric") ? "12345" : type.equals("intervaly2m") ? "1 year 2 mons" : "2024-01-31";
        assertThat(reader(type, 1).string(cell(value))).hasSizeGreaterThan(1);
        assertThat(String.valueOf(reader(type, 1).object(cell(value)))).hasSizeGreaterThan(1);
    }

    // ---------------------------------------------------------------- a close meanwhile

    /** A cursor that is closed when it is used, as by another thread, and says that it is. */
    private static final class ClosedMeanwhile implements Cursor {

        Runnable meanwhile = () -> {};
        boolean onRow;

        private SQLException closed() {
            meanwhile.run();
            return Errors.of(SqlState.INVALID_CURSOR_STATE, "The cursor is gone.");
        }

        @Override
        public List<ColumnMetadata> columns() {
            return List.of(column("int4"));
        }

        @Override
        public boolean next() throws SQLException {
            if (!onRow) {
                onRow = true;
                return true;
            }
            throw closed();
        }

        @Override
        public Cell cell(int index) throws SQLException {
            throw closed();
        }

        @Override
        public long row() {
            return 5_000_000_000L;
        }

        @Override
        public boolean isBeforeFirst() {
            return false;
        }

        @Override
        public boolean isAfterLast() {
            return false;
        }

        @Override
        public boolean isLast() throws SQLException {
            throw closed();
        }

        @Override
        public void close() {
            onRow = true;
        }
    }

    private static void assertTold(String message, boolean closes) throws SQLException {
        for (var use = 0; use < 3; use++) {
            var cursor = new ClosedMeanwhile();
            var rows = new ForwardResultSet(null, cursor, null);
            assertThat(rows.next()).isTrue();
            cursor.meanwhile = closes ? rows::closeByStatement : () -> {};
            ThrowingCallable call =
                    switch (use) {
                        case 0 -> rows::next;
                        case 1 -> rows::isLast;
                        default -> () -> rows.getInt(1);
                    };
            var error = catchThrowableOfType(SQLException.class, call);
            assertThat(error.getSQLState()).isEqualTo("24000");
            assertThat((Throwable) error).hasMessageContaining(message);
        }
    }

    @Test
    void whatAReaderMeetsBecauseSomebodyClosesIsToldAsTheClose() throws SQLException {
        assertTold("The result set is closed", true);
    }

    @Test
    void whileItIsOpenItIsToldAsItIs() throws SQLException {
        assertTold("The cursor is gone", false);
    }

    @Test
    void aRowBeyondTheRangeOfIntIsTheLastThatIntHas() throws SQLException {
        var rows = new ForwardResultSet(null, new ClosedMeanwhile(), null);
        assertThat(rows.next()).isTrue();
        assertThat(rows.getRow()).isEqualTo(Integer.MAX_VALUE);
        assertThat(rows.isFirst()).isFalse();
        assertThat(rows.getFetchSize()).isZero();
        assertThat(rows.getStatement() == null).isTrue();
        rows.close();
        assertThat(rows.isClosed()).isTrue();
    }
}

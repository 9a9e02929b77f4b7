package io.github.redshiftdata.jdbc.internal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScrollCursorTest {

    private final MemoryBudget budget = new MemoryBudget(1000);

    private ScrollCursor cursor(FakeSource source, int heldPages, long maxRows) throws SQLException {
        return new ScrollCursor(source, budget, heldPages, maxRows);
    }

    private static void assertStandsOn(ScrollCursor cursor, long row) throws SQLException {
        assertThat(cursor.row()).isEqualTo(row);
        assertThat(cursor.cell(0).longValue()).isEqualTo(row);
    }

    @Test
    void everyRowIsReachedFromEveryOther() throws SQLException {
        for (int heldPages = 0; heldPages < 3; heldPages++) {
            var cursor = cursor(FakeSource.ofPages(0, 2, 0, 3, 1, 0), heldPages, 0);
            for (int from = 1; from <= 6; from++) {
                for (int to = 1; to <= 6; to++) {
                    assertThat(cursor.absolute(from)).isTrue();
                    assertStandsOn(cursor, from);
                    assertThat(cursor.relative(to - from)).isTrue();
                    assertStandsOn(cursor, to);
                }
            }
        }
    }

    @Test
    void theEndsAreKnown() throws SQLException {
        var cursor = cursor(FakeSource.ofPages(2, 1), 2, 0);
        assertThat(cursor.isBeforeFirst()).isTrue();
        assertThat(cursor.previous()).isFalse();
        assertThat(cursor.first()).isTrue();
        assertThat(cursor.isFirst()).isTrue();
        assertThat(cursor.last()).isTrue();
        assertStandsOn(cursor, 3);
        assertThat(cursor.isLast()).isTrue();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.isAfterLast()).isTrue();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.previous()).isTrue();
        assertStandsOn(cursor, 3);
        assertThat(cursor.absolute(-3)).isTrue();
        assertStandsOn(cursor, 1);
        assertThat(cursor.absolute(-4)).isFalse();
        assertThat(cursor.isBeforeFirst()).isTrue();
        assertThat(cursor.absolute(4)).isFalse();
        assertThat(cursor.isAfterLast()).isTrue();
        cursor.beforeFirst();
        assertThat(cursor.next()).isTrue();
        assertStandsOn(cursor, 1);
    }

    @Test
    void aKnownNumberOfRowsSavesTheFetching() throws SQLException {
        var source = FakeSource.ofPages(2, 2, 2);
        var cursor = cursor(source, 2, 0);
        cursor.afterLast();
        assertThat(cursor.isAfterLast()).isTrue();
        assertThat(cursor.absolute(-5)).isTrue();
        assertStandsOn(cursor, 2);
        assertThat(cursor.isLast()).isFalse();
        assertThat(source.fetched).containsExactly(null, "1");
    }

    @Test
    void anUnknownNumberOfRowsIsCounted() throws SQLException {
        var cursor = cursor(FakeSource.ofPages(-1, new int[] {2, 0, 2}), 2, 0);
        assertThat(cursor.absolute(-1)).isTrue();
        assertStandsOn(cursor, 4);
        cursor.afterLast();
        assertThat(cursor.relative(-4)).isTrue();
        assertStandsOn(cursor, 1);
    }

    @Test
    void aTruncatedResultIsAnError() throws SQLException {
        var cursor = cursor(FakeSource.ofPages(5, new int[] {2, 2}), 2, 0);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(cursor::last)
                .withMessageContaining("has 5 rows, but the service sent 4");
    }

    @Test
    void aFailedMoveLeavesTheCursorWhereItStood() throws SQLException {
        var source = FakeSource.ofPages(1, 1);
        var cursor = cursor(source, 0, 0);
        cursor.first();
        source.failures.put("1", new SQLException("not now"));
        assertThatExceptionOfType(SQLException.class).isThrownBy(cursor::next);
        assertStandsOn(cursor, 1);
        assertThat(cursor.next()).isTrue();
        assertStandsOn(cursor, 2);
        cursor.afterLast();
        cursor.absolute(1);
        cursor.afterLast();
        source.failures.put("1", new SQLException("not now"));
        assertThatExceptionOfType(SQLException.class).isThrownBy(cursor::previous);
        assertThat(cursor.isAfterLast()).isTrue();
    }

    @Test
    void maxRowsEndsTheRows() throws SQLException {
        var source = FakeSource.ofPages(2, 2, 2);
        var cursor = cursor(source, 2, 3);
        assertThat(cursor.last()).isTrue();
        assertStandsOn(cursor, 3);
        assertThat(cursor.absolute(4)).isFalse();
        assertThat(source.fetched).containsExactly(null, "1");
    }

    @Test
    void aHeldPageIsNotFetchedAgain() throws SQLException {
        var source = FakeSource.ofPages(1, 1, 1);
        var cursor = cursor(source, 2, 0);
        cursor.last();
        cursor.first();
        cursor.last();
        assertThat(source.fetched).containsExactly(null, "1", "2");
    }

    @Test
    void aPageThatTheBudgetRefusesIsFetchedAgain() throws SQLException {
        var source = FakeSource.ofPages(1, 1);
        var cursor = new ScrollCursor(source, new MemoryBudget(0), 2, 0);
        assertThat(cursor.absolute(2)).isTrue();
        assertThat(cursor.absolute(1)).isTrue();
        assertStandsOn(cursor, 1);
        assertThat(source.fetched).containsExactly(null, "1", null);
    }

    @Test
    void thePageUsedLastTakesThePlaceOfAnEarlierOneInASmallBudget() throws SQLException {
        var source = FakeSource.ofPages(1, 1, 1, 1);
        var small = new MemoryBudget(FakePage.BYTES + FakePage.BYTES / 2);
        var cursor = new ScrollCursor(source, small, 2, 0);
        assertThat(cursor.last()).isTrue();
        assertThat(small.reservedBytes()).isEqualTo(FakePage.BYTES);
        assertThat(cursor.first()).isTrue();
        assertStandsOn(cursor, 1);
        assertThat(cursor.last()).isTrue();
        assertStandsOn(cursor, 4);
        assertThat(source.fetched).containsExactly(null, "1", "2", "3");
        assertThat(cursor.absolute(2)).isTrue();
        assertStandsOn(cursor, 2);
        assertThat(source.fetched).containsExactly(null, "1", "2", "3", "1");
    }

    @Test
    void aPageThatIsFetchedAgainMustBeTheSame() throws SQLException {
        for (var other : List.of(new FakePage(1, 3, 4, "1"), new FakePage(1, 1, 4, "1"))) {
            var source = FakeSource.ofPages(2, 2);
            var cursor = cursor(source, 0, 0);
            assertThat(cursor.last()).isTrue();
            source.put(null, other);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(cursor::first)
                    .withMessageContaining("a page of " + other.rowCount() + " rows that had 2 rows before")
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("58000"));
        }
    }

    @Test
    void everyCallOfTheReaderIsAWaitOfItsOwn() throws SQLException {
        var source = FakeSource.ofPages(2, 2);
        var cursor = new ScrollCursor(source, budget, 0, 0);
        assertThat(cursor.columns()).containsExactly(FakePage.COLUMN);
        var calls = List.<ThrowingCallable>of(
                cursor::next,
                cursor::previous,
                cursor::first,
                cursor::last,
                () -> cursor.absolute(1),
                () -> cursor.relative(2),
                cursor::beforeFirst,
                cursor::afterLast,
                cursor::isLast);
        for (int i = 0; i < calls.size(); i++) {
            assertThatCode(calls.get(i)).doesNotThrowAnyException();
            assertThat(source.waits).as("call " + i).isEqualTo(i + 1);
        }
    }

    @Test
    void readingForwardFetchesEachPageOnceWhateverTheBudget() throws SQLException {
        var source = FakeSource.ofPages(1, 0, 1, 1);
        var cursor = new ScrollCursor(source, new MemoryBudget(0), 0, 0);
        while (cursor.next()) {
            assertThat(cursor.isLast()).isEqualTo(cursor.row() == 3);
        }
        assertThat(source.fetched).containsExactly(null, "1", "2", "3");
    }

    @Test
    void closeGivesTheBudgetBack() throws SQLException {
        var cursor = cursor(FakeSource.ofPages(1, 1, 1), 2, 0);
        cursor.last();
        assertThat(budget.reservedBytes()).isEqualTo(2 * FakePage.BYTES);
        cursor.close();
        assertThat(budget.reservedBytes()).isZero();
        assertThatExceptionOfType(SQLException.class).isThrownBy(cursor::first);
    }

    @Test
    @Timeout(60)
    void theBudgetIsGivenBackByACursorThatIsDropped() throws SQLException {
        openAndDrop();
        while (budget.reservedBytes() > 0) {
            System.gc();
        }
        assertThat(budget.tryReserve(1000)).isTrue();
    }

    private void openAndDrop() throws SQLException {
        var cursor = new ScrollCursor(FakeSource.ofPages(1, 1, 1), budget, 2, 0);
        assertThat(cursor.last()).isTrue();
        assertThat(budget.reservedBytes()).isPositive();
    }

    @Test
    void anEmptyResultHasNoRows() throws SQLException {
        var cursor = cursor(FakeSource.ofPages(0), 2, 0);
        assertThat(cursor.isBeforeFirst()).isFalse();
        assertThat(cursor.first()).isFalse();
        assertThat(cursor.last()).isFalse();
        assertThat(cursor.isAfterLast()).isFalse();
    }
}

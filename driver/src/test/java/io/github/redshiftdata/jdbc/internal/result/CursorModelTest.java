package io.github.redshiftdata.jdbc.internal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.redshiftdata.jdbc.internal.api.PageSource;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a result is cut into pages, and whatever is held of it, a cursor is where a place in a plain list is. */
class CursorModelTest {

    private static final List<List<Integer>> SHAPES = List.of(
            List.of(0),
            List.of(1),
            List.of(0, 0),
            List.of(3),
            List.of(1, 1),
            List.of(1, 1, 1, 1),
            List.of(2, 0, 1),
            List.of(0, 2, 2),
            List.of(1, 0, 0, 3, 0));

    /** @param maxRows 0 for all */
    record Result(List<Integer> pages, long maxRows, boolean totalKnown, int heldPages) {

        long rows() {
            var all = pages.stream().mapToLong(Integer::longValue).sum();
            return maxRows > 0 ? Math.min(maxRows, all) : all;
        }

        FakeSource source() {
            var sizes = pages.stream().mapToInt(Integer::intValue).toArray();
            return totalKnown ? FakeSource.ofPages(sizes) : FakeSource.ofPages(-1L, sizes);
        }
    }

    static Stream<Result> results() {
        var results = new ArrayList<Result>();
        for (var shape : SHAPES) {
            for (var maxRows : new long[] {0, 1, 2, 3, 9}) {
                for (var held = 0; held < 3; held++) {
                    results.add(new Result(shape, maxRows, held != 1, held));
                }
            }
        }
        return results.stream();
    }

    private final MemoryBudget budget = new MemoryBudget(1000);

    /** A place in a list: 0 before the first row, {@code rows + 1} behind the last. */
    private record Place(long at, long rows) {

        boolean isRow() {
            return at >= 1 && at <= rows;
        }

        Place to(long target) {
            return new Place(Math.max(0, Math.min(target, rows + 1)), rows);
        }
    }

    private static void assertStands(Cursor cursor, Place place, String after) throws SQLException {
        assertThat(cursor.row()).as(after).isEqualTo(place.isRow() ? place.at() : 0);
        assertThat(cursor.isBeforeFirst()).as("before first %s", after).isEqualTo(place.rows() > 0 && place.at() == 0);
        assertThat(cursor.isAfterLast())
                .as("after last %s", after)
                .isEqualTo(place.rows() > 0 && place.at() > place.rows());
        assertThat(cursor.isLast()).as("last %s", after).isEqualTo(place.isRow() && place.at() == place.rows());
        if (place.isRow()) {
            assertThat(cursor.cell(0).longValue()).as(after).isEqualTo(place.at());
        } else {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> cursor.cell(0));
        }
    }

    @ParameterizedTest
    @MethodSource("results")
    void aPagedCursorGoesFromRowToRow(Result result) throws SQLException {
        for (var executor : List.<Executor>of(Runnable::run, task -> {})) {
            var cursor = new PagedCursor(result.source(), executor, budget, result.maxRows());
            var place = new Place(0, result.rows());
            for (var i = 0; i < result.rows() + 3; i++) {
                assertStands(cursor, place, "after " + i);
                place = place.to(place.at() + 1);
                assertThat(cursor.next()).isEqualTo(place.isRow());
            }
            cursor.close();
            assertThat(budget.reservedBytes()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("results")
    void aScrollCursorGoesAnywhere(Result result) throws SQLException {
        var random = new Random(7);
        for (var run = 0; run < 5; run++) {
            var cursor = new ScrollCursor(result.source(), budget, result.heldPages(), result.maxRows());
            var place = new Place(0, result.rows());
            for (var step = 0; step < 30; step++) {
                place = move(cursor, place, random);
                assertStands(cursor, place, "after step " + step);
                assertThat(cursor.isFirst()).isEqualTo(place.isRow() && place.at() == 1);
                assertThat(budget.reservedBytes()).isLessThanOrEqualTo(result.heldPages() * FakePage.BYTES);
            }
            cursor.close();
            assertThat(budget.reservedBytes()).isZero();
        }
    }

    private static Place move(ScrollCursor cursor, Place from, Random random) throws SQLException {
        var number = random.nextInt(-7, 8);
        var rows = from.rows();
        return switch (random.nextInt(8)) {
            case 0 -> moved(cursor.next(), from.to(from.at() + 1));
            case 1 -> moved(cursor.previous(), from.to(from.at() - 1));
            case 2 -> moved(cursor.first(), from.to(1));
            case 3 -> moved(cursor.last(), from.to(rows));
            case 4 -> moved(cursor.absolute(number), from.to(number >= 0 ? number : rows + 1 + number));
            case 5 -> moved(cursor.relative(number), from.to(from.at() + number));
            case 6 -> {
                cursor.beforeFirst();
                yield from.to(0);
            }
            default -> {
                cursor.afterLast();
                yield from.to(rows + 1);
            }
        };
    }

    private static Place moved(boolean onRow, Place to) {
        assertThat(onRow).isEqualTo(to.isRow());
        return to;
    }

    @Test
    void aListCursorIsWhereItsListIs() throws SQLException {
        for (var rows = 0; rows < 4; rows++) {
            var cursor = new ListCursor(
                    List.of(FakePage.COLUMN),
                    LongStream.rangeClosed(1, rows)
                            .mapToObj(row -> new Object[] {row})
                            .toList());
            var place = new Place(0, rows);
            for (var i = 0; i < rows + 2; i++) {
                assertThat(cursor.row()).isEqualTo(place.isRow() ? place.at() : 0);
                assertThat(cursor.isBeforeFirst()).isEqualTo(rows > 0 && place.at() == 0);
                assertThat(cursor.isAfterLast()).isEqualTo(rows > 0 && place.at() > rows);
                assertThat(cursor.isLast()).isEqualTo(place.isRow() && place.at() == rows);
                place = place.to(place.at() + 1);
                assertThat(cursor.next()).isEqualTo(place.isRow());
            }
        }
    }

    @Test
    void aClosedCursorAnswersNothingThatDependsOnRows() throws SQLException {
        var paged = new PagedCursor(FakeSource.ofPages(1, 1), task -> {}, budget, 0);
        assertThat(paged.next()).isTrue();
        paged.close();
        assertClosed(paged::next, paged::isLast, () -> paged.cell(0));
        var unread = new PagedCursor(FakeSource.ofPages(2), task -> {}, budget, 0);
        unread.close();
        assertClosed(unread::next, unread::isLast, () -> unread.cell(0));
        var scroll = new ScrollCursor(FakeSource.ofPages(2), budget, 2, 0);
        assertThat(scroll.next()).isTrue();
        scroll.close();
        assertClosed(
                scroll::next,
                scroll::previous,
                scroll::first,
                scroll::last,
                () -> scroll.absolute(1),
                () -> scroll.absolute(0),
                () -> scroll.relative(0),
                scroll::beforeFirst,
                scroll::afterLast,
                scroll::isLast,
                () -> scroll.cell(0));
    }

    private static void assertClosed(ThrowingCallable... calls) {
        for (var call : calls) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(call)
                    .withMessageContaining("closed")
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("24000"));
        }
    }

    @Test
    void aCloseWhileAPageIsFetchedEndsTheReading() throws SQLException {
        var source = FakeSource.ofPages(1, 1, 1);
        var scroll = new ScrollCursor(source, budget, 2, 0);
        source.beforeFetch = scroll::close;
        assertClosed(() -> scroll.absolute(2));
        var others = FakeSource.ofPages(1, 1, 1);
        var back = new ScrollCursor(others, budget, 0, 0);
        assertThat(back.last()).isTrue();
        others.beforeFetch = back::close;
        assertClosed(back::first);
        var third = FakeSource.ofPages(1, 1, 1);
        var paged = new PagedCursor(third, task -> {}, budget, 0);
        assertThat(paged.next()).isTrue();
        third.beforeFetch = paged::close;
        assertClosed(paged::next);
        assertThat(budget.reservedBytes()).isZero();
    }

    @Test
    void aCloseInTheMomentInWhichAPageIsEnteredReservesNothing() throws SQLException {
        var source = FakeSource.ofPages(1, 1, 1);
        var cursor = new PagedCursor(source, task -> {}, budget, 0);
        assertThat(cursor.next()).isTrue();
        source.put("1", PlayedPage.watched(new FakePage(2, 1, 3, "2"), cursor::close));
        assertThat(cursor.next()).isTrue();
        assertThat(budget.reservedBytes()).isZero();
    }

    @Test
    void whatIsReservedForThePageAheadIsItsSizeOnceItHasCome() throws SQLException {
        for (var size : new long[] {0, 40, 99, 100, 101, 300}) {
            var source = FakeSource.ofPages(1, 1);
            source.put("1", PlayedPage.ofSize(new FakePage(2, 1, 2, null), size));
            var cursor = new PagedCursor(source, Runnable::run, budget, 0);
            assertThat(budget.reservedBytes()).isEqualTo(size);
            cursor.close();
            assertThat(budget.reservedBytes()).isZero();
        }
    }

    @Test
    void aPageThatArrivesAfterCloseIsNotCountedHoweverLarge() throws SQLException {
        for (var size : new long[] {40, 100, 300}) {
            var source = FakeSource.ofPages(1, 1);
            source.put("1", PlayedPage.ofSize(new FakePage(2, 1, 2, null), size));
            var executor = new HeldExecutor();
            var cursor = new PagedCursor(source, executor, budget, 0);
            source.beforeFetch = cursor::close;
            executor.runAll();
            assertThat(source.fetched).containsExactly(null, "1");
            assertThat(budget.reservedBytes()).isZero();
        }
    }

    @Test
    void aPageAheadThatTheBudgetHasNoRoomForIsReadAllTheSame() throws SQLException {
        var small = new MemoryBudget(150);
        var source = FakeSource.ofPages(1, 1);
        source.put("1", PlayedPage.ofSize(new FakePage(2, 1, 2, null), 300));
        var cursor = new PagedCursor(source, Runnable::run, small, 0);
        assertThat(small.reservedBytes()).isEqualTo(100);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.next()).isTrue();
        assertThat(small.reservedBytes()).isZero();
        assertThat(source.fetched).containsExactly(null, "1");
    }

    /** For the page behind it the budget has no room any more: the one that was read must not be given again. */
    @Test
    void aPageAheadIsForgottenOnceItIsRead() throws SQLException {
        var small = new MemoryBudget(FakePage.BYTES);
        var other = small.shareOf(this);
        var source = FakeSource.ofPages(1, 1, 1);
        source.put(
                "1", PlayedPage.watched(new FakePage(2, 1, 3, "2"), () -> assertThat(other.tryReserve(FakePage.BYTES))
                        .isTrue()));
        var cursor = new PagedCursor(source, Runnable::run, small, 0);
        for (var row = 1; row <= 3; row++) {
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.cell(0).longValue()).isEqualTo(row);
        }
        assertThat(cursor.next()).isFalse();
        other.release(FakePage.BYTES);
    }

    @Test
    void whatTheLookAheadThrowsReachesTheReader() throws SQLException {
        var source = FakeSource.ofPages(1, 1);
        var cursor = new PagedCursor(failing(source, new IllegalStateException("of a bug")), Runnable::run, budget, 0);
        assertThat(cursor.next()).isTrue();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(cursor::next)
                .withMessageContaining("could not be fetched")
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("58000"));
        assertThat(budget.reservedBytes()).isZero();
        var error = new PagedCursor(failing(source, new StackOverflowError()), Runnable::run, budget, 0);
        assertThat(error.next()).isTrue();
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(error::next);
    }

    private static PageSource failing(PageSource source, Throwable failure) {
        return new PageSource() {
            @Override
            public ResultPage fetch(String nextToken) throws SQLException {
                return source.fetch(nextToken);
            }

            @Override
            public ResultPage fetchAhead(String nextToken) {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            }
        };
    }
}

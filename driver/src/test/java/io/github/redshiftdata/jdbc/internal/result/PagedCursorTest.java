package io.github.redshiftdata.jdbc.internal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.PageSource;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagedCursorTest {

    private final HeldExecutor executor = new HeldExecutor();
    private final MemoryBudget budget = new MemoryBudget(1000);

    private PagedCursor cursor(FakeSource source, long maxRows) throws SQLException {
        return new PagedCursor(source, executor, budget, maxRows);
    }

    private static List<Long> rest(Cursor cursor) throws SQLException {
        var rows = new ArrayList<Long>();
        while (cursor.next()) {
            rows.add(cursor.cell(0).longValue());
        }
        return rows;
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void allRowsComeInOrderHoweverTheyAreCut() throws SQLException {
        for (var counts : List.of(new int[] {5}, new int[] {2, 3}, new int[] {1, 1, 1, 1, 1}, new int[] {0, 5})) {
            assertThat(rest(cursor(FakeSource.ofPages(counts), 0))).isEqualTo(upTo(5));
        }
    }

    @Test
    void anEmptyPageWithATokenIsFollowed() throws SQLException {
        var cursor = cursor(FakeSource.ofPages(0, 2, 0, 0, 1, 0), 0);
        assertThat(cursor.isBeforeFirst()).isTrue();
        assertThat(rest(cursor)).isEqualTo(upTo(3));
    }

    @Test
    void thePlaceInAResultIsKnown() throws SQLException {
        var cursor = cursor(FakeSource.ofPages(1, 1), 0);
        assertThat(cursor.isBeforeFirst()).isTrue();
        assertThat(cursor.row()).isZero();
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.isBeforeFirst()).isFalse();
        assertThat(cursor.row()).isEqualTo(1);
        assertThat(cursor.isLast()).isFalse();
        assertThat(cursor.cell(0).longValue()).isEqualTo(1);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.isLast()).isTrue();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.isAfterLast()).isTrue();
        assertThat(cursor.row()).isZero();
    }

    @Test
    void anEmptyResultHasNoPlaces() throws SQLException {
        var cursor = cursor(FakeSource.ofPages(0), 0);
        assertThat(cursor.isBeforeFirst()).isFalse();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.isAfterLast()).isFalse();
        assertThat(cursor.columns()).hasSize(1);
    }

    @Test
    void onePageIsFetchedAheadAndNoMore() throws SQLException {
        var source = FakeSource.ofPages(1, 1, 1);
        var cursor = cursor(source, 0);
        executor.runAll();
        assertThat(source.fetched).containsExactly(null, "1");
        cursor.next();
        executor.runAll();
        assertThat(source.fetched).containsExactly(null, "1");
        cursor.next();
        executor.runAll();
        assertThat(source.fetched).containsExactly(null, "1", "2");
    }

    @Test
    void theReaderFetchesUnderItsOwnTermsWhereTheLookAheadHasNotBegun() throws SQLException {
        var source = FakeSource.ofPages(1, 1);
        assertThat(rest(cursor(source, 0))).isEqualTo(upTo(2));
        executor.runAll();
        assertThat(source.fetched).containsExactly(null, "1");
        assertThat(source.fetchedAhead).isEmpty();
        assertThat(budget.reservedBytes()).isZero();
    }

    @Test
    void aFullBudgetStopsTheLookAheadButNotTheReader() throws SQLException {
        var source = FakeSource.ofPages(1, 1, 1);
        var cursor = new PagedCursor(source, executor, new MemoryBudget(FakePage.BYTES - 1), 0);
        assertThat(executor.tasks).isEmpty();
        assertThat(rest(cursor)).isEqualTo(upTo(3));
    }

    @Test
    void aRefusedLookAheadIsFetchedByTheReader() throws SQLException {
        var source = FakeSource.ofPages(1, 1);
        var cursor = new PagedCursor(
                source,
                task -> {
                    throw new RejectedExecutionException();
                },
                budget,
                0);
        assertThat(budget.reservedBytes()).isZero();
        assertThat(rest(cursor)).isEqualTo(upTo(2));
        assertThat(budget.reservedBytes()).isZero();
    }

    @Test
    void theBudgetIsGivenBackAtTheEnd() throws SQLException {
        var cursor = cursor(FakeSource.ofPages(1, 1, 1), 0);
        assertThat(budget.reservedBytes()).isEqualTo(FakePage.BYTES);
        rest(cursor);
        assertThat(budget.reservedBytes()).isZero();
    }

    /** The page ahead is reserved as large as the one before it, and corrected once it has come. */
    @ParameterizedTest
    @CsvSource({"10, 10", "100, 100", "900, 900", "1001, 100"})
    void theBudgetCountsThePageAheadAsLargeAsItIs(long size, long counted) throws SQLException {
        var source = FakeSource.ofPages(1, 1);
        source.put("1", PlayedPage.ofSize(new FakePage(2, 1, 2, null), size));
        var cursor = cursor(source, 0);
        assertThat(budget.reservedBytes()).isEqualTo(FakePage.BYTES);
        executor.runAll();
        assertThat(budget.reservedBytes()).isEqualTo(counted);
        assertThat(rest(cursor)).isEqualTo(upTo(2));
        assertThat(budget.reservedBytes()).isZero();
    }

    @Test
    void aResultMayHaveAnyNumberOfPagesWithRows() throws SQLException {
        var counts = new int[3 * PageTrail.MOST_EMPTY_PAGES];
        for (var i = 0; i < counts.length; i++) {
            counts[i] = i % 2;
        }
        assertThat(rest(cursor(FakeSource.ofPages(counts), 0))).isEqualTo(upTo(counts.length / 2));
    }

    @Test
    void theBudgetIsGivenBackByClose() throws SQLException {
        var source = FakeSource.ofPages(1, 1, 1);
        var cursor = cursor(source, 0);
        cursor.close();
        cursor.close();
        executor.runAll();
        assertThat(budget.reservedBytes()).isZero();
        assertThat(source.fetched).hasSize(1);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(cursor::next)
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("24000"));
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
        var cursor = new PagedCursor(FakeSource.ofPages(1, 1, 1), Runnable::run, budget, 0);
        assertThat(cursor.next()).isTrue();
        assertThat(budget.reservedBytes()).isEqualTo(FakePage.BYTES);
    }

    @Test
    @Timeout(60)
    void closeEndsTheRequestForThePageAheadAndLeavesNoInterruptToItsThread() throws Exception {
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        var threadInterrupted = new AtomicBoolean();
        var source = FakeSource.ofPages(1, 1);
        source.beforeFetch = () -> {
            if (source.fetched.contains("1")) {
                begun.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    ended.set(true);
                }
            }
        };
        var threads = new ArrayList<Thread>();
        var cursor = new PagedCursor(
                source,
                task -> {
                    var thread = new Thread(() -> {
                        task.run();
                        threadInterrupted.set(Thread.interrupted());
                    });
                    threads.add(thread);
                    thread.start();
                },
                budget,
                0);
        begun.await();
        cursor.close();
        threads.get(0).join();
        assertThat(ended).isTrue();
        assertThat(threadInterrupted).isFalse();
        assertThat(budget.reservedBytes()).isZero();
    }

    @Test
    void aPageThatArrivesAfterCloseIsDropped() throws SQLException {
        var source = FakeSource.ofPages(1, 1, 1);
        var cursor = cursor(source, 0);
        source.beforeFetch = cursor::close;
        executor.runAll();
        assertThat(source.fetched).containsExactly(null, "1");
        assertThat(budget.reservedBytes()).isZero();
    }

    @Test
    void maxRowsEndsTheRowsAndTheFetching() throws SQLException {
        var source = FakeSource.ofPages(2, 2, 2);
        var cursor = cursor(source, 3);
        var rows = new ArrayList<Long>();
        while (cursor.next()) {
            rows.add(cursor.cell(0).longValue());
            assertThat(cursor.isLast()).isEqualTo(cursor.row() == 3);
            executor.runAll();
        }
        assertThat(rows).isEqualTo(upTo(3));
        assertThat(source.fetched).containsExactly(null, "1");
    }

    @Test
    void maxRowsAtTheEndOfAPageFetchesNoOther() throws SQLException {
        var source = FakeSource.ofPages(2, 2);
        assertThat(rest(cursor(source, 2))).isEqualTo(upTo(2));
        executor.runAll();
        assertThat(source.fetched).hasSize(1);
    }

    @Test
    void tooFewRowsAreAnError() throws SQLException {
        var cursor = cursor(FakeSource.ofPages(7L, 2, 3), 0);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> rest(cursor))
                .withMessageContaining("7 rows")
                .withMessageContaining("sent 5")
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("58000"));
    }

    @Test
    void tooManyRowsAreAnError() throws SQLException {
        var cursor = cursor(FakeSource.ofPages(4L, 2, 3), 0);
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> rest(cursor));
    }

    @Test
    void anUnknownTotalIsNotChecked() throws SQLException {
        assertThat(rest(cursor(FakeSource.ofPages(-1L, 2, 3), 0))).isEqualTo(upTo(5));
    }

    @Test
    void aTokenThatComesAgainIsAnError() throws SQLException {
        var source = FakeSource.ofPages(1, 1, 1);
        source.put("2", new FakePage(3, 1, 9, "1"));
        var cursor = cursor(source, 0);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> rest(cursor))
                .withMessageContaining("same page token");
    }

    @Test
    void anErrorOfTheLookAheadComesInItsTurn() throws SQLException {
        var source = FakeSource.ofPages(2, 1);
        var failure = new SQLException("throttled");
        source.failures.put("1", failure);
        var cursor = cursor(source, 0);
        executor.runAll();
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.next()).isTrue();
        assertThatExceptionOfType(SQLException.class).isThrownBy(cursor::next).isSameAs(failure);
        assertThat(budget.reservedBytes()).isZero();
        assertThat(rest(cursor)).containsExactly(3L);
    }

    @Test
    void anInterruptEndsTheWaitAndKeepsTheThreadsStatus() throws Exception {
        var source = FakeSource.ofPages(1, 1);
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        var cursor = new PagedCursor(
                token -> {
                    if (token != null) {
                        begun.countDown();
                        awaitQuietly(release);
                    }
                    return source.fetch(token);
                },
                task -> {
                    var thread = new Thread(task);
                    threads.add(thread);
                    thread.start();
                },
                budget,
                0);
        begun.await();
        assertThat(cursor.next()).isTrue();
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(cursor::next)
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("57014"));
        assertThat(Thread.interrupted()).isTrue();
        release.countDown();
        threads.get(0).join();
        assertThat(rest(cursor)).containsExactly(2L);
    }

    @Test
    @Timeout(10)
    void pagesWithoutRowsThatGoOnForEverAreAnError() {
        var pages = new AtomicInteger();
        PageSource endless = token -> new FakePage(1, 0, 5, "token " + pages.incrementAndGet());
        for (var open : List.<ThrowingCallable>of(
                () -> new PagedCursor(endless, executor, budget, 0), () -> new ScrollCursor(endless, budget, 2, 0))) {
            pages.set(0);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(open)
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("58000"))
                    .withMessageContaining("without a row");
            assertThat(pages.get()).isEqualTo(PageTrail.MOST_EMPTY_PAGES);
        }
    }

    @Test
    void allPagesOfOneCallOfTheReaderComeOutOfOneWait() throws SQLException {
        var source = FakeSource.ofPages(1, 0, 0, 0, 1);
        var cursor = new PagedCursor(source, executor, budget, 0);
        assertThat(cursor.next()).isTrue();
        assertThat(source.waits).isZero();
        assertThat(cursor.next()).isTrue();
        assertThat(source.waits).isEqualTo(1);
        assertThat(source.fetched).hasSize(5);
        assertThat(cursor.next()).isFalse();
        var atTheEnd = source.waits;
        assertThat(cursor.next()).isFalse();
        assertThat(source.waits).isEqualTo(atTheEnd);
    }

    @Test
    void moreRowsThanTheResultHasAreNotGiven() throws SQLException {
        var cursor = cursor(FakeSource.ofPages(2L, 1, 5), 0);
        assertThat(cursor.next()).isTrue();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(cursor::next)
                .withMessageContaining("has 2 rows, but the service sent 6");
    }

    /** A page with other columns than those of {@link FakePage}. */
    private record OtherPage(List<ColumnMetadata> columns, int width) implements ResultPage {

        @Override
        public int rowCount() {
            return 1;
        }

        @Override
        public long totalRows() {
            return 2;
        }

        @Override
        public String nextToken() {
            return null;
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

    @Test
    void everyPageHasTheColumnsOfTheFirst() throws SQLException {
        var other = new ColumnMetadata("n", "n", "varchar", 0, 0, 9, 1, true, false, false, "", "", "");
        var renamed = new ColumnMetadata("m", "m", "int8", 19, 0, 0, 1, true, false, false, "", "", "");
        for (var page : List.of(
                new OtherPage(List.of(), 0),
                new OtherPage(List.of(), 2),
                new OtherPage(List.of(other), 1),
                new OtherPage(List.of(renamed), 1),
                new OtherPage(List.of(FakePage.COLUMN, FakePage.COLUMN), 2))) {
            var source = FakeSource.ofPages(1, 1);
            source.put("1", page);
            var forward = cursor(source, 0);
            assertThat(forward.next()).isTrue();
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(forward::next)
                    .withMessageContaining("column");
            var scroll = new ScrollCursor(source, budget, 2, 0);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> scroll.absolute(2))
                    .withMessageContaining("column");
            var again = FakeSource.ofPages(1, 1);
            var returning = new ScrollCursor(again, budget, 0, 0);
            assertThat(returning.last()).isTrue();
            again.put(null, page);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(returning::first)
                    .withMessageContaining("column");
        }
    }

    @Test
    void aCellOfACursorThatSomebodyClosedIsAnErrorOfItsKind() throws SQLException {
        for (var cursor :
                List.of(cursor(FakeSource.ofPages(2), 0), new ScrollCursor(FakeSource.ofPages(2), budget, 2, 0))) {
            assertThat(cursor.next()).isTrue();
            cursor.close();
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> cursor.cell(0))
                    .withMessageContaining("closed");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

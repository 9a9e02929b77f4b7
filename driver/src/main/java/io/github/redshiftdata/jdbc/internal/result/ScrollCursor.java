package io.github.redshiftdata.jdbc.internal.result;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.PageSource;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.types.Cell;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows that can be read in any order. The cursor keeps the tokens of all pages that it has seen, and the pages used
 * last, as far as the memory budget allows; it fetches other pages again when they are needed.
 */
public final class ScrollCursor implements Cursor {

    /** The begin of a page, and the token to fetch it again; the first row of a result is 1. */
    private record Mark(@Nullable String token, long firstRow, int rowCount) {}

    private final PageSource source;
    private final BudgetShare share;
    private final int heldPages;
    private final long maxRows;
    private final List<ColumnMetadata> columns;
    private final PageTrail trail;

    /** The pages with rows that were seen so far, in order. */
    private final List<Mark> marks = new ArrayList<>();

    /** Guards {@link #held} and {@link #closed}, which the reader and a closing thread share. */
    private final Object lock = new Object();

    /** Pages other than the current one by their index, the least recently used first; their bytes are reserved. */
    private final Map<Integer, ResultPage> held = new LinkedHashMap<>(16, 0.75f, true);

    private boolean closed;

    // All fields below belong to the reading thread. close() clears the pages too: the reader then sees the old page or
    // none.

    private @Nullable ResultPage page;
    private ResultPage.@Nullable View view;
    private int pageIndex = -1;

    /**
     * The page fetched last, if the cursor has not moved to it yet. Kept whatever the budget, as it is most often read
     * next.
     */
    private @Nullable ResultPage fresh;

    private int freshIndex = -1;

    /** The current row; 0 before the first and after the last. */
    private long row;

    private boolean afterLast;

    /**
     * Fetches the first page.
     *
     * @param heldPages the largest number of pages to hold besides the current one
     * @param maxRows the largest number of rows to give, 0 for all
     */
    public ScrollCursor(PageSource source, MemoryBudget budget, int heldPages, long maxRows) throws SQLException {
        this.source = source;
        share = budget.shareOf(this);
        this.heldPages = heldPages;
        this.maxRows = maxRows;
        var first = source.fetch(null);
        columns = first.columns();
        trail = new PageTrail(first);
        if (first.rowCount() > 0) {
            marks.add(new Mark(null, 1, first.rowCount()));
            enter(0, first);
        }
        while (marks.isEmpty() && trail.nextToken() != null) {
            discover();
        }
    }

    @Override
    public List<ColumnMetadata> columns() {
        return columns;
    }

    @Override
    public boolean next() throws SQLException {
        begin();
        return !afterLast && moveTo(row + 1);
    }

    /** Moves one row back; returns false before the first row. */
    public boolean previous() throws SQLException {
        begin();
        return moveTo((afterLast ? lastRow() + 1 : row) - 1);
    }

    /** Moves to the first row; returns false if there are no rows. */
    public boolean first() throws SQLException {
        return absolute(1);
    }

    /** Moves to the last row, for which all pages must be fetched once; returns false if there are no rows. */
    public boolean last() throws SQLException {
        return absolute(-1);
    }

    /**
     * Moves to a row.
     *
     * @param target from 1; negative counts from the end; 0 stands before the first row
     * @return whether there is such a row; if not, the cursor stands before the first or after the last row
     */
    public boolean absolute(long target) throws SQLException {
        begin();
        return moveTo(target >= 0 ? target : Math.max(0, lastRow() + 1 + target));
    }

    /** Moves by a number of rows, back if it is negative; returns false if there is no such row. */
    public boolean relative(long rows) throws SQLException {
        begin();
        long from = afterLast ? lastRow() + 1 : row;
        return moveTo(Math.max(0, from + rows));
    }

    public void beforeFirst() throws SQLException {
        absolute(0);
    }

    /** Moves behind the last row. Fetches nothing if the service told the number of rows. */
    public void afterLast() throws SQLException {
        begin();
        lastRow();
        leaveAtEnd();
    }

    public boolean isFirst() {
        return row == 1;
    }

    @Override
    public Cell cell(int column) throws SQLException {
        var current = view;
        if (current == null || row == 0) {
            requireOpen();
            throw new IllegalStateException("The cursor does not stand on a row");
        }
        current.moveTo((int) (row - marks.get(pageIndex).firstRow()), column);
        return current;
    }

    @Override
    public long row() {
        return row;
    }

    @Override
    public boolean isBeforeFirst() {
        return row == 0 && !afterLast && !marks.isEmpty();
    }

    @Override
    public boolean isAfterLast() {
        return afterLast && !marks.isEmpty();
    }

    @Override
    public boolean isLast() throws SQLException {
        begin();
        return row > 0 && (isCut(row) || indexOf(row + 1) < 0);
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            held.values().forEach(given -> share.release(given.byteSize()));
            held.clear();
        }
        page = null;
        view = null;
        fresh = null;
    }

    private boolean moveTo(long target) throws SQLException {
        if (target <= 0) {
            row = 0;
            afterLast = false;
            return false;
        }
        int index = isCut(target - 1) ? -1 : indexOf(target);
        if (index < 0) {
            return leaveAtEnd();
        }
        if (index != pageIndex) {
            enter(index, pageAt(index));
        }
        row = target;
        afterLast = false;
        return true;
    }

    private boolean leaveAtEnd() {
        row = 0;
        afterLast = true;
        return false;
    }

    /** Whether maxRows ends the result after this number of rows. */
    private boolean isCut(long rows) {
        return maxRows > 0 && rows >= maxRows;
    }

    /** The number of the last row, which is the number of rows. */
    private long lastRow() throws SQLException {
        long rows = trail.totalRows();
        if (rows < 0) {
            while (!isCut(trail.rows()) && discover()) {
                // go on to the end
            }
            rows = trail.rows();
        }
        return maxRows > 0 ? Math.min(maxRows, rows) : rows;
    }

    /** The index of the page that has a row, or -1 if the result ends before it. */
    private int indexOf(long target) throws SQLException {
        while (target > trail.rows()) {
            if (!discover()) {
                return -1;
            }
        }
        int low = 0;
        int high = marks.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (marks.get(middle).firstRow() <= target) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Fetches the next page that was not seen yet; returns false if there is none. */
    private boolean discover() throws SQLException {
        var token = trail.nextToken();
        if (token == null) {
            trail.requireAllRows();
            return false;
        }
        long firstRow = trail.rows() + 1;
        var fetched = source.fetch(token);
        requireOpen();
        trail.arrived(fetched);
        if (fetched.rowCount() > 0) {
            marks.add(new Mark(token, firstRow, fetched.rowCount()));
            var passed = fresh;
            if (passed != null) {
                hold(freshIndex, passed);
            }
            fresh = fetched;
            freshIndex = marks.size() - 1;
        }
        return true;
    }

    private ResultPage pageAt(int index) throws SQLException {
        var seen = fresh;
        if (seen != null && freshIndex == index) {
            fresh = null;
            return seen;
        }
        synchronized (lock) {
            var kept = held.remove(index);
            if (kept != null) {
                share.release(kept.byteSize());
                return kept;
            }
        }
        var mark = marks.get(index);
        var fetched = source.fetch(mark.token());
        requireOpen();
        trail.requireColumns(fetched);
        if (fetched.rowCount() != mark.rowCount()) {
            throw Errors.of(
                    SqlState.SYSTEM_ERROR,
                    "The service sent a page of " + fetched.rowCount() + " rows that had " + mark.rowCount()
                            + " rows before. Run the statement again.");
        }
        return fetched;
    }

    private void enter(int index, ResultPage entered) {
        var left = page;
        if (left != null && pageIndex >= 0) {
            hold(pageIndex, left);
        }
        page = entered;
        view = entered.view();
        pageIndex = index;
    }

    /** Keeps a page if the budget has room, and drops the least recently used ones for it. */
    private void hold(int index, ResultPage given) {
        synchronized (lock) {
            if (closed || heldPages == 0) {
                return;
            }
            var oldest = held.values().iterator();
            while (held.size() >= heldPages) {
                drop(oldest);
            }
            while (!share.tryReserve(given.byteSize())) {
                if (held.isEmpty()) {
                    return;
                }
                drop(oldest);
            }
            held.put(index, given);
        }
    }

    private void drop(Iterator<ResultPage> oldest) {
        share.release(oldest.next().byteSize());
        oldest.remove();
    }

    /** Begins a call of the reader: all pages that it fetches share one time limit. */
    private void begin() throws SQLException {
        requireOpen();
        source.startWait();
    }

    private void requireOpen() throws SQLException {
        synchronized (lock) {
            if (closed) {
                throw Errors.closed("result set");
            }
        }
    }
}

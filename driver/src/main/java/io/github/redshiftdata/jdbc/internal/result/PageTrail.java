package io.github.redshiftdata.jdbc.internal.result;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the pages of one result as they arrive: none may be lost or come twice, all must have the same columns, and
 * they must come to an end.
 */
final class PageTrail {

    /** A page without rows may come now and then; after this many in a row the result counts as endless. */
    static final int MOST_EMPTY_PAGES = 100;

    private final Set<String> seenTokens = new HashSet<>();
    private final List<ColumnMetadata> columns;
    private final long totalRows;
    private @Nullable String nextToken;
    private long rows;
    private int emptyPages;

    PageTrail(ResultPage first) throws SQLException {
        columns = first.columns();
        totalRows = first.totalRows();
        arrived(first);
    }

    void arrived(ResultPage page) throws SQLException {
        requireColumns(page);
        var token = page.nextToken();
        if (token != null && !seenTokens.add(token)) {
            throw broken(
                    "The service sent the same page token again after " + rows + " rows: the result would never end.");
        }
        emptyPages = page.rowCount() > 0 ? 0 : emptyPages + 1;
        if (token != null && emptyPages >= MOST_EMPTY_PAGES) {
            throw broken("The service sent " + emptyPages + " pages on end without a row, after " + rows
                    + " rows, and announces another one: the result may never end.");
        }
        rows += page.rowCount();
        if (totalRows >= 0 && rows > totalRows) {
            throw wrongCount();
        }
        nextToken = token;
    }

    /**
     * Requires that a page has the columns of the first page, which the reader knows. Also called for pages that are
     * fetched again.
     */
    void requireColumns(ResultPage page) throws SQLException {
        if (page.rowCount() > 0 && page.width() != columns.size()) {
            throw broken("The result has " + columns.size() + " columns, but after " + rows
                    + " rows the service sent rows of " + page.width() + ".");
        }
        if (page.columns().isEmpty()) {
            return;
        }
        for (int i = 0; i < Math.max(columns.size(), page.columns().size()); i++) {
            if (!isSame(columns, page.columns(), i)) {
                throw broken("After " + rows + " rows the service sent a page with other columns than the first page: "
                        + named(page.columns(), i) + " instead of " + named(columns, i) + ".");
            }
        }
    }

    private static boolean isSame(List<ColumnMetadata> first, List<ColumnMetadata> later, int index) {
        return index < first.size()
                && index < later.size()
                && first.get(index).label().equals(later.get(index).label())
                && first.get(index).typeName().equals(later.get(index).typeName());
    }

    private static String named(List<ColumnMetadata> columns, int index) {
        return index < columns.size()
                ? "\"" + columns.get(index).label() + "\" of type \""
                        + columns.get(index).typeName() + "\""
                : "none";
    }

    /** The token of the page behind all that arrived, or null after the last one. */
    @Nullable
    String nextToken() {
        return nextToken;
    }

    /** The number of rows on all pages that arrived. */
    long rows() {
        return rows;
    }

    /** The number of rows of the whole result as the service counts them, or -1 if it did not say. */
    long totalRows() {
        return totalRows;
    }

    /** Called after the last page: a result that was cut short is an error, not a short result. */
    void requireAllRows() throws SQLException {
        if (totalRows >= 0 && rows != totalRows) {
            throw wrongCount();
        }
    }

    private SQLException wrongCount() {
        return broken("The result has " + totalRows + " rows, but the service sent " + rows + ".");
    }

    /**
     * The error for a result that cannot be read. The statement itself has ended: one that only reads may be run again.
     */
    private static SQLException broken(String what) {
        return Errors.of(
                SqlState.SYSTEM_ERROR,
                what + " The statement has ended, only its result cannot be read. Run a query again.");
    }
}

package io.github.redshiftdata.jdbc.internal.result;

import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the pages of one result as they arrive, so that none is lost and none comes twice. */
final class PageTrail {

    private final Set<String> seenTokens = new HashSet<>();
    private final long totalRows;
    private @Nullable String nextToken;
    private long rows;

    PageTrail(ResultPage first) throws SQLException {
        totalRows = first.totalRows();
        arrived(first);
    }

    void arrived(ResultPage page) throws SQLException {
        var token = page.nextToken();
        if (token != null && !seenTokens.add(token)) {
            throw Errors.of(
                    SqlState.SYSTEM_ERROR,
                    "The service sent the same page token again after " + rows
                            + " rows: the result would never end. Run the statement again.");
        }
        rows += page.rowCount();
        nextToken = token;
    }

    /** The token of the page after all that arrived, or null after the last. */
    @Nullable
    String nextToken() {
        return nextToken;
    }

    /** The rows of all pages that arrived. */
    long rows() {
        return rows;
    }

    /** The rows of the whole result as the service counts them, or -1 where it did not say. */
    long totalRows() {
        return totalRows;
    }

    /** After the last page: a result that was cut short is an error, not a short result. */
    void requireAllRows() throws SQLException {
        if (totalRows >= 0 && rows != totalRows) {
            throw Errors.of(
                    SqlState.SYSTEM_ERROR,
                    "The result has " + totalRows + " rows, but the service sent " + rows
                            + ". Run the statement again.");
        }
    }
}

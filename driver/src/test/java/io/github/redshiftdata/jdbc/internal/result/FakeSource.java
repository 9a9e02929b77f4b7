package io.github.redshiftdata.jdbc.internal.result;

import io.github.redshiftdata.jdbc.internal.api.PageSource;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pages by their tokens, with a record of what was asked for. */
final class FakeSource implements PageSource {

    final List<String> fetched = new ArrayList<>();
    /** Those of {@link #fetched} that nobody waited for. */
    final List<String> fetchedAhead = new ArrayList<>();

    /** How many calls of a reader may have had to wait. */
    int waits;

    final Map<String, SQLException> failures = new HashMap<>();
    private final Map<String, ResultPage> pages = new HashMap<>();
    Runnable beforeFetch = () -> {};

    /** Pages of so many rows with the tokens "1", "2"…, numbered on from 1. */
    static FakeSource ofPages(int... rowCounts) {
        long total = 0;
        for (int count : rowCounts) {
            total += count;
        }
        return ofPages(total, rowCounts);
    }

    static FakeSource ofPages(long total, int... rowCounts) {
        var source = new FakeSource();
        long first = 1;
        for (int i = 0; i < rowCounts.length; i++) {
            var next = i + 1 < rowCounts.length ? Integer.toString(i + 1) : null;
            source.put(i == 0 ? null : Integer.toString(i), new FakePage(first, rowCounts[i], total, next));
            first += rowCounts[i];
        }
        return source;
    }

    void put(String token, ResultPage page) {
        pages.put(token, page);
    }

    @Override
    public void startWait() {
        waits++;
    }

    @Override
    public ResultPage fetch(String nextToken) throws SQLException {
        fetched.add(nextToken);
        beforeFetch.run();
        var failure = failures.remove(nextToken);
        if (failure != null) {
            throw failure;
        }
        return pages.get(nextToken);
    }

    @Override
    public ResultPage fetchAhead(String nextToken) throws SQLException {
        fetchedAhead.add(nextToken);
        return fetch(nextToken);
    }
}

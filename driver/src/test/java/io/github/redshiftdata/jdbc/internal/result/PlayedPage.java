package io.github.redshiftdata.jdbc.internal.result;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import java.util.List;

/** A page of a size of its own, that does something when somebody begins to read it. */
record PlayedPage(FakePage page, long byteSize, Runnable whenRead) implements ResultPage {

    static PlayedPage ofSize(FakePage page, long byteSize) {
        return new PlayedPage(page, byteSize, () -> {});
    }

    static PlayedPage watched(FakePage page, Runnable whenRead) {
        return new PlayedPage(page, page.byteSize(), whenRead);
    }

    @Override
    public List<ColumnMetadata> columns() {
        return page.columns();
    }

    @Override
    public int rowCount() {
        return page.rowCount();
    }

    @Override
    public long totalRows() {
        return page.totalRows();
    }

    @Override
    public String nextToken() {
        return page.nextToken();
    }

    @Override
    public View view() {
        whenRead.run();
        return page.view();
    }
}

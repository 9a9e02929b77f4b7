package io.github.redshiftdata.jdbc.internal.result;

import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where a cursor's pages come from. */
@FunctionalInterface
public interface PageSource {

    /**
     * One page.
     *
     * @param nextToken the page's token, or null for the first page
     */
    ResultPage fetch(@Nullable String nextToken) throws SQLException;
}

package io.github.redshiftdata.jdbc.internal.jdbc;

import java.sql.SQLException;
import java.sql.Statement;

/** The methods that return a count as int, built on those that return it as long. */
interface IntCounts extends Statement {

    @Override
    default int executeUpdate(String sql) throws SQLException {
        return RowCounts.toInt(executeLargeUpdate(sql));
    }

    @Override
    default int getUpdateCount() throws SQLException {
        return RowCounts.toInt(getLargeUpdateCount());
    }

    @Override
    default int[] executeBatch() throws SQLException {
        return RowCounts.toInts(executeLargeBatch());
    }
}

package io.github.redshiftdata.jdbc.internal.meta;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a query of the driver's own on the connection, and returns all rows as text. */
@FunctionalInterface
public interface SqlRows {

    List<List<@Nullable String>> query(String sql) throws SQLException;
}

/** Rows without java.sql.ResultSet: pages, look-ahead, memory budget, cursors. */
@NullMarked
package io.github.redshiftdata.jdbc.internal.result;

import org.jspecify.annotations.NullMarked;

/** The java.sql interfaces, as thin translations onto the rooms below. */
@NullMarked
package io.github.redshiftdata.jdbc.internal.jdbc;

import org.jspecify.annotations.NullMarked;

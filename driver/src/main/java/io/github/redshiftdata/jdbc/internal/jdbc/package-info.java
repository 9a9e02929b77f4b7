/** Thin translations of java.sql onto the other rooms. */
@NullMarked
package io.github.redshiftdata.jdbc.internal.jdbc;

import org.jspecify.annotations.NullMarked;

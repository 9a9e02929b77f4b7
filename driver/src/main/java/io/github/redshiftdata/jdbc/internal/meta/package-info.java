/** The catalog of the warehouse as java.sql wants it. */
@NullMarked
package io.github.redshiftdata.jdbc.internal.meta;

import org.jspecify.annotations.NullMarked;

/** Flyway on {@code jdbc:redshift-data:} URLs. */
@NullMarked
package io.github.redshiftdata.flyway;

import org.jspecify.annotations.NullMarked;

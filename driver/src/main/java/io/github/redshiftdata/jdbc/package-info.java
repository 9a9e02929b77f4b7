/**
 * JDBC for Amazon Redshift through the Redshift Data API. {@link io.github.redshiftdata.jdbc.RedshiftDataDriver} is what
 * tools load; the {@code RedshiftData…} interfaces are what {@code unwrap} gives.
 */
@NullMarked
package io.github.redshiftdata.jdbc;

import org.jspecify.annotations.NullMarked;

/**
 * JDBC for Amazon Redshift through the Redshift Data API: HTTPS and AWS credentials, no network path to the warehouse.
 *
 * <p>{@link io.github.redshiftdata.jdbc.RedshiftDataDriver} is what tools and {@code DriverManager} load,
 * {@link io.github.redshiftdata.jdbc.RedshiftDataDataSource} what pools and application servers make.
 *
 * <p>The interfaces are what {@code unwrap} gives: {@link io.github.redshiftdata.jdbc.RedshiftDataConnection} (session,
 * counters, {@code submit}, {@code attach}), {@link io.github.redshiftdata.jdbc.RedshiftDataStatement} and
 * {@link io.github.redshiftdata.jdbc.RedshiftDataResultSet} (ids in the Data API and in Redshift).
 *
 * <p>{@link io.github.redshiftdata.jdbc.RedshiftDataMetrics} and
 * {@link io.github.redshiftdata.jdbc.HikariExceptionOverride} are for programs that use Micrometer and HikariCP; nothing
 * else loads them.
 *
 * <p>This is the only package that is exported. What stands below {@code internal} may change in any version.
 */
@NullMarked
package io.github.redshiftdata.jdbc;

import org.jspecify.annotations.NullMarked;

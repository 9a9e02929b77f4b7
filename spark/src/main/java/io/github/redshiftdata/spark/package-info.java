/**
 * Spark's dialect of Amazon Redshift. Spark finds {@code RedshiftDataDialect} by the {@code ServiceLoader} and uses it for
 * {@code jdbc:redshift-data:} URLs.
 */
@NullMarked
package io.github.redshiftdata.spark;

import org.jspecify.annotations.NullMarked;

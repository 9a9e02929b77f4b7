/**
 * Hibernate's dialect of Amazon Redshift. {@code RedshiftDialectResolver} is found by the {@code ServiceLoader} and
 * gives it to connections of this driver; {@code hibernate.dialect} is not needed.
 */
@NullMarked
package io.github.redshiftdata.hibernate;

import org.jspecify.annotations.NullMarked;

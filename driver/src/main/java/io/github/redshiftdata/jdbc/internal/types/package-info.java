/** The Redshift types, their Java forms and the one table of conversions between them. Depends on nothing. */
@NullMarked
package io.github.redshiftdata.jdbc.internal.types;

import org.jspecify.annotations.NullMarked;

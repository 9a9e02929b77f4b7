/** The connection URL and the properties, as one immutable record. Depends on nothing but how messages show what is given. */
@NullMarked
package io.github.redshiftdata.jdbc.internal.config;

import org.jspecify.annotations.NullMarked;

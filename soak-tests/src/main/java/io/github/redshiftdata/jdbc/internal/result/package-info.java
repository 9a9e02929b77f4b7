/** A look at what the driver does not show. */
@NullMarked
package io.github.redshiftdata.jdbc.internal.result;

import org.jspecify.annotations.NullMarked;

/** SQLSTATEs and exceptions: what the service or the user did wrong, said in the terms of JDBC. */
@NullMarked
package io.github.redshiftdata.jdbc.internal.error;

import org.jspecify.annotations.NullMarked;

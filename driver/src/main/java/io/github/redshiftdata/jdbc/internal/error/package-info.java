/**
 * SQLSTATEs, exceptions and their words: what the service or the user did wrong, said in the terms of JDBC.
 *
 * <p>A failed request is a {@code ServiceFailure}: its kind, the code and text of the service, and a {@code Reason}
 * where the text is one that the driver knows. Service wording is recognised here and nowhere else. {@code
 * ServiceErrors} makes the exception of it; {@code DatabaseErrors} does so for the {@code Error} of a statement, which
 * carries no SQLSTATE, only the words of the database. {@code Doubt} says that an outcome is unknown, and what the
 * caller may do next.
 *
 * <p>{@code SqlState} lists the states in use; docs/errors.md lists the same, and a test compares. {@code Shown} puts
 * quotes round what a user gave and shortens it.
 *
 * <p>Uses no other room.
 *
 * <p>Begin with {@code ServiceErrors.of}. A message names what was wrong, what was given and what to do; it is never
 * null, and neither is the SQLSTATE.
 */
@NullMarked
package io.github.redshiftdata.jdbc.internal.error;

import org.jspecify.annotations.NullMarked;

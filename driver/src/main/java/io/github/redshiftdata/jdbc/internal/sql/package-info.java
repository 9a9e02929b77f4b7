/** SQL as text: one lexer and what stands on it. No I/O, depends on nothing. */
@NullMarked
package io.github.redshiftdata.jdbc.internal.sql;

import org.jspecify.annotations.NullMarked;

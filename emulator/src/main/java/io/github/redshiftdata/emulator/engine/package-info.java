/** The database behind the emulator: PostgreSQL, made to answer like Redshift. */
@NullMarked
package io.github.redshiftdata.emulator.engine;

import org.jspecify.annotations.NullMarked;

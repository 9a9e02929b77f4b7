/** The Redshift Data API on a real PostgreSQL, for tests, demos and local development. */
@NullMarked
package io.github.redshiftdata.emulator;

import org.jspecify.annotations.NullMarked;

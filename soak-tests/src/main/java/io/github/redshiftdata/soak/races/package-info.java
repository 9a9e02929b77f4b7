/** Calls of the driver, and what other threads do to them at random moments. */
@NullMarked
package io.github.redshiftdata.soak.races;

import org.jspecify.annotations.NullMarked;

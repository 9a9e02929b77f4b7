/** The documented rates of the operations. */
@NullMarked
package io.github.redshiftdata.emulator.limits;

import org.jspecify.annotations.NullMarked;

/** Scripted misbehaviour of the emulator. */
@NullMarked
package io.github.redshiftdata.emulator.fault;

import org.jspecify.annotations.NullMarked;

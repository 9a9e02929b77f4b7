/** The twelve operations of the Data API and the rules of their members. */
@NullMarked
package io.github.redshiftdata.emulator.api;

import org.jspecify.annotations.NullMarked;

/** The emulator for users of Testcontainers. */
@NullMarked
package io.github.redshiftdata.testcontainers;

import org.jspecify.annotations.NullMarked;

/** What the service remembers: statements with their results, sessions, tokens. */
@NullMarked
package io.github.redshiftdata.emulator.state;

import org.jspecify.annotations.NullMarked;

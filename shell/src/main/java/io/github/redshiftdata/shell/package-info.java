/** The SQL shell: its options, its commands, and the running of statements. */
@NullMarked
package io.github.redshiftdata.shell;

import org.jspecify.annotations.NullMarked;

/** Results on their way out: one class a format. */
@NullMarked
package io.github.redshiftdata.shell.output;

import org.jspecify.annotations.NullMarked;

/** The programs that write and read all the time. */
@NullMarked
package io.github.redshiftdata.soak.load;

import org.jspecify.annotations.NullMarked;

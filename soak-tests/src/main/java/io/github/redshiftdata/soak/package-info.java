/** The driver under faults and races for minutes, and a judge of what it told. */
@NullMarked
package io.github.redshiftdata.soak;

import org.jspecify.annotations.NullMarked;

/** Benchmarks of what only its own package sees. */
@NullMarked
package io.github.redshiftdata.jdbc.internal.api.page;

import org.jspecify.annotations.NullMarked;

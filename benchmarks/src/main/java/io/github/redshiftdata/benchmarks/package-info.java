/** Scenario benchmarks: the driver beside a plain loop on the AWS SDK, in one run. */
@NullMarked
package io.github.redshiftdata.benchmarks;

import org.jspecify.annotations.NullMarked;

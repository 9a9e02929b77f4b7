package io.github.redshiftdata.jdbc.internal.exec;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one execution is to run.
 *
 * @param queryTimeout the time after which the statement is cancelled; zero means none
 * @param statementName the name the service shows for it, or null
 */
public record ExecuteOptions(Duration queryTimeout, @Nullable String statementName) {}

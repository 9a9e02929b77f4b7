package io.github.redshiftdata.emulator.engine;

import org.jspecify.annotations.Nullable;

/**
 * What the engine starts with.
 *
 * @param jdbcUrl a PostgreSQL that runs already; null starts an embedded one
 * @param sampleData whether the sample tables are loaded
 */
public record EngineOptions(@Nullable String jdbcUrl, boolean sampleData) {}

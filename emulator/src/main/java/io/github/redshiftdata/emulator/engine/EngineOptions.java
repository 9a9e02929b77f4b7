package io.github.redshiftdata.emulator.engine;

import org.jspecify.annotations.Nullable;

/**
 * How the database behind the emulator is found and filled.
 *
 * @param jdbcUrl a PostgreSQL to use, {@code jdbc:postgresql://host:port/database?user=…}, whose user is a superuser;
 *     null: one is started for this engine and removed at its close
 * @param sampleData whether the sample tables are created in {@code public}
 */
public record EngineOptions(@Nullable String jdbcUrl, boolean sampleData) {}

package io.github.redshiftdata.emulator.engine;

import org.jspecify.annotations.Nullable;

/**
 * How the database behind the emulator is found and filled.
 *
 * @param jdbcUrl a PostgreSQL to use, {@code jdbc:postgresql://host:port/database?user=…}, whose user is a superuser;
 *     null: one is started for this engine and removed at its close
 * @param sampleData whether the sample tables are created in {@code public}, where they are not there yet
 * @param keeping whether statements are kept in the database beyond the life of the engine
 * @param sessions how many sessions a PostgreSQL that is started for this engine has room for
 * @param postgresFeatures whether the SQL may use what PostgreSQL offers beyond Redshift
 * @param enforcedKeys whether primary keys, unique and foreign keys are enforced, which Redshift only notes
 */
public record EngineOptions(
        @Nullable String jdbcUrl,
        boolean sampleData,
        Keeping keeping,
        int sessions,
        boolean postgresFeatures,
        boolean enforcedKeys) {

    /** SQL and keys are Redshift's. */
    public EngineOptions(@Nullable String jdbcUrl, boolean sampleData, Keeping keeping, int sessions) {
        this(jdbcUrl, sampleData, keeping, sessions, false, false);
    }

    /** Keeps nothing, and has room for as many sessions and statements as the service allows. */
    public EngineOptions(@Nullable String jdbcUrl, boolean sampleData) {
        this(jdbcUrl, sampleData, Keeping.NEVER, 1000, false, false);
    }
}

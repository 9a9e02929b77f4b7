package io.github.redshiftdata.jdbc.internal.api;

/**
 * A column of a result as the service describes it. Texts are "" where the service gives none.
 *
 * @param typeName the PostgreSQL name of the type: int4, varchar, timestamptz, super…
 * @param nullable 0 no nulls, 1 nullable, 2 unknown
 */
public record ColumnMetadata(
        String label,
        String name,
        String typeName,
        int precision,
        int scale,
        int length,
        int nullable,
        boolean signed,
        boolean caseSensitive,
        boolean currency,
        String schemaName,
        String tableName,
        String columnDefault) {}

package io.github.redshiftdata.emulator.engine;

import org.jspecify.annotations.Nullable;

/**
 * ColumnMetadata as the service sends it, of a result column or of a table's column.
 *
 * @param label null in the columns of a table
 * @param nullable 0 no nulls, 1 nullable, 2 unknown
 * @param columnDefault null where there is none and in results
 */
public record EngineColumn(
        String name,
        @Nullable String label,
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
        @Nullable String columnDefault) {}

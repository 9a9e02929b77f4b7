package io.github.redshiftdata.jdbc.internal.meta;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table of the catalog.
 *
 * @param position from 1, without gaps
 * @param typeName as in ResultSetMetaData: int4, varchar…
 * @param nullable 0 no nulls, 1 nullable, 2 unknown
 * @param defaultValue the expression, or null
 * @param remarks null where none is known
 */
public record CatalogColumn(
        String schema,
        String table,
        String name,
        int position,
        String typeName,
        int precision,
        int scale,
        int nullable,
        @Nullable String defaultValue,
        @Nullable String remarks,
        boolean identity) {}

package io.github.redshiftdata.jdbc.internal.meta;

import org.jspecify.annotations.Nullable;

/**
 * A table or view of the catalog.
 *
 * @param type TABLE, VIEW, SYSTEM TABLE, SYSTEM VIEW, EXTERNAL TABLE, TEMPORARY TABLE…
 * @param remarks null where none is known
 */
public record CatalogTable(String schema, String name, String type, @Nullable String remarks) {}

package io.github.redshiftdata.jdbc.internal.api;

/**
 * A table as ListTables says it. Texts are "" where the service gives none.
 *
 * @param type TABLE, VIEW, EXTERNAL TABLE, SYSTEM TABLE…
 */
public record TableEntry(String schema, String name, String type) {}

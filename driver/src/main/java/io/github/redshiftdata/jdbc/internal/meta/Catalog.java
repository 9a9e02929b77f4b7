package io.github.redshiftdata.jdbc.internal.meta;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The catalog as DatabaseMetaData asks for it: filtered, and read with as few requests as possible. The operations are
 * slow and rationed, so a wide answer is kept and the narrow questions after it are answered from it.
 */
public final class Catalog {

    /** Columns that DescribeTable gives a page, and a guess of how many a table has. */
    private static final int COLUMNS_A_PAGE = 1000;

    private static final int COLUMNS_A_TABLE = 20;
    private static final int UNKNOWN_PAGES = 6;

    private record DatabasesKey() {}

    private record SchemasKey(String database) {}

    private record TablesKey(String database, @Nullable String schema, @Nullable String table) {}

    private record ColumnsKey(String database, @Nullable String schema, @Nullable String table) {}

    private final CatalogSource operations;
    private final CatalogSource sql;
    private final BooleanSupplier onlySqlSees;
    private final CatalogCache cache;
    /** How many tables of a schema were asked for one by one. */
    private final Map<String, Integer> singles = new HashMap<>();

    /**
     * A catalog that reads from one of two sources.
     *
     * @param onlySqlSees whether the session holds something that the operations, on connections of their own, cannot
     *     see: a temporary table, or what an open transaction made
     */
    Catalog(CatalogSource operations, CatalogSource sql, BooleanSupplier onlySqlSees, CatalogCache cache) {
        this.operations = operations;
        this.sql = sql;
        this.onlySqlSees = onlySqlSees;
        this.cache = cache;
    }

    private CatalogSource source() {
        return onlySqlSees.getAsBoolean() ? sql : operations;
    }

    /** Forgets what was read: something has changed the catalog. */
    public synchronized void changed() {
        cache.clear();
        singles.clear();
    }

    public synchronized List<String> databases() throws SQLException {
        var key = new DatabasesKey();
        Optional<List<String>> known = cache.find(key);
        return known.isPresent() ? known.get() : keep(key, source().databases());
    }

    public synchronized List<String> schemas(String database, NamePattern pattern) throws SQLException {
        if (pattern.matchesNothing()) {
            return List.of();
        }
        var key = new SchemasKey(database);
        Optional<List<String>> known = cache.find(key);
        var all = known.isPresent() ? known.get() : keep(key, source().schemas(database));
        return all.stream().filter(pattern::matches).toList();
    }

    public synchronized List<CatalogTable> tables(String database, NamePattern schema, NamePattern table)
            throws SQLException {
        if (schema.matchesNothing() || table.matchesNothing()) {
            return List.of();
        }
        var known = knownTables(database, schema, table);
        var found = known.isPresent()
                ? known.get()
                : keep(new TablesKey(database, schema.text(), table.text()), source().tables(database, schema, table));
        return found.stream()
                .filter(entry -> schema.matches(entry.schema()) && table.matches(entry.name()))
                .toList();
    }

    /** The narrowest answer that is kept and wide enough. */
    private Optional<List<CatalogTable>> knownTables(String database, NamePattern schema, NamePattern table) {
        Optional<List<CatalogTable>> same = cache.find(new TablesKey(database, schema.text(), table.text()));
        if (same.isPresent()) {
            return same;
        }
        Optional<List<CatalogTable>> wholeSchema = cache.find(new TablesKey(database, schema.text(), null));
        return wholeSchema.isPresent() ? wholeSchema : cache.find(new TablesKey(database, null, null));
    }

    public synchronized List<CatalogColumn> columns(String database, NamePattern schema, NamePattern table)
            throws SQLException {
        if (schema.matchesNothing() || table.matchesNothing()) {
            return List.of();
        }
        var oneSchema = schema.single().orElse(null);
        var oneTable = oneSchema == null ? null : table.single().orElse(null);
        var found = knownColumns(database, oneSchema, oneTable);
        var columns = found.isPresent() ? found.get() : readColumns(database, oneSchema, oneTable);
        return columns.stream()
                .filter(column -> schema.matches(column.schema()) && table.matches(column.table()))
                .toList();
    }

    private Optional<List<CatalogColumn>> knownColumns(
            String database, @Nullable String schema, @Nullable String table) {
        Optional<List<CatalogColumn>> same = cache.find(new ColumnsKey(database, schema, table));
        if (same.isPresent()) {
            return same;
        }
        Optional<List<CatalogColumn>> wholeSchema = cache.find(new ColumnsKey(database, schema, null));
        return wholeSchema.isPresent() ? wholeSchema : cache.find(new ColumnsKey(database, null, null));
    }

    private List<CatalogColumn> readColumns(String database, @Nullable String schema, @Nullable String table)
            throws SQLException {
        var wanted = table != null && schema != null && walksTheSchema(database, schema) ? null : table;
        var columns = source().columns(database, NamePattern.exactly(schema), NamePattern.exactly(wanted));
        return keep(new ColumnsKey(database, schema, wanted), columns);
    }

    /**
     * Whether a tool seems to walk through the tables of a schema. Then one bulk request pays, as soon as the single
     * ones have cost about half of what it costs.
     */
    private boolean walksTheSchema(String database, String schema) {
        if (!cache.isOn()) {
            return false;
        }
        var before = singles.merge(database + "\0" + schema, 1, Integer::sum) - 1;
        var pages = knownTables(database, NamePattern.exactly(schema), NamePattern.of(null))
                .map(tables -> pages(tables, schema))
                .orElse(UNKNOWN_PAGES);
        return before >= Math.max(1, pages / 2);
    }

    private static int pages(List<CatalogTable> tables, String schema) {
        var count =
                tables.stream().filter(table -> table.schema().equals(schema)).count();
        return (int) Math.min(Integer.MAX_VALUE, 1 + count * COLUMNS_A_TABLE / COLUMNS_A_PAGE);
    }

    private <T> List<T> keep(Object key, List<T> answer) {
        cache.put(key, answer, answer.size());
        return answer;
    }
}

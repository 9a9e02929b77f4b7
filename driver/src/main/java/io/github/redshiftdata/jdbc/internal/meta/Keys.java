package io.github.redshiftdata.jdbc.internal.meta;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The declared keys of the database. Tools ask for them table by table, so all are read at once, and kept in the cache.
 */
public final class Keys {

    private record Key() {}

    /** A table and its schema. */
    public record TableName(String schema, String table) {}

    /**
     * A primary, unique or foreign key.
     *
     * @param kind p, u or f
     * @param columns in the order of the key
     * @param referenced the table of a foreign key, else null
     * @param referencedColumns the referenced columns of a foreign key, in the order of {@code columns}
     */
    public record Constraint(
            TableName table,
            String name,
            char kind,
            List<String> columns,
            @Nullable TableName referenced,
            List<String> referencedColumns,
            short updateRule,
            short deleteRule,
            short deferrability) {}

    private static final int MOST_COLUMNS = 32;
    private static final int REFERENCED_SCHEMA = 8;
    private static final int REFERENCED_TABLE = 9;

    /** The codes of a key in one column, to save cells: there are as many rows as columns in keys. */
    private static final String CODES = "CAST(con.contype AS varchar) || CAST(con.confupdtype AS varchar)"
            + " || CAST(con.confdeltype AS varchar) || CASE WHEN con.condeferrable THEN 't' ELSE 'f' END"
            + " || CASE WHEN con.condeferred THEN 't' ELSE 'f' END";

    private static final String HEAD =
            "SELECT n.nspname, c.relname, con.conname, " + CODES + ", a.attname, a.attnum, con.conkey, con.confkey, ";

    private static final String FROM = " FROM pg_catalog.pg_constraint con"
            + " JOIN pg_catalog.pg_class c ON c.oid = con.conrelid"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace";

    private static final String OWN_SIDE =
            HEAD + "CAST(NULL AS varchar) AS refschema, CAST(NULL AS varchar) AS reftable"
                    + FROM + " JOIN pg_catalog.pg_attribute a ON a.attrelid = con.conrelid AND "
                    + isElementOf("con.conkey") + " WHERE con.contype IN ('p', 'u', 'f')";

    private static final String REFERENCED_SIDE = HEAD + "fn.nspname, fc.relname" + FROM
            + " JOIN pg_catalog.pg_class fc ON fc.oid = con.confrelid"
            + " JOIN pg_catalog.pg_namespace fn ON fn.oid = fc.relnamespace"
            + " JOIN pg_catalog.pg_attribute a ON a.attrelid = con.confrelid AND "
            + isElementOf("con.confkey") + " WHERE con.contype = 'f'";

    private final SqlRows sql;
    private final CatalogCache cache;

    Keys(SqlRows sql, CatalogCache cache) {
        this.sql = sql;
        this.cache = cache;
    }

    /**
     * A condition that a.attnum is an element of the array. Indexing works here, functions on arrays do not. Most keys
     * have one column, so the other places are checked only if there is a second element.
     */
    private static String isElementOf(String array) {
        var others = IntStream.rangeClosed(2, MOST_COLUMNS)
                .mapToObj(i -> array + "[" + i + "]")
                .collect(Collectors.joining(", "));
        return "(a.attnum = " + array + "[1] OR (" + array + "[2] IS NOT NULL AND a.attnum IN (" + others + ")))";
    }

    /** All keys of the database. */
    public List<Constraint> all() throws SQLException {
        return cache.get(new Key(), List::size, this::read);
    }

    /** The primary or unique key that a foreign key refers to. */
    public Optional<Constraint> referencedKey(Constraint foreignKey) throws SQLException {
        return all().stream()
                .filter(key -> key.kind() != 'f'
                        && key.table().equals(foreignKey.referenced())
                        && key.columns().containsAll(foreignKey.referencedColumns())
                        && foreignKey.referencedColumns().containsAll(key.columns()))
                .findFirst();
    }

    private List<Constraint> read() throws SQLException {
        var byName = new LinkedHashMap<List<@Nullable String>, List<List<@Nullable String>>>();
        for (var row : sql.query(OWN_SIDE + " UNION ALL " + REFERENCED_SIDE)) {
            byName.computeIfAbsent(new ArrayList<>(row.subList(0, 3)), name -> new ArrayList<>())
                    .add(row);
        }
        return byName.values().stream().map(Keys::constraint).toList();
    }

    private static Constraint constraint(List<List<@Nullable String>> rows) {
        var first = rows.get(0);
        var codes = SqlCatalog.text(first, 3);
        var referenced = rows.stream()
                .filter(row -> row.get(REFERENCED_TABLE) != null)
                .findFirst()
                .map(row ->
                        new TableName(SqlCatalog.text(row, REFERENCED_SCHEMA), SqlCatalog.text(row, REFERENCED_TABLE)))
                .orElse(null);
        return new Constraint(
                new TableName(SqlCatalog.text(first, 0), SqlCatalog.text(first, 1)),
                SqlCatalog.text(first, 2),
                codes.charAt(0),
                columns(rows, 6, false),
                referenced,
                columns(rows, 7, true),
                rule(codes.charAt(1)),
                rule(codes.charAt(2)),
                deferrability(codes));
    }

    /** The names of the columns, in the order in which the array numbers them. */
    private static List<String> columns(List<List<@Nullable String>> rows, int array, boolean referencedSide) {
        Map<String, String> names = new LinkedHashMap<>();
        for (var row : rows) {
            if (row.get(REFERENCED_TABLE) != null == referencedSide) {
                names.put(SqlCatalog.text(row, 5), SqlCatalog.text(row, 4));
            }
        }
        var numbers = TextArray.elements(rows.get(0).get(array));
        return numbers.stream().map(number -> names.getOrDefault(number, "")).toList();
    }

    private static short rule(char code) {
        var rule =
                switch (code) {
                    case 'c' -> DatabaseMetaData.importedKeyCascade;
                    case 'n' -> DatabaseMetaData.importedKeySetNull;
                    case 'd' -> DatabaseMetaData.importedKeySetDefault;
                    case 'r' -> DatabaseMetaData.importedKeyRestrict;
                    default -> DatabaseMetaData.importedKeyNoAction;
                };
        return (short) rule;
    }

    private static short deferrability(String codes) {
        var deferrability = codes.charAt(3) != 't'
                ? DatabaseMetaData.importedKeyNotDeferrable
                : codes.charAt(4) == 't'
                        ? DatabaseMetaData.importedKeyInitiallyDeferred
                        : DatabaseMetaData.importedKeyInitiallyImmediate;
        return (short) deferrability;
    }
}

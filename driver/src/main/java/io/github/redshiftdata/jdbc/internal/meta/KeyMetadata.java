package io.github.redshiftdata.jdbc.internal.meta;

import io.github.redshiftdata.jdbc.internal.result.ListCursor;
import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of DatabaseMetaData about keys. Names are exact here; null or {@code %} as the table means all tables,
 * which is how DBeaver reads keys in bulk.
 */
public final class KeyMetadata {

    private final String database;
    private final Keys keys;
    private final Catalog catalog;

    KeyMetadata(String database, Keys keys, Catalog catalog) {
        this.database = database;
        this.keys = keys;
        this.catalog = catalog;
    }

    /** A table, or several, as the arguments of DatabaseMetaData name them. */
    public record Tables(@Nullable String catalog, @Nullable String schema, @Nullable String table) {

        private boolean matches(String database, Keys.@Nullable TableName name) {
            return name != null
                    && (catalog == null || catalog.equals(database))
                    && NamePattern.nameOrAll(schema).matches(name.schema())
                    && NamePattern.nameOrAll(table).matches(name.table());
        }
    }

    public ListCursor primaryKeys(Tables tables) throws SQLException {
        var rows = new ArrayList<@Nullable Object[]>();
        for (var key : primaryKeysOf(tables)) {
            for (var i = 0; i < key.columns().size(); i++) {
                rows.add(new @Nullable Object[] {
                    database,
                    key.table().schema(),
                    key.table().table(),
                    key.columns().get(i),
                    (short) (i + 1),
                    key.name()
                });
            }
        }
        return MetadataResult.PRIMARY_KEYS.cursor(rows);
    }

    private List<Keys.Constraint> primaryKeysOf(Tables tables) throws SQLException {
        return keys.all().stream()
                .filter(key -> key.kind() == 'p' && tables.matches(database, key.table()))
                .toList();
    }

    /** The foreign keys of a table. */
    public ListCursor importedKeys(Tables tables) throws SQLException {
        return MetadataResult.IMPORTED_KEYS.cursor(foreignKeys(new Tables(null, null, null), tables));
    }

    /** The foreign keys that refer to a table. */
    public ListCursor exportedKeys(Tables tables) throws SQLException {
        return MetadataResult.EXPORTED_KEYS.cursor(foreignKeys(tables, new Tables(null, null, null)));
    }

    /** The foreign keys of one table that refer to another. */
    public ListCursor crossReference(Tables parent, Tables foreign) throws SQLException {
        return MetadataResult.CROSS_REFERENCE.cursor(foreignKeys(parent, foreign));
    }

    private List<@Nullable Object[]> foreignKeys(Tables parent, Tables foreign) throws SQLException {
        var rows = new ArrayList<@Nullable Object[]>();
        for (var key : keys.all()) {
            if (key.kind() == 'f'
                    && foreign.matches(database, key.table())
                    && parent.matches(database, key.referenced())) {
                addRows(key, rows);
            }
        }
        return rows;
    }

    private void addRows(Keys.Constraint key, List<@Nullable Object[]> rows) throws SQLException {
        var referenced = key.referenced();
        if (referenced == null) {
            return;
        }
        var primaryKeyName = keys.referencedKey(key).map(Keys.Constraint::name).orElse(null);
        for (var i = 0; i < key.columns().size(); i++) {
            rows.add(new @Nullable Object[] {
                database,
                referenced.schema(),
                referenced.table(),
                key.referencedColumns().get(i),
                database,
                key.table().schema(),
                key.table().table(),
                key.columns().get(i),
                (short) (i + 1),
                key.updateRule(),
                key.deleteRule(),
                key.name(),
                primaryKeyName,
                key.deferrability()
            });
        }
    }

    /** The columns of the primary key. Redshift does not enforce that it is unique. */
    public ListCursor bestRowIdentifier(Tables tables) throws SQLException {
        var rows = new ArrayList<@Nullable Object[]>();
        for (var key : primaryKeysOf(tables)) {
            var columns = catalog.columns(
                    database,
                    NamePattern.exactly(key.table().schema()),
                    NamePattern.exactly(key.table().table()));
            for (var name : key.columns()) {
                columns.stream()
                        .filter(column -> column.name().equals(name))
                        .forEach(column -> rows.add(identifier(column)));
            }
        }
        return MetadataResult.BEST_ROW_IDENTIFIER.cursor(rows);
    }

    private static @Nullable Object[] identifier(CatalogColumn column) {
        var type = RedshiftType.ofServiceName(column.typeName());
        return new @Nullable Object[] {
            (short) DatabaseMetaData.bestRowSession,
            column.name(),
            type.jdbcType(),
            column.typeName(),
            column.precision(),
            null,
            type.hasScale() ? (short) column.scale() : null,
            (short) DatabaseMetaData.bestRowNotPseudo
        };
    }
}

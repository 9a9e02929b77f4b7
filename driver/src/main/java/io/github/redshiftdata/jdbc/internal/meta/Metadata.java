package io.github.redshiftdata.jdbc.internal.meta;

import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.RealTime;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.result.ListCursor;
import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The catalog results of DatabaseMetaData about databases, schemas, tables and columns. */
public final class Metadata {

    private static final List<String> TABLE_TYPES = List.of(
            "EXTERNAL TABLE", "SYSTEM TABLE", "SYSTEM VIEW", "TABLE", "TEMPORARY TABLE", "TEMPORARY VIEW", "VIEW");

    /** The requests of an operation that the service takes at once. */
    private static final int PAGES_AT_ONCE = 3;

    private final String database;
    private final Catalog catalog;
    private final KeyMetadata keys;
    private final RoutineMetadata routines;
    private final Privileges privileges;

    /**
     * Metadata from the source that the configuration names.
     *
     * @param nanoTime a clock like {@link RealTime#nanos()}, for how long answers are used again
     */
    public Metadata(DriverConfig config, CatalogApi api, CatalogSession session, LongSupplier nanoTime) {
        var cache = new CatalogCache(config.metadataCacheLife(), nanoTime);
        var optional = new OptionalSql(session::queryAside, cache);
        var bySql = new SqlCatalog(session, optional, cache, config.database());
        var source =
                switch (config.metadataSource()) {
                    case SQL -> bySql;
                    case API -> byOperations(config, api, session, CatalogApi.Limits.ALL_PAGES);
                    case AUTO ->
                        new AutoCatalog(
                                byOperations(config, api, session, PAGES_AT_ONCE),
                                byOperations(config, api, session, CatalogApi.Limits.ALL_PAGES),
                                new SqlCatalog(session::queryAside, optional, cache, config.database()),
                                config.database());
                };
        this.database = config.database();
        this.catalog = new Catalog(
                source, bySql, session, cache, database, config.metadataSource() != DriverConfig.MetadataSource.API);
        this.keys = new KeyMetadata(database, new Keys(session, cache), catalog);
        this.routines = new RoutineMetadata(database, new Routines(session, cache));
        this.privileges = new Privileges(session);
    }

    private static ApiCatalog byOperations(DriverConfig config, CatalogApi api, CatalogSession session, int pages) {
        return new ApiCatalog(api, session, config.queryTimeout(), pages);
    }

    /** Forgets all answers, since something has changed the catalog. */
    public void changed() {
        catalog.changed();
    }

    public KeyMetadata keys() {
        return keys;
    }

    public RoutineMetadata routines() {
        return routines;
    }

    // ---------------------------------------------------------------- databases, schemas, tables

    public ListCursor catalogs() throws SQLException {
        // A service that lists only shared databases would leave out the connection's own one.
        Set<String> names = new TreeSet<>(catalog.databases());
        names.add(database);
        return MetadataResult.CATALOGS.cursor(
                names.stream().map(name -> new @Nullable Object[] {name}).toList());
    }

    /** The database to look in, if any: none for a catalog of "", the connection's own for null. */
    private List<String> lookIn(@Nullable String wantedCatalog) throws SQLException {
        if (wantedCatalog == null || wantedCatalog.equals(database)) {
            return List.of(database);
        }
        return !wantedCatalog.isEmpty() && catalog.databases().contains(wantedCatalog)
                ? List.of(wantedCatalog)
                : List.of();
    }

    public ListCursor schemas(@Nullable String wantedCatalog, @Nullable String schemaPattern) throws SQLException {
        var rows = new ArrayList<@Nullable Object[]>();
        for (var in : lookIn(wantedCatalog)) {
            for (var schema : catalog.schemas(in, NamePattern.of(schemaPattern))) {
                rows.add(new @Nullable Object[] {schema, in});
            }
        }
        return MetadataResult.SCHEMAS.cursor(rows);
    }

    public ListCursor tableTypes() {
        return MetadataResult.TABLE_TYPES.cursor(
                TABLE_TYPES.stream().map(type -> new @Nullable Object[] {type}).toList());
    }

    public ListCursor tables(
            @Nullable String wantedCatalog,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            String @Nullable [] types)
            throws SQLException {
        var wanted = types == null ? null : Arrays.asList(types);
        var rows = new ArrayList<@Nullable Object[]>();
        if (wanted != null && wanted.stream().noneMatch(TABLE_TYPES::contains)) {
            return MetadataResult.TABLES.empty();
        }
        for (var in : lookIn(wantedCatalog)) {
            for (var table : catalog.tables(in, NamePattern.of(schemaPattern), NamePattern.of(tablePattern))) {
                if (wanted == null || wanted.contains(table.type())) {
                    rows.add(new @Nullable Object[] {
                        in, table.schema(), table.name(), table.type(), table.remarks(), null, null, null, null, null
                    });
                }
            }
        }
        return MetadataResult.TABLES.cursor(rows);
    }

    // ---------------------------------------------------------------- columns

    public ListCursor columns(
            @Nullable String wantedCatalog,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            @Nullable String columnPattern)
            throws SQLException {
        var columns = NamePattern.of(columnPattern);
        var rows = new ArrayList<@Nullable Object[]>();
        for (var in : lookIn(wantedCatalog)) {
            for (var column : catalog.columns(in, NamePattern.of(schemaPattern), NamePattern.of(tablePattern))) {
                if (columns.matches(column.name())) {
                    rows.add(row(in, column));
                }
            }
        }
        return MetadataResult.COLUMNS.cursor(rows);
    }

    private static @Nullable Object[] row(String database, CatalogColumn column) {
        var type = RedshiftType.ofServiceName(column.typeName());
        return new @Nullable Object[] {
            database,
            column.schema(),
            column.table(),
            column.name(),
            type.jdbcType(),
            column.typeName(),
            column.precision(),
            null,
            type.hasScale() ? column.scale() : null,
            10,
            column.nullable(),
            column.remarks(),
            column.defaultValue(),
            null,
            null,
            type.isText() ? column.precision() : null,
            column.position(),
            yesNo(column.nullable()),
            null,
            null,
            null,
            null,
            column.identity() ? "YES" : "NO",
            "NO"
        };
    }

    /** The value of IS_NULLABLE that agrees with NULLABLE. */
    static String yesNo(int nullable) {
        return switch (nullable) {
            case DatabaseMetaData.columnNoNulls -> "NO";
            case DatabaseMetaData.columnNullable -> "YES";
            default -> "";
        };
    }

    // ---------------------------------------------------------------- privileges

    public ListCursor tablePrivileges(
            @Nullable String wantedCatalog, @Nullable String schemaPattern, @Nullable String tablePattern)
            throws SQLException {
        if (wantedCatalog != null && !wantedCatalog.equals(database)) {
            return MetadataResult.TABLE_PRIVILEGES.empty();
        }
        var found = privileges.find(NamePattern.of(schemaPattern), NamePattern.of(tablePattern));
        return MetadataResult.TABLE_PRIVILEGES.cursor(found.stream()
                .map(right -> new @Nullable Object[] {
                    database,
                    right.schema(),
                    right.table(),
                    right.grantor(),
                    right.grantee(),
                    right.name(),
                    right.grantable() ? "YES" : "NO"
                })
                .toList());
    }

    /** The rights on a table, for each of its columns: the driver reads no rights on single columns. */
    public ListCursor columnPrivileges(
            @Nullable String wantedCatalog,
            @Nullable String schema,
            @Nullable String table,
            @Nullable String columnPattern)
            throws SQLException {
        if (wantedCatalog != null && !wantedCatalog.equals(database)) {
            return MetadataResult.COLUMN_PRIVILEGES.empty();
        }
        var schemas = NamePattern.exactly(schema);
        var tables = NamePattern.nameOrAll(table);
        var wanted = NamePattern.of(columnPattern);
        var rights = privileges.find(schemas, tables);
        var rows = new ArrayList<@Nullable Object[]>();
        for (var column : catalog.columns(database, schemas, tables)) {
            if (!wanted.matches(column.name())) {
                continue;
            }
            for (var right : rights) {
                if (right.schema().equals(column.schema()) && right.table().equals(column.table())) {
                    rows.add(new @Nullable Object[] {
                        database,
                        column.schema(),
                        column.table(),
                        column.name(),
                        right.grantor(),
                        right.grantee(),
                        right.name(),
                        right.grantable() ? "YES" : "NO"
                    });
                }
            }
        }
        return MetadataResult.COLUMN_PRIVILEGES.cursor(rows);
    }
}

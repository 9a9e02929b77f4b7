package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.config.DriverVersion;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.ClientInfo;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.DriverCapabilities;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.EmptyMetaData;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.JdbcWrapper;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.ServerLimits;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.SqlCapabilities;
import io.github.redshiftdata.jdbc.internal.meta.KeyMetadata.Tables;
import io.github.redshiftdata.jdbc.internal.meta.Metadata;
import io.github.redshiftdata.jdbc.internal.meta.MetadataResult;
import io.github.redshiftdata.jdbc.internal.meta.TypeInfo;
import io.github.redshiftdata.jdbc.internal.result.Cursor;
import io.github.redshiftdata.jdbc.internal.sql.Keywords;
import io.github.redshiftdata.jdbc.internal.sql.ScalarFunctions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The catalog and the abilities of the warehouse. Only questions about the catalog cost a request. */
final class DatabaseMetaDataImpl
        implements SqlCapabilities, DriverCapabilities, ServerLimits, EmptyMetaData, JdbcWrapper {

    /** The version of PostgreSQL that Redshift reports; tools recognize Redshift by it. */
    private static final String PRODUCT_VERSION = "8.0.2";

    private final MetadataOwner owner;
    private final Metadata metadata;

    DatabaseMetaDataImpl(MetadataOwner owner, Metadata metadata) {
        this.owner = owner;
        this.metadata = metadata;
    }

    private static ResultSet open(Cursor cursor) {
        return new ForwardResultSet(null, cursor, null);
    }

    /**
     * Reads a result.
     *
     * @param method the method that asks the service, or "" for one that does not
     */
    private ResultSet read(String method, MetadataOwner.CatalogRead read) throws SQLException {
        owner.checkOpen();
        return open(owner.whileOpen(method, () -> {
            try {
                return read.read();
            } catch (RuntimeException malformed) {
                // Many small readers parse the rows of the catalog, and rely on the form that they asked for.
                throw Errors.of(
                        SqlState.SYSTEM_ERROR,
                        "The answer about the catalog is not what was asked for (" + malformed
                                + "). Is this the address of the Redshift Data API?",
                        malformed);
            }
        }));
    }

    @Override
    public ResultSet none(MetadataResult result) throws SQLException {
        return read("", result::empty);
    }

    // ---------------------------------------------------------------- the catalog

    @Override
    public ResultSet getCatalogs() throws SQLException {
        return read("getCatalogs", metadata::catalogs);
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        return getSchemas(null, null);
    }

    @Override
    public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern) throws SQLException {
        return read("getSchemas", () -> metadata.schemas(catalog, schemaPattern));
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        return read("", metadata::tableTypes);
    }

    @Override
    public ResultSet getTables(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tableNamePattern,
            String @Nullable [] types)
            throws SQLException {
        var known = types == null
                ? null
                : Arrays.stream(types).filter(Objects::nonNull).toArray(String[]::new);
        return read("getTables", () -> metadata.tables(catalog, schemaPattern, tableNamePattern, known));
    }

    @Override
    public ResultSet getColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tableNamePattern,
            @Nullable String columnNamePattern)
            throws SQLException {
        return read("getColumns", () -> metadata.columns(catalog, schemaPattern, tableNamePattern, columnNamePattern));
    }

    @Override
    public ResultSet getPrimaryKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return read("getPrimaryKeys", () -> metadata.keys().primaryKeys(new Tables(catalog, schema, table)));
    }

    @Override
    public ResultSet getImportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return read("getImportedKeys", () -> metadata.keys().importedKeys(new Tables(catalog, schema, table)));
    }

    @Override
    public ResultSet getExportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return read("getExportedKeys", () -> metadata.keys().exportedKeys(new Tables(catalog, schema, table)));
    }

    @Override
    public ResultSet getCrossReference(
            @Nullable String parentCatalog,
            @Nullable String parentSchema,
            @Nullable String parentTable,
            @Nullable String foreignCatalog,
            @Nullable String foreignSchema,
            @Nullable String foreignTable)
            throws SQLException {
        var parent = new Tables(parentCatalog, parentSchema, parentTable);
        var foreign = new Tables(foreignCatalog, foreignSchema, foreignTable);
        return read("getCrossReference", () -> metadata.keys().crossReference(parent, foreign));
    }

    @Override
    public ResultSet getBestRowIdentifier(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, int scope, boolean nullable)
            throws SQLException {
        return read(
                "getBestRowIdentifier", () -> metadata.keys().bestRowIdentifier(new Tables(catalog, schema, table)));
    }

    @Override
    public ResultSet getProcedures(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String procedureNamePattern)
            throws SQLException {
        return read(
                "getProcedures", () -> metadata.routines().procedures(catalog, schemaPattern, procedureNamePattern));
    }

    @Override
    public ResultSet getProcedureColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String procedureNamePattern,
            @Nullable String columnNamePattern)
            throws SQLException {
        return read("getProcedureColumns", () -> metadata.routines()
                .procedureColumns(catalog, schemaPattern, procedureNamePattern, columnNamePattern));
    }

    @Override
    public ResultSet getFunctions(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String functionNamePattern)
            throws SQLException {
        return read("getFunctions", () -> metadata.routines().functions(catalog, schemaPattern, functionNamePattern));
    }

    @Override
    public ResultSet getFunctionColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String functionNamePattern,
            @Nullable String columnNamePattern)
            throws SQLException {
        return read("getFunctionColumns", () -> metadata.routines()
                .functionColumns(catalog, schemaPattern, functionNamePattern, columnNamePattern));
    }

    @Override
    public ResultSet getTablePrivileges(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tableNamePattern)
            throws SQLException {
        return read("getTablePrivileges", () -> metadata.tablePrivileges(catalog, schemaPattern, tableNamePattern));
    }

    @Override
    public ResultSet getColumnPrivileges(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            @Nullable String columnNamePattern)
            throws SQLException {
        return read("getColumnPrivileges", () -> metadata.columnPrivileges(catalog, schema, table, columnNamePattern));
    }

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        return read("", TypeInfo::cursor);
    }

    @Override
    public ResultSet getClientInfoProperties() throws SQLException {
        var name = new @Nullable Object[] {
            ClientInfo.APPLICATION_NAME,
            ClientInfo.MAX_LENGTH,
            null,
            "The name of the application: of its sessions, and part of the name of each statement."
        };
        var group = new @Nullable Object[] {
            ClientInfo.QUERY_GROUP,
            ClientInfo.MAX_GROUP_LENGTH,
            null,
            "The group that the queries belong to: workload management and system views know it."
        };
        return read("", () -> MetadataResult.CLIENT_INFO_PROPERTIES.cursor(List.<@Nullable Object[]>of(name, group)));
    }

    // ---------------------------------------------------------------- who and where

    @Override
    public Connection getConnection() {
        return owner.connection();
    }

    @Override
    public String getURL() {
        return owner.config().sanitizedUrl();
    }

    /** The database user; costs at most one request per connection. */
    @Override
    public String getUserName() throws SQLException {
        owner.checkOpen();
        return owner.user();
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        return owner.connection().isReadOnly();
    }

    /** {@code Redshift}, unless a tool needs a name that it knows. */
    @Override
    public String getDatabaseProductName() {
        return owner.config().databaseProductName();
    }

    /** The version of PostgreSQL that Redshift reports, which is what tools compare. */
    @Override
    public String getDatabaseProductVersion() {
        return PRODUCT_VERSION;
    }

    @Override
    public int getDatabaseMajorVersion() {
        return 8;
    }

    @Override
    public int getDatabaseMinorVersion() {
        return 0;
    }

    @Override
    public String getDriverName() {
        return "redshift-data-jdbc";
    }

    @Override
    public String getDriverVersion() {
        return DriverVersion.text();
    }

    @Override
    public int getDriverMajorVersion() {
        return DriverVersion.major();
    }

    @Override
    public int getDriverMinorVersion() {
        return DriverVersion.minor();
    }

    // ---------------------------------------------------------------- words and limits

    @Override
    public String getSQLKeywords() {
        return Keywords.sqlKeywords();
    }

    @Override
    public String getNumericFunctions() {
        return ScalarFunctions.numeric();
    }

    @Override
    public String getStringFunctions() {
        return ScalarFunctions.string();
    }

    @Override
    public String getSystemFunctions() {
        return ScalarFunctions.system();
    }

    @Override
    public String getTimeDateFunctions() {
        return ScalarFunctions.timeDate();
    }

    @Override
    public int getMaxStatementLength() {
        return owner.config().maxStatementBytes();
    }

    @Override
    public boolean supportsConvert(int fromType, int toType) {
        return Convertible.isConvertible(fromType, toType);
    }

    @Override
    public boolean supportsResultSetType(int type) {
        return type == ResultSet.TYPE_FORWARD_ONLY || type == ResultSet.TYPE_SCROLL_INSENSITIVE;
    }

    @Override
    public boolean supportsResultSetConcurrency(int type, int concurrency) {
        return supportsResultSetType(type) && concurrency == ResultSet.CONCUR_READ_ONLY;
    }

    /** The sets of types between which Redshift casts. */
    private static final class Convertible {

        private static final Set<Integer> NUMBERS = Set.of(
                Types.SMALLINT,
                Types.INTEGER,
                Types.BIGINT,
                Types.REAL,
                Types.DOUBLE,
                Types.FLOAT,
                Types.DECIMAL,
                Types.NUMERIC);
        private static final Set<Integer> TEXTS = Set.of(Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR);
        private static final Set<Integer> TEMPORALS =
                Set.of(Types.DATE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE);

        static boolean isConvertible(int from, int to) {
            return (TEXTS.contains(from) && (TEXTS.contains(to) || NUMBERS.contains(to) || TEMPORALS.contains(to)))
                    || (NUMBERS.contains(from) && (NUMBERS.contains(to) || TEXTS.contains(to)))
                    || (TEMPORALS.contains(from) && (TEMPORALS.contains(to) || TEXTS.contains(to)));
        }
    }
}

package io.github.redshiftdata.jdbc.internal.meta;

import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.ServiceErrors;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Reads the catalog by ListDatabases, ListSchemas, ListTables and DescribeTable. */
final class ApiCatalog implements CatalogSource {

    /** The longest time for all pages of an answer, with the waits between them that the rates require. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final CatalogApi api;
    private final CatalogSession session;
    private final Duration timeout;
    private final int pages;

    /**
     * A catalog.
     *
     * @param queryTimeout the limit of each question; zero if the user has set none
     * @param pages how many pages an answer may have
     */
    ApiCatalog(CatalogApi api, CatalogSession session, Duration queryTimeout, int pages) {
        this.pages = pages;
        this.api = api;
        this.session = session;
        this.timeout = queryTimeout.isZero() || queryTimeout.compareTo(LONGEST) > 0 ? LONGEST : queryTimeout;
    }

    /** A request that may be refused. */
    private interface Request<T> {
        T send(CatalogApi.Limits limits) throws DataApiException;
    }

    private <T> T ask(String operation, Request<T> request) throws SQLException {
        return session.asking(() -> {
            try {
                return request.send(
                        new CatalogApi.Limits(timeout, session.requestTimeout(), session.networkTimeout(), pages));
            } catch (DataApiException e) {
                throw translate(operation, e);
            }
        });
    }

    private static SQLException translate(String operation, DataApiException e) {
        if (e.failure().kind() == ServiceFailure.Kind.UNAUTHORIZED) {
            return Errors.of(
                    SqlState.INVALID_AUTHORIZATION,
                    operation + " was refused: " + e.failure().message() + " Allow the IAM action redshift-data:"
                            + operation + ", or set metadataSource=sql to read the catalog by SQL.",
                    e);
        }
        return ServiceErrors.of(e.failure(), null, e);
    }

    @Override
    public List<String> databases() throws SQLException {
        return ask("ListDatabases", api::databases);
    }

    @Override
    public List<String> schemas(String database) throws SQLException {
        return ask("ListSchemas", limits -> api.schemas(database, null, limits));
    }

    @Override
    public List<CatalogTable> tables(String database, NamePattern schema, NamePattern table) throws SQLException {
        var schemas = schema.withoutEscapes();
        var tables = table.withoutEscapes();
        return ask("ListTables", limits -> api.tables(database, schemas, tables, limits)).stream()
                .map(entry -> new CatalogTable(entry.schema(), entry.name(), entry.type(), null))
                .toList();
    }

    @Override
    public List<CatalogColumn> columns(String database, NamePattern schema, NamePattern table) throws SQLException {
        var oneSchema = schema.single().orElse(null);
        // A table alone, without its schema, would be looked for on the search path only.
        var oneTable = oneSchema == null ? null : table.single().orElse(null);
        var described = ask("DescribeTable", limits -> api.describe(database, oneSchema, oneTable, limits));
        var positions = new HashMap<String, Integer>();
        var columns = new ArrayList<CatalogColumn>(described.size());
        for (var column : described) {
            // An answer about one table may leave its name out.
            var inSchema = column.schemaName().isEmpty() && oneSchema != null ? oneSchema : column.schemaName();
            var inTable = column.tableName().isEmpty() && oneTable != null ? oneTable : column.tableName();
            var position = positions.merge(inSchema + "\0" + inTable, 1, Integer::sum);
            columns.add(column(column, inSchema, inTable, position));
        }
        return columns;
    }

    private static CatalogColumn column(ColumnMetadata column, String schema, String table, int position) {
        var defaultValue = column.columnDefault().isEmpty() ? null : column.columnDefault();
        return new CatalogColumn(
                schema,
                table,
                column.name(),
                position,
                column.typeName(),
                column.precision(),
                column.scale(),
                column.nullable(),
                defaultValue,
                null,
                defaultValue != null && IdentityDefault.is(defaultValue));
    }
}

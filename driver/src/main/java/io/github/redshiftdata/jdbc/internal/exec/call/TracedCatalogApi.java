package io.github.redshiftdata.jdbc.internal.exec.call;

import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.TableEntry;
import io.github.redshiftdata.jdbc.internal.trace.ConnectionTrace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations on the catalog as they are, each question with all its pages a span. */
public final class TracedCatalogApi implements CatalogApi {

    private final CatalogApi api;
    private final RequestSpans spans;

    public TracedCatalogApi(CatalogApi api, ConnectionTrace trace) {
        this.api = api;
        this.spans = new RequestSpans(trace);
    }

    @Override
    public List<String> databases(Limits limits) throws DataApiException {
        return spans.of("ListDatabases", step -> api.databases(limits));
    }

    @Override
    public List<String> schemas(String database, @Nullable String schemaPattern, Limits limits)
            throws DataApiException {
        return spans.of("ListSchemas", step -> api.schemas(database, schemaPattern, limits));
    }

    @Override
    public List<TableEntry> tables(
            String database, @Nullable String schemaPattern, @Nullable String tablePattern, Limits limits)
            throws DataApiException {
        return spans.of("ListTables", step -> api.tables(database, schemaPattern, tablePattern, limits));
    }

    @Override
    public List<ColumnMetadata> describe(
            String database, @Nullable String schema, @Nullable String table, Limits limits) throws DataApiException {
        return spans.of("DescribeTable", step -> api.describe(database, schema, table, limits));
    }
}

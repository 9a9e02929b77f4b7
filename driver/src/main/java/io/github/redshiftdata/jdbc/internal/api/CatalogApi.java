package io.github.redshiftdata.jdbc.internal.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operations of the Redshift Data API on the catalog, each with all its pages. The service allows three requests a
 * second of each kind; calls wait for their turn, and again when they are throttled, as long as the limits allow.
 * Patterns are SQL patterns ({@code %}, {@code _}); null means all.
 *
 * <p>{@code database} is the database to look into; where it is not the one of the connection, the login still happens
 * there.
 */
public interface CatalogApi {

    /**
     * How long a question may take.
     *
     * @param question the limit of all its pages together, with the waits between them
     * @param request the limit of each single request
     * @param unanswered the limit of requests that get no answer, one after another; zero for the default of the
     *     implementation
     * @param pages how many pages an answer may have; one that has more fails with
     *     {@link io.github.redshiftdata.jdbc.internal.error.ServiceFailure#TOO_MANY_PAGES}
     */
    record Limits(Duration question, Duration request, Duration unanswered, int pages) {

        /** However many pages an answer has. */
        public static final int ALL_PAGES = Integer.MAX_VALUE;

        /** Limits for all pages. */
        public Limits(Duration question, Duration request, Duration unanswered) {
            this(question, request, unanswered, ALL_PAGES);
        }
    }

    /** ListDatabases. */
    List<String> databases(Limits limits) throws DataApiException;

    /** ListSchemas. */
    List<String> schemas(String database, @Nullable String schemaPattern, Limits limits) throws DataApiException;

    /** ListTables. */
    List<TableEntry> tables(
            String database, @Nullable String schemaPattern, @Nullable String tablePattern, Limits limits)
            throws DataApiException;

    /**
     * DescribeTable: the columns of one table, or of all tables of a schema, or of the database. Each carries its
     * schema and table, as far as the service says them or they were asked for.
     *
     * @param schema an exact name, or null for all
     * @param table an exact name, or null for all
     */
    List<ColumnMetadata> describe(String database, @Nullable String schema, @Nullable String table, Limits limits)
            throws DataApiException;
}

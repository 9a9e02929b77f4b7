package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.TableEntry;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.DescribeTableRequest;
import software.amazon.awssdk.services.redshiftdata.model.DescribeTableResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListDatabasesRequest;
import software.amazon.awssdk.services.redshiftdata.model.ListDatabasesResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListSchemasRequest;
import software.amazon.awssdk.services.redshiftdata.model.ListSchemasResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListTablesRequest;
import software.amazon.awssdk.services.redshiftdata.model.ListTablesResponse;
import software.amazon.awssdk.services.redshiftdata.model.TableMember;

/** The driver's catalog operations with their pages, turns and repetitions, on a service that somebody plays, page by page. */
public final class PlayedCatalog {

    /** The operations. */
    public enum Question {
        LIST_DATABASES,
        LIST_SCHEMAS,
        LIST_TABLES,
        DESCRIBE_TABLE
    }

    /** One request. What it leaves out is null. */
    public record Asked(
            Question question, @Nullable String schema, @Nullable String table, @Nullable String nextToken) {}

    /**
     * One answer.
     *
     * @param items names, of databases and schemas; {@link TableEntry} or {@link ColumnMetadata} of the others
     */
    public record Page(List<?> items, @Nullable String nextToken) {}

    /** Plays the service. */
    @FunctionalInterface
    public interface Player {
        Page answer(Asked asked, Duration timeout) throws DataApiException;
    }

    /** Lets time pass. */
    @FunctionalInterface
    public interface Sleep {
        void sleep(Duration time) throws InterruptedException;
    }

    private PlayedCatalog() {}

    /** What all connections of one JVM share: how they take turns. */
    public static final class Turns {
        private final CatalogRates limits;

        public Turns(LongSupplier nanoTime) {
            limits = new CatalogRates(nanoTime, new SplittableRandom(0));
        }
    }

    /**
     * The operations of one connection.
     *
     * @param sleep lets time pass between requests
     */
    public static CatalogApi of(DriverConfig config, Turns turns, Sleep sleep, Player player) {
        var requests = new PlayedRequests();
        var client = new PlayedClient(player, requests);
        return new SdkCatalogApi(
                client, LoginMembers.of(config), new CatalogCalls(requests, turns.limits, sleep::sleep));
    }

    /** A failure on its way through the interface of the client. */
    private static final class Carried extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final DataApiException failure;

        Carried(DataApiException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** For one thread at a time, as a connection's question is. */
    private static final class PlayedRequests implements CatalogCalls.Requests {
        private final FailureClassifier failures = new FailureClassifier("the played service");
        private final Counters counters = new Counters();
        private final ThreadLocal<Duration> timeout = ThreadLocal.withInitial(() -> Duration.ZERO);

        @Override
        public <T> T runInterruptibly(Duration limit, Function<AwsRequestOverrideConfiguration.Builder, T> call)
                throws DataApiException {
            if (limit.isZero() || limit.isNegative()) {
                throw failures.tooLate(limit);
            }
            timeout.set(limit);
            try {
                return call.apply(AwsRequestOverrideConfiguration.builder());
            } catch (Carried carried) {
                throw carried.failure;
            } finally {
                timeout.remove();
            }
        }

        @Override
        public FailureClassifier failures() {
            return failures;
        }

        @Override
        public Counters counters() {
            return counters;
        }
    }

    private static final class PlayedClient implements RedshiftDataClient {
        private final Player player;
        private final PlayedRequests requests;

        PlayedClient(Player player, PlayedRequests requests) {
            this.player = player;
            this.requests = requests;
        }

        private Page answer(Asked asked) {
            try {
                return player.answer(asked, requests.timeout.get());
            } catch (DataApiException failed) {
                throw new Carried(failed);
            }
        }

        private static <T> List<T> all(Page page, Class<T> type) {
            return page.items().stream().map(type::cast).toList();
        }

        @Override
        public ListDatabasesResponse listDatabases(ListDatabasesRequest request) {
            var page = answer(new Asked(Question.LIST_DATABASES, null, null, request.nextToken()));
            return ListDatabasesResponse.builder()
                    .databases(all(page, String.class))
                    .nextToken(page.nextToken())
                    .build();
        }

        @Override
        public ListSchemasResponse listSchemas(ListSchemasRequest request) {
            var page = answer(new Asked(Question.LIST_SCHEMAS, request.schemaPattern(), null, request.nextToken()));
            return ListSchemasResponse.builder()
                    .schemas(all(page, String.class))
                    .nextToken(page.nextToken())
                    .build();
        }

        @Override
        public ListTablesResponse listTables(ListTablesRequest request) {
            var page = answer(new Asked(
                    Question.LIST_TABLES, request.schemaPattern(), request.tablePattern(), request.nextToken()));
            var tables = all(page, TableEntry.class).stream()
                    .map(table -> TableMember.builder()
                            .schema(table.schema())
                            .name(table.name())
                            .type(table.type())
                            .build())
                    .toList();
            return ListTablesResponse.builder()
                    .tables(tables)
                    .nextToken(page.nextToken())
                    .build();
        }

        @Override
        public DescribeTableResponse describeTable(DescribeTableRequest request) {
            var page =
                    answer(new Asked(Question.DESCRIBE_TABLE, request.schema(), request.table(), request.nextToken()));
            var columns = all(page, ColumnMetadata.class).stream()
                    .map(column -> software.amazon.awssdk.services.redshiftdata.model.ColumnMetadata.builder()
                            .schemaName(column.schemaName())
                            .tableName(column.tableName())
                            .name(column.name())
                            .typeName(column.typeName())
                            .precision(column.precision())
                            .nullable(column.nullable())
                            .build())
                    .toList();
            return DescribeTableResponse.builder()
                    .columnList(columns)
                    .nextToken(page.nextToken())
                    .build();
        }

        @Override
        public String serviceName() {
            return "redshift-data";
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}

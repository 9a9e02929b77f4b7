package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.TableEntry;
import io.github.redshiftdata.jdbc.internal.api.sdk.CatalogRates.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.DescribeTableRequest;
import software.amazon.awssdk.services.redshiftdata.model.ListDatabasesRequest;
import software.amazon.awssdk.services.redshiftdata.model.ListSchemasRequest;
import software.amazon.awssdk.services.redshiftdata.model.ListTablesRequest;

/** The catalog operations, sent with the SDK's synchronous client. */
final class SdkCatalogApi implements CatalogApi {

    private static final int PAGE_SIZE = 1000;

    /** A page may be empty if the service filters it; after this many in a row the listing counts as endless. */
    private static final int MOST_EMPTY_PAGES = 100;

    private final RedshiftDataClient client;
    private final LoginMembers login;
    private final CatalogCalls calls;

    SdkCatalogApi(RedshiftDataClient client, LoginMembers login, CatalogCalls calls) {
        this.client = client;
        this.login = login;
        this.calls = calls;
    }

    /** One page of a listing. */
    private record Page<T>(List<T> items, @Nullable String nextToken) {}

    /** Asks for the page of a token; null is the first one. */
    @FunctionalInterface
    private interface Pages<T> {
        Page<T> fetch(@Nullable String token, CatalogCalls.Question question) throws DataApiException;
    }

    @Override
    public List<String> databases(Limits limits) throws DataApiException {
        var wanted = ListDatabasesRequest.builder()
                .clusterIdentifier(login.clusterIdentifier())
                .workgroupName(login.workgroupName())
                .database(login.database())
                .dbUser(login.dbUser())
                .secretArn(login.secretArn())
                .maxResults(PAGE_SIZE);
        return all(
                limits,
                (token, question) -> calls.run(Operation.LIST_DATABASES, question, settings -> {
                    var answer = client.listDatabases(wanted.nextToken(token)
                            .overrideConfiguration(settings.build())
                            .build());
                    return new Page<>(SdkAnswers.databases(answer), answer.nextToken());
                }));
    }

    @Override
    public List<String> schemas(String database, @Nullable String schemaPattern, Limits limits)
            throws DataApiException {
        var wanted = ListSchemasRequest.builder()
                .clusterIdentifier(login.clusterIdentifier())
                .workgroupName(login.workgroupName())
                .database(database)
                .connectedDatabase(connected(database))
                .dbUser(login.dbUser())
                .secretArn(login.secretArn())
                .schemaPattern(schemaPattern)
                .maxResults(PAGE_SIZE);
        return all(
                limits,
                (token, question) -> calls.run(Operation.LIST_SCHEMAS, question, settings -> {
                    var answer = client.listSchemas(wanted.nextToken(token)
                            .overrideConfiguration(settings.build())
                            .build());
                    return new Page<>(SdkAnswers.schemas(answer), answer.nextToken());
                }));
    }

    @Override
    public List<TableEntry> tables(
            String database, @Nullable String schemaPattern, @Nullable String tablePattern, Limits limits)
            throws DataApiException {
        var wanted = ListTablesRequest.builder()
                .clusterIdentifier(login.clusterIdentifier())
                .workgroupName(login.workgroupName())
                .database(database)
                .connectedDatabase(connected(database))
                .dbUser(login.dbUser())
                .secretArn(login.secretArn())
                .schemaPattern(schemaPattern)
                .tablePattern(tablePattern)
                .maxResults(PAGE_SIZE);
        return all(
                limits,
                (token, question) -> calls.run(Operation.LIST_TABLES, question, settings -> {
                    var answer = client.listTables(wanted.nextToken(token)
                            .overrideConfiguration(settings.build())
                            .build());
                    return new Page<>(SdkAnswers.tables(answer), answer.nextToken());
                }));
    }

    @Override
    public List<ColumnMetadata> describe(
            String database, @Nullable String schema, @Nullable String table, Limits limits) throws DataApiException {
        var wanted = DescribeTableRequest.builder()
                .clusterIdentifier(login.clusterIdentifier())
                .workgroupName(login.workgroupName())
                .database(database)
                .connectedDatabase(connected(database))
                .dbUser(login.dbUser())
                .secretArn(login.secretArn())
                .schema(schema)
                .table(table)
                .maxResults(PAGE_SIZE);
        return all(
                limits,
                (token, question) -> calls.run(Operation.DESCRIBE_TABLE, question, settings -> {
                    var answer = client.describeTable(wanted.nextToken(token)
                            .overrideConfiguration(settings.build())
                            .build());
                    return new Page<>(SdkAnswers.columns(answer, schema, table), answer.nextToken());
                }));
    }

    private <T> List<T> all(Limits limits, Pages<T> pages) throws DataApiException {
        var question = calls.begin(limits);
        var items = new ArrayList<T>();
        var seenTokens = new HashSet<String>();
        int emptyPages = 0;
        int pagesRead = 0;
        @Nullable String token = null;
        do {
            var page = pages.fetch(token, question);
            items.addAll(page.items());
            token = SdkAnswers.textOrEmpty(page.nextToken()).isEmpty() ? null : page.nextToken();
            emptyPages = page.items().isEmpty() ? emptyPages + 1 : 0;
            if (token != null && (!seenTokens.add(token) || emptyPages >= MOST_EMPTY_PAGES)) {
                throw calls.endless(items.size());
            }
            pagesRead++;
            if (token != null && pagesRead >= limits.pages()) {
                throw calls.tooManyPages(limits.pages());
            }
        } while (token != null);
        return List.copyOf(items);
    }

    /** The database to log in to, or null if it is the one to look into. */
    private @Nullable String connected(String database) {
        return database.equals(login.database()) ? null : login.database();
    }
}

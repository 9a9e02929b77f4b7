package io.github.redshiftdata.jdbc.internal.meta;

import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.TableEntry;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A session and the operations of a service whose answers a test gives; every question is noted. */
public final class PlayedCatalog implements CatalogSession, CatalogApi {

    /** The queries and operations, in their order. */
    public final List<String> asked = new ArrayList<>();
    /** The queries that were asked for aside. */
    public final List<String> aside = new ArrayList<>();
    /** The limits that the operations were given. */
    public final List<Limits> limits = new ArrayList<>();

    public final List<String> databases = new ArrayList<>(List.of("dev"));
    public final List<String> schemas = new ArrayList<>();
    public final List<TableEntry> tables = new ArrayList<>();
    public final List<ColumnMetadata> columns = new ArrayList<>();

    /** The session holds what only it sees. */
    public boolean holdsWhatOnlyItSees;

    public boolean inTransaction;
    /** Thrown by the next operation. */
    @Nullable
    public DataApiException failure;

    /** The operations that are denied. */
    public final Set<String> denied = new HashSet<>();
    /** How many pages the answers of the operations have. */
    public int pages = 1;

    private final Map<String, List<List<@Nullable String>>> rows = new LinkedHashMap<>();
    private final Map<String, SQLException> failures = new LinkedHashMap<>();

    /** What queries give that have this word. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the list keeps what it was given, and nothing else is stored in the array
    public final void gives(String word, List<@Nullable String>... answer) {
        var all = new ArrayList<List<@Nullable String>>();
        for (var row : answer) {
            all.add(row);
        }
        rows.put(word, all);
    }

    /** Queries that have this word fail. */
    public void fails(String word, SQLException failure) {
        failures.put(word, failure);
    }

    /** A row, in which nulls may be. */
    public static List<@Nullable String> row(@Nullable String... values) {
        return Arrays.asList(values);
    }

    /** The queries that have this word. */
    public List<String> asked(String word) {
        return asked.stream().filter(question -> question.contains(word)).toList();
    }

    @Override
    public List<List<@Nullable String>> query(String sql) throws SQLException {
        asked.add(sql);
        for (var failing : failures.entrySet()) {
            if (sql.contains(failing.getKey())) {
                throw failing.getValue();
            }
        }
        return rows.entrySet().stream()
                .filter(answer -> sql.contains(answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(List.of());
    }

    @Override
    public List<List<@Nullable String>> queryAside(String sql) throws SQLException {
        aside.add(sql);
        return query(sql);
    }

    @Override
    public boolean holdsWhatOnlyItSees() {
        return holdsWhatOnlyItSees;
    }

    @Override
    public <T> T asking(Question<T> question) throws SQLException {
        return question.ask();
    }

    @Override
    public void await(CompletableFuture<?> answer) {
        throw new AssertionError("One thread asks here.");
    }

    @Override
    public Duration requestTimeout() {
        return Duration.ofSeconds(60);
    }

    @Override
    public Duration networkTimeout() {
        return Duration.ofSeconds(7);
    }

    @Override
    public boolean isOutsideTransactions() {
        return !inTransaction;
    }

    // ---------------------------------------------------------------- operations

    private void note(String operation, Limits given) throws DataApiException {
        asked.add(operation);
        limits.add(given);
        var thrown = failure;
        if (thrown != null) {
            failure = null;
            throw thrown;
        }
        if (denied.contains(operation.split(" ", 2)[0])) {
            throw failed(Kind.UNAUTHORIZED, "AccessDeniedException", "not authorized to perform " + operation);
        }
        if (pages > given.pages()) {
            throw failed(Kind.REJECTED, ServiceFailure.TOO_MANY_PAGES, "the listing has more pages");
        }
    }

    private static DataApiException failed(Kind kind, String code, String message) {
        return new DataApiException(
                new ServiceFailure(kind, code, message, 400, "r"), new IllegalStateException(message));
    }

    @Override
    public List<String> databases(Limits given) throws DataApiException {
        note("ListDatabases", given);
        return List.copyOf(databases);
    }

    @Override
    public List<String> schemas(String database, @Nullable String schemaPattern, Limits given) throws DataApiException {
        note("ListSchemas " + database + " " + schemaPattern, given);
        return List.copyOf(schemas);
    }

    @Override
    public List<TableEntry> tables(
            String database, @Nullable String schemaPattern, @Nullable String tablePattern, Limits given)
            throws DataApiException {
        note("ListTables " + database + " " + schemaPattern + " " + tablePattern, given);
        return List.copyOf(tables);
    }

    @Override
    public List<ColumnMetadata> describe(String database, @Nullable String schema, @Nullable String table, Limits given)
            throws DataApiException {
        note("DescribeTable " + database + " " + schema + " " + table, given);
        return List.copyOf(columns);
    }
}

package io.github.redshiftdata.jdbc.internal.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.TableEntry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiCatalogTest {

    /** A service for which a backslash is a character as any other: no name has one. */
    private static final class WithoutEscapes implements CatalogApi {

        final List<String> asked = new ArrayList<>();

        @Override
        public List<String> databases(Limits limits) {
            return List.of();
        }

        @Override
        public List<String> schemas(String database, @Nullable String schemaPattern, Limits limits) {
            return List.of();
        }

        @Override
        public List<TableEntry> tables(
                String database, @Nullable String schemaPattern, @Nullable String tablePattern, Limits limits) {
            var pattern = schemaPattern + " " + tablePattern;
            asked.add(pattern);
            return pattern.contains("\\")
                    ? List.of()
                    : List.of(new TableEntry("s_1", "t_1", "TABLE"), new TableEntry("sx1", "t_1", "TABLE"));
        }

        @Override
        public List<ColumnMetadata> describe(
                String database, @Nullable String schema, @Nullable String table, Limits limits) {
            asked.add(schema + " " + table);
            return List.of();
        }
    }

    private final WithoutEscapes api = new WithoutEscapes();
    private final ApiCatalog catalog = new ApiCatalog(api, new NoSession(), Duration.ZERO);

    /** The operations need none, but for waiting. */
    private static final class NoSession implements CatalogSession {

        @Override
        public List<List<@Nullable String>> query(String sql) {
            throw new AssertionError(sql);
        }

        @Override
        public List<List<@Nullable String>> queryAside(String sql) {
            throw new AssertionError(sql);
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
            return Duration.ZERO;
        }

        @Override
        public boolean holdsWhatOnlyItSees() {
            return false;
        }

        @Override
        public boolean isOutsideTransactions() {
            return true;
        }
    }

    @Test
    void noEscapeIsSentAndTheCallerFilters() throws SQLException {
        var schema = NamePattern.of("s\\_1");
        assertThat(catalog.tables("dev", schema, NamePattern.of(null)))
                .filteredOn(table -> schema.matches(table.schema()))
                .extracting(CatalogTable::name)
                .containsExactly("t_1");
        catalog.tables("dev", NamePattern.exactly("a_b"), NamePattern.of("t\\_%"));
        assertThat(api.asked).containsExactly("s_1 null", "a_b t_%");
    }

    @Test
    void theNamesOfOneTableAreSentAsTheyAre() throws SQLException {
        catalog.columns("dev", NamePattern.exactly("s_1"), NamePattern.of("t\\_1"));
        assertThat(api.asked).containsExactly("s_1 t_1");
    }
}

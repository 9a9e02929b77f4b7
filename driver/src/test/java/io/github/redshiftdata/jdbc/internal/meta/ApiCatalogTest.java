package io.github.redshiftdata.jdbc.internal.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.TableEntry;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    private final ApiCatalog catalog = new ApiCatalog(api, new NoSession(), Duration.ZERO, 7);

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

    // ---------------------------------------------------------------- answers

    private final PlayedCatalog played = new PlayedCatalog();

    private ApiCatalog catalog(Duration queryTimeout) {
        return new ApiCatalog(played, played, queryTimeout, 7);
    }

    private static ColumnMetadata column(String schema, String table, String name, String defaultValue) {
        return new ColumnMetadata(name, name, "int4", 10, 2, 0, 1, true, false, false, schema, table, defaultValue);
    }

    @Test
    void anAnswerIsWhatTheServiceLists() throws SQLException {
        played.schemas.add("public");
        played.tables.add(new TableEntry("public", "t", "VIEW"));
        var answers = catalog(Duration.ZERO);
        assertThat(answers.databases()).containsExactly("dev");
        assertThat(answers.schemas("dev")).containsExactly("public");
        assertThat(answers.tables("dev", NamePattern.of(null), NamePattern.of(null)))
                .containsExactly(new CatalogTable("public", "t", "VIEW", null));
        assertThat(played.asked).containsExactly("ListDatabases", "ListSchemas dev null", "ListTables dev null null");
    }

    @Test
    void columnsAreNumberedInTheirTables() throws SQLException {
        played.columns.add(column("public", "t", "a", ""));
        played.columns.add(column("public", "t", "b", "7"));
        played.columns.add(column("public", "u", "c", "\"identity\"(1, 0)"));
        assertThat(catalog(Duration.ZERO).columns("dev", NamePattern.of(null), NamePattern.of(null)))
                .containsExactly(
                        new CatalogColumn("public", "t", "a", 1, "int4", 10, 2, 1, null, null, false),
                        new CatalogColumn("public", "t", "b", 2, "int4", 10, 2, 1, "7", null, false),
                        new CatalogColumn("public", "u", "c", 1, "int4", 10, 2, 1, "\"identity\"(1, 0)", null, true));
        assertThat(played.asked).containsExactly("DescribeTable dev null null");
    }

    @Test
    void anAnswerAboutOneTableMayLeaveItsNameOut() throws SQLException {
        played.columns.add(column("", "", "a", ""));
        assertThat(catalog(Duration.ZERO).columns("dev", NamePattern.exactly("s"), NamePattern.exactly("t")))
                .containsExactly(new CatalogColumn("s", "t", "a", 1, "int4", 10, 2, 1, null, null, false));
        assertThat(catalog(Duration.ZERO).columns("dev", NamePattern.of(null), NamePattern.of(null)))
                .extracting(column -> column.schema() + "." + column.table())
                .containsExactly(".");
    }

    @Test
    void aTableWithoutItsSchemaIsNotAskedFor() throws SQLException {
        assertThat(catalog(Duration.ZERO).columns("dev", NamePattern.of("s%"), NamePattern.exactly("t")))
                .isEmpty();
        assertThat(played.asked).containsExactly("DescribeTable dev null null");
    }

    @ParameterizedTest
    @CsvSource({"0, 300", "20, 20", "300, 300", "301, 300"})
    void aQuestionHasTheQueryTimeoutAndFiveMinutesAtMost(int queryTimeout, int question) throws SQLException {
        assertThat(catalog(Duration.ofSeconds(queryTimeout)).databases()).isNotEmpty();
        assertThat(played.limits)
                .containsExactly(new CatalogApi.Limits(
                        Duration.ofSeconds(question), Duration.ofSeconds(60), Duration.ofSeconds(7), 7));
    }

    private static DataApiException refused(ServiceFailure.Kind kind, String code) {
        return new DataApiException(
                new ServiceFailure(kind, code, "No.", 400, "request-1"), new IllegalStateException("No."));
    }

    @Test
    void aMissingPermissionIsToldByTheNameOfTheAction() {
        played.failure = refused(ServiceFailure.Kind.UNAUTHORIZED, "AccessDeniedException");
        assertThatThrownBy(() -> catalog(Duration.ZERO).schemas("dev"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("ListSchemas was refused: No.")
                .hasMessageContaining("redshift-data:ListSchemas")
                .hasMessageContaining("metadataSource=sql")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("28000");
    }

    @Test
    void anyOtherFailureIsThatOfTheService() {
        played.failure = refused(ServiceFailure.Kind.QUOTA, "ActiveStatementsExceededException");
        assertThatThrownBy(() -> catalog(Duration.ZERO).databases())
                .isInstanceOf(SQLException.class)
                .hasMessageNotContaining("metadataSource=sql")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("53400");
    }
}

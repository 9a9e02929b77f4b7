package io.github.redshiftdata.jdbc.internal.meta;

import static io.github.redshiftdata.jdbc.internal.meta.PlayedCatalog.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.TableEntry;
import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.EmbeddedEndpoint;
import io.github.redshiftdata.jdbc.internal.result.ListCursor;
import io.github.redshiftdata.jdbc.internal.trace.ConnectionTrace;
import io.github.redshiftdata.jdbc.internal.trace.ConnectionTrace.Place;
import io.github.redshiftdata.jdbc.internal.trace.LineSink;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which source answers which question where the user has chosen none, and what happens where one is denied. */
class AutoCatalogTest {

    private static final String DENIED_SQL = "permission denied for pg_class";

    private final PlayedCatalog played = new PlayedCatalog();
    private final List<String> lines = new ArrayList<>();
    private final ConnectionTrace trace = new ConnectionTrace(null, e -> {}, new Place("", "", 0), new LineSink() {
        @Override
        public boolean takes(Level level) {
            return level != Level.DEBUG;
        }

        @Override
        public void line(Level level, String about, String text) {
            lines.add(text);
        }
    });

    private Metadata metadata;

    private static Metadata metadata(PlayedCatalog played) {
        var url = "jdbc:redshift-data://reports:eu-west-1/dev?serverless=true&metadataCacheSeconds=0";
        DriverConfig config;
        try {
            config = ConfigReader.read(url, new Properties(), 0, EmbeddedEndpoint.onTheClassPath());
        } catch (ConfigurationException e) {
            throw new AssertionError(e);
        }
        return new Metadata(config, played, played, () -> 0);
    }

    @BeforeEach
    void fill() {
        metadata = metadata(played);
        played.databases.add("other");
        played.schemas.add("public");
        played.tables.add(new TableEntry("public", "api", "TABLE"));
        played.columns.add(
                new ColumnMetadata("id", "id", "int8", 19, 0, 0, 0, true, false, false, "public", "api", ""));
        played.gives("pg_attribute", row("public", "sql", "id", "int8", "-1", "t", null, null));
        played.gives("relkind", row("public", "sql", "TABLE", null));
        played.gives("pg_namespace", row("sql"));
        played.gives("pg_database", row("sql"));
    }

    private interface Reading {
        ListCursor read() throws SQLException;
    }

    private List<String> names(String column, Reading reading) throws SQLException {
        return trace.during("reading", () -> Rows.of(reading.read(), column));
    }

    private List<String> tables() throws SQLException {
        return names("TABLE_NAME", () -> metadata.tables(null, null, null, null));
    }

    private List<String> columns(String catalog, String schema, String table) throws SQLException {
        return names("TABLE_NAME", () -> metadata.columns(catalog, schema, table, null));
    }

    // ---------------------------------------------------------------- choosing

    @Test
    void whatFewRequestsAnswerIsAskedOfTheOperations() throws SQLException {
        assertThat(names("TABLE_CAT", () -> metadata.catalogs())).containsExactly("dev", "other");
        assertThat(names("TABLE_SCHEM", () -> metadata.schemas(null, null))).containsExactly("public");
        assertThat(tables()).containsExactly("api");
        assertThat(columns(null, "public", "api")).containsExactly("api");
        assertThat(columns(null, "public", null)).containsExactly("api");
        assertThat(played.asked("SELECT")).isEmpty();
        assertThat(lines).isEmpty();
    }

    @Test
    void theColumnsOfAllSchemasAreReadBySql() throws SQLException {
        assertThat(columns(null, null, null)).containsExactly("sql");
        assertThat(played.asked("DescribeTable")).isEmpty();
    }

    @Test
    void inATransactionTheyAreReadAside() throws SQLException {
        played.inTransaction = true;
        assertThat(columns(null, null, null)).containsExactly("sql");
        assertThat(played.aside).isNotEmpty();
    }

    @Test
    void anotherDatabaseIsReadByOperationsHoweverManyPagesItTakes() throws SQLException {
        assertThat(columns("other", null, null)).containsExactly("api");
        assertThat(played.limits).last().extracting("pages").isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aLongListIsLeftForSqlAndNotBegunAgain() throws SQLException {
        played.pages = 3;
        assertThat(tables()).containsExactly("api");
        played.pages = 4;
        assertThat(tables()).containsExactly("sql");
        assertThat(columns(null, "public", null)).containsExactly("sql");
        assertThat(tables()).containsExactly("sql");
        assertThat(columns(null, "public", null)).containsExactly("sql");
        assertThat(played.asked("ListTables")).hasSize(2);
        assertThat(played.asked("DescribeTable")).hasSize(1);
        assertThat(lines).isEmpty();
    }

    // ---------------------------------------------------------------- denied

    @Test
    void whereAnOperationIsDeniedSqlAnswersAndTheLogSaysSoOnce() throws SQLException {
        played.denied.add("ListTables");
        assertThat(tables()).containsExactly("sql");
        assertThat(tables()).containsExactly("sql");
        assertThat(names("TABLE_SCHEM", () -> metadata.schemas(null, null))).containsExactly("public");
        assertThat(played.asked("ListTables")).hasSize(1);
        assertThat(lines).singleElement().asString().contains("ListTables is denied", "by SQL instead");
    }

    @Test
    void whereSqlIsDeniedTheOperationsAnswerAndTheLogSaysSoOnce() throws SQLException {
        played.fails("pg_attribute", new SQLException(DENIED_SQL, "42501"));
        played.pages = 40;
        assertThat(columns(null, null, null)).containsExactly("api");
        assertThat(columns(null, null, null)).containsExactly("api");
        assertThat(tables()).as("now there is no other way").containsExactly("api");
        assertThat(played.asked("pg_attribute")).hasSize(1);
        assertThat(played.asked("relkind IN")).hasSize(1);
        assertThat(lines).singleElement().asString().contains("SQL on the catalog is denied", DENIED_SQL);
    }

    @Test
    void whereBothAreDeniedTheFirstRefusalIsTold() {
        played.denied.add("ListTables");
        played.fails("relkind", new SQLException(DENIED_SQL, "42501"));
        var error = catchThrowableOfType(SQLException.class, this::tables);
        assertThat(error.getSQLState()).isEqualTo("28000");
        assertThat((Throwable) error).hasMessageContaining("redshift-data:ListTables");
        assertThat(error.getSuppressed()).singleElement().isInstanceOf(SQLException.class);
        assertThat(lines).noneMatch(line -> line.contains("instead"));
    }

    @Test
    void anyOtherFailureIsToldAsItIs() {
        played.fails("pg_attribute", new SQLException("no time", "57014"));
        var error = catchThrowableOfType(SQLException.class, () -> columns(null, null, null));
        assertThat(error.getSQLState()).isEqualTo("57014");
        assertThat(played.asked("DescribeTable")).isEmpty();
    }
}

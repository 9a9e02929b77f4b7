package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.TableEntry;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the settings of a connection do to its statements, and what its statements do to what it knows. */
class ConnectionStatementsTest {

    /** A service with a schema and a table, and a note of what it was asked. */
    private static final class OneTable implements CatalogApi {

        final List<String> asked = new ArrayList<>();

        @Override
        public List<String> databases(Limits limits) {
            asked.add("databases");
            return List.of("dev", "other");
        }

        @Override
        public List<String> schemas(String database, @Nullable String schemaPattern, Limits limits) {
            asked.add("schemas " + database);
            return List.of("public");
        }

        @Override
        public List<TableEntry> tables(
                String database, @Nullable String schemaPattern, @Nullable String tablePattern, Limits limits) {
            asked.add("tables");
            return List.of(new TableEntry("public", "t", "TABLE"));
        }

        @Override
        public List<ColumnMetadata> describe(
                String database, @Nullable String schema, @Nullable String table, Limits limits) {
            asked.add("describe");
            return List.of();
        }
    }

    private final OneTable catalog = new OneTable();

    private PlayedConnection played(String parameters) throws SQLException {
        var played = new PlayedConnection(parameters);
        played.catalog = catalog;
        return played;
    }

    private static int count(ResultSet opened) throws SQLException {
        try (var rows = opened) {
            var count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    private static int schemas(Connection connection) throws SQLException {
        return count(connection.getMetaData().getSchemas());
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isZero();
        }
    }

    // ---------------------------------------------------------------- settings

    @Test
    void theParameterModeOfTheUrlSaysWhoPutsTextsIntoStatements() throws SQLException {
        for (var mode : List.of("bind", "literal")) {
            var played = played("&parameters=" + mode);
            try (var statement = played.connection.prepareStatement("select * from t where a = ?")) {
                statement.setString(1, "x");
                assertThat(statement.execute()).isFalse();
            }
            assertThat(played.api.sqls())
                    .containsExactly("select * from t where a = " + (mode.equals("bind") ? ":p1" : "'x'"));
        }
    }

    @Test
    void theNameOfTheApplicationIsPartOfTheNameOfEachStatement() throws SQLException {
        var played = played("&applicationName=reports");
        played.api.courses.put("delete from t", Course.gives(false, 0));
        update(played.connection, "delete from t");
        assertThat(played.api.batches.get(0).statementName()).contains("reports");
        played.connection.setClientInfo("ApplicationName", "nightly");
        update(played.connection, "delete from t");
        assertThat(played.api.executed.get(1).statementName()).contains("nightly");
        assertThat(played.api.submitted)
                .containsExactly(
                        "SET application_name TO 'reports'",
                        "delete from t",
                        "SET application_name TO 'nightly'",
                        "delete from t");
    }

    @Test
    void aStatementThatIsMadeWhileTheConnectionClosesIsClosed() throws SQLException {
        var played = played("");
        played.connection.close();
        assertThat(catchThrowableOfType(SQLException.class, () -> played.connection.createStatement())
                        .getSQLState())
                .isEqualTo("08003");
    }

    @Test
    void makingAConnectionAsksWhoTheServerSaysWeAre() throws SQLException {
        var played = played("");
        played.api.fail("Execute", Kind.UNAUTHORIZED, "AccessDeniedException");
        assertThat(catchThrowableOfType(
                                SQLException.class,
                                () -> played.connection.getMetaData().getUserName())
                        .getSQLState())
                .isEqualTo("28000");
    }

    // ---------------------------------------------------------------- the catalog

    @Test
    void anAnswerOfTheCatalogIsKeptUntilAStatementMayHaveChangedIt() throws SQLException {
        var played = played("");
        assertThat(schemas(played.connection)).isEqualTo(1);
        update(played.connection, "delete from t");
        assertThat(schemas(played.connection)).isEqualTo(1);
        assertThat(catalog.asked).containsExactly("schemas dev");
        update(played.connection, "create schema s");
        assertThat(schemas(played.connection)).isEqualTo(1);
        assertThat(catalog.asked).hasSize(2);
    }

    @Test
    void whatATransactionMadeIsAskedForInIt() throws SQLException {
        var played = played("");
        played.connection.setAutoCommit(false);
        update(played.connection, "create schema s");
        givesSchemas(played, "public", "s");
        assertThat(schemas(played.connection)).isEqualTo(2);
        assertThat(catalog.asked).isEmpty();
        played.connection.rollback();
        assertThat(schemas(played.connection)).isEqualTo(1);
        assertThat(catalog.asked).containsExactly("schemas dev");
    }

    @Test
    void aTemporaryTableMakesTheCatalogBeReadBySql() throws SQLException {
        var played = played("");
        update(played.connection, "create temp table tmp (a int)");
        givesSchemas(played, "public", "pg_temp_1", "x");
        assertThat(schemas(played.connection)).isEqualTo(3);
        assertThat(catalog.asked).isEmpty();
    }

    private static void givesSchemas(PlayedConnection played, String... names) {
        var rows = new ArrayList<String>();
        for (var name : names) {
            rows.add("[{\"stringValue\":\"" + name + "\"}]");
        }
        var query = "SELECT nspname FROM pg_catalog.pg_namespace"
                + " WHERE nspname NOT LIKE 'pg!_toast%' ESCAPE '!' AND nspname NOT LIKE 'pg!_temp!_%' ESCAPE '!'"
                + " ORDER BY nspname";
        played.gives(
                query,
                names.length,
                "{\"ColumnMetadata\":[{\"name\":\"n\",\"label\":\"n\",\"typeName\":\"name\"}],\"Records\":["
                        + String.join(",", rows) + "]}");
    }

    @Test
    void aClosedConnectionHasNoCatalog() throws SQLException {
        var played = played("");
        var metadata = played.connection.getMetaData();
        played.connection.close();
        assertThat(catchThrowableOfType(SQLException.class, () -> metadata.getSchemas())
                        .getSQLState())
                .isEqualTo("08003");
        assertThat(catchThrowableOfType(SQLException.class, () -> metadata.getUserName())
                        .getSQLState())
                .isEqualTo("08003");
        assertThat(metadata.getConnection() == played.connection).isTrue();
    }

    @Test
    void anotherDatabaseIsOneThatTheServiceLists() throws SQLException {
        var played = played("");
        assertThat(count(played.connection.getMetaData().getSchemas("other", null)))
                .isEqualTo(1);
        assertThat(catalog.asked).containsExactly("databases", "schemas other");
    }

    // ---------------------------------------------------------------- the driver's own queries

    private static final String DATABASES = "SELECT database_name FROM svv_redshift_databases";

    private static void givesDatabases(PlayedConnection played) {
        played.gives(
                DATABASES,
                1,
                "{\"ColumnMetadata\":[{\"name\":\"n\",\"label\":\"n\",\"typeName\":\"name\"}],"
                        + "\"Records\":[[{\"stringValue\":\"shared\"}]]}");
    }

    @Test
    void aQueryThatMayFailRunsInTheSessionWhereNoTransactionIsOpen() throws SQLException {
        var played = played("&metadataSource=sql");
        givesDatabases(played);
        update(played.connection, "delete from t");
        assertThat(count(played.connection.getMetaData().getCatalogs())).isEqualTo(2);
        assertThat(played.api.executed.get(1).sql()).isEqualTo(DATABASES);
        assertThat(played.api.executed.get(1).sessionId()).isEqualTo("session-1");
    }

    @Test
    void besideATransactionItRunsInNoSession() throws SQLException {
        var played = played("&metadataSource=sql");
        givesDatabases(played);
        played.connection.setAutoCommit(false);
        assertThat(count(played.connection.getMetaData().getCatalogs()))
                .as("it would begin a transaction")
                .isEqualTo(2);
        assertThat(played.api.executed.get(0).sessionId()).isNull();
        update(played.connection, "delete from t");
        update(played.connection, "create schema s");
        var before = played.api.executed.size();
        assertThat(count(played.connection.getMetaData().getCatalogs())).isEqualTo(2);
        assertThat(played.api.executed.get(before).sql()).isEqualTo(DATABASES);
        assertThat(played.api.executed.get(before).sessionId()).isNull();
        assertThat(played.api.executed.get(before).sessionKeepAliveSeconds()).isNull();
    }

    @Test
    void theQuestionWhoWeAreHasTheTimeOfTheLogin() throws SQLException {
        var played = played("&loginTimeout=5");
        var query = "SELECT current_user, current_database(), current_schema(), version()";
        played.api.courses.put(query, Course.finishes(Duration.ofMinutes(10)));
        var start = played.time.nanos();
        assertThat(catchThrowableOfType(
                                SQLException.class,
                                () -> played.connection.getMetaData().getUserName())
                        .getSQLState())
                .isEqualTo("57014");
        assertThat(played.time.since(start)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(20));
    }

    @Test
    void aWarningOfClientInfoIsOneOfTheConnection() throws SQLException {
        Connection connection = played("").connection;
        connection.setClientInfo("ClientUser", "me");
        assertThat(connection.getWarnings().getMessage()).contains("ClientUser");
    }

    @Test
    void aBatchMayChangeTheCatalogToo() throws SQLException {
        var played = played("");
        assertThat(schemas(played.connection)).isEqualTo(1);
        try (var statement = played.connection.createStatement()) {
            statement.addBatch("create schema s");
            assertThat(statement.executeBatch()).hasSize(1);
        }
        assertThat(schemas(played.connection)).isEqualTo(1);
        assertThat(catalog.asked).hasSize(2);
    }
}

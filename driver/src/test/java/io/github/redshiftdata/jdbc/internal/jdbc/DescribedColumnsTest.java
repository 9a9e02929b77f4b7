package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.sql.SQLException;
import java.sql.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The columns that a prepared query would have, asked for before it runs. */
class DescribedColumnsTest {

    private PlayedConnection played;

    @BeforeEach
    void open() throws SQLException {
        played = new PlayedConnection();
    }

    private static String asked(String query) {
        return "SELECT * FROM (\n" + query + "\n) AS columns_of_query LIMIT 0";
    }

    private void givesColumns(String query) {
        played.gives(
                asked(query),
                0,
                "{\"ColumnMetadata\":[{\"name\":\"n\",\"label\":\"n\",\"typeName\":\"int8\"}],\"Records\":[]}");
    }

    @Test
    void aQueryIsDescribedByOneRequestThatRunsNothing() throws SQLException {
        givesColumns("select n from t where a = NULL");
        try (var statement = played.connection.prepareStatement("select n from t where a = ?")) {
            var columns = statement.getMetaData();
            assertThat(columns.getColumnCount()).isEqualTo(1);
            assertThat(columns.getColumnType(1)).isEqualTo(Types.BIGINT);
            assertThat(statement.getMetaData() == columns).as("asked once").isTrue();
        }
        assertThat(played.api.sqls()).containsExactly(asked("select n from t where a = NULL"));
    }

    @Test
    void theConnectionRemembersThem() throws SQLException {
        givesColumns("select n from t");
        for (var i = 0; i < 2; i++) {
            try (var statement = played.connection.prepareStatement("select n from t")) {
                assertThat(statement.getMetaData().getColumnCount()).isEqualTo(1);
            }
        }
        assertThat(played.api.sqls()).hasSize(1);
    }

    @Test
    void aDefinitionMakesItForgetThem() throws SQLException {
        givesColumns("select n from t");
        try (var first = played.connection.prepareStatement("select n from t");
                var second = played.connection.prepareStatement("select n from t");
                var other = played.connection.createStatement()) {
            assertThat(first.getMetaData()).isNotNull();
            assertThat(other.executeUpdate("alter table t add column b int")).isZero();
            assertThat(second.getMetaData()).isNotNull();
        }
        assertThat(played.api.sqls()).hasSize(3);
    }

    @Test
    void anotherTypeOfAParameterIsAnotherQuestion() throws SQLException {
        givesColumns("select n from t where a = NULL");
        givesColumns("select n from t where a = CAST(NULL AS integer)");
        try (var statement = played.connection.prepareStatement("select n from t where a = ?")) {
            assertThat(statement.getMetaData()).isNotNull();
            statement.setInt(1, 7);
            assertThat(statement.getMetaData()).isNotNull();
            statement.setInt(1, 8);
            assertThat(statement.getMetaData()).isNotNull();
        }
        assertThat(played.api.sqls())
                .containsExactly(
                        asked("select n from t where a = NULL"),
                        asked("select n from t where a = CAST(NULL AS integer)"));
    }

    @Test
    void aConstantIsSentAsItIs() throws SQLException {
        givesColumns("select n from t limit 5");
        try (var statement = played.connection.prepareStatement("select n from t limit ?")) {
            statement.setInt(1, 5);
            assertThat(statement.getMetaData()).isNotNull();
        }
        assertThat(played.api.sqls()).containsExactly(asked("select n from t limit 5"));
    }

    @Test
    void theColumnsOfTheCurrentResultNeedNoQuestion() throws SQLException {
        played.givesNumbers("select n from t", 1);
        givesColumns("select n from t");
        try (var statement = played.connection.prepareStatement("select n from t")) {
            var rows = statement.executeQuery();
            assertThat(statement.getMetaData().getColumnLabel(1)).isEqualTo("n");
            assertThat(played.api.sqls()).containsExactly("select n from t");
            rows.close();
            assertThat(statement.getMetaData().getColumnLabel(1)).isEqualTo("n");
            assertThat(played.api.sqls()).hasSize(2);
        }
    }

    @Test
    void whatIsNoQueryHasNoColumns() throws SQLException {
        try (var change = played.connection.prepareStatement("delete from t");
                var two = played.connection.prepareStatement("select 1; select 2")) {
            assertThat(change.getMetaData()).isNull();
            assertThat(two.getMetaData()).isNull();
        }
        assertThat(played.api.calls).isEmpty();
    }

    @Test
    void whereTheDatabaseRefusesNothingIsKnownAndItIsAskedAgain() throws SQLException {
        played.api.courses.put(asked("select n from t"), Course.fails("ERROR: relation \"t\" does not exist"));
        try (var statement = played.connection.prepareStatement("select n from t")) {
            assertThat(statement.getMetaData()).isNull();
            givesColumns("select n from t");
            assertThat(statement.getMetaData()).isNotNull();
        }
        assertThat(played.api.sqls()).hasSize(2);
    }

    @Test
    void whatSaysNothingOfTheTextIsThrown() throws SQLException {
        played.api.fail("Execute", Kind.UNAUTHORIZED, "AccessDeniedException");
        try (var statement = played.connection.prepareStatement("select n from t")) {
            var error = catchThrowableOfType(SQLException.class, () -> statement.getMetaData());
            assertThat(error.getSQLState()).isEqualTo("28000");
        }
    }

    @Test
    void aTransactionWithAChangedCatalogKeepsItsColumnsToItself() throws SQLException {
        played.connection.setAutoCommit(false);
        givesColumns("select n from t");
        try (var statement = played.connection.createStatement();
                var query = played.connection.prepareStatement("select n from t")) {
            assertThat(statement.executeUpdate("create table t (n int)")).isZero();
            assertThat(query.getMetaData()).isNull();
            assertThat(played.api.sqls()).doesNotContain(asked("select n from t"));
            played.connection.commit();
            assertThat(query.getMetaData()).isNotNull();
        }
    }

    @Test
    void whereAnUnknownConstantDecidesNothingIsAsked() throws SQLException {
        try (var statement = played.connection.prepareStatement("select a from t order by ?")) {
            assertThat(statement.getMetaData()).isNull();
        }
        assertThat(played.api.calls).isEmpty();
    }

    @Test
    void whatTheDatabaseRefusesInATransactionDoesNotEndIt() throws SQLException {
        played.connection.setAutoCommit(false);
        played.api.courses.put(asked("select n from u"), Course.fails("ERROR: relation \"u\" does not exist"));
        try (var statement = played.connection.createStatement();
                var query = played.connection.prepareStatement("select n from u")) {
            assertThat(statement.executeUpdate("delete from t")).isZero();
            assertThat(query.getMetaData()).isNull();
            assertThat(statement.executeUpdate("delete from t")).isZero();
        }
    }

    private int questions() {
        return (int) played.api.sqls().stream()
                .filter(sql -> sql.equals(asked("select n from t")))
                .count();
    }

    private void describe() throws SQLException {
        try (var query = played.connection.prepareStatement("select n from t")) {
            assertThat(query.getMetaData()).isNotNull();
        }
    }

    @Test
    void whereNamesMayMeanSomethingElseTheyAreAskedForAgain() throws SQLException {
        givesColumns("select n from t");
        describe();
        played.connection.setSchema("sales");
        describe();
        assertThat(questions()).isEqualTo(2);
        try (var statement = played.connection.createStatement()) {
            assertThat(statement.execute("set search_path to other")).isFalse();
        }
        describe();
        assertThat(questions()).isEqualTo(3);
    }

    @Test
    void afterATransactionTheyAreAskedForAgain() throws SQLException {
        givesColumns("select n from t");
        describe();
        played.connection.setAutoCommit(false);
        played.connection.commit();
        describe();
        assertThat(questions()).isEqualTo(2);
        played.connection.rollback();
        describe();
        assertThat(questions()).isEqualTo(3);
        played.connection.setAutoCommit(true);
        describe();
        assertThat(questions()).isEqualTo(4);
    }

    @Test
    void aTransactionThatChangedNothingLetsThemBeAskedForBesideIt() throws SQLException {
        givesColumns("select n from t");
        played.connection.setAutoCommit(false);
        try (var statement = played.connection.createStatement()) {
            assertThat(statement.executeUpdate("delete from t")).isZero();
            describe();
        }
        assertThat(questions()).isEqualTo(1);
    }
}

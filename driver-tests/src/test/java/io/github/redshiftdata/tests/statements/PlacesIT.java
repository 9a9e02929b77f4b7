package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters in all the places of SQL, beside words with a colon, and texts with characters that cannot be sent. */
class PlacesIT {

    private static Connection connection;
    private static String schema;

    @BeforeAll
    static void open() throws SQLException {
        connection = TestEmulator.shared().connect();
        schema = TestEmulator.shared().newSchema();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set query_group to ?|x",
                "set search_path to ?|public",
                "comment on schema %s is ?|it's a comment",
                "create table %s.with_default (a int, b varchar(20) default ?)|d'",
                "create user places_user password ?|Secret123",
                "alter user places_user password ?|Secret456",
                "drop user if exists places_user -- ?|",
                "select date ?|2024-02-29",
                "select timestamp ?|2024-02-29 10:00:00",
                "select interval ?|3 days",
                "select extract(day from date ?)|2024-02-29",
                "select date_part(?, date '2024-02-29')|day",
                "select date_trunc(?, timestamp '2024-02-29 10:00:00')|month",
                "create table %s.made as select ? as a|x",
                "create view %s.seen as select ?::varchar(10) as a|x",
                "select int4 ?|7",
                "select double precision ?|1.5",
                "select character varying ?|x",
                "select bool ?|t",
                "select timestamp '2024-02-29' at time zone ?|UTC",
                "select 'a' like 'a' escape ?|!",
                "create table %s.sized (a varchar(10) default ?)|it's",
                "explain select ?|x"
            })
    void aTextMayBeGivenWhereverSqlTakesAConstant(String sql, String value) throws SQLException {
        try (var statement = connection.prepareStatement(sql.formatted(schema))) {
            if (value != null) {
                statement.setString(1, value);
            }
            statement.execute();
        }
    }

    @Test
    void aDateMayBeGivenBehindTheNameOfItsType() throws SQLException {
        try (var statement = connection.prepareStatement("select date ?, timestamp ?")) {
            statement.setObject(1, java.time.LocalDate.of(2024, 2, 29));
            statement.setObject(2, java.time.LocalDateTime.of(2024, 2, 29, 10, 0));
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("2024-02-29");
                assertThat(rows.getString(2)).isEqualTo("2024-02-29 10:00:00");
            }
        }
    }

    // ---------------------------------------------------------------- words with a colon

    @ParameterizedTest
    @ValueSource(strings = {"GRANT ROLE sys:dba TO u1", "select :a", "grant usage on database d to IAM:Bob"})
    void aWordWithAColonReachesTheServer(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            // what the emulator's database says of it is not the driver's refusal, which had no id of a statement
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("statement id");
        }
    }

    @Test
    void besideAWordWithAColonValuesAreLiterals() throws SQLException {
        try (var statement = connection.prepareStatement("select ?, $$ :p1 $$, (array[1, 2, 3])[1:2], ?")) {
            statement.setString(1, "it's :p1");
            statement.setString(2, "z");
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(List.of(rows.getString(1), rows.getString(2), rows.getString(4)))
                        .containsExactly("it's :p1", " :p1 ", "z");
            }
        }
    }

    // ---------------------------------------------------------------- characters

    private interface Use {
        void of(String text) throws SQLException;
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "literal"})
    void whatCannotBeStoredIsRefusedWhereverATextGoesOut(String mode) throws SQLException {
        try (var own = TestEmulator.shared().connect("parameters=" + mode);
                var statement = own.createStatement();
                var prepared = own.prepareStatement("select ?")) {
            var uses = List.<Use>of(
                    text -> prepared.setString(1, text),
                    text -> prepared.setNString(1, text),
                    text -> prepared.setObject(1, text),
                    text -> prepared.setObject(1, java.nio.CharBuffer.wrap(text)),
                    text -> prepared.setObject(1, text, java.sql.Types.CHAR),
                    text -> prepared.setCharacterStream(1, new java.io.StringReader(text)),
                    text -> prepared.setClob(1, new java.io.StringReader(text)),
                    text -> statement.execute("select '" + text + "'"),
                    text -> statement.executeQuery("select '" + text + "'"),
                    text -> statement.executeUpdate("delete from t where a = '" + text + "'"),
                    text -> statement.addBatch("delete from t where a = '" + text + "'"),
                    text -> own.prepareStatement("select '" + text + "'"),
                    text -> own.prepareCall("{call p('" + text + "')}"),
                    text -> own.nativeSQL("select '" + text + "'"),
                    text -> own.setClientInfo("ApplicationName", text));
            for (var text : List.of("a\0b", "\0", "\ud800", "a\udc00b", "\ude00\ud83d", "x\ud83d")) {
                for (var use : uses) {
                    assertThatThrownBy(() -> use.of(text))
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining(text.indexOf('\0') >= 0 ? "NUL (U+0000)" : "surrogate")
                            .hasMessageContaining("index")
                            .extracting(e -> ((SQLException) e).getSQLState())
                            .isEqualTo("22021");
                }
                assertThatThrownBy(() -> statement.enquoteLiteral(text)).isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> statement.enquoteIdentifier(text, true))
                        .isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> own.setSchema(text)).isInstanceOf(SQLException.class);
                try (var tables = own.getMetaData().getTables(null, text, text, null)) {
                    assertThat(tables.next()).isFalse();
                }
                try (var keys = own.getMetaData().getImportedKeys(null, text, text)) {
                    assertThat(keys.next()).isFalse();
                }
            }
            assertThatThrownBy(() -> prepared.setObject(1, '\ud800')).isInstanceOf(SQLException.class);
            prepared.setString(1, "\ud83d\ude00");
            assertThat(single(prepared)).isEqualTo("\ud83d\ude00");
        }
    }

    private static String single(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}

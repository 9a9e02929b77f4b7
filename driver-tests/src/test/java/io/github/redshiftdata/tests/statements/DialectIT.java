package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tool sees through the driver where PostgreSQL would answer otherwise than Redshift. */
class DialectIT {

    private static final TestEmulator EMULATOR = TestEmulator.shared();

    private String schema;
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        schema = EMULATOR.newSchema();
        connection = EMULATOR.connect("currentSchema=" + schema);
        statement = connection.createStatement();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void anIntervalOfEachQualifierIsReadAsWhatItIs() throws SQLException {
        statement.execute("create table spans (a interval day to minute, b interval year, c interval hour)");
        statement.execute("insert into spans values ('90 minutes', '2 years', '-3 hours')");
        try (var rows = statement.executeQuery("select *, cast('61 seconds' as interval minute to second),"
                + " '2562047788 hours'::interval day to second from spans")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getObject(1, Duration.class)).isEqualTo(Duration.ofMinutes(90));
            assertThat(rows.getObject(2, Period.class)).isEqualTo(Period.ofYears(2));
            assertThat(rows.getObject(3, Duration.class)).isEqualTo(Duration.ofHours(-3));
            assertThat(rows.getObject(4, Duration.class)).isEqualTo(Duration.ofSeconds(61));
            assertThat(rows.getObject(5, Duration.class)).isEqualTo(Duration.ofHours(2_562_047_788L));
        }
    }

    @Test
    void functionsHaveRedshiftsTypesAndLabels() throws SQLException {
        try (var rows = statement.executeQuery(
                "select avg(a), dateadd(day, 1, '2020-01-31'), date_part(year, date '2020-01-01')"
                        + " from (select 1 as a union all select 2) as t")) {
            var columns = rows.getMetaData();
            assertThat(columns.getColumnType(1)).isEqualTo(Types.BIGINT);
            assertThat(columns.getColumnLabel(2)).isEqualTo("date_add");
            assertThat(columns.getColumnType(2)).isEqualTo(Types.TIMESTAMP);
            assertThat(columns.getColumnLabel(3)).isEqualTo("pgdate_part");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getObject(1)).isEqualTo(1L);
            assertThat(rows.getString(2)).isEqualTo("2020-02-01 00:00:00");
        }
    }

    @Test
    void aPrimaryKeyIsToldAndNotEnforced() throws SQLException {
        statement.execute("create table keyed (id int primary key)");
        assertThat(statement.executeUpdate("insert into keyed values (1), (1)")).isEqualTo(2);
        try (var keys = connection.getMetaData().getPrimaryKeys(null, schema, "keyed")) {
            assertThat(keys.next()).isTrue();
            assertThat(keys.getString("COLUMN_NAME")).isEqualTo("id");
        }
    }

    @Test
    void aProcedureThatTruncatesCommits() throws SQLException {
        statement.execute("create table emptied (a int)");
        statement.execute("insert into emptied values (1)");
        statement.execute("create procedure empties() as $$ begin truncate emptied; insert into emptied values (2);"
                + " raise exception 'late'; end; $$ language plpgsql");
        assertThatThrownBy(() -> statement.execute("call empties()")).hasMessageContaining("late");
        try (var rows = statement.executeQuery("select count(*) from emptied")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 for update",
                "create index i on t (a)",
                "alter datashare s add table t",
                "set datestyle to 'SQL, DMY'",
                "select a_name_that_is_longer_than_sixty_three_bytes_but_shorter_than_a_hundred_and_twenty_seven"
            })
    void whatIsNotSupportedSaysSoAndLeavesTheConnectionAsItIs(String sql) throws SQLException {
        assertThatThrownBy(() -> statement.execute(sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("not supported");
        assertThat(connection.isValid(0)).isTrue();
        assertThat(statement.execute("select 1")).isTrue();
    }
}

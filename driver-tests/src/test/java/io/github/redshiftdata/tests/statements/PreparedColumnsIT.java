package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGResultSetMetaData;

/** What a prepared statement tells before it runs. */
class PreparedColumnsIT {

    private TestEmulator emulator;
    private Connection connection;
    private String schema;

    @BeforeEach
    void open() throws SQLException {
        emulator = TestEmulator.own();
        connection = emulator.connect();
        schema = emulator.newSchema();
        connection.setSchema(schema);
        run("create table t (id int, name varchar(20), price numeric(8,2), at timestamp, note varchar(100))");
        emulator.resetCalls();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        emulator.close();
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> columns(ResultSetMetaData metadata) throws SQLException {
        assertThat(metadata).isNotNull();
        var columns = new ArrayList<String>();
        for (var i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(String.join(
                    " ",
                    metadata.getColumnLabel(i),
                    metadata.getColumnTypeName(i),
                    String.valueOf(metadata.getColumnType(i)),
                    metadata.getTableName(i)));
        }
        return columns;
    }

    /** The columns of the text before it runs, and the same after. */
    private List<String> columnsOf(String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            return columns(statement.getMetaData());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from t",
                "select id, name as label, price * 2 as twice from t order by 1 -- c",
                "select t.* from t where id = ? and name like ? and at > ? and price between ? and ?",
                "with x as (select id from t where id in (?, ?)) select x.id, count(*) from x group by 1",
                "(select id from t) union all (select 1)",
                "select 1 as a, 2 as a",
                "select distinct name from t limit ? offset ?",
                "select top ? id from t",
                "select id from t where at > dateadd(day, 1, ?) /* c */",
                "select cast(? as int), ?::date, {fn ucase(?)}, {ts ?}",
                "values (1, 'a')",
                "select count(*) from t;",
                "/* ; */ select ';' as semicolon; -- c",
                "select 1"
            })
    void aQueryTellsItsColumnsBeforeItRuns(String sql) throws SQLException {
        var before = columnsOf(sql);
        assertThat(before).isNotEmpty();
        assertThat(emulator.calls()).isEqualTo(Map.of("ExecuteStatement", 1L, "GetStatementResult", 1L));
        if (sql.indexOf('?') < 0) {
            try (var statement = connection.prepareStatement(sql);
                    var rows = statement.executeQuery()) {
                assertThat(before).isEqualTo(columns(rows.getMetaData()));
            }
        }
    }

    @Test
    void nothingIsAskedUnlessSomebodyAsksAndOnceOnly() throws SQLException {
        try (var statement = connection.prepareStatement("select id + ? as a from t")) {
            statement.getParameterMetaData();
            assertThat(emulator.calls()).isEmpty();
            var first = columns(statement.getMetaData());
            assertThat(columns(statement.getMetaData())).isEqualTo(first);
            assertThat(emulator.calls()).containsEntry("ExecuteStatement", 1L);
            statement.setLong(1, 1);
            assertThat(columns(statement.getMetaData())).containsExactly("a int8 -5 ");
            statement.setLong(1, 2);
            statement.getMetaData();
            assertThat(emulator.calls()).containsEntry("ExecuteStatement", 2L);
            try (var rows = statement.executeQuery()) {
                assertThat(columns(statement.getMetaData())).isEqualTo(columns(rows.getMetaData()));
            }
            assertThat(columns(statement.getMetaData())).containsExactly("a int8 -5 ");
            assertThat(emulator.calls()).containsEntry("ExecuteStatement", 3L);
        }
    }

    @Test
    void oneTextIsAskedForOnceUntilSomethingChanges() throws SQLException {
        var first = columnsOf("select * from t");
        assertThat(columnsOf("select * from t")).isEqualTo(first);
        run("insert into t (id) values (1)");
        columnsOf("select * from t");
        assertThat(emulator.calls()).containsEntry("ExecuteStatement", 2L);
        run("alter table t add column later int");
        assertThat(columnsOf("select * from t")).hasSize(first.size() + 1);
        var other = emulator.newSchema();
        run("create table " + other + ".t (elsewhere int)");
        columnsOf("select * from t");
        connection.setSchema(other);
        assertThat(columnsOf("select * from t")).containsExactly("elsewhere int4 4 t");
        run("set search_path to " + schema);
        assertThat(columnsOf("select * from t")).hasSize(first.size() + 1);
        connection.setAutoCommit(false);
        run("set search_path to " + other);
        assertThat(columnsOf("select * from t")).containsExactly("elsewhere int4 4 t");
        connection.rollback();
        assertThat(columnsOf("select * from t")).hasSize(first.size() + 1);
        try (var forgetful = emulator.connect("metadataCacheSeconds=0", "currentSchema=" + schema)) {
            emulator.resetCalls();
            for (var i = 0; i < 2; i++) {
                try (var statement = forgetful.prepareStatement("select * from t")) {
                    columns(statement.getMetaData());
                    columns(statement.getMetaData());
                }
            }
            assertThat(emulator.calls()).containsEntry("ExecuteStatement", 2L);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t (id) values (?)",
                "update t set id = ?",
                "delete from t",
                "create table made as select 1 as a",
                "select 1 as a into made",
                "set query_group to ?",
                "explain select 1",
                "select 1; select 2",
                "-- nothing",
                ""
            })
    void whatIsNoSingleQueryTellsNoneAndIsNotAsked(String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            assertThat((Object) statement.getMetaData()).isNull();
        }
        assertThat(emulator.calls()).isEmpty();
    }

    @Test
    void whatTheDatabaseRefusesTellsNoneAndIsAskedAgain() throws SQLException {
        try (var statement = connection.prepareStatement("select * from later")) {
            assertThat((Object) statement.getMetaData()).isNull();
            run("create table later (a int)");
            assertThat(columns(statement.getMetaData())).containsExactly("a int4 4 later");
        }
    }

    @Test
    void temporaryTablesAreSeenOutsideOfTransactions() throws SQLException {
        run("create temp table mine (a smallint)");
        assertThat(columnsOf("select * from mine")).containsExactly("a int2 5 mine");
        connection.setAutoCommit(false);
        assertThat(columnsOf("select * from mine")).containsExactly("a int2 5 mine");
        emulator.resetCalls();
        connection.commit();
        assertThat(emulator.calls()).as("no transaction was begun").isEmpty();
    }

    @Test
    void aTransactionIsNeitherBegunNorFailedNorRead() throws SQLException {
        connection.setAutoCommit(false);
        run("insert into t (id) values (1)");
        assertThat(columnsOf("select id from t")).containsExactly("id int4 4 t");
        try (var statement = connection.prepareStatement("select * from nowhere")) {
            assertThat((Object) statement.getMetaData()).isNull();
        }
        run("create table made_here (a int)");
        emulator.resetCalls();
        try (var statement = connection.prepareStatement("select * from made_here")) {
            assertThat((Object) statement.getMetaData()).isNull();
        }
        assertThat(emulator.calls()).isEmpty();
        run("insert into made_here values (1)");
        connection.commit();
        assertThat(columnsOf("select a from made_here")).containsExactly("a int4 4 made_here");
    }

    @Test
    void withoutASessionNoneIsOpened() throws SQLException {
        try (var auto = emulator.connect("session=auto");
                var statement = auto.prepareStatement("select id from " + schema + ".t")) {
            assertThat(columns(statement.getMetaData())).containsExactly("id int4 4 t");
            assertThat(auto.unwrap(io.github.redshiftdata.jdbc.RedshiftDataConnection.class)
                            .getSessionId())
                    .isNull();
        }
    }

    @Test
    void aClosedConnectionIsNoAnswer() throws SQLException {
        var statement = connection.prepareStatement("select 1");
        connection.close();
        assertThatThrownBy(statement::getMetaData).isInstanceOf(SQLException.class);
    }

    // ---------------------------------------------------------------- parameters

    private static List<String> parameter(PreparedStatement statement) throws SQLException {
        var metadata = statement.getParameterMetaData();
        return List.of(
                metadata.getParameterTypeName(1),
                String.valueOf(metadata.getParameterType(1)),
                metadata.getParameterClassName(1),
                metadata.getPrecision(1) + "," + metadata.getScale(1),
                String.valueOf(metadata.isSigned(1)));
    }

    private interface Setter {
        void on(PreparedStatement statement) throws SQLException;
    }

    private void assertParameter(Setter setter, String name, int type, String javaClass) throws SQLException {
        try (var statement = connection.prepareStatement("select ?")) {
            setter.on(statement);
            assertThat(parameter(statement).subList(0, 3)).containsExactly(name, String.valueOf(type), javaClass);
        }
    }

    @Test
    void aParameterHasTheTypeThatItWasSetWith() throws SQLException {
        assertParameter(s -> {}, "varchar", Types.VARCHAR, "java.lang.String");
        assertParameter(s -> s.setString(1, "a"), "varchar", Types.VARCHAR, "java.lang.String");
        assertParameter(s -> s.setByte(1, (byte) 1), "int2", Types.SMALLINT, "java.lang.Integer");
        assertParameter(s -> s.setShort(1, (short) 1), "int2", Types.SMALLINT, "java.lang.Integer");
        assertParameter(s -> s.setInt(1, 1), "int4", Types.INTEGER, "java.lang.Integer");
        assertParameter(s -> s.setLong(1, 1), "int8", Types.BIGINT, "java.lang.Long");
        assertParameter(s -> s.setFloat(1, 1), "float4", Types.REAL, "java.lang.Float");
        assertParameter(s -> s.setDouble(1, 1), "float8", Types.DOUBLE, "java.lang.Double");
        assertParameter(s -> s.setBoolean(1, true), "bool", Types.BIT, "java.lang.Boolean");
        assertParameter(s -> s.setBytes(1, new byte[1]), "varbyte", Types.VARBINARY, "[B");
        assertParameter(s -> s.setDate(1, Date.valueOf("2024-01-01")), "date", Types.DATE, "java.sql.Date");
        assertParameter(s -> s.setTimestamp(1, new Timestamp(0)), "timestamp", Types.TIMESTAMP, "java.sql.Timestamp");
        assertParameter(s -> s.setObject(1, LocalDate.EPOCH), "date", Types.DATE, "java.sql.Date");
        assertParameter(s -> s.setObject(1, LocalTime.NOON), "time", Types.TIME, "java.sql.Time");
        assertParameter(
                s -> s.setObject(1, OffsetDateTime.parse("2024-02-29T10:00:00Z")),
                "timestamptz",
                Types.TIMESTAMP,
                "java.sql.Timestamp");
        assertParameter(s -> s.setObject(1, "7", Types.BIGINT), "int8", Types.BIGINT, "java.lang.Long");
        assertParameter(s -> s.setNull(1, Types.DECIMAL), "numeric", Types.NUMERIC, "java.math.BigDecimal");
        assertParameter(s -> s.setNull(1, Types.TIMESTAMP), "timestamp", Types.TIMESTAMP, "java.sql.Timestamp");
        assertParameter(s -> s.setNull(1, Types.NULL), "varchar", Types.VARCHAR, "java.lang.String");
        try (var statement = connection.prepareStatement("select ?")) {
            statement.setBigDecimal(1, new BigDecimal("-12.340"));
            assertThat(parameter(statement))
                    .containsExactly("numeric", String.valueOf(Types.NUMERIC), "java.math.BigDecimal", "5,3", "true");
            statement.clearParameters();
            assertThat(parameter(statement)).startsWith("varchar").endsWith("false");
        }
    }

    /** Labels, types and tables are those of PostgreSQL's driver, which has an operation for it. */
    @Test
    void theColumnsAreThoseOfPostgresDriver() throws SQLException {
        try (var theirs = DriverManager.getConnection(emulator.postgresUrl())) {
            theirs.setSchema(schema);
            for (var sql : List.of(
                    "select * from t",
                    "select id, sum(price) as total from t where name = ? group by id having sum(price) > ?",
                    "select a.id, b.name from t a join t b on a.id = b.id where a.at > ? order by 2 limit ?",
                    "select case when id > ? then name end as n from t")) {
                try (var our = connection.prepareStatement(sql);
                        var their = theirs.prepareStatement(sql)) {
                    var expected = their.getMetaData();
                    var actual = our.getMetaData();
                    assertThat(actual.getColumnCount()).isEqualTo(expected.getColumnCount());
                    for (var i = 1; i <= expected.getColumnCount(); i++) {
                        assertThat(actual.getColumnLabel(i)).isEqualTo(expected.getColumnLabel(i));
                        assertThat(actual.getColumnType(i)).isEqualTo(expected.getColumnType(i));
                        assertThat(actual.getTableName(i))
                                .isEqualTo(expected.unwrap(PGResultSetMetaData.class)
                                        .getBaseTableName(i));
                        assertThat(actual.getScale(i)).isEqualTo(expected.getScale(i));
                    }
                }
            }
        }
    }
}

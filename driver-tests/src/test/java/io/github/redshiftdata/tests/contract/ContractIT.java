package io.github.redshiftdata.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.tests.statements.Observations;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the driver promises on any endpoint: the emulator, or the warehouse of {@code redshift.data.url}. All it makes
 * lies in one schema, dropped at the end. What AWS documents is asserted; the rest is {@linkplain Observations observed}.
 */
@Timeout(300)
class ContractIT {

    private static final String URL = System.getProperty("redshift.data.url", "");
    private static final Observations OBSERVED = new Observations();

    private static String schema = "";

    private Connection connection;

    private static Connection open() throws SQLException {
        return DriverManager.getConnection(url());
    }

    private static Connection open(String property, String value) throws SQLException {
        var properties = new Properties();
        properties.setProperty(property, value);
        return DriverManager.getConnection(url(), properties);
    }

    private static String url() {
        return URL.isEmpty() ? TestEmulator.shared().url() : URL;
    }

    @BeforeAll
    static void makeASchema() throws SQLException {
        schema =
                "jdbc_contract_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        }
    }

    @AfterAll
    static void dropItAndReport() throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement()) {
            OBSERVED.note("SET counts", 0L, count("SET query_group TO 'contract'"));
            statement.execute("DROP SCHEMA " + schema + " CASCADE");
        } finally {
            OBSERVED.report(Path.of(System.getProperty("contract.report")), URL.isEmpty() ? "the emulator" : URL);
        }
        if (URL.isEmpty()) {
            assertThat(OBSERVED.different())
                    .as("what the emulator itself does otherwise")
                    .isEmpty();
        }
    }

    private static long count(String sql) throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getLargeUpdateCount();
        }
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = open();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private void run(String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String text(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static String failureOf(ThrowingCallable call) {
        var failure = catchThrowableOfType(SQLException.class, call);
        return failure == null ? "none" : ContractTexts.said(failure, schema);
    }

    @Test
    void everyScalarTypeKeepsItsValue() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT 7::smallint, 9223372036854775807::bigint,"
                        + " 123.450::decimal(10,3), 1.5::double precision, true, 'äß€'::varchar(20),"
                        + " '2024-06-12'::date, '2024-06-12 14:30:45.123456'::timestamp")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(7);
            assertThat(rows.getLong(2)).isEqualTo(Long.MAX_VALUE);
            assertThat(rows.getBigDecimal(3)).isEqualTo(new BigDecimal("123.450"));
            assertThat(rows.getDouble(4)).isEqualTo(1.5);
            assertThat(rows.getBoolean(5)).isTrue();
            assertThat(rows.getString(6)).isEqualTo("äß€");
            assertThat(rows.getDate(7)).isEqualTo(Date.valueOf("2024-06-12"));
            assertThat(rows.getTimestamp(8)).hasToString("2024-06-12 14:30:45.123456");
            assertThat(rows.getMetaData().getColumnType(3)).isEqualTo(Types.NUMERIC);
        }
        OBSERVED.note(
                "timestamptz as text", "2024-06-12 19:30:45+00", text("SELECT '2024-06-12 19:30:45+00'::timestamptz"));
        OBSERVED.note("whole seconds as text", "2024-06-12 14:30:45", text("SELECT '2024-06-12 14:30:45'::timestamp"));
        OBSERVED.note("timetz as text", "14:30:45+00", text("SELECT '14:30:45+00'::timetz"));
    }

    @Test
    void aNullIsNeitherZeroNorEmpty() throws SQLException {
        try (var statement = connection.prepareStatement("SELECT CAST(? AS varchar(10)), ''::varchar(10), NULL::int")) {
            statement.setNull(1, Types.VARCHAR);
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isNull();
                assertThat(rows.getString(2)).isEmpty();
                assertThat(rows.getInt(3)).isZero();
                assertThat(rows.wasNull()).isTrue();
            }
        }
    }

    @Test
    void parametersAreValuesAndNeverSql() throws SQLException {
        run("CREATE TABLE " + schema + ".parameters (id int, name varchar(100))");
        var values = List.of("it's", "back\\slash", "", "? :p1 -- /*", "äß€😀");
        try (var insert = connection.prepareStatement("INSERT INTO " + schema + ".parameters VALUES (?, ?)");
                var select = connection.prepareStatement("SELECT name FROM " + schema + ".parameters WHERE id = ?")) {
            for (var i = 0; i < values.size(); i++) {
                insert.setInt(1, i);
                insert.setString(2, values.get(i));
                assertThat(insert.executeUpdate()).isEqualTo(1);
                select.setInt(1, i);
                try (var rows = select.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo(values.get(i));
                }
            }
        }
    }

    @Test
    void allRowsOfManyPagesAreRead() throws SQLException {
        run(
                "CREATE TABLE " + schema + ".pages (id int, filler varchar(1000))",
                "INSERT INTO " + schema + ".pages VALUES (1, 'x')");
        for (var doubled = 1; doubled < 16384; doubled *= 2) {
            run("INSERT INTO " + schema + ".pages SELECT id + " + doubled + ", repeat('x', 500) FROM " + schema
                    + ".pages");
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id, filler FROM " + schema + ".pages ORDER BY id")) {
            for (var id = 1; id <= 16384; id++) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(id);
            }
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void changedRowsAreCounted() throws SQLException {
        run("CREATE TABLE " + schema + ".counts (id int)");
        try (var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("INSERT INTO " + schema + ".counts VALUES (1), (2), (3)"))
                    .isEqualTo(3);
            assertThat(statement.executeUpdate("UPDATE " + schema + ".counts SET id = id + 1 WHERE id > 1"))
                    .isEqualTo(2);
            assertThat(statement.executeUpdate("DELETE FROM " + schema + ".counts WHERE id = 77"))
                    .isZero();
        }
        OBSERVED.note("CREATE TABLE counts", 0L, count("CREATE TABLE " + schema + ".counts_ddl (id int)"));
    }

    @Test
    void aBatchCountsEachRow() throws SQLException {
        run("CREATE TABLE " + schema + ".batches (id int, name varchar(10))");
        try (var insert = connection.prepareStatement("INSERT INTO " + schema + ".batches VALUES (?, ?)")) {
            for (var i = 0; i < 100; i++) {
                insert.setInt(1, i);
                insert.setString(2, "n" + i);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(100).containsOnly(1);
        }
        assertThat(text("SELECT count(*) FROM " + schema + ".batches")).isEqualTo("100");
    }

    @Test
    void commitKeepsAndRollbackForgets() throws SQLException {
        run("CREATE TABLE " + schema + ".transactions (id int)");
        connection.setAutoCommit(false);
        run("INSERT INTO " + schema + ".transactions VALUES (1)");
        connection.rollback();
        run("INSERT INTO " + schema + ".transactions VALUES (2)");
        connection.commit();
        connection.setAutoCommit(true);
        assertThat(text("SELECT sum(id) FROM " + schema + ".transactions")).isEqualTo("2");
    }

    @Test
    void truncateCommitsAndWhatFollowsIsATransactionOfItsOwn() throws SQLException {
        var table = schema + ".truncated";
        run("CREATE TABLE " + table + " (id int)");
        connection.setAutoCommit(false);
        run("INSERT INTO " + table + " VALUES (1)", "TRUNCATE " + table, "INSERT INTO " + table + " VALUES (2)");
        connection.rollback();
        connection.setAutoCommit(true);
        assertThat(text("SELECT count(*) FROM " + table)).isEqualTo("0");
    }

    /** That the setting exists is known from other drivers only. */
    @Test
    void aWriteOnAReadOnlyConnectionIsObserved() throws SQLException {
        var table = schema + ".guarded";
        run("CREATE TABLE " + table + " (id int)");
        try (var guarded = open("readOnly", "true");
                var statement = guarded.createStatement()) {
            var failure = catchThrowableOfType(
                    SQLException.class, () -> statement.execute("INSERT INTO " + table + " VALUES (1)"));
            OBSERVED.note(
                    "state of a write on a read-only connection",
                    "25006",
                    failure == null ? "none" : failure.getSQLState());
        }
    }

    @Test
    void aConnectionKeepsItsSession() throws SQLException {
        run("CREATE TEMP TABLE kept (id int)", "INSERT INTO kept VALUES (5)", "SET search_path TO " + schema);
        assertThat(text("SELECT id FROM kept")).isEqualTo("5");
        assertThat(text("SHOW search_path")).contains(schema);
        assertThat(connection.unwrap(RedshiftDataConnection.class)).isNotNull();
        OBSERVED.note(
                "a temporary table in another session",
                "42P01 SQLSyntaxErrorException",
                inAnotherSession("SELECT id FROM kept"));
    }

    private static String inAnotherSession(String sql) throws SQLException {
        try (var other = open();
                var statement = other.createStatement()) {
            var failure = catchThrowableOfType(SQLException.class, () -> statement.execute(sql));
            return failure == null
                    ? "none"
                    : failure.getSQLState() + " " + failure.getClass().getSimpleName();
        }
    }

    @Test
    void aWrongNameOrGrammarIsASyntaxError() {
        assertThatThrownBy(() -> run("SELECT * FROM " + schema + ".missing"))
                .isInstanceOf(SQLSyntaxErrorException.class);
        assertThatThrownBy(() -> run("SELEC 1")).isInstanceOf(SQLSyntaxErrorException.class);
    }

    @Test
    void whatIsSaidWordForWordIsObserved() throws SQLException {
        run(
                "CREATE TABLE " + schema + ".texts (id int NOT NULL, name varchar(10))",
                "INSERT INTO " + schema + ".texts VALUES (0, 'a')");
        for (var text : ContractTexts.VALUES) {
            OBSERVED.note(text.fact(), text.expected(), text.observed(connection, schema));
        }
        for (var text : ContractTexts.ERRORS) {
            OBSERVED.note(text.fact(), text.expected(), text.observed(connection, schema));
        }
    }

    @Test
    void aQueryTimeoutEndsTheStatement() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.execute(longQuery())).isInstanceOf(SQLTimeoutException.class);
        }
        assertThat(text("SELECT 1")).isEqualTo("1");
    }

    @Test
    void aStatementIsCancelledFromAnotherThreadAndTheConnectionWorksOn() throws Exception {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            var running = new FutureTask<>(() -> statement.execute(longQuery()));
            var runner = new Thread(running, "runs-until-cancelled");
            var described = described();
            runner.start();
            // The driver asks after a statement once the service has given it an id.
            while (described() == described && runner.isAlive()) {
                runner.join(10);
            }
            statement.cancel();
            runner.join();
            assertThatThrownBy(running::get).cause().satisfies(failure -> {
                var ended = (SQLException) failure;
                assertThat(ended.getSQLState()).isEqualTo("57014");
                OBSERVED.note(
                        "error of a cancelled statement",
                        "57014 SQLException: The statement was cancelled.",
                        ContractTexts.said(ended, schema));
            });
        }
        connection.rollback();
        assertThat(text("SELECT 1")).isEqualTo("1");
        connection.commit();
    }

    private long described() throws SQLException {
        return connection
                .unwrap(RedshiftDataConnection.class)
                .getCounters()
                .calls()
                .getOrDefault("DescribeStatement", 0L);
    }

    @Test
    void aScriptGivesItsResultsAndCountsInOrder() throws SQLException {
        var table = schema + ".scripts";
        try (var statement = connection.createStatement()) {
            assertThat(statement.execute("CREATE TABLE " + table + " (id int, name varchar(20)); -- one; not two\n"
                            + "INSERT INTO " + table + " VALUES (1, 'a;b'), (2, 'c'); SELECT name FROM " + table
                            + " ORDER BY id; DELETE FROM " + table + " WHERE id = 2;"))
                    .isFalse();
            assertThat(statement.getUpdateCount()).isZero();
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(2);
            assertThat(statement.getMoreResults()).isTrue();
            try (var names = statement.getResultSet()) {
                assertThat(names.next()).isTrue();
                assertThat(names.getString(1)).isEqualTo("a;b");
                assertThat(names.next()).isTrue();
                assertThat(names.next()).isFalse();
            }
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(1);
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
        }
    }

    @Test
    void aScriptThatFailsLeavesNothing() throws SQLException {
        run("CREATE TABLE " + schema + ".failing (id int)");
        var failure = catchThrowableOfType(
                SQLException.class,
                () -> run("INSERT INTO " + schema + ".failing VALUES (1); SELECT * FROM " + schema + ".missing"));
        assertThat((Throwable) failure).isInstanceOf(SQLSyntaxErrorException.class);
        OBSERVED.note(
                "error of a script",
                "42P01 SQLSyntaxErrorException: Statement 2 of 2: ERROR: relation \"SCHEMA.missing\" does not exist | Position: 15",
                ContractTexts.said(failure, schema));
        assertThat(text("SELECT count(*) FROM " + schema + ".failing")).isEqualTo("0");
    }

    @Test
    void afterAFailureATransactionIsRolledBackOnly() throws SQLException {
        run("CREATE TABLE " + schema + ".aborted (id int)");
        connection.setAutoCommit(false);
        run("INSERT INTO " + schema + ".aborted VALUES (1)");
        assertThatThrownBy(() -> run("SELECT * FROM " + schema + ".missing")).isInstanceOf(SQLException.class);
        var failure = catchThrowableOfType(SQLException.class, () -> run("SELECT 1"));
        assertThat(failure.getSQLState()).isEqualTo("25P02");
        // The driver says so itself: it does not ask the warehouse.
        assertThat((Throwable) failure).hasMessageContaining("Roll back first");
        connection.rollback();
        assertThat(text("SELECT count(*) FROM " + schema + ".aborted")).isEqualTo("0");
        connection.commit();
        OBSERVED.note(
                "error of VACUUM in a transaction",
                "25001 SQLException: ERROR: VACUUM cannot run inside a transaction block",
                failureOf(() -> run("VACUUM " + schema + ".aborted")));
        connection.rollback();
    }

    @Test
    void whatTheServiceRefusesIsAnError() throws SQLException {
        OBSERVED.note(
                "error of an unknown statement",
                "42704 SQLSyntaxErrorException: Query does not exist. (ResourceNotFoundException) Statements and results are kept for 24 hours, sessions until they end.",
                failureOf(() -> connection
                        .unwrap(RedshiftDataConnection.class)
                        .attach("00000000-0000-0000-0000-000000000000")));
        try (var large = open("maxStatementBytes", "1000000");
                var statement = large.createStatement()) {
            var sql = "SELECT 1 /* " + "x".repeat(300_000) + " */";
            OBSERVED.note(
                    "error of 300 KB of SQL",
                    "42000 SQLSyntaxErrorException: The SQL statement has 300015 bytes. The limit is 204800 bytes. (ValidationException) The service refused the request as it was.",
                    failureOf(() -> statement.execute(sql)));
        }
    }

    @Test
    void rowsAsCsvAreTheSame() throws SQLException {
        var sql =
                "SELECT 7, 'a\"b,c\\r\\nd'::varchar(20), true, 1.50::decimal(5,2), '2024-06-12 14:30:45.5'::timestamp,"
                        + " NULL::varchar(5), ''::varchar(5)";
        try (var csv = open("resultFormat", "csv");
                var statement = csv.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(7);
            assertThat(rows.getString(2)).isEqualTo("a\"b,c\r\nd");
            assertThat(rows.getBoolean(3)).isTrue();
            assertThat(rows.getBigDecimal(4)).isEqualTo(new BigDecimal("1.50"));
            assertThat(rows.getTimestamp(5)).hasToString("2024-06-12 14:30:45.5");
            OBSERVED.note("NULL in CSV", null, rows.getString(6));
            OBSERVED.note("the empty text in CSV", "", rows.getString(7));
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void closingAConnectionEndsItsSession() throws SQLException {
        String process;
        try (var other = open();
                var statement = other.createStatement();
                var rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            assertThat(rows.next()).isTrue();
            process = rows.getString(1);
        }
        // The backend ends a moment after the statement that closes its session.
        var sql = "SELECT count(*) FROM stv_sessions WHERE process = " + process;
        var left = text(sql);
        var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!left.equals("0") && System.nanoTime() < patience) {
            left = text(sql);
        }
        OBSERVED.note("sessions left by a closed connection", "0", left);
    }

    /** Runs for minutes on any engine if nothing ends it, and reads only a table that it makes from nothing. */
    private static String longQuery() {
        var digits = "(SELECT 0 AS d" + " UNION ALL SELECT 1".repeat(9) + ")";
        var tables = new StringBuilder();
        for (var i = 0; i < 11; i++) {
            tables.append(i == 0 ? "" : ", ").append(digits).append(" t").append(i);
        }
        return "SELECT sum(t0.d + t5.d + t10.d) FROM " + tables;
    }

    @Test
    void metadataNamesTheTableAndItsColumns() throws SQLException {
        run("CREATE TABLE " + schema + ".described (id int NOT NULL, amount decimal(12,2), note varchar(40))");
        var metadata = connection.getMetaData();
        try (var tables = metadata.getTables(null, schema, "described", null)) {
            assertThat(tables.next()).isTrue();
            assertThat(tables.getString("TABLE_TYPE")).isEqualTo("TABLE");
        }
        try (var columns = metadata.getColumns(null, schema, "described", null)) {
            var seen = new StringBuilder();
            while (columns.next()) {
                seen.append(columns.getString("COLUMN_NAME"))
                        .append(':')
                        .append(columns.getInt("DATA_TYPE"))
                        .append(' ');
            }
            assertThat(seen).hasToString("id:4 amount:2 note:12 ");
        }
        try (var schemas = metadata.getSchemas(null, schema)) {
            assertThat(schemas.next()).isTrue();
        }
        OBSERVED.note("the product's name", "Redshift", metadata.getDatabaseProductName());
        OBSERVED.note(
                "version() names Redshift",
                true,
                text("SELECT version()").toLowerCase(Locale.ROOT).contains("redshift"));
    }
}

package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/** What Spring makes of the driver's exceptions. */
class ErrorsIT {

    private final SQLExceptionSubclassTranslator translator = new SQLExceptionSubclassTranslator();
    private TestEmulator emulator;
    private Connection connection;
    private Statement statement;
    private String schema;

    @BeforeEach
    void open() throws SQLException {
        emulator = TestEmulator.own();
        connection = emulator.connect();
        statement = connection.createStatement();
        schema = emulator.newSchema();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        emulator.close();
    }

    private void check(String state, Class<?> expected, ThrowingCallable call) {
        var thrown = catchThrowableOfType(SQLException.class, call);
        assertThat(thrown.getSQLState()).as(thrown.getMessage()).isEqualTo(state);
        assertThat((Object) translator.translate("task", "sql", thrown))
                .as(thrown.toString())
                .isInstanceOf(expected);
    }

    private void check(String state, Class<?> expected, String sql) {
        check(state, expected, () -> statement.execute(sql));
    }

    @Test
    void badSql() {
        check("42601", BadSqlGrammarException.class, "selec 1");
        check("42P01", BadSqlGrammarException.class, "select * from never_made");
        check("42703", BadSqlGrammarException.class, "select nope from (select 1 as a) as t");
        check("42883", BadSqlGrammarException.class, "select never_made(1)");
        check("42P07", BadSqlGrammarException.class, () -> {
            statement.execute("create table " + schema + ".t (a int)");
            statement.execute("create table " + schema + ".t (a int)");
        });
    }

    @Test
    void badValues() throws SQLException {
        statement.execute("create table " + schema + ".v (a int not null, b varchar(3))");
        check("22012", DataIntegrityViolationException.class, "select 1/0");
        check("22P02", DataIntegrityViolationException.class, "select cast('x' || 'y' as int)");
        check("22003", DataIntegrityViolationException.class, "select cast(3000000000 as int)");
        check("22001", DataIntegrityViolationException.class, "insert into " + schema + ".v values (1, 'long')");
        check("23502", DataIntegrityViolationException.class, "insert into " + schema + ".v values (null, 'a')");
        statement.addBatch("insert into " + schema + ".v values (null, 'a')");
        check("23502", DataIntegrityViolationException.class, () -> statement.executeBatch());
    }

    @Test
    void aDuplicateKey() throws SQLException {
        try (var postgres = DriverManager.getConnection(emulator.postgresUrl());
                var create = postgres.createStatement()) {
            create.execute("create table " + schema + ".k (a int unique)");
        }
        statement.execute("insert into " + schema + ".k values (1)");
        check("23505", DuplicateKeyException.class, "insert into " + schema + ".k values (1)");
    }

    @Test
    void aSerializationFailure() throws SQLException {
        statement.execute("create table " + schema + ".lost (a int)");
        statement.execute("insert into " + schema + ".lost values (1)");
        statement.execute("set default_transaction_isolation to 'serializable'");
        statement.execute("begin");
        statement.executeQuery("select a from " + schema + ".lost").close();
        try (var winner = emulator.connect();
                var update = winner.createStatement()) {
            update.execute("update " + schema + ".lost set a = 2");
        }
        check("40001", CannotAcquireLockException.class, "update " + schema + ".lost set a = 3");
        statement.execute("rollback");
    }

    /** What a procedure says makes no framework repeat it, and costs no connection. */
    @Test
    void whatAProcedureRaisesIsItsOwn() throws SQLException {
        statement.execute("create temp table held (a int)");
        statement.execute("create procedure " + schema
                + ".say(what varchar) as $$ begin raise exception '%', what; end; $$" + " language plpgsql");
        for (var said : new String[] {
            "1023 DETAIL: Serializable isolation violation on table - 1",
            "deadlock detected",
            "monthly quota exceeded",
            "this connection has been closed",
            "terminating connection due to administrator command",
            "job was cancelled on user''s request",
            "relation \"t\" does not exist"
        }) {
            var thrown = catchThrowableOfType(
                    SQLException.class, () -> statement.execute("call " + schema + ".say('" + said + "')"));
            assertThat(thrown.getSQLState()).as(said).isEqualTo("P0001");
            assertThat((Object) translator.translate("task", "sql", thrown)).isNull();
        }
        statement.executeQuery("select * from held").close();
    }

    @Test
    void thePlaceOfAnErrorIsShown() throws SQLException {
        assertThatThrownBy(() -> statement.execute("select 1,\n  nope from (select 1) as x"))
                .hasMessageContaining("\n    nope from (select 1) as x\n    ^ [statement id");
        try (var prepared = connection.prepareStatement("select ?, from events")) {
            prepared.setString(1, "hush");
            assertThatThrownBy(prepared::executeQuery)
                    .hasMessageContaining("\n  select ?, from events\n            ^")
                    .hasMessageNotContaining("hush");
        }
        assertThatThrownBy(() -> statement.execute("select 1; select nope from (select 1) as x; select 2"))
                .hasMessageContaining("select nope from (select 1) as x\n")
                .hasMessageContaining("^");
    }

    @Test
    void aTimeLimitAndACancel() throws Exception {
        statement.setQueryTimeout(1);
        check("57014", QueryTimeoutException.class, "select pg_sleep(30)");
        statement.setQueryTimeout(0);
        var thread = Executors.newSingleThreadExecutor();
        var cancelled = thread.submit(() -> {
            emulator.awaitRunning(1);
            statement.cancel();
            return true;
        });
        check("57014", QueryTimeoutException.class, "select pg_sleep(30)");
        assertThat(cancelled.get()).isTrue();
        thread.shutdown();
    }

    @Test
    void aLostSession() throws SQLException {
        statement.execute("create temp table held (a int)");
        emulator.emulator()
                .killSession(String.valueOf(
                        connection.unwrap(RedshiftDataConnection.class).getSessionId()));
        check("08006", DataAccessResourceFailureException.class, "select 1");
        connection.close();
        check("08003", DataAccessResourceFailureException.class, connection::createStatement);
    }

    @Test
    void anAbortedTransactionIsNotCategorized() throws SQLException {
        connection.setAutoCommit(false);
        check("42P01", BadSqlGrammarException.class, "select * from never_made");
        var thrown = catchThrowableOfType(SQLException.class, connection::commit);
        assertThat(thrown.getSQLState()).isEqualTo("25P02");
        assertThat((Object) translator.translate("task", "sql", thrown)).isNull();
    }

    @Test
    void refusedCredentials() {
        emulator.emulator().faults().on("ExecuteStatement").once().error("AccessDeniedException", 403, "not allowed");
        check("28000", PermissionDeniedDataAccessException.class, "select 1");
    }

    @Test
    void aQuotaOfSessions() {
        try (var small = TestEmulator.own(TestEmulator.options().withMost(500, 1));
                var first = small.connect()) {
            assertThat(first.isValid(1)).isTrue();
            var thrown = catchThrowableOfType(SQLException.class, () -> small.connect("loginTimeout=2"));
            assertThat(thrown.getSQLState()).startsWith("53");
            assertThat((Object) translator.translate("task", "sql", thrown))
                    .isInstanceOf(TransientDataAccessResourceException.class);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsNotSupported() {
        check("0AR00", InvalidDataAccessApiUsageException.class, connection::createBlob);
        check("0AR00", InvalidDataAccessApiUsageException.class, connection::setSavepoint);
    }
}

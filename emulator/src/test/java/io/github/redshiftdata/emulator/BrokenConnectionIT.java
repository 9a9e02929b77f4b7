package io.github.redshiftdata.emulator;

import static io.github.redshiftdata.emulator.WireFormTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.emulator.CutProxy.Cut;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the service says when the connection to PostgreSQL breaks: the truth about what was committed. */
class BrokenConnectionIT {

    private static final String KILLED = "FATAL: terminating connection due to administrator command";
    private static final String TARGET = "'WorkgroupName': 'wg1', 'Database': 'dev', 'WaitTimeSeconds': 20";
    private static final AtomicInteger TABLES = new AtomicInteger();

    private static Emulator server;
    private static CutProxy proxy;
    private static Emulator emulator;
    private static RawClient client;
    private static Connection look;
    private final String table = "t" + TABLES.incrementAndGet();

    @BeforeAll
    static void start() throws Exception {
        server = Emulator.start(EmulatorOptions.defaults().withSampleData(false));
        look = DriverManager.getConnection(server.postgresUrl());
        int port = URI.create(server.postgresUrl().substring("jdbc:".length())).getPort();
        proxy = new CutProxy(port);
        emulator = Emulator.start(EmulatorOptions.defaults()
                .withSampleData(false)
                .withPostgresUrl(server.postgresUrl().replace(":" + port + "/", ":" + proxy.port() + "/")));
        client = new RawClient(emulator.endpoint());
    }

    @AfterAll
    static void stop() throws Exception {
        emulator.close();
        proxy.close();
        look.close();
        server.close();
    }

    @BeforeEach
    void createTable() throws Exception {
        assertThat(client.describe(client.execute("create table " + table + " (a int)", "")))
                .contains("FINISHED");
    }

    private void assertTold(String description, Cut cut, int rows) throws SQLException {
        boolean done = cut == Cut.AFTER_COMMIT;
        assertThat(rows()).as(description).isEqualTo(done ? rows : 0);
        if (done) {
            assertThat(description).contains("\"Status\":\"FINISHED\"").doesNotContain("\"Error\"");
        } else {
            assertThat(description).contains("\"Status\":\"FAILED\"", "\"Error\":\"FATAL: terminating connection");
        }
        assertThat(description).doesNotContain("This connection", "I/O error");
    }

    private int rows() throws SQLException {
        try (Statement statement = look.createStatement();
                var result = statement.executeQuery("select count(*) from " + table)) {
            result.next();
            return result.getInt(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInsertAroundWhoseCommitTheConnectionBreaks(Cut cut) throws Exception {
        proxy.cutNext(cut);
        var description = client.describe(client.execute("insert into " + table + " values (1), (2)", ""));

        assertTold(description, cut, 2);
        assertThat(description).contains("\"ResultRows\":" + (cut == Cut.AFTER_COMMIT ? 2 : -1));
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionThatWrites(Cut cut) throws Exception {
        try (Statement statement = look.createStatement()) {
            statement.execute("create or replace function write_" + table + "() returns int language sql as"
                    + " 'insert into " + table + " values (1) returning a'");
        }
        proxy.cutNext(cut);

        assertTold(client.describe(client.execute("select write_" + table + "()", "")), cut, 1);
    }

    @ParameterizedTest
    @EnumSource
    void aCommitOfASession(Cut cut) throws Exception {
        var session = open();
        in(session, "begin");
        in(session, "insert into " + table + " values (1)");
        proxy.cutNext(cut);

        assertTold(client.describe(in(session, "commit")), cut, 1);
        assertGone(session);
    }

    @ParameterizedTest
    @EnumSource
    void aBatchInOneTransaction(Cut cut) throws Exception {
        proxy.cutNext(cut);

        assertTold(client.describe(batch("TRANSACTION", 2)), cut, 2);
    }

    @ParameterizedTest
    @EnumSource
    void theLastOfABatchOfSeveralTransactions(Cut cut) throws Exception {
        proxy.cutNext(cut);

        assertTold(client.describe(batch("AUTO_COMMIT", 1)), cut, 1);
    }

    @Test
    void theFirstOfABatchOfSeveralTransactionsEndsTheBatchAndIsStillTold() throws Exception {
        proxy.cutNext(Cut.AFTER_COMMIT);
        var description = client.describe(batch("AUTO_COMMIT", 3));

        assertThat(rows()).isEqualTo(1);
        assertThat(description)
                .contains("\"Status\":\"FAILED\"")
                .containsPattern(
                        "SubStatements.*\"Status\":\"FINISHED\".*\"Status\":\"ABORTED\".*\"Status\":\"ABORTED\"");
    }

    @ParameterizedTest
    @EnumSource
    void aTruncate(Cut cut) throws Exception {
        client.execute("insert into " + table + " values (1)", "");
        proxy.cutNext(cut);
        var description = client.describe(client.execute("truncate " + table, ""));

        assertThat(description).contains(cut == Cut.AFTER_COMMIT ? "FINISHED" : "FAILED");
        assertThat(rows()).isEqualTo(cut == Cut.AFTER_COMMIT ? 0 : 1);
    }

    @Test
    void aDatabaseIsCreatedOutsideOfTransactions() throws Exception {
        assertThat(client.describe(client.execute("create database made_" + table, "")))
                .contains("FINISHED");
        assertThat(client.describe(client.execute("drop database made_" + table, "")))
                .contains("FINISHED");
    }

    @Test
    void aProcedureMayCommitInItself() throws Exception {
        try (Statement statement = look.createStatement()) {
            statement.execute("create procedure twice_" + table + "() language plpgsql as $$ begin insert into " + table
                    + " values (1); commit; insert into " + table + " values (2); end $$");
        }

        assertThat(client.describe(client.execute("call twice_" + table + "()", "")))
                .contains("FINISHED");
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void aSessionWhoseBackendWasTerminatedIsOver() throws Exception {
        var session = open();
        terminate(pid(session));

        assertGone(session);
    }

    @Test
    void aSessionThatWasTerminatedIsListedAsClosedWithoutBeingUsed() throws Exception {
        var session = open();
        terminate(pid(session));

        assertThat(client.call("ListSessions", "{'SessionId': '" + session + "'}")
                        .body())
                .contains("\"Status\":\"CLOSED\"");
        assertThat(client.call("ListSessions", "{}").body()).doesNotContain(session);
    }

    @Test
    void aStatementWhoseBackendIsTerminatedFailsInTheWordsOfTheDatabase() throws Exception {
        var session = open();
        int pid = pid(session);
        var submitted =
                client.call("ExecuteStatement", "{'SessionId': '" + session + "', 'Sql': 'select pg_sleep(60)'}");
        var id = RawClient.text(submitted.body(), "Id");
        awaitRunning(pid);
        terminate(pid);

        assertThat(client.awaitEnd(id)).contains("\"Status\":\"FAILED\",\"Error\":\"" + KILLED + "\"");
        assertGone(session);
    }

    @Test
    void whatASessionHadNotCommittedIsGoneWithIt() throws Exception {
        var session = open();
        in(session, "begin");
        in(session, "insert into " + table + " values (1)");
        terminate(pid(session));

        assertGone(session);
        assertThat(rows()).isZero();
    }

    private void awaitRunning(int pid) throws SQLException {
        String sql = "select count(*) from pg_stat_activity where pid = " + pid + " and state = 'active'";
        try (Statement statement = look.createStatement()) {
            for (boolean running = false; !running; ) {
                try (var result = statement.executeQuery(sql)) {
                    result.next();
                    running = result.getInt(1) == 1;
                }
            }
        }
    }

    private void terminate(int pid) throws SQLException {
        try (Statement statement = look.createStatement()) {
            statement.execute("select pg_terminate_backend(" + pid + ", 10000)");
        }
    }

    private int pid(String session) throws Exception {
        var body = client.describe(in(session, "select 1"));
        return Integer.parseInt(body.replaceAll("(?s).*\"RedshiftPid\":(\\d+).*", "$1"));
    }

    private void assertGone(String session) throws Exception {
        assertError(
                client.call("ExecuteStatement", "{'SessionId': '" + session + "', 'Sql': 'select 1'}"),
                400,
                "ValidationException",
                "Session is not available");
        assertThat(client.call("ListSessions", "{'SessionId': '" + session + "'}")
                        .body())
                .contains("\"Status\":\"CLOSED\"");
    }

    private static String open() throws Exception {
        var answer =
                client.call("ExecuteStatement", "{'Sql': 'select 1', 'SessionKeepAliveSeconds': 600, " + TARGET + "}");
        return RawClient.text(answer.body(), "SessionId");
    }

    private static String in(String session, String sql) throws Exception {
        var answer = client.call(
                "ExecuteStatement", "{'SessionId': '" + session + "', 'Sql': '" + sql + "', 'WaitTimeSeconds': 20}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RawClient.text(answer.body(), "Id");
    }

    private String batch(String mode, int texts) throws Exception {
        var sql = "'insert into " + table + " values (1)'";
        var answer = client.call(
                "BatchExecuteStatement",
                "{'ExecutionMode': '" + mode + "', 'Sqls': [" + sql + (", " + sql).repeat(texts - 1) + "], " + TARGET
                        + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RawClient.text(answer.body(), "Id");
    }
}

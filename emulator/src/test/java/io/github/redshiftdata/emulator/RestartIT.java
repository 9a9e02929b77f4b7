package io.github.redshiftdata.emulator;

import static io.github.redshiftdata.emulator.WireFormTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.emulator.engine.Keeping;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An emulator that is started again on the PostgreSQL of an earlier one. */
class RestartIT {

    private static final String TARGET = "'WorkgroupName': 'wg1', 'Database': 'dev', 'WaitTimeSeconds': 20";

    private static Emulator server;

    @BeforeAll
    static void start() {
        server = Emulator.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Emulator on(Keeping keeping) {
        return Emulator.start(
                EmulatorOptions.defaults().withPostgresUrl(server.postgresUrl()).withKeeping(keeping));
    }

    @Test
    void theSampleIsThereAlready() throws Exception {
        try (var again = on(Keeping.IF_ALONE)) {
            var client = new RawClient(again.endpoint());
            assertThat(client.result(client.execute("select count(*) from venues", "")))
                    .contains("{\"longValue\":202}");
        }
    }

    /** As autovacuum does it: it holds the table, and at its end it writes down what it has counted. */
    @Test
    void aStartThatMeetsTheTidyingOfItsTableWaitsForThat() throws Exception {
        on(Keeping.ALWAYS).close();
        try (Connection tidying = DriverManager.getConnection(server.postgresUrl());
                var statement = tidying.createStatement()) {
            tidying.setAutoCommit(false);
            statement.execute("lock table pg_toast_redshift_data.statement in share update exclusive mode");
            var next = new FutureTask<>(() -> on(Keeping.ALWAYS));
            new Thread(next).start();
            boolean waits = false;
            while (!waits && !next.isDone()) {
                try (var result = statement.executeQuery("select exists (select 1 from pg_locks where not granted and"
                        + " relation = 'pg_toast_redshift_data.statement'::regclass)")) {
                    result.next();
                    waits = result.getBoolean(1);
                }
            }
            statement.execute("analyze pg_toast_redshift_data.statement");
            tidying.commit();
            next.get(60, TimeUnit.SECONDS).close();
        }
    }

    @Test
    void statementsTokensAndSessionsOutliveTheEmulator() throws Exception {
        String session;
        String id;
        String failed;
        String batch;
        String before;
        String insert = "{'Sql': 'insert into kept values (1), (:v)', 'StatementName': 'kept \\u0000 name',"
                + " 'Parameters': [{'name': 'v', 'value': '2'}], 'ClientToken': 'token-1', 'SessionKeepAliveSeconds':"
                + " 600, " + TARGET + "}";
        try (var first = on(Keeping.ALWAYS)) {
            var client = new RawClient(first.endpoint());
            client.execute("create table kept (a int)", "");
            var answer = client.call("ExecuteStatement", insert).body();
            id = RawClient.text(answer, "Id");
            session = RawClient.text(answer, "SessionId");
            failed = client.execute("select 1/0", "");
            batch = RawClient.text(
                    client.call("BatchExecuteStatement", "{'Sqls': ['select 1', 'select 2'], " + TARGET + "}")
                            .body(),
                    "Id");
            before = client.describe(id) + client.describe(failed) + client.describe(batch);
        }
        try (var second = on(Keeping.ALWAYS)) {
            var client = new RawClient(second.endpoint());

            assertThat(client.describe(id) + client.describe(failed) + client.describe(batch))
                    .isEqualTo(before);
            assertThat(RawClient.text(client.call("ExecuteStatement", insert).body(), "Id"))
                    .isEqualTo(id);
            assertThat(client.result(client.execute("select count(*) from kept", "")))
                    .contains("{\"longValue\":2}");
            assertThat(client.call("ListSessions", "{'SessionId': '" + session + "'}")
                            .body())
                    .contains("\"Status\":\"CLOSED\"", "\"SessionAliveSeconds\":600");
            assertError(
                    client.call("ExecuteStatement", "{'SessionId': '" + session + "', 'Sql': 'select 1'}"),
                    400,
                    "ValidationException",
                    "Session is not available");
            assertError(
                    client.call("GetStatementResult", "{'Id': '" + batch + ":2'}"),
                    400,
                    "ResourceNotFoundException",
                    "The result of the query has expired.");
            assertThat(client.call("ListStatements", "{'Status': 'ALL', 'StatementName': 'kept'}")
                            .body())
                    .contains(id);
        }
    }

    @Test
    void whatIsKeptIsHiddenFromTheUsersMetadata() throws Exception {
        try (var emulator = on(Keeping.ALWAYS)) {
            var client = new RawClient(emulator.endpoint());
            client.execute("select 1", "");
            var everything = client.call("ListSchemas", "{" + TARGET.replace(", 'WaitTimeSeconds': 20", "") + "}")
                            .body()
                    + client.result(client.execute("select schema_name from svv_all_schemas", ""))
                    + client.result(client.execute("select schema_name from svv_all_tables", ""))
                    + client.result(client.execute("select schema_name from svv_all_columns", ""))
                    + client.result(client.execute("show tables from schema dev.public", ""));

            assertThat(everything).contains("public").doesNotContain("redshift_data");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&options=-c%20geqo%3Don"})
    void whatIsKeptIsOutOfReachOfTheUsersSql(String more) throws Exception {
        var url = server.postgresUrl() + more;
        try (var emulator =
                Emulator.start(EmulatorOptions.defaults().withPostgresUrl(url).withKeeping(Keeping.ALWAYS))) {
            var client = new RawClient(emulator.endpoint());
            var id = client.execute("select 1", "");
            var before = client.describe(id);
            for (var sql : List.of(
                    "select * from pg_toast_redshift_data.statement",
                    "insert into pg_toast_redshift_data.statement (id, sequence, request, progress) values (1, 1, 1, 1)",
                    "update pg_toast_redshift_data.statement set progress = 1",
                    "delete from pg_toast_redshift_data.statement",
                    "truncate pg_toast_redshift_data.statement",
                    "alter table pg_toast_redshift_data.statement disable row level security",
                    "create table pg_toast_redshift_data.other (a int)",
                    "grant usage on schema pg_toast_redshift_data to awsuser",
                    "alter schema pg_toast_redshift_data owner to awsuser",
                    "drop schema pg_toast_redshift_data cascade")) {
                assertThat(client.describe(client.execute(sql, "")))
                        .as(sql)
                        .containsPattern("permission denied for |must be owner of ");
            }
            assertThat(client.describe(id)).isEqualTo(before);
        }
        try (Connection look = DriverManager.getConnection(server.postgresUrl());
                var statement = look.createStatement();
                var rights = statement.executeQuery("select has_schema_privilege('awsuser', n.oid, 'usage, create')"
                        + " or has_table_privilege('awsuser', c.oid, 'select, insert, update, delete, truncate, trigger')"
                        + " from pg_namespace n join pg_class c on c.relnamespace = n.oid"
                        + " where n.nspname = 'pg_toast_redshift_data' and c.relname = 'statement'")) {
            assertThat(rights.next()).isTrue();
            assertThat(rights.getBoolean(1)).isFalse();
        }
    }

    @Test
    void anEmulatorOnAnotherDatabaseOfTheServerKeepsItsSessions() throws Exception {
        try (var first = on(Keeping.ALWAYS)) {
            var client = new RawClient(first.endpoint());
            client.execute("create database neighbour", "");
            var opened = client.call(
                    "ExecuteStatement",
                    "{'Sql': 'create temp table t (a int)', 'SessionKeepAliveSeconds': 600, " + TARGET + "}");
            var session = RawClient.text(opened.body(), "SessionId");
            var url = server.postgresUrl().replace("/dev?", "/neighbour?");
            Emulator.start(EmulatorOptions.defaults().withPostgresUrl(url).withKeeping(Keeping.ALWAYS))
                    .close();

            var answer = client.call(
                    "ExecuteStatement",
                    "{'SessionId': '" + session + "', 'Sql': 'select * from t', 'WaitTimeSeconds': 20}");
            assertThat(client.describe(RawClient.text(answer.body(), "Id"))).contains("\"Status\":\"FINISHED\"");
        }
    }

    @Test
    void aLoginThatIsRefusedIsNoServerThatIsNotThere() {
        var url = server.postgresUrl().replaceFirst("password=[^&]*", "password=wrong");
        assertThatThrownBy(() -> Emulator.start(EmulatorOptions.defaults().withPostgresUrl(url)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("PostgreSQL could not be prepared: FATAL: password authentication failed")
                .hasMessageNotContaining("\n");
    }

    @Test
    void twoEmulatorsDoNotKeepTheirStatementsInOnePlace() {
        try (var first = on(Keeping.ALWAYS);
                var second = on(Keeping.IF_ALONE)) {
            assertThat(first.notices()).isEmpty();
            assertThat(second.notices())
                    .containsExactly(
                            "Another emulator keeps its statements in this database; those of this one end with it.");
        }
    }

    @Test
    void aServerThatIsNotThereIsOneSentence() {
        assertThatThrownBy(() ->
                        Emulator.start(EmulatorOptions.defaults().withPostgresUrl("jdbc:postgresql://localhost:1/dev")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("PostgreSQL is not there: ")
                .hasMessageNotContaining("\n");
    }
}

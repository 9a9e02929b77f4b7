package io.github.redshiftdata.emulator;

import static io.github.redshiftdata.emulator.WireFormTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.emulator.engine.Keeping;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

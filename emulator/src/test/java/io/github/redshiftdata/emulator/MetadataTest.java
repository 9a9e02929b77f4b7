package io.github.redshiftdata.emulator;

import static io.github.redshiftdata.emulator.WireFormTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetadataTest {

    private static final String TARGET = "'ClusterIdentifier': 'c1', 'Database': 'dev'";

    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults(), new FakeEngine(), null);
    private final RawClient client = new RawClient(emulator.endpoint());

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void namesAreListed() throws Exception {
        assertThat(client.call("ListDatabases", "{" + TARGET + "}").body())
                .isEqualTo("{\"Databases\":[\"a\",\"b\",\"c\"]}");
        assertThat(client.call("ListSchemas", "{'SchemaPattern': 'b', " + TARGET + "}")
                        .body())
                .isEqualTo("{\"Schemas\":[\"b\"]}");
    }

    @Test
    void pagesGoOnWhereTheTokenSays() throws Exception {
        var first =
                client.call("ListTables", "{'MaxResults': 2, " + TARGET + "}").body();
        var token = RawClient.text(first, "NextToken");

        assertThat(first)
                .startsWith("{\"Tables\":[{\"name\":\"a\",\"type\":\"TABLE\",\"schema\":\"public\"},{\"name\":\"b\"");
        assertThat(client.call("ListTables", "{'MaxResults': 2, 'NextToken': '" + token + "', " + TARGET + "}")
                        .body())
                .isEqualTo("{\"Tables\":[{\"name\":\"c\",\"type\":\"TABLE\",\"schema\":\"public\"}]}");
    }

    @Test
    void columnsOfATableHaveNoLabel() throws Exception {
        assertThat(client.call("DescribeTable", "{'Table': 't', 'Schema': 'public', " + TARGET + "}")
                        .body())
                .startsWith("{\"ColumnList\":[{\"isCaseSensitive\":false,")
                .contains("\"name\":\"a\"")
                .doesNotContain("label", "columnDefault");
    }

    @Test
    void aTargetIsNeededHereToo() throws Exception {
        assertError(
                client.call("ListDatabases", "{'Database': 'dev'}"),
                400,
                "ValidationException",
                "Either ClusterIdentifier or WorkgroupName needs to be specified.");
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        client.call("ListDatabases", "{" + TARGET + "}");

        assertThat(emulator.keptStatements()).isZero();
        assertThat(emulator.calls()).containsEntry("ListDatabases", 1L);
        emulator.resetCalls();
        assertThat(emulator.calls()).isEmpty();
    }
}

package io.github.redshiftdata.emulator.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The members of each operation's request. A member that is not here is ignored, as the service does. */
final class RequestRules {

    private static final String ID_PATTERN = "[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}(:\\d+)?";

    private static final Member ID = text("Id").mandatory().matching(ID_PATTERN);
    private static final Member SESSION_ID = text("SessionId").matching(ID_PATTERN);
    private static final Member CLUSTER =
            text("ClusterIdentifier").matching("[a-z][a-z0-9]*(-[a-z0-9]+)*").within(1, 63);
    private static final Member WORKGROUP = text("WorkgroupName")
            .matching("([a-z0-9-]{3,63}|arn:aws[a-z-]*:redshift-serverless:[a-z0-9-]+:\\d{12}:workgroup/[0-9a-f-]{36})")
            .within(3, 128);
    private static final Member DATABASE = text("Database");
    private static final Member SECRET = text("SecretArn");
    private static final Member DB_USER = text("DbUser");
    private static final Member NAME = text("StatementName").within(0, 2048);
    private static final Member PARAMETERS =
            Member.of("Parameters", Member.Type.PARAMETERS).within(1, -1);
    private static final Member CLIENT_TOKEN = text("ClientToken").within(1, 64);
    private static final Member FORMAT = text("ResultFormat").oneOf(true, "JSON", "CSV");
    private static final Member KEEP_ALIVE = number("SessionKeepAliveSeconds").within(0, 86400);
    private static final Member WAIT = number("WaitTimeSeconds").within(1, 30);
    private static final Member EVENT = Member.of("WithEvent", Member.Type.BOOLEAN);
    private static final Member ROLE_LEVEL = Member.of("RoleLevel", Member.Type.BOOLEAN);
    private static final Member TOKEN = text("NextToken");
    private static final Member PAGE_SIZE = number("MaxResults").within(0, 1000);
    private static final Member LIST_SIZE = number("MaxResults").within(0, 100);
    private static final Member CONNECTED = text("ConnectedDatabase");

    private static final Map<String, List<Member>> BY_OPERATION = Map.ofEntries(
            Map.entry(
                    "ExecuteStatement",
                    List.of(
                            text("Sql").mandatory(),
                            CLUSTER,
                            WORKGROUP,
                            DATABASE,
                            SECRET,
                            DB_USER,
                            NAME,
                            PARAMETERS,
                            CLIENT_TOKEN,
                            FORMAT,
                            KEEP_ALIVE,
                            SESSION_ID,
                            WAIT,
                            EVENT)),
            Map.entry(
                    "BatchExecuteStatement",
                    List.of(
                            Member.of("Sqls", Member.Type.STRINGS).mandatory().within(1, 40),
                            text("ExecutionMode").oneOf(false, "TRANSACTION", "AUTO_COMMIT"),
                            CLUSTER,
                            WORKGROUP,
                            DATABASE,
                            SECRET,
                            DB_USER,
                            NAME,
                            PARAMETERS,
                            CLIENT_TOKEN,
                            FORMAT,
                            KEEP_ALIVE,
                            SESSION_ID,
                            WAIT,
                            EVENT)),
            Map.entry("DescribeStatement", List.of(ID, WAIT)),
            Map.entry("GetStatementResult", List.of(ID, TOKEN, WAIT)),
            Map.entry("GetStatementResultV2", List.of(ID, TOKEN, WAIT)),
            Map.entry("CancelStatement", List.of(ID)),
            Map.entry(
                    "ListStatements",
                    List.of(
                            NAME,
                            text("Status")
                                    .oneOf(
                                            false,
                                            "SUBMITTED",
                                            "PICKED",
                                            "STARTED",
                                            "FINISHED",
                                            "ABORTED",
                                            "FAILED",
                                            "ALL"),
                            CLUSTER,
                            WORKGROUP,
                            DATABASE,
                            ROLE_LEVEL,
                            TOKEN,
                            LIST_SIZE)),
            Map.entry(
                    "ListSessions",
                    List.of(
                            SESSION_ID,
                            text("Status").oneOf(false, "AVAILABLE", "BUSY", "CLOSED"),
                            CLUSTER,
                            WORKGROUP,
                            DATABASE,
                            ROLE_LEVEL,
                            TOKEN,
                            LIST_SIZE)),
            Map.entry("ListDatabases", metadata()),
            Map.entry("ListSchemas", metadata(CONNECTED, text("SchemaPattern"))),
            Map.entry("ListTables", metadata(CONNECTED, text("SchemaPattern"), text("TablePattern"))),
            Map.entry("DescribeTable", metadata(CONNECTED, text("Schema"), text("Table"))));

    private RequestRules() {}

    static Set<String> operations() {
        return BY_OPERATION.keySet();
    }

    static void check(String operation, Map<String, ?> members) {
        for (var member : BY_OPERATION.getOrDefault(operation, List.of())) {
            member.check(members.get(member.name()));
        }
    }

    private static List<Member> metadata(Member... more) {
        var all = new ArrayList<>(List.of(DATABASE.mandatory(), CLUSTER, WORKGROUP, SECRET, DB_USER, TOKEN, PAGE_SIZE));
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    private static Member text(String name) {
        return Member.of(name, Member.Type.STRING);
    }

    private static Member number(String name) {
        return Member.of(name, Member.Type.INTEGER);
    }
}

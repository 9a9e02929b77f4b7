package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The system views tell of the statements that ran. */
class QueryHistoryIT {

    private final PostgresEngine engine = start();
    private EngineSession session;
    private long query = 100;

    private static PostgresEngine start() {
        try {
            return PostgresEngine.start(new EngineOptions(null, false));
        } catch (EngineException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void connect() throws EngineException {
        session = engine.connect("dev", null);
    }

    @AfterEach
    void stop() {
        session.close();
        engine.close();
    }

    private String run(EngineSession in, String sql) throws EngineException {
        var rows = new Rows();
        in.nextQueryId(++query);
        in.execute(sql, Map.of(), rows);
        return rows.rows().stream()
                .map(row ->
                        row.stream().map(value -> String.valueOf(value).strip()).collect(Collectors.joining(", ")))
                .collect(Collectors.joining(" / "));
    }

    private String run(String sql) throws EngineException {
        return run(session, sql);
    }

    @Test
    void eachViewHasItsKindOfStatements() throws EngineException {
        run("create table t (a int)");
        run("insert into t values (1), (2)");
        run("-- why\n(select a from t)");
        run("set query_group to 'nightly'");
        run("select count(*) from t");
        assertThatThrownBy(() -> run("select nothing from t")).isInstanceOf(EngineException.class);
        run("create temp table u as select 1 as b");

        assertThat(run(
                        "select query, label, querytxt, aborted, pid = pg_backend_pid(), xid = query, endtime >= starttime"
                                + " from stl_query order by query"))
                .isEqualTo("102, default, insert into t values (1), (2), 0, true, true, true"
                        + " / 103, default, -- why\n(select a from t), 0, true, true, true"
                        + " / 105, nightly, select count(*) from t, 0, true, true, true"
                        + " / 106, nightly, select nothing from t, 1, true, true, true"
                        + " / 107, nightly, create temp table u as select 1 as b, 0, true, true, true");
        assertThat(run("select text from stl_ddltext")).isEqualTo("create table t (a int)");
        assertThat(run("select text from stl_utilitytext")).isEqualTo("set query_group to 'nightly'");
        assertThat(run("select type, count(*) from svl_statementtext where xid < 108 group by 1 order by 1"))
                .isEqualTo("DDL, 1 / QUERY, 5 / UTILITY, 1");
        assertThat(run("select query_type, status, returned_rows, username, trim(database_name) from sys_query_history"
                        + " where query_id in (101, 102, 103, 106, 107) order by query_id"))
                .isEqualTo(
                        "DDL, success, 0, awsuser, dev / INSERT, success, 2, awsuser, dev / SELECT, success, 2, awsuser, dev"
                                + " / SELECT, failed, 0, awsuser, dev / CTAS, success, 1, awsuser, dev");
        assertThat(run("select trim(error_message) from sys_query_history where query_id = 106"))
                .startsWith("ERROR: column \"nothing\" does not exist");
        assertThat(run("select status from sys_query_history where query_id = " + (query + 1)))
                .isEqualTo("running");
    }

    @Test
    void theLastQueryOfTheSessionIsKnown() throws EngineException {
        assertThat(run("select pg_last_query_id()")).isEqualTo("-1");
        run("create table t (a int)");
        run("select a from t");
        long last = query;
        run("set query_group to 'x'");
        try (EngineSession other = engine.connect("dev", null)) {
            run(other, "select 1");
        }

        assertThat(run("select pg_last_query_id(), last_user_query_id()")).isEqualTo(last + ", " + (last + 1));
    }

    @Test
    void theStatementsOfATransactionHaveItsNumber() throws EngineException {
        run("create table t (a int)");
        run("begin");
        run("insert into t values (1)");
        run("select 1");
        run("commit");
        run("select 2");

        assertThat(run("select query, xid from stl_query where query <= 106 order by query"))
                .isEqualTo("103, 102 / 104, 102 / 106, 106");
    }

    @Test
    void longTextsComeInPiecesAndAUsersViewIsAsUpToDate() throws EngineException {
        run("create schema admin");
        run(
                "create view admin.v_last as select query, sequence, text from stl_querytext where query = pg_last_query_id()");
        run("create view admin.v_of_that as select count(*) as pieces from admin.v_last");
        run("select '" + "x".repeat(400) + "'");

        assertThat(run("select pieces from admin.v_of_that")).isEqualTo("3");
        assertThat(run("select sequence, text from admin.v_last")).isEqualTo("0, select pieces from admin.v_of_that");
    }

    @Test
    void anOrdinaryUserSeesTheStatementsOfItsOwn() throws EngineException {
        run("create user reader password 'Password1'");
        run("select 1");
        try (EngineSession other = engine.connect("dev", "reader")) {
            run(other, "select 2");
            assertThat(run(other, "select querytxt from stl_query")).isEqualTo("select 2");
        }
        assertThat(run("select querytxt from stl_query where trim(querytxt) like 'select _'"))
                .isEqualTo("select 1 / select 2");
    }
}

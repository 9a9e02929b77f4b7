package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.emulator.EmulatorOptions;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The SQLSTATEs of the driver are those that PostgreSQL gave: the same statements run through the driver, which sees the
 * text of an error only, and directly on the PostgreSQL behind the emulator.
 */
class SqlStatesIT {

    private static final String STEP = ";;";
    private static final int FEWEST = 400;

    /** What both sides begin with. */
    private static final List<String> SETUP = List.of(
            "create table t (a int, b text)",
            "create table u (a int)",
            "insert into u values (1), (2)",
            "create view v as select 1 as a",
            "create view v_agg as select count(*) as a from t",
            "create sequence seq1",
            "create function f_one() returns int language sql as 'select 1'",
            "create procedure p_one() language sql as 'select 1'",
            "create table bits (a bit(2))",
            "create table vc (a varchar(3))",
            "create table ch (a char(3))",
            "create table nn (a int not null, b int)",
            "create table pk (a int primary key)",
            "create table fk (a int references pk (a))",
            "create table ck (a int check (a > 0))",
            "create table ex (a int, exclude using btree (a with =))",
            "insert into ex values (1)",
            "insert into ck values (1)",
            "insert into nn values (77, 77)",
            "create domain positive as int check (value > 0)",
            "create table dom (a positive)",
            "create table dup (a int)",
            "insert into dup values (1), (1)",
            "create table holes (a int)",
            "insert into holes values (null)",
            "create table t_viewed (a int, b int)",
            "create view viewing as select a from t_viewed",
            "create function f_used() returns int language sql as 'select 1'",
            "create view using_f as select f_used() as a",
            "create type used as (a int)",
            "create table using_type (a used)",
            "create sequence used_seq",
            "create table using_seq (a int default nextval('used_seq'))",
            "create type mood as enum ('ok', 'bad')",
            "create type pt as (a int, b int)",
            "create table gen (a int, b int generated always as (a * 2) stored)",
            "create table ident (a int generated always as identity)",
            "create function raises(text) returns int language plpgsql as"
                    + " $$ begin raise exception '%', $1; end $$",
            "create function no_return() returns int language plpgsql as $$ begin end $$",
            "create table deadlock_detected (out_of_memory int not null check (out_of_memory > 0) unique)");

    /**
     * Where the text does not tell the state.
     *
     * @param state which the driver gives
     * @param reason why
     */
    private record Deviation(String state, String reason) {}

    private static final String WAYS_INTO_SUPER =
            "the emulator reads points and brackets behind a name as a way into SUPER";

    private static final Map<String, Deviation> DEVIATIONS = Map.ofEntries(
            Map.entry(
                    "do $$ begin raise exception 'x' using errcode = '22012'; end $$",
                    new Deviation("P0001", "a state that a procedure chose is not in the text")),
            Map.entry(
                    "do $$ begin raise unique_violation; end $$",
                    new Deviation("P0001", "the name of a condition may be a text of the user's")),
            Map.entry(
                    "insert into ident values (1)",
                    new Deviation("HY000", "the emulator words it as Redshift does, without a state")),
            Map.entry("refresh materialized view t", new Deviation("42809", "PostgreSQL words two states alike")),
            Map.entry(
                    "do $$ begin execute 'select $1' ; end $$",
                    new Deviation("42601", "the emulator words it as Redshift does, which knows no such error")),
            Map.entry("set role never_made", new Deviation("42704", "PostgreSQL words two states alike")),
            Map.entry(
                    "set session authorization never_made",
                    new Deviation("42704", "PostgreSQL words two states alike")),
            Map.entry("select a.b.c.d.e from t", new Deviation("42804", WAYS_INTO_SUPER)),
            Map.entry("select ctid.x from t", new Deviation("42804", WAYS_INTO_SUPER)));

    /** One side: a connection and where its objects are. */
    private record Side(Connection connection, String schema) {

        void prepare() throws SQLException {
            run("create schema " + schema);
            run("create schema full_" + schema);
            toSchema();
            for (var statement : SETUP) {
                run(statement);
            }
            run("create table full_" + schema + ".x (a int)");
        }

        private void toSchema() throws SQLException {
            run("set search_path to " + schema);
            run("set statement_timeout = 0");
        }

        private void run(String sql) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute(sql);
            }
        }

        /** How the last statement of a line fails; null if it does not. */
        SQLException failure(String line) throws SQLException {
            var steps = line.replace("full_schema", "full_" + schema).split(STEP, -1);
            try {
                for (var i = 0; i < steps.length - 1; i++) {
                    ignoreFailure(steps[i]);
                }
                try {
                    run(steps[steps.length - 1].strip());
                    return null;
                } catch (SQLException e) {
                    return e;
                }
            } finally {
                ignoreFailure("rollback");
                toSchema();
            }
        }

        private void ignoreFailure(String sql) {
            try {
                run(sql.strip());
            } catch (SQLException e) {
                // Both sides go on from the same place.
            }
        }
    }

    @Test
    void everyFailureHasTheStateThatPostgresGaveIt() throws SQLException, IOException {
        var lines = statements();
        assertThat(lines).hasSizeGreaterThan(FEWEST).containsAll(DEVIATIONS.keySet());
        var differences = new ArrayList<String>();
        var classes = new TreeSet<String>();
        try (var emulator = TestEmulator.own(
                        EmulatorOptions.defaults().withPostgresFeatures(true).withEnforcedKeys(true));
                var driver = emulator.connect();
                var postgres = direct(emulator)) {
            var through = new Side(driver, "through");
            var direct = new Side(postgres, "direct");
            through.prepare();
            direct.prepare();
            for (var line : lines) {
                compare(line, through.failure(line), direct.failure(line), differences, classes);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(classes)
                .contains("0A", "20", "21", "22", "23", "25", "26", "2B", "2D", "34", "3D", "3F")
                .contains("42", "55", "57", "P0", "XX");
    }

    private static void compare(
            String line, SQLException told, SQLException truth, List<String> differences, Set<String> classes) {
        if (told == null || truth == null) {
            differences.add(line + ": through the driver " + told + ", directly " + truth);
            return;
        }
        classes.add(truth.getSQLState().substring(0, 2));
        // Pools throw a connection away for 0A000.
        var right = truth.getSQLState().equals("0A000") ? "0AR00" : truth.getSQLState();
        var deviation = DEVIATIONS.get(line);
        var expected = deviation == null ? right : deviation.state();
        if (!told.getSQLState().equals(expected)) {
            differences.add(line + ": " + told.getSQLState() + " for " + expected + ", " + told.getMessage());
        }
        if (deviation != null && expected.equals(right)) {
            differences.add(line + ": no deviation any more: " + deviation.reason());
        }
    }

    /** A user as the emulator's own, who logs in to PostgreSQL. */
    private static Connection direct(TestEmulator emulator) throws SQLException {
        try (var superuser = DriverManager.getConnection(emulator.postgresUrl());
                var statement = superuser.createStatement()) {
            statement.execute("create role comparer login createdb createrole password 'comparer'");
            statement.execute("grant create on database dev to comparer");
        }
        var url = emulator.postgresUrl().replaceFirst("\\?.*", "");
        return DriverManager.getConnection(url, "comparer", "comparer");
    }

    private static List<String> statements() throws IOException {
        try (var resource = SqlStatesIT.class.getResourceAsStream("/failing-statements.sql")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--") && !line.isBlank())
                    .distinct()
                    .toList();
        }
    }
}

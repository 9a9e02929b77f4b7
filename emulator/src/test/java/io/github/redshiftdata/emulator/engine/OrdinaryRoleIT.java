package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's SQL gets at nothing but the user's data. */
class OrdinaryRoleIT {

    private static PostgresEngine engine;

    @BeforeAll
    static void start() throws EngineException {
        engine = PostgresEngine.start(new EngineOptions(null, true, Keeping.NEVER, 1000, true, false));
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static Object one(EngineSession session, String sql) throws EngineException {
        var rows = new Rows();
        session.execute(sql, Map.of(), rows);
        return rows.rows().isEmpty() ? null : rows.rows().get(0).get(0);
    }

    private static void asAdmin(String... statements) throws EngineException {
        try (EngineSession session = engine.connect("dev", null)) {
            for (String sql : statements) {
                one(session, sql);
            }
        }
    }

    private static void asSuperuser(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(engine.postgresUrl());
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "do $$ begin execute 'copy (select 1) to program ''true'''; end $$",
                "do $$ begin copy pg_class to '/tmp/never'; end $$",
                "do $$ begin create temp table f (a text); copy f from '/etc/passwd'; end $$",
                "select pg_read_file('/etc/passwd')",
                "select pg_read_binary_file('/etc/passwd')",
                "select pg_ls_dir('/')",
                "select pg_stat_file('/etc/passwd')",
                "select lo_import('/etc/passwd')",
                "select lo_export(1, '/tmp/never')",
                "select pg_ls_logdir()",
                "create function f() returns int as 'libc', 'system' language c",
                "create function f() returns int as 'x' language internal",
                "create extension file_fdw",
                "create extension plpython3u",
                "set role postgres",
                "set role redshift_emulator",
                "drop role redshift_emulator",
                "drop event trigger redshift_hand_over",
                "alter function pg_catalog.redshift_hand_over() owner to awsuser",
                "set session authorization postgres",
                "set session authorization default; set role postgres",
                "do $$ begin execute 'reset role'; execute 'set session authorization postgres'; end $$",
                "select set_config('role', 'postgres', false)",
                "select set_config('session_authorization', 'postgres', false)",
                "alter role awsuser superuser",
                "create role r superuser",
                "create role r bypassrls",
                "grant pg_execute_server_program to awsuser",
                "grant pg_read_server_files to awsuser",
                "grant postgres to awsuser",
                "alter role postgres password 'x'",
                "alter user postgres rename to p",
                "alter system set log_statement = 'all'",
                "select pg_reload_conf()",
                "set session_preload_libraries = 'x'",
                "set allow_system_table_mods = on",
                "select rolpassword from pg_authid",
                "select passwd from pg_shadow",
                "update pg_class set relowner = 1",
                "update svv_all_schemas set schema_owner = 1",
                "update pg_proc_info set prosecdef = true",
                "delete from pg_user_info",
                "create function pg_catalog.f() returns int language sql as 'select 1'",
                "create or replace function pg_catalog.version() returns text language sql as 'select 1::text'",
                "drop view pg_catalog.svv_tables",
                "drop database postgres",
                "create event trigger e on ddl_command_end execute function now()",
                "create subscription s connection 'host=localhost' publication p",
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'postgres'",
                "load '/tmp/x.so'",
            })
    void whatGetsOutOfTheDatabaseIsDenied(String sql) throws Exception {
        // A backend that belongs to nobody else would leave the attack on it without a target.
        try (Connection target = DriverManager.getConnection(engine.postgresUrl());
                EngineSession session = engine.connect("dev", null)) {
            assertThatThrownBy(() -> one(session, sql))
                    .isInstanceOf(EngineException.class)
                    .hasMessageStartingWith("ERROR: ");
            assertThat(one(session, "select usesuper from pg_user where usename = current_user"))
                    .isEqualTo(false);
            assertThat(target.isValid(0)).isTrue();
        }
    }

    @Test
    void programsAreDeniedInRedshiftsWords() throws EngineException {
        try (EngineSession session = engine.connect("dev", null)) {
            assertThatThrownBy(() -> one(session, "do $$ begin copy pg_class to program 'true'; end $$"))
                    .hasMessageStartingWith("ERROR: permission denied");
        }
    }

    @Test
    void resettingTheRoleLeadsNowhere() throws EngineException {
        try (EngineSession session = engine.connect("dev", null)) {
            for (String sql : List.of("reset role", "reset session authorization", "set role none", "discard all")) {
                one(session, sql);
                assertThat(one(session, "select current_user")).isEqualTo("awsuser");
                assertThat(one(session, "select session_user")).isEqualTo("awsuser");
            }
        }
    }

    @Test
    void theOwnerOfADatabaseLaysNoTrapForTheSuperuser() throws Exception {
        asAdmin(
                "create database trapped",
                "alter database trapped set search_path = trap, pg_catalog",
                "alter database trapped set role = 'awsuser'");
        try (EngineSession session = engine.connect("trapped", null)) {
            assertThat(one(session, "select len('abc')")).isEqualTo(3L);
        }
        asAdmin("alter database dev set search_path = trap, pg_catalog");
        try {
            asAdmin(
                    "create schema trap",
                    "create function trap.to_regclass(text) returns regclass language sql as"
                            + " 'select set_config(''trap.sprung'', current_user, false)::regclass'",
                    "create user trapper");
            assertThatCode(() -> engine.connect("dev", "trapper").close()).doesNotThrowAnyException();
            assertThat(engine.databases()).contains("trapped");
        } finally {
            asAdmin("alter database dev reset all", "drop schema trap cascade", "drop user trapper");
        }
    }

    @Test
    void noClientLogsInAsASuperuser() throws Exception {
        asSuperuser(
                "create role chief superuser login",
                "create role filer login in role pg_read_server_files",
                "create role reader in role pg_read_all_data");
        for (String user : List.of("postgres", "chief", "filer", "reader")) {
            assertThatThrownBy(() -> engine.connect("dev", user))
                    .hasMessageStartingWith("FATAL: user \"" + user + "\" may read or change what lies outside");
        }
        asSuperuser("drop role chief", "drop role filer", "drop role reader");
    }

    @Test
    void aUserLogsInWhateverItsPassword() throws Exception {
        asAdmin("create role plain", "create user bob password 'Secret123'");
        engine.connect("dev", "plain").close();
        for (String none : List.of("pg_monitor", "pg_signal_backend", "redshift_emulator", "nobody", "a\"b'c")) {
            assertThatThrownBy(() -> engine.connect("dev", none))
                    .hasMessage("FATAL: user \"" + none + "\" does not exist");
        }
        try (EngineSession bob = engine.connect("dev", "bob")) {
            assertThat(one(bob, "select session_user")).isEqualTo("bob");
            one(bob, "alter user bob password 'Other1234'");
            assertThatThrownBy(() -> one(bob, "set session authorization awsuser"))
                    .hasMessageContaining("permission");
        }
        try (EngineSession bob = engine.connect("dev", "bob")) {
            assertThat(one(bob, "select current_user")).isEqualTo("bob");
        }
        asAdmin("drop user bob", "drop role plain");
        assertThatThrownBy(() -> engine.connect("dev", "bob")).hasMessage("FATAL: user \"bob\" does not exist");
    }

    @Test
    void theAdminDoesWhatRedshiftsDoes() throws Exception {
        asAdmin(
                "create schema shop",
                "create table shop.orders (id int, note varchar(10))",
                "create group clerks",
                "create user cleo password disable in group clerks",
                "grant usage, create on schema shop to group clerks",
                "grant select on shop.orders to cleo",
                "alter default privileges in schema shop grant select on tables to group clerks");
        try (EngineSession cleo = engine.connect("dev", "cleo");
                EngineSession admin = engine.connect("dev", null)) {
            assertThat(one(cleo, "select count(*) from shop.orders")).isEqualTo(0L);
            assertThatThrownBy(() -> one(cleo, "delete from shop.orders")).hasMessageContaining("permission denied");
            one(cleo, "create table shop.cleos (a int)");

            assertThat(one(admin, "select count(*) from shop.cleos")).isEqualTo(0L);
            one(admin, "alter table shop.cleos owner to awsuser");
            one(admin, "create schema cleos authorization cleo");
            assertThat(one(admin, "select pg_terminate_backend(" + cleo.pid() + ")"))
                    .isEqualTo(true);
            one(admin, "drop schema cleos");
            one(admin, "drop schema shop cascade");
            one(admin, "drop user cleo");
            one(admin, "drop group clerks");
            one(admin, "create database other");
            one(admin, "drop database other");
            one(admin, "vacuum");
            one(admin, "analyze");
            one(admin, "drop table if exists never");
        }
    }

    @Test
    void theSampleBelongsToTheAdmin() throws EngineException {
        asAdmin("alter table venues add column note varchar(10)", "alter table venues drop column note");
    }

    @Test
    void whatTheSuperuserCreatesBesideIsTheClients() throws Exception {
        asSuperuser(
                "create schema beside",
                "create table beside.loaded (a serial, b int)",
                "insert into beside.loaded (b) values (7)",
                "create view beside.seen as select b from beside.loaded",
                "create table beside.copied as select 1 as a",
                "create function beside.f(int) returns int language sql as 'select 1'",
                "create sequence beside.numbers",
                "create temp table passing (a int)",
                "create schema foreigners authorization postgres");
        asAdmin(
                "insert into beside.loaded (b) select b + 1 from beside.seen",
                "alter table beside.loaded add column c int",
                "drop view beside.seen",
                "drop function beside.f(int)",
                "drop schema beside cascade");
        asSuperuser("drop schema foreigners");
    }

    @Test
    void inAnotherDatabaseItIsOpenToTheClients() throws Exception {
        asSuperuser("create database another");
        engine.connect("another", null).close();
        var url = engine.postgresUrl().replaceFirst("/dev", "/another");
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                EngineSession session = engine.connect("another", null)) {
            statement.execute("create schema beside; create table beside.loaded (a int)");
            one(session, "insert into beside.loaded values (7)");
            one(session, "create table public.mine (a int)");
        }
        asSuperuser("drop database another");
    }

    @Test
    void whatTheEmulatorItselfCreatesIsNot() throws Exception {
        var logins = new Logins(engine.postgresUrl(), true);
        try (Connection connection = logins.openOwn("dev")) {
            logins.prepare(connection);
        }
        try (Connection connection = logins.openOwn("dev");
                var statement = connection.createStatement();
                EngineSession session = engine.connect("dev", null)) {
            statement.execute("create schema kept; create table kept.secrets (a int)");
            assertThatThrownBy(() -> one(session, "select * from kept.secrets"))
                    .hasMessageStartingWith("ERROR: permission denied for schema kept");
            statement.execute("grant usage on schema kept to public");
            assertThatThrownBy(() -> one(session, "select * from kept.secrets"))
                    .hasMessageStartingWith("ERROR: permission denied for table secrets");
            statement.execute("drop schema kept cascade");
        }
    }

    @Test
    void thePostgresAsksForItsPassword() {
        var withoutPassword = engine.postgresUrl().replaceFirst("&password=.*", "");

        assertThat(engine.postgresUrl()).containsPattern("&password=[0-9a-f]{64}$");
        for (String url : List.of(withoutPassword, withoutPassword + "&password=wrong")) {
            assertThatThrownBy(() -> DriverManager.getConnection(url))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isIn("08004", "28P01"));
        }
    }

    @Test
    void thePasswordIsNoArgumentOfAProcess() {
        var password = engine.postgresUrl().replaceFirst(".*&password=", "");

        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse("")))
                .noneMatch(line -> line.contains(password));
    }

    @Test
    void aSecondEmulatorOnTheSameServerLogsInBesideTheFirst() throws Exception {
        try (var second = PostgresEngine.start(new EngineOptions(engine.postgresUrl(), false))) {
            asAdmin("create user dora password 'Secret123'");
            for (var each : List.of(engine, second, engine, second)) {
                each.connect("dev", null).close();
                each.connect("dev", "dora").close();
            }
            asAdmin("drop user dora");
        }
    }

    @Test
    void aPasswordThatOtherProgramsUseStays() throws Exception {
        asSuperuser("create role reporter login password 'reports'", "create role silent login", "create role clerks");
        try (var guest = PostgresEngine.start(new EngineOptions(engine.postgresUrl(), false))) {
            assertThatThrownBy(() -> guest.connect("dev", "reporter"))
                    .hasMessageStartingWith("FATAL: user \"reporter\" has a password of its own");
            assertThatThrownBy(() -> guest.connect("dev", "clerks"))
                    .hasMessage("FATAL: user \"clerks\" does not exist");
            guest.connect("dev", "silent").close();
        }
        asSuperuser("drop role reporter", "drop role silent", "drop role clerks");
    }

    @Test
    void aLoginThatIsNoSuperuserKeepsNothingForTheNextEmulator() throws Exception {
        asSuperuser("create role modest login password 'p'", "create database modestdb owner modest");
        var url = engine.postgresUrl().replaceFirst("/dev\\?.*", "/modestdb?user=modest&password=p");
        assertThatThrownBy(() -> PostgresEngine.start(new EngineOptions(url, false, Keeping.ALWAYS, 10)))
                .hasMessage("Only with a superuser's login are statements kept for the next emulator; give one for the"
                        + " database modestdb, or start with --keep never (Keeping.NEVER).");
        try (var modest = PostgresEngine.start(new EngineOptions(url, false, Keeping.IF_ALONE, 10))) {
            assertThat(modest.ledger()).isNull();
            assertThat(modest.notices())
                    .contains("Only with a superuser's login are statements kept for the next emulator; those of this"
                            + " one end with it.");
        }
        asSuperuser("drop database modestdb", "drop role modest");
    }

    @Test
    void aLoginThatIsNoSuperuserIsUsedAsItIs() throws Exception {
        asSuperuser(
                "create role plain login password 'p'",
                "create role member login",
                "grant member to plain",
                "create database plaindb owner plain");
        var url = engine.postgresUrl().replaceFirst("/dev\\?.*", "/plaindb?user=plain&password=p");
        try (var modest = PostgresEngine.start(new EngineOptions(url, true))) {
            assertThat(modest.notices()).singleElement().asString().contains("\"plain\"", "no superuser");
            try (EngineSession session = modest.connect("plaindb", null)) {
                assertThat(one(session, "select current_user")).isEqualTo("plain");
                one(session, "create table t (a int)");
            }
            try (EngineSession session = modest.connect("plaindb", "member")) {
                assertThat(one(session, "select current_user")).isEqualTo("member");
            }
            assertThatThrownBy(() -> modest.connect("plaindb", "postgres")).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> modest.connect("plaindb", "nobody"))
                    .hasMessage("FATAL: user \"nobody\" does not exist");
        }
        asSuperuser("drop database plaindb", "drop role plain", "drop role member");
    }
}

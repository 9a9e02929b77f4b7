package io.github.redshiftdata.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataSubmitOptions;
import io.github.redshiftdata.shell.TestSession.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsIT {

    @TempDir
    private Path directory;

    private static Run run(String script) throws IOException {
        return TestSession.runWithInput(script, "--format", "csv");
    }

    @Test
    void dtListsTheTablesOfTheUsers() throws IOException {
        var run = run("\\dt");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("Schema,Name,Type\n")
                .contains("public,sales,table\n")
                .doesNotContain("pg_class");
        assertThat(run("\\dt sal*").out()).isEqualTo("Schema,Name,Type\npublic,sales,table\n");
        assertThat(run("\\dt pg_catalog.pg_class").out()).contains("pg_catalog,pg_class,");
    }

    @Test
    void dShowsTheColumnsOfATable() throws IOException {
        var run = run("create table described (id int not null, name varchar(20) default 'x', price numeric(8,2),"
                + " primary key (id));\n\\d described\ndrop table described;");
        assertThat(run)
                .isEqualTo(new Run(
                        0,
                        """
                                Column,Type,Nullable,Default,Key
                                id,int4,not null,"",primary key
                                name,varchar(20),"",'x'::character varying,""
                                price,"numeric(8,2)","","",""
                                """,
                        ""));
    }

    @Test
    void dShowsALengthOnlyOfTypesThatHaveOne() throws IOException {
        var run = run("create table shapes (g geometry, b varbyte(9));\n\\d shapes\ndrop table shapes;");
        assertThat(run.out()).contains("g,geometry,", "b,varbyte(9),");
    }

    @Test
    void forPeopleTheListsHaveTitles() throws IOException {
        assertThat(TestSession.runWithInput("\\d sales").out())
                .startsWith("Table \"public.sales\"\n")
                .contains(" Column ");
        assertThat(TestSession.runWithInput("\\d").out())
                .startsWith("List of relations\n")
                .contains("| sales ");
    }

    @Test
    void schemasAndDatabasesAreListed() throws IOException {
        assertThat(run("\\dn").out()).contains("public\n").doesNotContain("pg_catalog");
        assertThat(run("\\dn pg_*").out()).contains("pg_catalog\n");
        assertThat(run("\\l").out()).contains("dev\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\\d nope|There is no table or view named nope.",
                "\\dt nope*|There are no tables named nope*.",
                "\\nope|There is no command \\nope. \\? lists the commands.",
                "\\x maybe|\\x is on, off or auto and was given 'maybe'.",
                "\\timing maybe|\\timing is on or off and was given 'maybe'.",
                "\\pset colour red|\\pset sets format, null and pager, not 'colour'.",
                "\\pset format xml|There is no format 'xml'. The formats are table, vertical, csv, tsv, json, jsonl, markdown, html.",
                "\\i missing.sql|The file missing.sql cannot be read: there is no such file or directory.",
                "\\i|\\i takes one argument and was given 0.",
                "\\d a b|\\d takes one name and was given 2.",
                "\\set a-b c|The name of a variable has letters, digits and _ only, not as 'a-b'.",
                "\\c jdbc:other://x|The URL must start with jdbc:redshift-data:// and was 'jdbc:other://x'."
            })
    void aWrongCommandIsAnErrorThatEndsTheScript(String command, String message) throws IOException {
        var run = run("select 1 as a;\n" + command + "\nselect 2;");
        assertThat(run.out()).isEqualTo("a\n1\n");
        assertThat(run.errors()).isEqualTo("stdin:2: " + message + "\n");
        assertThat(run.exitCode()).isNotZero();
    }

    @Test
    void qEndsTheScriptThatItStandsIn() throws IOException {
        var inner = Files.writeString(directory.resolve("inner.sql"), "select 1 as a;\n\\q\nselect 2;\n");
        var run = TestSession.run(
                "-t", "--format", "csv", "-f", inner.toString(), "-e", "\\i '" + inner + "'\n\\q", "-e", "select 3");
        assertThat(run).isEqualTo(new Run(0, "1\n1\n3\n", ""));
    }

    @Test
    void anErrorInAnIncludedFileEndsAllAndNamesThatFile() throws IOException {
        var inner = Files.writeString(directory.resolve("inner.sql"), "select 1 as a;\nselect nope;\nselect 2;\n");
        var run = run("\\i '" + inner + "'\nselect 3;");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEqualTo("a\n1\n");
        assertThat(run.errors()).startsWith(inner + ":2: ERROR: ").doesNotContain("stdin");
    }

    @Test
    void filesThatIncludeEachOtherEnd() throws IOException {
        var file = directory.resolve("again.sql");
        Files.writeString(file, "\\i '" + file + "'\n");
        assertThat(run("\\i '" + file + "'").errors()).contains("Files run each other more than 20 deep.");
    }

    @Test
    void oSendsResultsToAFileAndBack() throws IOException {
        var file = directory.resolve("out.csv");
        var run = run("\\o '" + file + "'\nselect 1 as a;\n\\o\nselect 2 as b;");
        assertThat(run).isEqualTo(new Run(0, "b\n2\n", ""));
        assertThat(file).hasContent("a\n1\n");
    }

    @Test
    void theFormIsChangedBetweenStatements() throws IOException {
        var run = TestSession.runWithInput(
                "\\x on\nselect 1 as a;\n\\x off\n\\pset format tsv\n\\pset null nil\n\\t on\nselect null::int, 2;");
        assertThat(run.out()).isEqualTo("-[ RECORD 1 ]+-\na | 1\n(1 row)\n\nnil\t2\n");
        assertThat(run.errors()).isEqualTo("The vertical form is on.\nThe vertical form is off.\nRows only is on.\n");
    }

    @Test
    void timesAreNoPartOfTheResult() throws IOException {
        var run = run("\\timing on\nselect 1 as a;");
        assertThat(run.out()).isEqualTo("a\n1\n");
        assertThat(run.errors()).matches("Timing is on\\.\n1 row\nTime: \\d+\\.\\d{3} s\n");
    }

    @Test
    void helpListsAllCommands() throws IOException {
        var run = run("\\?");
        for (var help : Commands.ALL) {
            assertThat(run.out()).contains("  " + help.name() + " ").contains(help.does());
        }
    }

    @Test
    void theStatementThatHasBegunCanBeForgotten() throws IOException {
        assertThat(run("select nope\n\\r\nselect 1 as a;")).isEqualTo(new Run(0, "a\n1\n", ""));
    }

    @Test
    void cConnectsAnewAndConninfoTellsWhere() throws IOException {
        var run = run("create temp table here (a int);\n\\c " + TestSession.url()
                + "\n\\conninfo\nselect count(*) from here;");
        assertThat(run.errors())
                .startsWith("Connected to " + TestSession.url() + ".\n")
                .contains("\"here\" does not exist");
        assertThat(run.out())
                .startsWith(TestSession.url() + "\ndatabase dev, user ")
                .contains(", session ");
    }

    private static String submitted(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(TestSession.url() + "?lazyConnect=true")) {
            return connection
                    .unwrap(RedshiftDataConnection.class)
                    .submit(RedshiftDataSubmitOptions.defaults().withStatementName("history-test"), sql)
                    .getStatementId();
        }
    }

    @Test
    void theHistoryListsWhatAnybodyOfThisRoleHasRun() throws Exception {
        var id = submitted("select 'in the history'");
        assertThat(TestSession.run("--format", "csv", "--attach", id, "-e", "\\history history-test"))
                .satisfies(run -> assertThat(run.errors()).isEmpty())
                .satisfies(run -> assertThat(run.out())
                        .contains("in the history\nSubmitted,Status,Statement,SQL\n")
                        .containsPattern("20[0-9-]+T[0-9:]+Z,finished," + id + ",select 'in the history'"));
        assertThat(TestSession.run("--history", "-t").out()).contains(id);
        assertThat(run("\\history nobody-has-this-name").out()).isEqualTo("Submitted,Status,Statement,SQL\n");
    }

    @Test
    void anAttachedStatementGivesAllItsResultsInTheirForms() throws Exception {
        var id = submitted("create table attached as select 1 as a; select 'first' as f; select 2 as second");
        assertThat(TestSession.run("--attach", id).out())
                .startsWith("OK\n")
                .contains(" first\n")
                .contains(" second\n");
        assertThat(run("drop table attached;").errors()).isEmpty();
    }

    @Test
    void whatCannotBeAttachedIsAnErrorOfTheStatement() throws Exception {
        var failed = TestSession.run("--attach", submitted("select nope"));
        assertThat(failed.exitCode()).isEqualTo(ExitCode.STATEMENT);
        assertThat(failed.errors()).startsWith("ERROR: column \"nope\" does not exist");
        var unknown = TestSession.run("--attach", "11111111-2222-3333-4444-555555555555");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.STATEMENT);
        assertThat(unknown.errors()).contains("11111111-2222-3333-4444-555555555555");
        assertThat(TestSession.run("--attach", "x; drop"))
                .isEqualTo(new Run(1, "", "sql: --attach needs the id of a statement and was given 'x; drop'.\n"));
    }
}

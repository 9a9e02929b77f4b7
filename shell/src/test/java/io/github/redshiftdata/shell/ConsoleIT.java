package io.github.redshiftdata.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.redshiftdata.emulator.Emulator;
import io.github.redshiftdata.emulator.EmulatorOptions;
import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.shell.console.Pager;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import org.jline.terminal.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees who types. */
class ConsoleIT {

    @TempDir
    private Path directory;

    @Test
    void theFirstLineSaysHowToGetHelpAndHowToLeave() throws Exception {
        try (var typed = TypedSession.open()) {
            assertThat(typed.expect("dev=> "))
                    .isEqualTo("sql: database dev. A statement ends with ; - \\? lists the commands, \\q leaves.\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\q", "exit", "quit", "quit;", "EXIT"})
    void theseLeave(String word) throws Exception {
        try (var typed = TypedSession.open()) {
            typed.expect("dev=> ");
            typed.enter(word);
            assertThat(typed.end()).isZero();
        }
    }

    /** The program has not quite ended yet, and the handler of the signal is still there. */
    @Test
    void anInterruptBehindTheLastLineIsOverlooked() throws Exception {
        try (var typed = TypedSession.open()) {
            typed.expect("dev=> ");
            typed.enter("\\q");
            assertThat(typed.end()).isZero();
            assertThatCode(typed::interrupt).doesNotThrowAnyException();
        }
    }

    @Test
    void ctrlDLeaves() throws Exception {
        try (var typed = TypedSession.open()) {
            typed.expect("dev=> ");
            typed.type("\u0004");
            assertThat(typed.end()).isZero();
        }
    }

    @Test
    void helpHelps() throws Exception {
        try (var typed = TypedSession.open()) {
            typed.expect("dev=> ");
            typed.enter("help");
            assertThat(typed.expect("dev=> ")).contains("\\dt [PATTERN]").contains("Ctrl-C cancels it");
        }
    }

    @Test
    void aResultHasItsRowsTheirNumberAndTheTime() throws Exception {
        try (var typed = TypedSession.open()) {
            typed.expect("dev=> ");
            typed.enter("select 42 as answer;");
            typed.expect(" answer");
            assertThat(typed.expect("dev=> ")).contains("42\n(1 row)\n\nTime: ").contains(" s\n");
            typed.enter("create temp table typed (a int);");
            assertThat(typed.expect("dev=> ")).contains("CREATE TABLE\nTime: ");
        }
    }

    @Test
    void aStatementMayTakeSeveralLines() throws Exception {
        try (var typed = TypedSession.open()) {
            typed.expect("dev=> ");
            typed.enter("select 'a;");
            typed.expect("dev-> ");
            typed.enter("b' as lines;");
            typed.expect("(1 row)");
            typed.expect("dev=> ");
        }
    }

    @Test
    void thePromptShowsTheTransaction() throws Exception {
        try (var typed = TypedSession.open()) {
            typed.expect("dev=> ");
            typed.enter("begin;");
            typed.expect("dev*> ");
            typed.enter("select nope;");
            typed.expect("ERROR: column \"nope\" does not exist");
            typed.expect("^");
            typed.expect("dev!> ");
            typed.enter("rollback;");
            typed.expect("dev=> ");
        }
    }

    @Test
    void anErrorStopsTheInputThatItStandsInAndNotTheShell() throws Exception {
        try (var typed = TypedSession.open()) {
            typed.expect("dev=> ");
            typed.enter("select nope; select 1234;");
            assertThat(typed.expect("dev=> ")).contains("^").doesNotContain("1234\n");
            typed.enter("\\nope");
            typed.expect("There is no command \\nope.");
            typed.enter("\\q");
            assertThat(typed.end()).isZero();
        }
    }

    @Test
    void ctrlCCancelsTheStatementAndTheSessionGoesOn() throws Exception {
        try (var typed = TypedSession.open()) {
            typed.expect("dev=> ");
            typed.enter("select pg_sleep(600);");
            typed.expect("started ");
            typed.type("\u0003");
            assertThat(typed.expect("dev=> ")).contains("Cancelled.\n").doesNotContain("ERROR");
            typed.enter("select 7 as still;");
            typed.expect("(1 row)");
        }
    }

    @Test
    void ctrlCAtThePromptClearsWhatWasTyped() throws Exception {
        try (var typed = TypedSession.open()) {
            typed.expect("dev=> ");
            typed.enter("select 1;");
            typed.expect("Time: ");
            typed.expect("dev=> ");
            typed.enter("select nope,");
            typed.expect("dev-> ");
            typed.type("again\u0003");
            assertThat(typed.expect("dev=> ")).doesNotContain("ERROR").doesNotContain("Error");
            typed.enter("select 2 as two;");
            typed.expect("(1 row)");
        }
    }

    @Test
    void aLineShowsWhatRunsAndIsGoneAfterwards() throws Exception {
        try (var typed = TypedSession.open()) {
            typed.expect("dev=> ");
            typed.enter("select pg_sleep(3), 5 as slept;");
            typed.expect("started 1 s");
            typed.expect("started 2 s");
            typed.expect(" slept");
            assertThat(typed.expect("dev=> ")).doesNotContain("started");
        }
    }

    @Test
    void theLineTellsEachStateAndAfterTenSecondsTheStatementThatCanBeCancelledElsewhere() throws Exception {
        var slow = EmulatorOptions.defaults()
                .withSampleData(false)
                .withDelays(Duration.ofSeconds(4), Duration.ofSeconds(4), Duration.ZERO);
        try (var emulator = Emulator.start(slow);
                var typed = TypedSession.open(emulator.jdbcUrl() + "?lazyConnect=true");
                var other = DriverManager.getConnection(emulator.jdbcUrl() + "?lazyConnect=true")) {
            typed.expect("dev=> ");
            typed.enter("select pg_sleep(600);");
            typed.expect("submitted ");
            typed.expect("picked ");
            typed.expect("started ");
            typed.expect(", statement ");
            var id = typed.expect("started ").strip();
            other.unwrap(RedshiftDataConnection.class).handle(id).cancel();
            typed.expect("dev=> ");
        }
    }

    @Test
    void ctrlCLeavesAStatementOfSomebodyElseRunning() throws Exception {
        try (var typed = TypedSession.open();
                var other = DriverManager.getConnection(TestSession.url() + "?lazyConnect=true")) {
            var handle = other.unwrap(RedshiftDataConnection.class).submit("select pg_sleep(600)");
            typed.expect("dev=> ");
            typed.enter("\\attach " + handle.getStatementId());
            typed.expect("waiting for it 1 s");
            typed.type("\u0003");
            typed.expect("Statement " + handle.getStatementId() + " is not waited for any more. It runs on.");
            typed.expect("dev=> ");
            assertThat(handle.status().isFinal()).isFalse();
            handle.cancel();
        }
    }

    @Test
    void whileRowsAreReadTheLineTellsHowManyRowsAndBytes() throws Exception {
        var file = directory.resolve("rows.csv");
        try (var typed = TypedSession.open("--format", "csv", "-o", file.toString())) {
            typed.expect("dev=> ");
            typed.enter("select n, repeat('x', 60) from generate_series(1, 1000000) n;");
            typed.expect("reading ");
            assertThat(typed.expect("B")).matches("\\d+ s, [0-9,]+ rows, [0-9.]+ [kM]");
            typed.type("\u0003");
            typed.expect("dev=> ");
        }
    }

    @Test
    void tabCompletesNamesKeywordsAndCommands() throws Exception {
        try (var typed = TypedSession.open()) {
            typed.expect("dev=> ");
            typed.enter("select count(*) fr\tall_ty\t;");
            typed.expect("(1 row)");
            typed.expect("dev=> ");
            typed.enter("select 1 from events e where e.event_i\t= 1;");
            typed.expect("(1 row)");
            typed.expect("dev=> ");
            typed.enter("\\tim\toff");
            typed.expect("Timing is off.");
            typed.expect("dev=> ");
            typed.type("\\c " + TestSession.url() + "?metadataSour\ts\t\r");
            typed.expect("Connected to " + TestSession.url() + "?metadataSource=sql.");
            typed.enter("select count(*) from pg_catalog.pg_clas\t;");
            typed.expect("(1 row)");
        }
    }

    @Test
    void aLostConnectionIsOpenedAnewAndThatIsSaid() throws Exception {
        try (var typed = TypedSession.open();
                var postgres = DriverManager.getConnection(TestSession.postgresUrl());
                var statement = postgres.createStatement()) {
            typed.expect("dev=> ");
            typed.enter("begin; select 1 as begun;");
            typed.expect("dev*> ");
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where state = 'idle in transaction' and pid <> pg_backend_pid()");
            typed.enter("select 1;");
            typed.expect("The connection was lost, and this is a new one");
            typed.expect("dev=> ");
            typed.enter("select 8 as eight;");
            typed.expect("(1 row)");
        }
    }

    @Test
    void aRowThatIsWiderThanTheScreenIsVertical() throws Exception {
        try (var typed = TypedSession.open()) {
            typed.expect("dev=> ");
            typed.enter("select * from all_types limit 1;");
            typed.expect("-[ RECORD 1 ]");
            typed.expect("(1 row)");
            typed.enter("\\x off");
            typed.expect("The vertical form is off.");
            typed.enter("select * from all_types limit 1;");
            assertThat(typed.expect("(1 row)")).doesNotContain("RECORD");
        }
    }

    @Test
    void whatIsLongerThanTheScreenGoesThroughThePager() throws Exception {
        var paged = new StringWriter();
        Writer pager = paged;
        try (var typed = new TypedSession(Size.of(80, 10), () -> pager, Map.of("SQL_HISTORY", ""))) {
            typed.expect("dev=> ");
            typed.enter("select n from generate_series(1, 3) n;");
            typed.expect("(3 rows)");
            typed.expect("dev=> ");
            assertThat(paged.toString()).isEmpty();
            typed.enter("select n from generate_series(1, 30) n;");
            assertThat(typed.expect("dev=> ")).doesNotContain("rows)").contains("Time: ");
            assertThat(paged.toString()).contains(" 30\n(30 rows)\n");
            typed.enter("\\pset pager off");
            typed.enter("select n from generate_series(1, 31) n;");
            typed.expect("(31 rows)");
        }
    }

    @Test
    void whoLeavesThePagerEarlyIsToldOfNoError() throws Exception {
        Pager left = () -> new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        try (var typed = new TypedSession(Size.of(80, 10), left, Map.of("SQL_HISTORY", ""))) {
            typed.expect("dev=> ");
            typed.enter("select n from generate_series(1, 100000) n;");
            assertThat(typed.expect("dev=> ")).doesNotContain("roken").contains("Time: ");
            typed.enter("\\dt pg_catalog.*");
            assertThat(typed.expect("dev=> ")).doesNotContain("roken");
        }
    }

    @Test
    void theHistoryIsTheOwnersAndHasNoSecrets() throws Exception {
        var file = directory.resolve("history");
        var environment = Map.of("SQL_HISTORY", file.toString());
        try (var typed = new TypedSession(Size.of(80, 24), () -> null, environment)) {
            typed.expect("dev=> ");
            typed.enter("select 1;");
            typed.expect("Time: ");
            typed.enter("create user u Password 'Abc12345' -- nope;");
            typed.enter(";");
            typed.expect("dev=> ");
            typed.enter("select 2;");
            typed.expect("Time: ");
        }
        assertThat(Files.readString(file))
                .contains("select 1;")
                .contains("select 2;")
                .doesNotContain("Abc12345");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var typed = new TypedSession(Size.of(80, 24), () -> null, environment)) {
            typed.expect("dev=> ");
            typed.type("\u0010\u0010\r");
            typed.expect("\n        1\n(1 row)");
        }
    }

    @Test
    void aStatementOfAnOptionIsRunWithoutAPrompt() throws Exception {
        try (var typed = TypedSession.open("-e", "select 7 as seven")) {
            assertThat(typed.end()).isZero();
            assertThat(typed.shown()).isEqualTo(" seven\n-------\n     7\n(1 row)\n\n");
        }
    }
}

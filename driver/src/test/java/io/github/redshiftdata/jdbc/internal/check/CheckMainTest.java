package io.github.redshiftdata.jdbc.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check as a program: what it prints, and how it ends. */
class CheckMainTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private FakeWarehouse warehouse;

    @BeforeEach
    void start() {
        warehouse = new FakeWarehouse();
    }

    @AfterEach
    void stop() {
        warehouse.close();
    }

    private int run(String... arguments) {
        return CheckMain.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                arguments);
    }

    private String url() {
        return "jdbc:redshift-data://127.0.0.1:" + warehouse.port() + "/dev";
    }

    @Test
    void aConnectionThatCanBeMadeEndsWellWithAReport() {
        assertThat(run("--check", url())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("ok         settings")
                .endsWith("by the Data API or by SQL, whichever answers sooner\n");
        assertThat(errors.size()).isZero();
    }

    @Test
    void aStageThatFailsIsAnErrorOfItsOwn() {
        warehouse.refuses("ListSchemas", 400, "AccessDeniedException", "no");
        assertThat(run("--check", url() + "?metadataSource=api")).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\nFAILED     metadata");
    }

    @Test
    void secretsComeFromAFile() throws IOException {
        var file = Files.writeString(folder.resolve("p"), "accessKeyId=AKIDEXAMPLE\nsecretAccessKey=very-hush\n");
        assertThat(run("--check", url(), file.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("from the given keys")
                .doesNotContain("very-hush");
    }

    @Test
    void wrongArgumentsAreToldHowItIsUsed() {
        assertThat(run("--check")).isEqualTo(1);
        assertThat(run("--chek", url())).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("all.jar --check URL [FILE]");
        assertThat(run("--check", url(), folder.resolve("none").toString())).isEqualTo(1);
        assertThat(run("--check", url(), "a\0b")).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("The file of properties cannot be read: NoSuchFileException.\n")
                .contains("The file of properties cannot be read: it is no name of a file.\n");
        assertThat(out.size()).isZero();
        assertThat(warehouse.operations).isEmpty();
    }

    @Test
    void withoutArgumentsItTellsWhatItIs() {
        assertThat(run()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("A JDBC driver for Amazon Redshift");
    }
}

package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** R, which loads Java into its own process. */
@ExtendWith(ToolTable.class)
class RLanguageIT {

    private static final String PACKAGE = "r-cran-rjava";
    private static final String LIBRARY = "/usr/lib/R/site-library/rJava/DESCRIPTION";
    private static final String RSCRIPT = "/usr/bin/Rscript";

    @TempDir
    private Path directory;

    @Test
    @Tool(value = "R: rJava")
    void readsAndWrites() throws Exception {
        MachineProgram.need(PACKAGE, LIBRARY);
        ToolTable.version("R: rJava", MachineProgram.version(PACKAGE));
        var script = MachineProgram.script(directory, "every_type.R");
        assertThat(MachineProgram.run(
                        directory,
                        RSCRIPT,
                        script.toString(),
                        MachineProgram.ALL_JAR.toString(),
                        new Warehouse().url()))
                .contains("all as expected");
    }

    @Test
    void thePageOfTheManualRuns() throws Exception {
        MachineProgram.need(PACKAGE, LIBRARY);
        var warehouse = new Warehouse();
        warehouse.execute(
                "CREATE TABLE events (event_id INT, name VARCHAR(20))",
                "INSERT INTO events VALUES (1, 'it''s'), (12, 'x')");
        var blocks = MachineProgram.blocks("tools/python-and-r.md", "r");
        assertThat(blocks).hasSize(1);
        var script = directory.resolve("page.R");
        Files.writeString(script, MachineProgram.here(blocks.get(0), warehouse.url()));
        assertThat(MachineProgram.run(directory, RSCRIPT, script.toString()).strip())
                .isEqualTo("1 it's");
    }
}

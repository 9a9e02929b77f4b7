package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Python, which loads Java into its own process. */
@ExtendWith(ToolTable.class)
class PythonIT {

    private static final String PYTHON = "/usr/bin/python3";
    private static final String PACKAGE = "python3-jpype";

    /** Debian's package forgets this file, which the one of the Python index finds by itself. */
    private static final String OWN_JAR = "/usr/share/java/org.jpype.jar";

    @TempDir
    private Path directory;

    @Test
    @Tool(value = "Python: JPype", setting = "[a function for NULL in boolean columns](python-and-r.md#python)")
    void readsAndWritesEveryType() throws Exception {
        MachineProgram.need(PACKAGE, OWN_JAR);
        ToolTable.version("Python: JPype", MachineProgram.version(PACKAGE));
        var script = MachineProgram.script(directory, "every_type.py");
        assertThat(MachineProgram.run(
                        directory,
                        PYTHON,
                        script.toString(),
                        MachineProgram.ALL_JAR + ":" + OWN_JAR,
                        new Warehouse().url()))
                .contains("all as expected");
    }

    @Test
    void thePageOfTheManualRuns() throws Exception {
        MachineProgram.need(PACKAGE, OWN_JAR);
        var warehouse = new Warehouse();
        warehouse.execute(
                "CREATE TABLE events (event_id INT, name VARCHAR(20))",
                "INSERT INTO events VALUES (1, 'it''s'), (12, 'x')");
        var blocks = MachineProgram.blocks("tools/python-and-r.md", "python");
        assertThat(blocks).hasSize(1);
        var script = directory.resolve("page.py");
        Files.writeString(
                script,
                MachineProgram.here(blocks.get(0), warehouse.url())
                        .replace("all.jar\"", "all.jar\", \"" + OWN_JAR + "\""));
        assertThat(MachineProgram.run(directory, PYTHON, script.toString()).lines())
                .containsExactly("[1, \"it's\"]");
    }

    @Test
    void aClassThatDebianForgetsIsNamedByTheManual() throws Exception {
        MachineProgram.need(PACKAGE, OWN_JAR);
        var script = directory.resolve("forgets.py");
        Files.writeString(
                script,
                """
                import jpype
                try:
                    jpype.startJVM(classpath=["%s"])
                except Exception as error:
                    print(error)
                """
                        .formatted(MachineProgram.ALL_JAR));
        assertThat(MachineProgram.run(directory, PYTHON, script.toString()))
                .contains("ClassNotFoundException: org.jpype.classloader.DynamicClassLoader");
    }
}

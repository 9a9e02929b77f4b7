package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** LibreOffice Base, driven by a script instead of its windows. */
@ExtendWith(ToolTable.class)
class LibreOfficeIT {

    @TempDir
    private Path directory;

    @Test
    @Tool(value = "LibreOffice Base", setting = "unmodified; [the jar in its class path](desks.md#libreoffice-base)")
    void connectsWithoutADialogReadsAndEdits() throws Exception {
        MachineProgram.need("libreoffice-base", "/usr/lib/libreoffice/program/libjdbclo.so");
        MachineProgram.need("libreoffice-java-common", "/usr/lib/libreoffice/program/classes/ScriptFramework.jar");
        MachineProgram.need("python3-uno", "/usr/lib/python3/dist-packages/uno.py");
        ToolTable.version("LibreOffice Base", MachineProgram.version("libreoffice-base"));
        var warehouse = new Warehouse();
        warehouse.execute(
                "CREATE TABLE item (id INT NOT NULL PRIMARY KEY, name VARCHAR(40), price DECIMAL(10,2), at TIMESTAMP,"
                        + " ok BOOLEAN, s SUPER)",
                "INSERT INTO item VALUES (1, 'it''s', 1.5, '2024-02-29 12:00:00.123456', true, JSON_PARSE('[1]')),"
                        + " (2, NULL, NULL, NULL, NULL, NULL)",
                "CREATE TABLE part (id INT, item INT REFERENCES item (id))",
                "CREATE VIEW cheap AS SELECT id FROM item WHERE price < 2");
        var script = MachineProgram.script(directory, "office.py");
        assertThat(MachineProgram.run(
                        directory,
                        "/usr/bin/python3",
                        script.toString(),
                        MachineProgram.ALL_JAR.toString(),
                        warehouse.url(),
                        warehouse.schema(),
                        directory.toString()))
                .contains("all as expected");
    }
}

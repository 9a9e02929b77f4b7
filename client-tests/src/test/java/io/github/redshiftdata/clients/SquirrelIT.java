package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** SQuirreL SQL's own library, without its windows, in a JVM of its own: it needs Hibernate 3. */
@ExtendWith(ToolTable.class)
class SquirrelIT {

    @TempDir
    private Path directory;

    @Test
    @Tool(value = "SQuirreL SQL (its library)")
    void theTreeAndTheCellsOfEveryType() throws Exception {
        ToolTable.version("SQuirreL SQL (its library)", System.getProperty("squirrel.version"));
        var warehouse = new Warehouse();
        warehouse.execute(
                "CREATE TABLE every_type (name VARCHAR(20) NOT NULL PRIMARY KEY, l BIGINT, n DECIMAL(10,2), f FLOAT8,"
                        + " b BOOLEAN, c CHAR(3), ts TIMESTAMP, j SUPER, x VARBYTE(8), dd INTERVAL DAY TO SECOND,"
                        + " g GEOMETRY)",
                "INSERT INTO every_type VALUES ('full', 2, 1.5, 2.5, true, 'x', '2024-02-29 12:00:00.5',"
                        + " JSON_PARSE('[1]'), TO_VARBYTE('ab', 'hex'), INTERVAL '3 days', NULL)",
                "INSERT INTO every_type VALUES ('nulls')",
                "CREATE TABLE part (name VARCHAR(20) REFERENCES every_type (name))");
        var output = MachineProgram.run(
                directory,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                Path.of(System.getProperty("squirrel")).toAbsolutePath() + "/*:" + MachineProgram.ALL_JAR,
                MachineProgram.script(directory, "Squirrel.java").toString(),
                warehouse.url(),
                warehouse.schema());
        assertThat(output.lines().filter(line -> !line.contains("org.hibernate")))
                .containsSubsequence(
                        "schema true",
                        "catalogs [dev]",
                        "table every_type TABLE [name varchar, l int8, n numeric, f float8, b bool, c bpchar,"
                                + " ts timestamp, j super, x varbyte, dd intervald2s, g geometry]"
                                + " [every_type_pkey] [] [] 1",
                        "table part TABLE [name varchar] [] [part_name_fkey] [] 0",
                        "full l 2",
                        "full n 1.5",
                        "full f 2.5",
                        "full b true",
                        "full c x",
                        "full ts 2024-02-29 12:00:00.5",
                        "full j [1]",
                        "full x ab  ",
                        "full dd 3 days 0 hours 0 mins 0.0 secs",
                        "nulls l <null>",
                        "nulls g <null>");
        assertThat(output).as("no cell is of the type OTHER").doesNotContain("<Other>", "<Unknown", "<Error");
    }
}

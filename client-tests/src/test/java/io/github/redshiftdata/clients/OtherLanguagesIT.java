package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.jetbrains.exposed.v1.jdbc.Database;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import slick.jdbc.JdbcProfile;

/** Libraries of Scala and Kotlin. What uses them stands beside the resources, and is compiled here. */
@ExtendWith(ToolTable.class)
class OtherLanguagesIT {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private Warehouse warehouse;

    @TempDir
    private Path directory;

    @BeforeEach
    void create() throws Exception {
        warehouse = new Warehouse();
    }

    private static String source(String name) throws Exception {
        return Path.of(OtherLanguagesIT.class.getClassLoader().getResource(name).toURI())
                .toString();
    }

    private URLClassLoader made() throws Exception {
        return new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
    }

    @Test
    @Tool(
            value = "Slick",
            of = JdbcProfile.class,
            setting = "`PostgresProfile`",
            without = "ids that the database makes: Redshift does not tell them")
    void slick() throws Exception {
        assertThat(scala.tools.nsc.Main.process(
                        new String[] {"-d", directory.toString(), "-cp", CLASS_PATH, source("UseOfSlick.scala")}))
                .isTrue();
        try (var made = made()) {
            var said = (List<?>) made.loadClass("made.UseOfSlick")
                    .getMethod("run", DataSource.class, String.class)
                    .invoke(null, warehouse.dataSource(), warehouse.schema());
            assertThat((Object) said)
                    .isEqualTo(List.of(
                            "inserted 4",
                            "page 2,3 2024-02-29 12:00:00.123456",
                            "updated 1",
                            "deleted 1",
                            "sum 4.50",
                            "plain it's 3",
                            "streamed 3",
                            "columns id Int, name String, price scala.math.BigDecimal, at java.sql.Timestamp"));
        }
    }

    @Test
    @Tool(value = "Exposed", of = Database.class, without = "ids that the database makes: Redshift does not tell them")
    void exposed() throws Exception {
        var code = new K2JVMCompiler()
                .exec(
                        System.err,
                        "-no-stdlib",
                        "-no-reflect",
                        "-nowarn",
                        "-d",
                        directory.toString(),
                        "-cp",
                        CLASS_PATH,
                        source("UseOfExposed.kt"));
        assertThat(code.getCode()).isZero();
        try (var made = made()) {
            assertThat(made.loadClass("made.UseOfExposed")
                            .getMethod("run", DataSource.class)
                            .invoke(null, warehouse.dataSource()))
                    .isEqualTo(List.of(
                            "dialect Redshift",
                            "page [2, 3]",
                            "updated 1",
                            "deleted 1",
                            "sum 4.50",
                            "null null",
                            "tables 1",
                            "missing []"));
        }
    }
}

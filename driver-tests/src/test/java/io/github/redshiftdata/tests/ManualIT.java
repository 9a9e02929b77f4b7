package io.github.redshiftdata.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the pages about tools show does run: every block behind a marker {@code <!-- test: NAME -->}. */
class ManualIT {

    private static final Path TOOLS = Path.of(System.getProperty("docs"), "tools");

    private static final Pattern BLOCK =
            Pattern.compile("<!-- test: ([a-z-]+) -->\\n```([a-z]+)\\n(.*?)```", Pattern.DOTALL);

    private static final String IMPORTS =
            """
            import com.zaxxer.hikari.*;
            import io.github.redshiftdata.jdbc.*;
            import java.sql.*;
            import org.flywaydb.core.Flyway;
            import org.springframework.jdbc.core.JdbcTemplate;
            import org.springframework.jdbc.datasource.DataSourceTransactionManager;
            import org.springframework.transaction.support.TransactionTemplate;
            """;

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> everyBlockOfJavaRuns() throws IOException {
        var blocks = blocks("java");
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(5);
        return blocks.stream()
                .map(block -> DynamicTest.dynamicTest(block.group(1), () -> run(block.group(1), block.group(3))));
    }

    @Test
    void everyBlockOfPropertiesStartsABootApplication() throws IOException {
        var blocks = blocks("properties");
        assertThat(blocks).isNotEmpty();
        for (var block : blocks) {
            var properties = new Properties();
            properties.load(new StringReader(block.group(3)));
            // Not an emulator of its own, which costs a PostgreSQL.
            assertThat(properties).containsKey("spring.datasource.url");
            properties.setProperty(
                    "spring.datasource.url", TestEmulator.shared().url());
            try (var context = new SpringApplicationBuilder(Application.class)
                    .web(WebApplicationType.NONE)
                    .properties(properties)
                    .properties("spring.main.banner-mode=off", "spring.flyway.enabled=false")
                    .properties("spring.jpa.database-platform=org.hibernate.dialect.PostgreSQLDialect")
                    .run()) {
                assertThat(context.getBean(JdbcTemplate.class).queryForObject("select 1", Integer.class))
                        .isEqualTo(1);
            }
        }
    }

    /** An application with what Boot configures by itself. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @Test
    void theDriverDefinitionOfDBeaverNamesTheDriver() throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(TOOLS.resolve("dbeaver/drivers.xml").toFile());
        var driver =
                (org.w3c.dom.Element) document.getElementsByTagName("driver").item(0);
        assertThat(driver.getAttribute("class")).isEqualTo(RedshiftDataDriver.class.getName());
        var url = driver.getAttribute("url").replace("{host}", "localhost:8192").replace("{database}", "dev");
        assertThat(new RedshiftDataDriver().acceptsURL(url)).isTrue();
    }

    private static List<MatchResult> blocks(String language) throws IOException {
        try (var pages = Files.list(TOOLS)) {
            var text = new StringBuilder();
            for (var page : pages.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                text.append(Files.readString(page)).append('\n');
            }
            return BLOCK.matcher(text)
                    .results()
                    .filter(found -> found.group(2).equals(language))
                    .toList();
        }
    }

    private void run(String name, String block) throws Exception {
        var type = "Block_" + name.replace('-', '_');
        var source = Files.writeString(
                directory.resolve(type + ".java"),
                IMPORTS + "public class " + type
                        + " { public static void run(String url, String locations, String schema) throws Exception {\n"
                        + block + "\n} }\n");
        compile(source);
        var schema = TestEmulator.shared().newSchema();
        try (var loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            loader.loadClass(type)
                    .getMethod("run", String.class, String.class, String.class)
                    .invoke(null, TestEmulator.shared().url(), "filesystem:" + migrations(), schema);
        } catch (InvocationTargetException e) {
            throw new AssertionError("the block " + name + " failed", e.getCause());
        }
    }

    private Path migrations() throws IOException {
        var migrations = Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(migrations.resolve("V1__one.sql"), "CREATE TABLE one (a INT);\n");
        return migrations;
    }

    private void compile(Path source) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options =
                    List.of("-proc:none", "-d", directory.toString(), "-cp", System.getProperty("java.class.path"));
            var compiled = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }
}

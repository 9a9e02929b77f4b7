package io.github.redshiftdata.tests.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import io.github.redshiftdata.tests.clients.MappersIT;
import io.github.redshiftdata.tests.packaging.EmulatorImage;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.naming.spi.ObjectFactory;
import javax.sql.DataSource;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/**
 * Every block of code of the manual does what it says: Java is compiled and run, SQL is run, settings start what they
 * are for, all against an emulator; commands name files and options that exist. A block of a kind that is not known here
 * fails.
 */
class ManualIT {

    private static final Path DOCS = Path.of(System.getProperty("docs"));
    private static final Path PROJECT = DOCS.resolve("..").normalize();

    /** The pages about signing in and permissions, whose blocks a test of the driver reads. */
    private static final Set<String> TESTED_ELSEWHERE = Set.of("authentication.md", "iam.md");

    private static final Pattern BLOCK =
            Pattern.compile("^( *)```([a-z]*)\\n(.*?)^ *```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern URL_TEXT = Pattern.compile("jdbc:redshift-data://[^\"\\s`]+");
    private static final Pattern MEMBERS =
            Pattern.compile("\\A(@|(public |static |private )*(class|record|interface) )");

    private static final String IMPORTS =
            """
            import com.zaxxer.hikari.*;
            import io.github.redshiftdata.emulator.*;
            import io.github.redshiftdata.jdbc.*;
            import io.github.redshiftdata.testcontainers.RedshiftDataContainer;
            import io.micrometer.observation.ObservationRegistry;
            import jakarta.persistence.Entity;
            import jakarta.persistence.Id;
            import java.nio.charset.StandardCharsets;
            import java.sql.*;
            import java.time.*;
            import java.util.*;
            import javax.sql.DataSource;
            import org.apache.ibatis.annotations.Select;
            import org.apache.ibatis.mapping.Environment;
            import org.apache.ibatis.session.*;
            import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
            import org.flywaydb.core.Flyway;
            import org.jdbi.v3.core.Jdbi;
            import org.jooq.DSLContext;
            import org.jooq.Field;
            import org.jooq.SQLDialect;
            import org.jooq.impl.DSL;
            import org.springframework.beans.factory.annotation.Value;
            import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
            import org.springframework.context.annotation.Bean;
            import org.springframework.jdbc.core.JdbcTemplate;
            import org.springframework.jdbc.datasource.DataSourceTransactionManager;
            import org.springframework.transaction.support.TransactionTemplate;
            """;

    /** What the page has introduced before: fields, so that a block may declare variables of these names. */
    private static final String FIELDS =
            """
            public static String url, locations, schema, secret;
            public static DataSource dataSource;
            public static JdbcTemplate jdbc;
            public static Emulator emulator;
            public static EmulatorOptions options;
            public static Connection connection;
            public static Statement statement;
            """;

    @TempDir
    private Path directory;

    private record Block(String page, int line, String language, String text) {
        @Override
        public String toString() {
            return page + ":" + line + " " + language;
        }
    }

    @TestFactory
    Stream<DynamicTest> everyBlockDoesWhatItSays() throws IOException {
        var blocks = new ArrayList<Block>();
        for (var page : pages()) {
            blocks.addAll(blocks(page));
        }
        for (var kind : List.of("java", "sql", "xml", "properties", "bash")) {
            assertThat(blocks).anyMatch(block -> block.language().equals(kind));
        }
        return blocks.stream().map(block -> DynamicTest.dynamicTest(block.toString(), () -> check(block)));
    }

    /** The page of the mapping libraries names the versions that {@link MappersIT} runs. */
    @Test
    void theVersionsOfTheMappersAreThoseThatAreTested() throws IOException {
        var page = Files.readString(DOCS.resolve("tools/mappers.md"));
        var pom = Files.readString(PROJECT.resolve("driver-tests/pom.xml"));
        for (var library : List.of("Hibernate", "jOOQ", "Jdbi", "MyBatis")) {
            var tested = Pattern.compile("<" + library.toLowerCase(Locale.ROOT) + "\\.version>(\\d+\\.\\d+)")
                    .matcher(pom);
            assertThat(tested.find()).as(library).isTrue();
            assertThat(page).contains(library + " " + tested.group(1));
        }
    }

    private static List<Path> pages() throws IOException {
        try (var docs = Files.walk(DOCS)) {
            var pages = new ArrayList<>(List.of(PROJECT.resolve("README.md")));
            docs.filter(path -> path.toString().endsWith(".md"))
                    .filter(path ->
                            !TESTED_ELSEWHERE.contains(path.getFileName().toString()))
                    .sorted()
                    .forEach(pages::add);
            return pages;
        }
    }

    private static List<Block> blocks(Path page) throws IOException {
        var text = Files.readString(page);
        var name = PROJECT.relativize(page).toString();
        return BLOCK.matcher(text)
                .results()
                .map(found -> new Block(
                        name,
                        (int) text.substring(0, found.start()).lines().count() + 1,
                        found.group(2),
                        found.group(3).stripIndent()))
                .toList();
    }

    private void check(Block block) throws Exception {
        switch (block.language()) {
            case "java" -> runJava(block);
            case "sql" -> runSql(block);
            case "properties" -> start(properties(block));
            case "yaml" -> start(yaml(block));
            case "xml" -> {
                if (block.text().contains("<Resource")) {
                    checkResource(block);
                } else {
                    checkDependencies(block);
                }
            }
            case "bash" -> ManualCommands.check(PROJECT, block.text());
            case "" -> {
                if (block.text().startsWith("ERROR: ")) {
                    checkError(block);
                } else {
                    checkUrls(block);
                }
            }
            // client-tests run them
            case "python", "r" -> checkUrls(block);
            case "text" ->
                assertThat(block.text())
                        .as("what TracePageIT compares with a real run")
                        .startsWith("GET /report");
            default -> throw new AssertionError("a kind of block that is not tested: " + block);
        }
    }

    private void runJava(Block block) throws Exception {
        var type = "Block" + block.line();
        for (var url : URL_TEXT.matcher(block.text()).results().toList()) {
            ManualUrls.check(url.group());
        }
        // Real warehouses and ports of the reader become the emulator; a new one shares the PostgreSQL.
        var code = Pattern.compile("\"" + URL_TEXT.pattern() + "\"")
                .matcher(block.text())
                .replaceAll("url")
                .replace("Emulator.start()", "Emulator.start(options)");
        var isMembers = MEMBERS.matcher(code).find();
        var body = isMembers ? code : "public static void run() throws Exception {\n" + code + "\n}";
        compile(Files.writeString(
                directory.resolve(type + ".java"),
                IMPORTS + "public class " + type + " {\n" + FIELDS + body + "\n}\n"));
        if (isMembers) {
            return;
        }
        if (code.contains("RedshiftDataContainer")) {
            assumeTrue(EmulatorImage.canBeBuilt(), "no container engine runs here");
            EmulatorImage.build();
        }
        try (var emulator = TestEmulator.own(TestEmulator.options());
                var loader = new URLClassLoader(
                        new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
                var connection = emulator.connect();
                var statement = connection.createStatement()) {
            statement.execute("select 1");
            var compiled = loader.loadClass(type);
            DataSource dataSource = new SimpleDriverDataSource(new RedshiftDataDriver(), emulator.url());
            // With everything said, also for blocks that sign in by themselves.
            compiled.getField("url").set(null, emulator.url("region=us-east-1", "workgroupName=any"));
            compiled.getField("locations").set(null, "filesystem:" + migrations());
            compiled.getField("schema").set(null, emulator.newSchema());
            compiled.getField("secret").set(null, "any");
            compiled.getField("emulator").set(null, emulator.emulator());
            compiled.getField("options").set(null, TestEmulator.options());
            compiled.getField("dataSource").set(null, dataSource);
            compiled.getField("jdbc").set(null, new JdbcTemplate(dataSource));
            compiled.getField("connection").set(null, connection);
            compiled.getField("statement").set(null, statement);
            compiled.getMethod("run").invoke(null);
        } catch (InvocationTargetException e) {
            throw new AssertionError("failed: " + block, e.getCause());
        }
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

    private static void runSql(Block block) throws Exception {
        var emulator = TestEmulator.shared();
        var schema = emulator.newSchema();
        try (Connection connection = emulator.connect();
                var statement = connection.createStatement()) {
            statement.execute("set search_path to " + schema + ", public");
            statement.execute("create table t (a int)");
            if (statement.execute(block.text())) {
                try (var rows = statement.getResultSet()) {
                    assertThat(rows.next()).as("a first row of " + block).isTrue();
                }
            }
        }
    }

    private static Properties properties(Block block) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(block.text()));
        return properties;
    }

    private static Properties yaml(Block block) {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ByteArrayResource(block.text().getBytes(StandardCharsets.UTF_8)));
        var properties = new Properties();
        properties.putAll(java.util.Objects.requireNonNull(yaml.getObject()));
        return properties;
    }

    /** Starts the tool that the settings are for. */
    private void start(Properties settings) throws Exception {
        if (settings.containsKey("spring.datasource.url")) {
            startBoot(settings);
        } else if (settings.containsKey("flyway.url")) {
            migrate(settings);
        } else if (settings.containsKey("hibernate.connection.url")) {
            buildSessionFactory(settings);
        } else {
            throw new AssertionError("settings of a tool that is not tested: " + settings.stringPropertyNames());
        }
    }

    private void startBoot(Properties settings) throws Exception {
        ManualUrls.check(settings.getProperty("spring.datasource.url"));
        settings.setProperty("spring.datasource.url", TestEmulator.shared().url());
        var migrates = settings.containsKey("spring.flyway.schemas");
        settings.setProperty("spring.flyway.enabled", Boolean.toString(migrates));
        settings.setProperty("spring.flyway.locations", "filesystem:" + migrations());
        settings.setProperty("spring.flyway.schemas", TestEmulator.shared().newSchema());
        try (var context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(settings)
                .properties("spring.main.banner-mode=off")
                .run()) {
            assertThat(context.getBeanNamesForType(Flyway.class)).hasSize(migrates ? 1 : 0);
            assertThat(context.getBean(JdbcTemplate.class).queryForObject("select 1", Integer.class))
                    .isEqualTo(1);
        }
    }

    /** An application with what Boot configures by itself. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    private void migrate(Properties settings) throws Exception {
        ManualUrls.check(settings.getProperty("flyway.url"));
        settings.setProperty("flyway.url", TestEmulator.shared().url());
        settings.setProperty("flyway.locations", "filesystem:" + migrations());
        settings.setProperty("flyway.schemas", TestEmulator.shared().newSchema());
        assertThat(Flyway.configure().configuration(settings).load().migrate().migrationsExecuted)
                .isEqualTo(1);
    }

    private static void buildSessionFactory(Properties settings) throws Exception {
        ManualUrls.check(settings.getProperty("hibernate.connection.url"));
        settings.setProperty("hibernate.connection.url", TestEmulator.shared().url());
        var configuration = new org.hibernate.cfg.Configuration().setProperties(settings);
        try (var factory = configuration.buildSessionFactory()) {
            assertThat(factory.<Integer>fromSession(session ->
                            session.createNativeQuery("select 1", Integer.class).getSingleResult()))
                    .isEqualTo(1);
        }
    }

    private Path migrations() throws IOException {
        var migrations = Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(migrations.resolve("V1__one.sql"), "CREATE TABLE one (a INT);\n");
        return migrations;
    }

    /** Dependencies of this project exist, in this version; Flyway's is the one that is tested. */
    private static void checkDependencies(Block block) throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        var dependencies =
                builder.parse(new InputSource(new StringReader(block.text()))).getElementsByTagName("dependency");
        assertThat(dependencies.getLength()).isPositive();
        var parent = builder.parse(PROJECT.resolve("pom.xml").toFile()).getDocumentElement();
        var modules = ManualCommands.artifactIds(PROJECT);
        for (var i = 0; i < dependencies.getLength(); i++) {
            var dependency = (Element) dependencies.item(i);
            if (child(dependency, "groupId").equals(child(parent, "groupId"))) {
                assertThat(modules).contains(child(dependency, "artifactId"));
                assertThat(child(dependency, "version")).isEqualTo(child(parent, "version"));
            } else {
                assertThat(child(dependency, "groupId")).isEqualTo("org.flywaydb");
                assertThat(child(dependency, "version")).isEqualTo(child(parent, "flyway.version"));
            }
        }
    }

    /** A resource of a server in JNDI is what its factory makes of its attributes. */
    private static void checkResource(Block block) throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        var resource =
                builder.parse(new InputSource(new StringReader(block.text()))).getDocumentElement();
        var reference = new Reference(resource.getAttribute("type"), resource.getAttribute("factory"), null);
        for (var i = 0; i < resource.getAttributes().getLength(); i++) {
            var attribute = resource.getAttributes().item(i);
            if (!Set.of("name", "auth", "type", "factory").contains(attribute.getNodeName())) {
                reference.add(new StringRefAddr(attribute.getNodeName(), attribute.getNodeValue()));
            }
        }
        var factory = Class.forName(resource.getAttribute("factory"))
                .asSubclass(ObjectFactory.class)
                .getDeclaredConstructor()
                .newInstance();
        var made = factory.getObjectInstance(reference, null, null, null);
        assertThat(made).isInstanceOfSatisfying(RedshiftDataDataSource.class, source -> assertThat(source.getUrl())
                .isEqualTo(resource.getAttribute("url")));
        ManualUrls.check(resource.getAttribute("url"));
    }

    /** The message that a statement really gives, which stands in it. */
    private static void checkError(Block block) throws SQLException {
        var emulator = TestEmulator.shared();
        var schema = emulator.newSchema();
        var shown = block.text().stripTrailing();
        var sql = shown.lines().toList().get(2).strip();
        try (var connection = emulator.connect();
                var statement = connection.createStatement()) {
            statement.execute("set search_path to " + schema);
            statement.execute("create table events (a int)");
            assertThatThrownBy(() -> statement.execute(sql)).hasMessageStartingWith(shown);
        }
    }

    private static String child(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent().strip();
    }

    private static void checkUrls(Block block) throws Exception {
        var urls = URL_TEXT.matcher(block.text()).results().toList();
        assertThat(urls).as("URLs in " + block).isNotEmpty();
        for (var url : urls) {
            ManualUrls.check(url.group());
        }
    }
}

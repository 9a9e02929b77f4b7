package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mybatis.generator.api.MyBatisGenerator;
import org.mybatis.generator.config.xml.ConfigurationParser;
import org.mybatis.generator.internal.DefaultShellCallback;

/** What reads the catalog and writes Java of it, which is compiled and run here. */
@ExtendWith(ToolTable.class)
class CodeGeneratorsIT {

    private static final LocalDateTime AT = LocalDateTime.of(2024, 2, 29, 23, 59, 59, 123_456_000);

    @TempDir
    private Path directory;

    @Test
    @Tool(value = "MyBatis Generator", of = MyBatisGenerator.class)
    void myBatisGenerator() throws Exception {
        var warehouse = new Warehouse();
        warehouse.execute(
                "CREATE TABLE visitor (id VARCHAR(36) NOT NULL PRIMARY KEY, name VARCHAR(40), price DECIMAL(10,2),"
                        + " at TIMESTAMP, seen BOOLEAN, data SUPER)",
                "INSERT INTO visitor (id) VALUES ('b')");
        assertThat(generate(warehouse)).as("warnings").isEmpty();
        try (var made = compiled()) {
            var mapperType = made.loadClass("made.VisitorMapper");
            var configuration =
                    new Configuration(new Environment("test", new JdbcTransactionFactory(), warehouse.dataSource()));
            configuration.addMapper(mapperType);
            try (var session =
                    new SqlSessionFactoryBuilder().build(configuration).openSession()) {
                var mapper = session.getMapper(mapperType);
                var type = made.loadClass("made.Visitor");
                var visitor = type.getConstructor().newInstance();
                type.getMethod("setId", String.class).invoke(visitor, "a");
                type.getMethod("setName", String.class).invoke(visitor, "it's");
                type.getMethod("setPrice", BigDecimal.class).invoke(visitor, new BigDecimal("1.50"));
                type.getMethod("setAt", LocalDateTime.class).invoke(visitor, AT);
                type.getMethod("setSeen", Boolean.class).invoke(visitor, true);
                assertThat(mapperType.getMethod("insert", type).invoke(mapper, visitor))
                        .isEqualTo(1);
                var found = mapperType.getMethod("selectByPrimaryKey", String.class);
                assertThat(found.invoke(mapper, "a")).usingRecursiveComparison().isEqualTo(visitor);
                type.getMethod("setName", String.class).invoke(visitor, (Object) null);
                assertThat(mapperType.getMethod("updateByPrimaryKey", type).invoke(mapper, visitor))
                        .isEqualTo(1);
                assertThat(found.invoke(mapper, "a")).usingRecursiveComparison().isEqualTo(visitor);
                assertThat((List<?>) mapperType.getMethod("selectAll").invoke(mapper))
                        .hasSize(2);
                assertThat(mapperType
                                .getMethod("deleteByPrimaryKey", String.class)
                                .invoke(mapper, "a"))
                        .isEqualTo(1);
                session.commit();
            }
        }
        assertThat(warehouse.value("SELECT count(*) FROM visitor")).isEqualTo("1");
    }

    /** Returns the warnings. */
    private List<String> generate(Warehouse warehouse) throws Exception {
        var xml =
                """
                <!DOCTYPE generatorConfiguration PUBLIC "-//mybatis.org//DTD MyBatis Generator Configuration 1.0//EN"
                  "http://mybatis.org/dtd/mybatis-generator-config_1_0.dtd">
                <generatorConfiguration>
                  <context id="all" targetRuntime="MyBatis3Simple">
                    <commentGenerator><property name="suppressAllComments" value="true"/></commentGenerator>
                    <jdbcConnection driverClass="io.github.redshiftdata.jdbc.RedshiftDataDriver" connectionURL="%s"/>
                    <javaTypeResolver><property name="useJSR310Types" value="true"/></javaTypeResolver>
                    <javaModelGenerator targetPackage="made" targetProject="%s"/>
                    <javaClientGenerator type="ANNOTATEDMAPPER" targetPackage="made" targetProject="%2$s"/>
                    <table schema="%s" tableName="%%"/>
                  </context>
                </generatorConfiguration>
                """
                        .formatted(warehouse.url().replace("&", "&amp;"), directory, warehouse.schema());
        return new MyBatisGenerator.Builder()
                .withConfiguration(new ConfigurationParser().parseConfiguration(new StringReader(xml)))
                .withShellCallback(new DefaultShellCallback())
                .withOverwriteEnabled(true)
                .build()
                .generateAndWrite();
    }

    private URLClassLoader compiled() throws Exception {
        var arguments = new ArrayList<>(
                List.of("-proc:none", "-d", directory.toString(), "-cp", System.getProperty("java.class.path")));
        try (var files = Files.walk(directory)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        return new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
    }
}

package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** SchemaSpy as a program, with the type of database that the manual has for it. */
@ExtendWith(ToolTable.class)
class SchemaSpyIT {

    private static final Path TYPE =
            Path.of(System.getProperty("docs"), "tools", "schemaspy", "redshift-data.properties");

    @TempDir
    private Path directory;

    @Test
    @Tool(value = "SchemaSpy", setting = "[its type of database](desks.md#schemaspy)")
    void pagesTellTablesColumnsKeysAndViews() throws Exception {
        MachineProgram.need("graphviz", "/usr/bin/dot");
        ToolTable.version("SchemaSpy", System.getProperty("schemaspy.version"));
        var warehouse = new Warehouse();
        warehouse.execute(
                "CREATE TABLE item (id INT NOT NULL PRIMARY KEY, price DECIMAL(10,2), s SUPER)",
                // comments come by SQL only
                "COMMENT ON COLUMN item.price IS 'in euro'",
                "CREATE TABLE part (item INT REFERENCES item (id))",
                "CREATE VIEW cheap AS SELECT id FROM item WHERE price < 2",
                "INSERT INTO item VALUES (1, 1.5, NULL), (2, 2.5, NULL)");
        var url = warehouse
                .url("metadataSource=sql")
                .substring("jdbc:redshift-data://".length())
                .split("/", 2);
        var output = MachineProgram.run(
                directory,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("schemaspy.jar"),
                "-t",
                TYPE.toString(),
                "-dp",
                MachineProgram.ALL_JAR.toString(),
                "-host",
                url[0],
                "-db",
                url[1],
                "-s",
                warehouse.schema(),
                "-sso",
                "-o",
                "pages");
        assertThat(output)
                .as("its log is not silenced by the driver")
                .contains("INFO  - Connected to Redshift - 8.0.2")
                .contains("INFO  - Wrote relationship details of 3 tables/views");

        var pages = directory.resolve("pages");
        assertThat(pages.resolve("index.html")).exists();
        for (var table : new String[] {"item", "part", "cheap"}) {
            assertThat(pages.resolve("tables").resolve(table + ".html")).exists();
        }
        assertThat(Files.readString(pages.resolve("tables/item.html"))).contains("in euro", "numeric", "super");
        try (var files = Files.newDirectoryStream(pages, "*.xml")) {
            var schema = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(files.iterator().next().toFile());
            assertThat(text(schema, "count(//table)")).isEqualTo("3");
            assertThat(text(schema, "//table[@name='item']/@numRows")).isEqualTo("2");
            assertThat(text(schema, "//table[@name='item']/primaryKey/@column")).isEqualTo("id");
            assertThat(text(schema, "//table[@name='item']/column[@name='price']/@size"))
                    .isEqualTo("10");
            assertThat(text(schema, "//table[@name='part']/column/parent[@implied='false']/@table"))
                    .isEqualTo("item");
            assertThat(text(schema, "//table[@name='cheap']/@viewSql")).contains("price < ");
        }
    }

    private static String text(Document document, String path) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate(path, document);
    }
}

package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.opencsv.CSVReader;
import com.opencsv.CSVWriter;
import groovy.sql.Sql;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.apache.calcite.adapter.jdbc.JdbcSchema;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.commons.dbutils.QueryRunner;
import org.apache.commons.dbutils.handlers.BeanListHandler;
import org.apache.commons.dbutils.handlers.MapListHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Small libraries on java.sql. */
@ExtendWith(ToolTable.class)
class SmallToolsIT {

    private Warehouse warehouse;

    /** A row as a bean. */
    public static final class Item {
        private int id;
        private String name;
        private BigDecimal price;
        private Timestamp at;

        public int getId() {
            return id;
        }

        public void setId(int id) {
            this.id = id;
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public BigDecimal getPrice() {
            return price;
        }

        public void setPrice(BigDecimal price) {
            this.price = price;
        }

        public Timestamp getAt() {
            return at;
        }

        public void setAt(Timestamp at) {
            this.at = at;
        }
    }

    @BeforeEach
    void create() throws SQLException {
        warehouse = new Warehouse();
        warehouse.execute("CREATE TABLE item (id INT, name VARCHAR(40), price DECIMAL(10,2), at TIMESTAMP, s SUPER)");
    }

    @Test
    @Tool(value = "Commons DbUtils", of = QueryRunner.class)
    void dbUtils() throws SQLException {
        var runner = new QueryRunner(warehouse.dataSource());
        var at = Timestamp.valueOf("2024-02-29 23:59:59.123456");
        assertThat(runner.update("INSERT INTO item VALUES (?, ?, ?, ?)", 1, "it's", new BigDecimal("1.50"), at))
                .isEqualTo(1);
        assertThat(runner.batch(
                        "INSERT INTO item (id, name, price) VALUES (?, ?, ?)",
                        new Object[][] {{2, null, null}, {3, "three", 3}}))
                .containsExactly(1, 1);
        var items = runner.query("SELECT * FROM item ORDER BY id", new BeanListHandler<>(Item.class));
        assertThat(items).extracting(Item::getName).containsExactly("it's", null, "three");
        assertThat(items.get(0).getAt()).isEqualTo(at);
        assertThat(items.get(0).getPrice()).isEqualByComparingTo("1.50");
        assertThat(runner.query("SELECT id AS \"Id\" FROM item WHERE id = ?", new MapListHandler(), 2))
                .singleElement()
                .satisfies(row -> assertThat(row.get("ID")).isEqualTo(2));
    }

    @Test
    @Tool(value = "Groovy SQL", of = Sql.class, without = "`executeInsert` gives no keys: Redshift does not tell them")
    void groovySql() throws SQLException {
        var sql = new Sql(warehouse.dataSource());
        assertThat(sql.executeUpdate("INSERT INTO item (id, name) VALUES (?, ?)", List.of(1, "it's")))
                .isEqualTo(1);
        assertThat(sql.executeInsert("INSERT INTO item (id, name) VALUES (2, 'two')"))
                .isEmpty();
        assertThat(sql.executeUpdate(
                        Map.of("id", 3, "name", "three"), "INSERT INTO item (id, name) VALUES (:id, :name)"))
                .isEqualTo(1);
        assertThat(sql.firstRow("SELECT name FROM item WHERE id = ?", List.of(1))
                        .get("name"))
                .isEqualTo("it's");
        assertThat(sql.rows("SELECT id FROM item ORDER BY id", 2, 1))
                .extracting(row -> row.get("id"))
                .containsExactly(2);
        sql.close();
    }

    @Test
    @Tool(value = "opencsv", of = CSVWriter.class)
    void opencsv() throws Exception {
        warehouse.execute(
                "INSERT INTO item VALUES (1, 'a \"quoted\", text', 1.5, '2024-02-29 12:00:00', JSON_PARSE('[1]')),"
                        + " (2, NULL, NULL, NULL, NULL)");
        var text = new StringWriter();
        try (var connection = DriverManager.getConnection(warehouse.url());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM item ORDER BY id");
                var writer = new CSVWriter(text)) {
            writer.writeAll(rows, true);
        }
        var lines = new CSVReader(new StringReader(text.toString())).readAll();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).containsExactly("id", "name", "price", "at", "s");
        assertThat(lines.get(1)).containsExactly("1", "a \"quoted\", text", "1.50", lines.get(1)[3], "[1]");
        assertThat(lines.get(1)[3]).contains("2024");
        assertThat(lines.get(2)).containsExactly("2", "", "", "", "");
    }

    @Test
    @Tool(value = "Apache Calcite (JDBC adapter)", of = JdbcSchema.class)
    void calcite() throws SQLException {
        warehouse.execute("INSERT INTO item (id, name, price) VALUES (1, 'it''s', 1.5), (2, 'two', 2.5), (3, NULL, 3)");
        try (var connection = DriverManager.getConnection("jdbc:calcite:lex=JAVA")) {
            var root = connection.unwrap(CalciteConnection.class).getRootSchema();
            root.add("w", JdbcSchema.create(root, "w", warehouse.dataSource(), null, warehouse.schema()));
            assertThat(Warehouse.value(connection, "SELECT sum(price) FROM w.item WHERE name = 'it''s' OR id > 2"))
                    .isEqualTo("4.50");
            assertThat(Warehouse.value(connection, "SELECT id FROM w.item ORDER BY id DESC LIMIT 1"))
                    .isEqualTo("3");
        }
    }
}

package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.hibernate.RedshiftDialect;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Debezium's JDBC sink without Kafka, in a JVM of its own: it needs Hibernate 7. */
@ExtendWith(ToolTable.class)
class DebeziumIT {

    @TempDir
    private Path directory;

    @Test
    @Tool(
            value = "Debezium (JDBC sink)",
            setting = "[`redshift-data-hibernate`](#debezium) and a pool of one connection",
            without = "`insert.mode=upsert`: `ON CONFLICT`, which Redshift has not; new columns: add them by SQL")
    void changesOfATopicBecomeRows() throws Exception {
        ToolTable.version("Debezium (JDBC sink)", System.getProperty("debezium.version"));
        var warehouse = new Warehouse();
        var output = run(warehouse);

        assertThat(output.lines())
                .contains("insert: done", "delete: done", "update: done", "column added: done", "truncate: done");
        assertThat(warehouse.value("SELECT count(*) || ' ' || sum(id) FROM item WHERE id > 1000"))
                .isEqualTo("1000 1500500");
        assertThat(warehouse.value("SELECT LISTAGG(id || ' ' || name, ', ') WITHIN GROUP (ORDER BY id, name) FROM item"
                        + " WHERE id < 1000"))
                .as("a change is one more row, by insert.mode=update none of a new row")
                .isEqualTo("1 changed, 1 it's \\ 1, 2 two, 5 five");
        assertThat(warehouse.value("SELECT note FROM item WHERE id = 5")).isEqualTo("new");
        assertThat(warehouse.value(
                        "SELECT large || ' ' || small || ' ' || ok::int || ' ' || price || ' ' || part || ' '"
                                + " || at || ' ' || seen || ' ' || day || ' ' || clock || ' ' || doc || ' ' || to_hex(bin)"
                                + " FROM item WHERE name = 'changed'"))
                .isEqualTo("1099511627776 7 1 1.50 2.5 2024-02-29 12:00:00.123456 2024-02-29 10:00:00.5+00 2024-02-29"
                        + " 13:14:15 {\"a\": 1} ab01");
        assertThat(warehouse.value("SELECT LISTAGG(data_type || COALESCE(' ' || character_maximum_length, ''), ', ')"
                        + " WITHIN GROUP (ORDER BY ordinal_position) FROM svv_columns WHERE table_name = 'item'"
                        + " AND table_schema = '" + warehouse.schema() + "'"))
                .as("the columns that it creates")
                .isEqualTo("integer, character varying 65535, bigint, smallint, boolean, numeric, double precision,"
                        + " timestamp without time zone, timestamp with time zone, date, time without time zone,"
                        + " character varying 65535, binary varying 1024000, character varying 40");
        assertThat(warehouse.value("SELECT count(*) FROM emptied")).isEqualTo("1");

        assertThat(output.lines())
                .as("what Redshift is the reason of")
                .contains("upsert: Upsert configurations are not supported for this dialect")
                .anyMatch(line -> line.matches("new column: .*syntax error at or near \"\\(\".*"))
                .contains("no table: Could not find table: " + warehouse.schema() + ".emptied2");
    }

    private String run(Warehouse warehouse) throws Exception {
        var dialect = Path.of(RedshiftDialect.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return MachineProgram.run(
                directory,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dorg.jboss.logging.provider=slf4j",
                "-cp",
                Path.of(System.getProperty("debezium")).toAbsolutePath() + "/*:" + MachineProgram.ALL_JAR + ":"
                        + dialect,
                MachineProgram.script(directory, "Debezium.java").toString(),
                "name=sink",
                "topics=server.inventory.item",
                "connection.url=" + warehouse.url(),
                "connection.username=any",
                "connection.password=any",
                "connection.pool.min_size=1",
                "connection.pool.max_size=1",
                "primary.key.mode=record_key",
                "insert.mode=insert",
                "schema.evolution=basic",
                "collection.name.format=" + warehouse.schema() + ".item");
    }
}

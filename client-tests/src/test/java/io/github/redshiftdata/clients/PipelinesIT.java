package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.io.jdbc.JdbcIO;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What moves rows in parallel. */
@ExtendWith(ToolTable.class)
class PipelinesIT {

    private static final String DRIVER = "io.github.redshiftdata.jdbc.RedshiftDataDriver";

    private Warehouse warehouse;

    @BeforeEach
    void create() throws Exception {
        warehouse = new Warehouse();
        warehouse.execute(
                "CREATE TABLE item (id BIGINT NOT NULL, name VARCHAR(40), price DECIMAL(10,2), seen BOOLEAN, at TIMESTAMP)",
                "CREATE TABLE copied (id BIGINT NOT NULL, name VARCHAR(40), price DECIMAL(10,2), seen BOOLEAN, at TIMESTAMP)");
    }

    private JdbcIO.DataSourceConfiguration source() {
        return JdbcIO.DataSourceConfiguration.create(DRIVER, warehouse.url());
    }

    @Test
    @Tool(value = "Apache Beam (JdbcIO)", of = JdbcIO.class)
    void beam() throws Exception {
        var schema = Schema.builder()
                .addInt64Field("id")
                .addNullableField("name", Schema.FieldType.STRING)
                .addNullableField("price", Schema.FieldType.DECIMAL)
                .addNullableField("seen", Schema.FieldType.BOOLEAN)
                .addNullableField("at", Schema.FieldType.DATETIME)
                .build();
        var rows = new ArrayList<Row>();
        for (long id = 1; id <= 100; id++) {
            rows.add(Row.withSchema(schema)
                    .addValues(
                            id,
                            id == 1 ? "it's a \\ backslash" : "name " + id,
                            new BigDecimal("1.50"),
                            id == 2 ? null : true,
                            Instant.parse("2024-02-29T12:00:00.123Z"))
                    .build());
        }
        var write = Pipeline.create();
        write.apply(Create.of(rows).withCoder(RowCoder.of(schema)))
                .setRowSchema(schema)
                .apply(JdbcIO.<Row>write().withDataSourceConfiguration(source()).withTable("item"));
        run(write);
        assertThat(warehouse.value("SELECT count(*) FROM item")).isEqualTo("100");

        var copy = Pipeline.create();
        copy.apply(JdbcIO.readRows().withDataSourceConfiguration(source()).withQuery("SELECT * FROM item"))
                .apply(JdbcIO.<Row>write().withDataSourceConfiguration(source()).withTable("copied"));
        run(copy);
        assertThat(warehouse.value("SELECT count(*) FROM (SELECT * FROM item EXCEPT SELECT * FROM copied) AS e"))
                .isEqualTo("0");
        assertThat(warehouse.value("SELECT count(*) FROM copied")).isEqualTo("100");

        var partitions = Pipeline.create();
        var ids = partitions.apply(JdbcIO.<Long, Long>readWithPartitions(TypeDescriptors.longs())
                .withDataSourceConfiguration(source())
                .withTable("item")
                .withPartitionColumn("id")
                .withNumPartitions(4)
                .withRowMapper(new Id()));
        ids.apply("count", Count.globally()).apply(ParDo.of(new Keep("count")));
        ids.apply("sum", Sum.longsGlobally()).apply(ParDo.of(new Keep("sum")));
        run(partitions);
        assertThat(Keep.KEPT).containsExactlyInAnyOrder("count 100", "sum 5050");
    }

    /** Of the class, as Beam shows the name of the mapper, and a lambda has none. */
    static final class Id implements JdbcIO.RowMapper<Long> {
        @Override
        public Long mapRow(ResultSet row) throws SQLException {
            return row.getLong("id");
        }
    }

    /** Keeps what passes. */
    static final class Keep extends DoFn<Long, Void> {

        static final List<String> KEPT = new CopyOnWriteArrayList<>();

        private final String name;

        Keep(String name) {
            this.name = name;
        }

        @ProcessElement
        public void keep(@Element Long number) {
            KEPT.add(name + " " + number);
        }
    }

    private static void run(Pipeline pipeline) {
        assertThat(pipeline.run().waitUntilFinish()).isEqualTo(PipelineResult.State.DONE);
    }
}

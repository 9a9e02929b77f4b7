import io.debezium.connector.jdbc.JdbcSinkConnectorTask;
import io.debezium.data.Envelope;
import io.debezium.data.Json;
import io.debezium.time.Date;
import io.debezium.time.MicroTime;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.ZonedTimestamp;
import java.math.BigDecimal;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Gives Debezium's sink the records of a topic, as Kafka Connect does. Prints what became of each step. */
public class Debezium {

    private static final String TOPIC = "server.inventory.item";
    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
    private static final Schema ROW = row().build();
    private static final Schema WIDER =
            row().field("note", Schema.OPTIONAL_STRING_SCHEMA).build();
    private static final Schema SOURCE =
            SchemaBuilder.struct().field("table", Schema.STRING_SCHEMA).build();
    private static final Struct FROM = new Struct(SOURCE).put("table", "item");

    private final Map<String, String> settings = new HashMap<>();
    private long offset;

    /**
     * The sink by the settings of a user.
     *
     * @param arguments name=value
     */
    public static void main(String[] arguments) throws SQLException {
        var debezium = new Debezium();
        for (var setting : arguments) {
            var parts = setting.split("=", 2);
            debezium.settings.put(parts[0], parts[1]);
        }
        var full = row(ROW, 1, "it's \\ 1");
        var rows = new ArrayList<>(
                List.of(created(full), created(new Struct(ROW).put("id", 2)), created(row(ROW, 3, "three"))));
        for (int id = 1001; id <= 2000; id++) {
            rows.add(created(row(ROW, id, "row " + id)));
        }
        rows.add(changed(row(ROW, 1, "changed")));
        debezium.put("insert", Map.of(), rows.toArray(Struct[]::new));
        debezium.put("delete", Map.of("delete.enabled", "true"), deleted(row(ROW, 3, "three")));
        debezium.put("update", Map.of("insert.mode", "update"), changed(row(ROW, 2, "two")), created(row(ROW, 4, "four")));
        debezium.put("upsert", Map.of("insert.mode", "upsert"), changed(full));
        debezium.put("new column", Map.of(), created(row(WIDER, 5, "five")));
        try (var connection = DriverManager.getConnection(debezium.settings.get("connection.url"));
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE item ADD COLUMN note VARCHAR(40)");
        }
        debezium.put("column added", Map.of(), created(row(WIDER, 5, "five").put("note", "new")));
        var format = debezium.settings.get("collection.name.format").replace("item", "emptied");
        var emptied = Map.of("collection.name.format", format, "truncate.enabled", "true");
        debezium.put("truncate", emptied, created(full), envelope(ROW).truncate(FROM, Instant.EPOCH), created(full));
        var missing = Map.of("collection.name.format", format + "2", "schema.evolution", "none");
        debezium.put("no table", missing, created(full));
    }

    private void put(String step, Map<String, String> more, Struct... changes) {
        var all = new HashMap<>(settings);
        all.putAll(more);
        var task = new JdbcSinkConnectorTask();
        task.start(all);
        try {
            task.open(List.of(new TopicPartition(TOPIC, 0)));
            var records = new ArrayList<SinkRecord>();
            for (var change : changes) {
                var row = change.getStruct(change.getStruct("after") == null ? "before" : "after");
                var key = row == null ? null : new Struct(KEY).put("id", row.get("id"));
                records.add(new SinkRecord(TOPIC, 0, row == null ? null : KEY, key, change.schema(), change, offset++));
            }
            task.put(records);
            var failure = task.getLastProcessingException();
            if (failure == null) {
                System.out.println(step + ": done");
            }
            for (; failure != null; failure = failure.getCause()) {
                System.out.println(step + ": " + failure.getMessage().replace("\n", " "));
            }
        } finally {
            task.stop();
        }
    }

    private static SchemaBuilder row() {
        return SchemaBuilder.struct()
                .optional()
                .field("id", Schema.INT32_SCHEMA)
                .field("name", Schema.OPTIONAL_STRING_SCHEMA)
                .field("large", Schema.OPTIONAL_INT64_SCHEMA)
                .field("small", Schema.OPTIONAL_INT16_SCHEMA)
                .field("ok", Schema.OPTIONAL_BOOLEAN_SCHEMA)
                .field(
                        "price",
                        Decimal.builder(2)
                                .parameter("connect.decimal.precision", "10")
                                .optional()
                                .build())
                .field("part", Schema.OPTIONAL_FLOAT64_SCHEMA)
                .field("at", MicroTimestamp.builder().optional().build())
                .field("seen", ZonedTimestamp.builder().optional().build())
                .field("day", Date.builder().optional().build())
                .field("clock", MicroTime.builder().optional().build())
                .field("doc", Json.builder().optional().build())
                .field("bin", Schema.OPTIONAL_BYTES_SCHEMA);
    }

    private static Struct row(Schema schema, int id, String name) {
        return new Struct(schema)
                .put("id", id)
                .put("name", name)
                .put("large", 1L << 40)
                .put("small", (short) 7)
                .put("ok", true)
                .put("price", new BigDecimal("1.50"))
                .put("part", 2.5)
                .put("at", Instant.parse("2024-02-29T12:00:00Z").getEpochSecond() * 1_000_000 + 123_456)
                .put("seen", "2024-02-29T12:00:00.5+02:00")
                .put("day", (int) LocalDate.of(2024, 2, 29).toEpochDay())
                .put("clock", LocalTime.of(13, 14, 15).toNanoOfDay() / 1000)
                .put("doc", "{\"a\": 1}")
                .put("bin", new byte[] {(byte) 0xab, 1});
    }

    private static Envelope envelope(Schema row) {
        return Envelope.defineSchema()
                .withName("server.inventory.item.Envelope")
                .withRecord(row)
                .withSource(SOURCE)
                .build();
    }

    private static Struct created(Struct row) {
        return envelope(row.schema()).create(row, FROM, Instant.EPOCH);
    }

    private static Struct changed(Struct row) {
        return envelope(row.schema()).update(row, row, FROM, Instant.EPOCH);
    }

    private static Struct deleted(Struct row) {
        return envelope(row.schema()).delete(row, FROM, Instant.EPOCH);
    }
}

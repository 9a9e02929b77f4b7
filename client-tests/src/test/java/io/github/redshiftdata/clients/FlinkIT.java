package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.apache.flink.connector.jdbc.core.datastream.source.JdbcSource;
import org.apache.flink.connector.jdbc.core.datastream.source.reader.JdbcSourceSplitReader;
import org.apache.flink.connector.jdbc.core.datastream.source.split.CheckpointedOffset;
import org.apache.flink.connector.jdbc.core.datastream.source.split.JdbcSourceSplit;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;
import org.apache.flink.connector.jdbc.postgres.database.PostgresFactory;
import org.apache.flink.connector.jdbc.split.JdbcNumericBetweenParametersProvider;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Flink in this JVM: streams, and tables by a factory of the user. */
@ExtendWith(ToolTable.class)
class FlinkIT {

    private static final String DRIVER = "io.github.redshiftdata.jdbc.RedshiftDataDriver";

    private Warehouse warehouse;

    @BeforeEach
    void create() throws Exception {
        warehouse = new Warehouse();
        warehouse.execute(
                "CREATE TABLE item (id BIGINT NOT NULL, name VARCHAR(40), price DECIMAL(10,2), at TIMESTAMP)",
                "CREATE TABLE copied (id BIGINT NOT NULL, name VARCHAR(40), price DECIMAL(10,2), at TIMESTAMP)");
    }

    @Test
    @Tool(
            value = "Apache Flink (DataStream)",
            of = JdbcSource.class,
            without = "`buildExactlyOnce`: Redshift has no distributed transactions")
    void streams() throws Exception {
        var connect = new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                .withUrl(warehouse.url())
                .withDriverName(DRIVER)
                .build();
        var environment = StreamExecutionEnvironment.createLocalEnvironment(2, new Configuration());
        environment
                .fromSequence(1, 1000)
                .sinkTo(JdbcSink.<Long>builder()
                        .withQueryStatement("INSERT INTO item VALUES (?, ?, ?, ?)", (statement, id) -> {
                            statement.setLong(1, id);
                            statement.setString(2, id == 1 ? null : "it's " + id);
                            statement.setBigDecimal(3, new BigDecimal("1.50"));
                            statement.setObject(4, LocalDateTime.of(2024, 2, 29, 12, 0));
                        })
                        .buildAtLeastOnce(connect));
        environment.execute();
        assertThat(warehouse.value("SELECT count(*) || ' ' || sum(id) || ' ' || count(name) FROM item"))
                .isEqualTo("1000 500500 999");

        // One split: a second one may lose its connection, as the test below shows.
        var provider = new JdbcNumericBetweenParametersProvider(1, 1000).ofBatchNum(1);
        var source = JdbcSource.<Long>builder()
                .setSql("SELECT id FROM item WHERE id BETWEEN ? AND ?")
                .setDBUrl(warehouse.url())
                .setDriverName(DRIVER)
                .setJdbcParameterValuesProvider(provider)
                .setResultExtractor(row -> row.getLong(1))
                .setTypeInformation(TypeInformation.of(Long.class))
                .build();
        long sum = 0;
        try (var read = StreamExecutionEnvironment.createLocalEnvironment(1, new Configuration())
                .fromSource(source, WatermarkStrategy.noWatermarks(), "item")
                .executeAndCollect()) {
            while (read.hasNext()) {
                sum += read.next();
            }
        }
        assertThat(sum).isEqualTo(500_500);
    }

    /**
     * Why the manual gives a stream one split. Flink ends the reader of the last split in its own thread, while that of the next one
     * begins on the connection that both share: here it closes it at the worst moment.
     */
    @Test
    void theReaderOfOneSplitClosesTheConnectionOfTheNextWhateverTheDriver() throws Exception {
        for (var url : List.of(warehouse.url(), Warehouse.postgresUrl())) {
            var connections = new LateCloser(url);
            try (var first = reader(connections);
                    var next = reader(connections)) {
                assertThat(first.fetch().finishedSplits()).containsExactly("split");
                connections.finished = first;
                assertThatThrownBy(next::fetch)
                        .hasRootCauseInstanceOf(SQLException.class)
                        .hasStackTraceContaining("closed");
            }
        }
    }

    private static final class LateCloser extends SimpleJdbcConnectionProvider {
        private static final long serialVersionUID = 1;

        private transient JdbcSourceSplitReader<?> finished;

        private LateCloser(String url) {
            super(new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                    .withUrl(url)
                    .build());
        }

        @Override
        public Connection getOrEstablishConnection() throws SQLException, ClassNotFoundException {
            var connection = super.getOrEstablishConnection();
            if (finished != null) {
                try {
                    finished.close();
                } catch (Exception e) {
                    throw new SQLException(e);
                }
            }
            return connection;
        }
    }

    private static JdbcSourceSplitReader<Integer> reader(SimpleJdbcConnectionProvider connections) {
        var context = (SourceReaderContext) Proxy.newProxyInstance(
                FlinkIT.class.getClassLoader(),
                new Class<?>[] {SourceReaderContext.class},
                (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
        var reader = new JdbcSourceSplitReader<>(
                context,
                new Configuration(),
                TypeInformation.of(Integer.class),
                connections,
                DeliveryGuarantee.NONE,
                row -> row.getInt(1));
        reader.handleSplitsChanges(new SplitsAddition<>(
                List.of(new JdbcSourceSplit("split", "SELECT 1", null, new CheckpointedOffset()))));
        return reader;
    }

    /** The factory of the manual, which a service file names. */
    public static class RedshiftDataFactory extends PostgresFactory {
        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith("jdbc:redshift-data:");
        }
    }

    @Test
    @Tool(
            value = "Apache Flink (Table API)",
            of = PostgresFactory.class,
            setting = "`flink-connector-jdbc-postgres` and [a factory](#apache-flink)",
            without = "a table with `PRIMARY KEY` as a sink: upserts are `ON CONFLICT`, which Redshift has not")
    void tables() throws Exception {
        warehouse.execute(
                "INSERT INTO item VALUES (1, 'it''s', 1.5, '2024-02-29 12:00:00.123456'), (2, NULL, NULL, NULL),"
                        + " (3, 'three', 3, NULL)");
        var tables = TableEnvironment.create(
                EnvironmentSettings.newInstance().inBatchMode().build());
        for (var name : new String[] {"item", "copied"}) {
            tables.executeSql(("CREATE TABLE %s (id BIGINT, name STRING, price DECIMAL(10,2), `at` TIMESTAMP(6))"
                            + " WITH ('connector'='jdbc', 'url'='%s', 'table-name'='%1$s', 'driver'='%s')")
                    .formatted(name, warehouse.url(), DRIVER));
        }
        tables.executeSql("INSERT INTO copied SELECT * FROM item WHERE name = 'it''s' OR id = 2")
                .await();
        assertThat(warehouse.value("SELECT count(*) FROM (SELECT * FROM copied EXCEPT SELECT * FROM item) AS e"))
                .isEqualTo("0");
        assertThat(warehouse.value("SELECT count(*) FROM copied")).isEqualTo("2");
        var found = new ArrayList<String>();
        try (var rows = tables.executeSql("SELECT id, name, price, `at` FROM item WHERE id < 3 ORDER BY id LIMIT 1")
                .collect()) {
            rows.forEachRemaining(row -> found.add(row.toString()));
        }
        assertThat(found).containsExactly("+I[1, it's, 1.50, 2024-02-29T12:00:00.123456]");
    }

    /** What the manual names for a table that is read in parts: one reader takes five of them, on one connection. */
    @Test
    void aTableIsReadInPartsAndGoesOnAsAStream() throws Exception {
        warehouse.execute("INSERT INTO item (id) SELECT n FROM generate_series(1, 1000) AS g(n)");
        var environment = StreamExecutionEnvironment.createLocalEnvironment(1, new Configuration());
        var tables = StreamTableEnvironment.create(environment);
        tables.executeSql(("CREATE TABLE item (id BIGINT) WITH ('connector'='jdbc', 'url'='%s', 'table-name'='item',"
                        + " 'driver'='%s', 'scan.partition.column'='id', 'scan.partition.num'='5',"
                        + " 'scan.partition.lower-bound'='1', 'scan.partition.upper-bound'='1000')")
                .formatted(warehouse.url(), DRIVER));
        long sum = 0;
        try (var read = tables.toDataStream(tables.from("item")).executeAndCollect()) {
            while (read.hasNext()) {
                sum += (long) read.next().getField("id");
            }
        }
        assertThat(sum).isEqualTo(500_500);
    }
}

package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Tuple;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.sql.SqlComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.ddlutils.PlatformUtils;
import org.dbunit.database.DatabaseConnection;
import org.dbunit.dataset.Column;
import org.dbunit.dataset.DefaultDataSet;
import org.dbunit.dataset.DefaultTable;
import org.dbunit.dataset.datatype.DataType;
import org.dbunit.operation.DatabaseOperation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.batch.item.Chunk;
import org.springframework.batch.item.ExecutionContext;
import org.springframework.batch.item.database.Order;
import org.springframework.batch.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.batch.item.database.builder.JdbcPagingItemReaderBuilder;
import org.springframework.batch.item.database.support.SqlPagingQueryProviderFactoryBean;
import org.springframework.batch.support.DatabaseType;
import org.springframework.jdbc.core.SingleColumnRowMapper;

/** What moves rows and schemas about. */
@ExtendWith(ToolTable.class)
class JobsIT {

    private static final String AS_POSTGRESQL = "databaseProductName=PostgreSQL";

    private Warehouse warehouse;

    @BeforeEach
    void create() throws SQLException {
        warehouse = new Warehouse();
        warehouse.execute("CREATE TABLE item (id INT NOT NULL PRIMARY KEY, name VARCHAR(40))");
    }

    // ---------------------------------------------------------------- Spring Batch

    private static SqlPagingQueryProviderFactoryBean pages(javax.sql.DataSource source) {
        var pages = new SqlPagingQueryProviderFactoryBean();
        pages.setDataSource(source);
        pages.setSelectClause("name");
        pages.setFromClause("item");
        pages.setSortKeys(Map.of("name", Order.ASCENDING));
        return pages;
    }

    @Test
    @Tool(
            value = "Spring Batch (readers and writers)",
            of = DatabaseType.class,
            setting = "`databaseProductName=PostgreSQL` for the paging reader; cursor reader and writer unmodified",
            without =
                    "its own tables need sequences, which Redshift has not: keep the JobRepository in another database")
    void springBatch() throws Exception {
        var source = warehouse.dataSource();
        var writer = new JdbcBatchItemWriterBuilder<Integer>()
                .dataSource(source)
                .sql("INSERT INTO item VALUES (?, ?)")
                .itemPreparedStatementSetter((id, statement) -> {
                    statement.setInt(1, id);
                    statement.setString(2, "name " + id);
                })
                .build();
        writer.write(new Chunk<>(1, 2, 3, 4, 5));

        var cursor = new JdbcCursorItemReaderBuilder<String>()
                .name("cursor")
                .dataSource(source)
                .sql("SELECT name FROM item ORDER BY id")
                .rowMapper(new SingleColumnRowMapper<>(String.class))
                .build();
        cursor.open(new ExecutionContext());
        assertThat(cursor.read()).isEqualTo("name 1");
        cursor.close();

        assertThatThrownBy(() -> pages(source).getObject())
                .hasMessageContaining("DatabaseType not found for product name: [Redshift]");
        var known = warehouse.dataSource(AS_POSTGRESQL);
        var paging = new JdbcPagingItemReaderBuilder<String>()
                .name("paging")
                .dataSource(known)
                .queryProvider(pages(known).getObject())
                .pageSize(2)
                .rowMapper(new SingleColumnRowMapper<>(String.class))
                .build();
        paging.afterPropertiesSet();
        paging.open(new ExecutionContext());
        var read = new ArrayList<String>();
        for (var name = paging.read(); name != null; name = paging.read()) {
            read.add(name);
        }
        paging.close();
        assertThat(read).containsExactly("name 1", "name 2", "name 3", "name 4", "name 5");
    }

    // ---------------------------------------------------------------- the others

    @Test
    @Tool(value = "DbUnit", of = DatabaseConnection.class)
    void dbUnit() throws Exception {
        try (var connection = DriverManager.getConnection(warehouse.url())) {
            var unit = new DatabaseConnection(connection, warehouse.schema());
            var table = new DefaultTable(
                    "item", new Column[] {new Column("id", DataType.INTEGER), new Column("name", DataType.VARCHAR)});
            table.addRow(new Object[] {1, "it's"});
            table.addRow(new Object[] {2, null});
            DatabaseOperation.CLEAN_INSERT.execute(unit, new DefaultDataSet(table));
            var actual = unit.createDataSet(new String[] {"item"}).getTable("item");
            assertThat(actual.getRowCount()).isEqualTo(2);
            assertThat(actual.getValue(0, "name")).isEqualTo("it's");
            assertThat(unit.createQueryTable("q", "SELECT name FROM item WHERE id = 2")
                            .getValue(0, "name"))
                    .isNull();
            DatabaseOperation.DELETE_ALL.execute(unit, new DefaultDataSet(table));
            assertThat(unit.getRowCount("item")).isZero();
        }
    }

    @Test
    @Tool(
            value = "DdlUtils (reading a schema)",
            of = PlatformUtils.class,
            setting = "`PlatformFactory.createNewPlatformInstance(\"PostgreSql\")`: it looks at the name of the driver")
    void ddlUtils() throws Exception {
        assertThat(new PlatformUtils().determineDatabaseType(warehouse.dataSource(AS_POSTGRESQL)))
                .as("whatever the database says")
                .isNull();
        var platform = org.apache.ddlutils.PlatformFactory.createNewPlatformInstance("PostgreSql");
        platform.setDataSource(warehouse.dataSource());
        var model = platform.readModelFromDatabase("model", null, warehouse.schema(), new String[] {"TABLE"});
        assertThat(model.findTable("item").getPrimaryKeyColumns()).hasSize(1);
        assertThat(model.findTable("item").findColumn("name").getSizeAsInt()).isEqualTo(40);
    }

    @Test
    @Tool(value = "Apache Camel SQL", of = SqlComponent.class)
    void camel() throws Exception {
        try (var camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("warehouse", warehouse.dataSource());
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:insert").to("sql:INSERT INTO item VALUES (:#id, :#name)?dataSource=#warehouse");
                    from("direct:batch").to("sql:INSERT INTO item VALUES (#, #)?dataSource=#warehouse&batch=true");
                    from("direct:read").to("sql:SELECT name FROM item ORDER BY id?dataSource=#warehouse");
                }
            });
            camel.start();
            var template = camel.createProducerTemplate();
            template.requestBody("direct:insert", Map.of("id", 1, "name", "it's"));
            template.requestBody("direct:batch", List.of(List.of(2, "two"), List.of(3, "three")));
            List<?> rows = template.requestBody("direct:read", null, List.class);
            assertThat((Object) rows)
                    .isEqualTo(List.of(Map.of("name", "it's"), Map.of("name", "two"), Map.of("name", "three")));
        }
    }

    @Test
    @Tool(value = "Vert.x JDBC client", of = JDBCPool.class)
    void vertx() throws Exception {
        var vertx = Vertx.vertx();
        try {
            var pool = JDBCPool.pool(vertx, warehouse.dataSource());
            var insert = pool.preparedQuery("INSERT INTO item VALUES (?, ?)");
            await(insert.execute(Tuple.of(1, "it's")));
            await(insert.executeBatch(List.of(Tuple.of(2, "two"), Tuple.of(3).addString(null))));
            var rows = await(pool.preparedQuery("SELECT id, name, CURRENT_DATE AS d FROM item WHERE id < ? ORDER BY id")
                    .execute(Tuple.of(3)));
            var names = new ArrayList<String>();
            rows.forEach(row -> names.add(row.getString("name")));
            assertThat(names).containsExactly("it's", "two");
            var failure = pool.query("SELECT * FROM nothing").execute();
            assertThatThrownBy(() -> await(failure)).hasRootCauseInstanceOf(SQLException.class);
            var streamed = new ArrayList<Integer>();
            await(pool.withTransaction(connection -> connection
                    .prepare("SELECT id FROM item ORDER BY id")
                    .compose(prepared -> {
                        var done = io.vertx.core.Promise.<Void>promise();
                        prepared.createStream(2)
                                .exceptionHandler(done::fail)
                                .endHandler(done::complete)
                                .handler(row -> streamed.add(row.getInteger(0)));
                        return done.future();
                    })));
            assertThat(streamed).containsExactly(1, 2, 3);
        } finally {
            await(vertx.close());
        }
    }

    private static <T> T await(io.vertx.core.Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}

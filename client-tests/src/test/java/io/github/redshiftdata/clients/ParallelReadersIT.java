package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.jdbc.JdbcIO;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tools that read in parallel: none of them closes a connection while rows of it are read, as Flink's source does. */
class ParallelReadersIT {

    private static final int ROWS = 5_000;

    private static Watched watched;

    private Warehouse warehouse;

    @BeforeEach
    void create() throws SQLException {
        warehouse = new Warehouse();
        warehouse.execute("CREATE TABLE item (id BIGINT)", "INSERT INTO item SELECT generate_series(1, " + ROWS + ")");
        watched = new Watched(warehouse.dataSource());
    }

    /** Sees the connections that a tool opens, and which of them it closes while it still reads from them. */
    static final class Watched {

        final List<String> faults = new CopyOnWriteArrayList<>();
        final AtomicInteger opened = new AtomicInteger();
        private final DataSource source;

        Watched(DataSource source) {
            this.source = source;
        }

        DataSource dataSource() {
            return proxy(
                    DataSource.class,
                    source,
                    (method, result) -> result instanceof Connection connection ? connection(connection) : result);
        }

        private Connection connection(Connection connection) {
            opened.incrementAndGet();
            var reading = new AtomicInteger();
            return proxy(Connection.class, connection, (method, result) -> {
                if (method.equals("close") && reading.get() > 0) {
                    faults.add("closed while " + reading + " results were read");
                }
                return result instanceof Statement statement ? statement(method, statement, reading) : result;
            });
        }

        private Object statement(String made, Statement statement, AtomicInteger reading) {
            var type = made.equals("prepareStatement") ? java.sql.PreparedStatement.class : Statement.class;
            return proxy(
                    type,
                    statement,
                    (method, result) -> result instanceof ResultSet rows ? rows(rows, reading) : result);
        }

        private static ResultSet rows(ResultSet rows, AtomicInteger reading) {
            reading.incrementAndGet();
            var open = new AtomicInteger(1);
            return proxy(ResultSet.class, rows, (method, result) -> {
                var ended = method.equals("close") || (method.equals("next") && Boolean.FALSE.equals(result));
                if (ended && open.getAndSet(0) == 1) {
                    reading.decrementAndGet();
                }
                return result;
            });
        }

        private interface After {
            Object see(String method, Object result);
        }

        private static <T> T proxy(Class<T> type, Object target, After after) {
            InvocationHandler handler = (proxy, method, arguments) -> {
                try {
                    return after.see(method.getName(), method.invoke(target, arguments));
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            };
            return type.cast(
                    Proxy.newProxyInstance(ParallelReadersIT.class.getClassLoader(), new Class<?>[] {type}, handler));
        }
    }

    @Test
    void theWatchSeesAConnectionThatIsClosedTooEarly() throws SQLException {
        try (var connection = watched.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id FROM item")) {
            rows.next();
            connection.close();
        }
        assertThat(watched.faults).isNotEmpty();
    }

    @Test
    void beamOpensAConnectionForEachReaderAndClosesItAfterTheRows() {
        var pipeline = Pipeline.create();
        pipeline.apply(JdbcIO.<Long, Long>readWithPartitions(TypeDescriptors.longs())
                .withDataSourceProviderFn(nothing -> watched.dataSource())
                .withTable("item")
                .withPartitionColumn("id")
                .withNumPartitions(8)
                .withRowMapper(new PipelinesIT.Id()));
        pipeline.run().waitUntilFinish();
        assertThat(watched.faults).isEmpty();
        assertThat(watched.opened.get())
                .as("readers have connections of their own")
                .isGreaterThan(1);
    }

    @Test
    void streamsOfVertxHaveConnectionsOfTheirOwn() throws Exception {
        var vertx = Vertx.vertx();
        try {
            var pool = JDBCPool.pool(vertx, watched.dataSource());
            var streams = new ArrayList<Future<?>>();
            var read = new AtomicInteger();
            for (var stream = 0; stream < 4; stream++) {
                streams.add(pool.withTransaction(connection -> connection
                        .prepare("SELECT id FROM item ORDER BY id")
                        .compose(prepared -> {
                            var done = Promise.<Void>promise();
                            prepared.createStream(100)
                                    .exceptionHandler(done::fail)
                                    .endHandler(done::complete)
                                    .handler(row -> read.incrementAndGet());
                            return done.future();
                        })));
            }
            Future.join(streams).toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
            assertThat(read.get()).isEqualTo(4 * ROWS);
            assertThat(watched.faults).isEmpty();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }
}

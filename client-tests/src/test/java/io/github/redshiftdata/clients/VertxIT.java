package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The types of Vert.x. */
class VertxIT {

    private static final byte[] BYTES = {1, -2};

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static Map<String, Object> values() {
        var values = new LinkedHashMap<String, Object>();
        values.put("SMALLINT", (short) 3);
        values.put("INT", 7);
        values.put("BIGINT", 1L << 40);
        values.put("DECIMAL(10,2)", new BigDecimal("1.50"));
        values.put("REAL", 1.5f);
        values.put("FLOAT8", 2.5);
        values.put("BOOLEAN", true);
        values.put("VARCHAR(20)", "it's a \\ backslash");
        values.put("DATE", LocalDate.of(2024, 2, 29));
        values.put("TIME", LocalTime.of(23, 59, 58));
        values.put("TIMESTAMP", LocalDateTime.of(2024, 2, 29, 23, 59, 59, 123_456_000));
        values.put("TIMESTAMPTZ", OffsetDateTime.of(2024, 2, 29, 12, 0, 0, 0, ZoneOffset.UTC));
        return values;
    }

    @Test
    void valuesAreReadAsTheyWereWritten() throws Exception {
        var vertx = Vertx.vertx();
        try {
            var pool = JDBCPool.pool(vertx, new Warehouse().dataSource());
            var table = 0;
            for (var value : values().entrySet()) {
                var name = "t" + table++;
                await(pool.query("CREATE TABLE " + name + " (id INT, v " + value.getKey() + ")")
                        .execute());
                var insert = pool.preparedQuery("INSERT INTO " + name + " VALUES (?, ?)");
                await(insert.execute(Tuple.of(1, value.getValue())));
                await(insert.execute(Tuple.of(2).addValue(null)));
                var rows = await(pool.preparedQuery("SELECT v FROM " + name + " ORDER BY id")
                                .execute())
                        .iterator();
                assertThat(rows.next().getValue(0)).as(value.getKey()).isEqualTo(value.getValue());
                assertThat(rows.next().getValue(0))
                        .as("NULL as %s", value.getKey())
                        .isNull();
            }
            assertThat(await(pool.query("SELECT JSON_PARSE('{\"a\":1}')").execute())
                            .iterator()
                            .next()
                            .getString(0))
                    .isEqualTo("{\"a\":1}");
        } finally {
            await(vertx.close());
        }
    }

    /** For a Buffer it asks the driver for a Blob. */
    @Test
    void bytesAreWrittenAsAnArrayAndReadAsABuffer() throws Exception {
        var vertx = Vertx.vertx();
        try {
            var pool = JDBCPool.pool(vertx, new Warehouse().dataSource());
            await(pool.query("CREATE TABLE t (v VARBYTE(10))").execute());
            var insert = pool.preparedQuery("INSERT INTO t VALUES (?)");
            await(insert.execute(Tuple.of(BYTES)));
            assertThat(await(pool.query("SELECT v FROM t").execute())
                            .iterator()
                            .next()
                            .getBuffer(0)
                            .getBytes())
                    .isEqualTo(BYTES);
            var failure = insert.execute(Tuple.of(Buffer.buffer(BYTES)));
            assertThatThrownBy(() -> await(failure)).hasStackTraceContaining("Redshift has no BLOB");
        } finally {
            await(vertx.close());
        }
    }
}

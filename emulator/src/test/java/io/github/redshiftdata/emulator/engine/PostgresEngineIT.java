package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresEngineIT {

    private static PostgresEngine engine;

    @BeforeAll
    static void start() throws EngineException {
        engine = PostgresEngine.start(new EngineOptions(null, true));
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static Rows query(String sql) throws EngineException {
        try (EngineSession session = engine.connect("dev", null)) {
            var rows = new Rows();
            session.execute(sql, Map.of(), rows);
            return rows;
        }
    }

    @Test
    void theSampleHoldsAHundredThousandSales() throws EngineException {
        assertThat(query("SELECT count(*) FROM sales").rows()).isEqualTo(List.of(List.of(100_000L)));
    }

    @Test
    void everyTypeIsEncodedAsTheServiceDoes() throws EngineException {
        var rows = query("SELECT * FROM all_types ORDER BY id");

        assertThat(rows.rows().get(0))
                .containsExactly(
                        1L,
                        1L,
                        2L,
                        3L,
                        "123.4500",
                        "1234567890.0123456789",
                        1.5,
                        2.25,
                        true,
                        "char",
                        "varchar",
                        "long text",
                        "2024-06-12",
                        "14:30:45",
                        "14:30:45+00",
                        "2024-06-12 14:30:45.123456",
                        "2024-06-12 19:30:45.123456+00",
                        "1 years 2 mons",
                        "1 days 2 hours 3 mins 4.0 secs",
                        "{\"a\":1,\"b\":[true,null,\"x\"]}",
                        "YWJj",
                        "0101000000000000000000F03F0000000000000040",
                        "0101000020E6100000000000000000F03F0000000000000040",
                        "{\"version\":1,\"logm\":15,\"sparse\":{\"indices\":[15099259],\"values\":[1]}}");
        assertThat(rows.rows().get(1).subList(1, 24)).containsOnlyNulls();
        assertThat(rows.columns())
                .extracting(column ->
                        column.typeName() + " " + column.precision() + "/" + column.scale() + " " + column.signed())
                .containsExactly(
                        "int4 10/0 true",
                        "int2 5/0 true",
                        "int4 10/0 true",
                        "int8 19/0 true",
                        "numeric 18/4 true",
                        "numeric 38/10 true",
                        "float4 8/8 true",
                        "float8 17/17 true",
                        "bool 1/0 false",
                        "bpchar 10/0 false",
                        "varchar 256/0 false",
                        "varchar 65535/0 false",
                        "date 13/0 false",
                        "time 15/6 false",
                        "timetz 21/6 false",
                        "timestamp 29/6 false",
                        "timestamptz 35/6 false",
                        "intervaly2m 49/0 false",
                        "intervald2s 49/0 false",
                        "super 2147483647/0 false",
                        "varbyte 64/0 false",
                        "geometry 2147483647/0 false",
                        "geography 2147483647/0 false",
                        "hllsketch 2147483647/0 false");
        assertThat(rows.column("id").schemaName()).isEqualTo("public");
        assertThat(rows.column("id").tableName()).isEqualTo("all_types");
        assertThat(rows.column("id").nullable()).isZero();
        assertThat(rows.column("c_real").nullable()).isOne();
    }

    @Test
    void aMissingTableIsNamedWithItsPosition() {
        assertThatThrownBy(() -> query("SELECT * FROM t1"))
                .isInstanceOf(EngineException.class)
                .hasMessage("ERROR: relation \"t1\" does not exist\n  Position: 15");
    }
}

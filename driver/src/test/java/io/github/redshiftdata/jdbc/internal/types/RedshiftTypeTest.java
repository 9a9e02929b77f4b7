package io.github.redshiftdata.jdbc.internal.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RedshiftTypeTest {

    @ParameterizedTest
    @CsvSource({
        "int4, INTEGER",
        "INTEGER, INTEGER",
        "character varying(20), VARCHAR",
        "character_data, VARCHAR",
        "'numeric(18,2)', NUMERIC",
        "timestamp(6) with time zone, TIMESTAMPTZ",
        "timestamp without time zone, TIMESTAMP",
        "_aclitem, ACL_ARRAY",
        "geometry, GEOMETRY",
        "int2vector, OTHER",
        "'', OTHER"
    })
    void aTypeIsFoundByEveryNameOfIt(String name, RedshiftType expected) {
        assertThat(RedshiftType.ofServiceName(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(RedshiftType.class)
    void everyTypeIsFoundByItsServiceName(RedshiftType type) {
        assertThat(RedshiftType.ofServiceName(type.serviceName())).isEqualTo(type);
        assertThat(type.displaySize(0, 0)).isPositive();
    }

    @Test
    void aNumericShowsItsSignAndPoint() {
        assertThat(RedshiftType.NUMERIC.displaySize(10, 2)).isEqualTo(12);
        assertThat(RedshiftType.NUMERIC.displaySize(10, 0)).isEqualTo(11);
        assertThat(RedshiftType.NUMERIC.displaySize(2, 2)).isEqualTo(5);
    }

    @Test
    void booleanIsBitAsInThePostgresDriver() {
        assertThat(RedshiftType.BOOLEAN.jdbcType()).isEqualTo(Types.BIT);
    }
}

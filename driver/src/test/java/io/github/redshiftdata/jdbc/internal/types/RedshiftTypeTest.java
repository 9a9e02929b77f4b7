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

    /** Readers that choose by the number ask for a Blob where it is LONGVARBINARY, and there is none. */
    @ParameterizedTest
    @EnumSource(
            value = RedshiftType.class,
            names = {"VARBYTE", "GEOMETRY", "GEOGRAPHY"})
    void whatIsReadAsBytesIsVarbinary(RedshiftType type) {
        assertThat(type.objectClass()).isEqualTo(byte[].class);
        assertThat(type.jdbcType()).isEqualTo(Types.VARBINARY);
    }

    /** As the PostgreSQL driver tells them, where it has the type. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # type | name in SQL | quoted | signed | cases differ | text | has a scale | characters
                    SMALLINT | smallint | false | true | false | false | true | 6
                    INTEGER | integer | false | true | false | false | true | 11
                    BIGINT | bigint | false | true | false | false | true | 20
                    OID | oid | false | false | false | false | true | 10
                    NUMERIC | numeric | false | true | false | false | true | 131089
                    REAL | real | false | true | false | false | false | 15
                    DOUBLE | double precision | false | true | false | false | false | 25
                    BOOLEAN | boolean | false | false | false | false | false | 1
                    CHAR | character | true | false | true | true | false | 2147483647
                    VARCHAR | character varying | true | false | true | true | false | 2147483647
                    TEXT | text | true | false | true | true | false | 2147483647
                    NAME | name | true | false | true | true | false | 64
                    DATE | date | true | false | false | false | false | 13
                    TIME | time without time zone | true | false | false | false | true | 15
                    TIMETZ | time with time zone | true | false | false | false | true | 21
                    TIMESTAMP | timestamp without time zone | true | false | false | false | true | 29
                    TIMESTAMPTZ | timestamp with time zone | true | false | false | false | true | 35
                    INTERVAL_YEAR_TO_MONTH | interval year to month | true | false | false | false | false | 49
                    INTERVAL_DAY_TO_SECOND | interval day to second | true | false | false | false | false | 49
                    SUPER | super | true | false | true | true | false | 2147483647
                    VARBYTE | binary varying | true | false | true | false | false | 2147483647
                    GEOMETRY | geometry | true | false | true | false | false | 2147483647
                    GEOGRAPHY | geography | true | false | true | false | false | 2147483647
                    HLLSKETCH | hllsketch | true | false | true | true | false | 2147483647
                    ACL_ARRAY | aclitem[] | true | false | true | true | false | 2147483647
                    OTHER | text | true | false | true | true | false | 2147483647
                    """)
    void aTypeTellsWhatItIs(
            RedshiftType type,
            String sqlName,
            boolean quoted,
            boolean signed,
            boolean caseSensitive,
            boolean text,
            boolean hasScale,
            int displaySize) {
        assertThat(type.sqlName()).isEqualTo(sqlName);
        assertThat(type.literalPrefix()).isEqualTo(quoted ? "'" : null);
        assertThat(type.literalSuffix()).isEqualTo(quoted ? "'" : null);
        assertThat(type.isSigned()).isEqualTo(signed);
        assertThat(type.isCaseSensitive()).isEqualTo(caseSensitive);
        assertThat(type.isText()).isEqualTo(text);
        assertThat(type.hasScale()).isEqualTo(hasScale);
        assertThat(type.displaySize(0, 0)).isEqualTo(displaySize);
    }

    @ParameterizedTest
    @CsvSource({
        "VARCHAR, 20, 0, 20",
        "CHAR, 1, 0, 1",
        "VARCHAR, 65535, 0, 65535",
        "VARCHAR, -1, 0, 2147483647",
        "VARBYTE, 20, 0, 40",
        "VARBYTE, 1, 0, 2",
        "VARBYTE, 1073741823, 0, 2147483646",
        "VARBYTE, 1073741824, 0, 2147483647",
        "VARBYTE, -1, 0, 2147483647",
        "NUMERIC, 1, 0, 2",
        "NUMERIC, 38, 37, 40",
        "NUMERIC, 38, 38, 41",
        "NAME, 20, 0, 64"
    })
    void theLengthOfATypeIsWhatItShows(RedshiftType type, int precision, int scale, int characters) {
        assertThat(type.displaySize(precision, scale)).isEqualTo(characters);
    }
}

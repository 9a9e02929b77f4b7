package io.github.redshiftdata.jdbc.internal.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeInfoTest {

    @Test
    void everyKnownTypeIsARow() {
        assertThat(Rows.of(TypeInfo.cursor(), "TYPE_NAME"))
                .hasSize(RedshiftType.values().length - 1)
                .contains("int4", "varchar", "super")
                .doesNotContain("other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int2    | 5 5 null null null 1 false 3 false false false null 0 0 null null 10",
                "int4    | 4 10 null null null 1 false 3 false false true null 0 0 null null 10",
                "int8    | -5 19 null null null 1 false 3 false false true null 0 0 null null 10",
                "numeric | 2 38 null null precision,scale 1 false 3 false false false null 0 37 null null 10",
                "bool    | -7 1 null null null 1 false 3 true false false null 0 0 null null 10",
                "varchar | 12 65535 ' ' length 1 true 3 true false false null 0 0 null null 10",
                "bpchar  | 1 1 ' ' length 1 true 3 true false false null 0 0 null null 10",
                "varbyte | -3 64000 ' ' length 1 true 3 true false false null 0 0 null null 10",
                "date    | 91 13 ' ' null 1 false 3 true false false null 0 0 null null 10",
                "time    | 92 15 ' ' null 1 false 3 true false false null 0 6 null null 10",
                "oid     | -5 10 null null null 1 false 3 true false false null 0 0 null null 10",
            })
    void aTypeIsARowOfTheJavadoc(String name, String rest) {
        assertThat(Rows.of(TypeInfo.cursor())).contains(name + " " + rest);
    }

    /** Tools take the first type of a number for it. */
    @Test
    void bytesAreAVarbyteFirst() {
        assertThat(Rows.of(TypeInfo.cursor(), "DATA_TYPE", "TYPE_NAME"))
                .filteredOn(row -> row.startsWith("-3 "))
                .containsExactly("-3 varbyte", "-3 geometry", "-3 geography");
    }

    // ---------------------------------------------------------------- sizes

    @ParameterizedTest
    @CsvSource({
        "VARCHAR, 24, 20, 0",
        "VARCHAR, 5, 1, 0",
        "VARCHAR, 4, 65535, 0",
        "VARCHAR, -1, 65535, 0",
        "CHAR, 14, 10, 0",
        "CHAR, -1, 1, 0",
        "VARBYTE, 14, 10, 0",
        "NUMERIC, 786438, 12, 2", // 12 << 16 | 2, and the header of 4
        "NUMERIC, 4, 0, 0",
        "NUMERIC, 3, 0, 0",
        "NUMERIC, -1, 0, 0",
        "INTEGER, 24, 10, 0",
        "DATE, -1, 13, 0",
    })
    void aDeclaredLengthCountsWithItsHeader(RedshiftType type, int modifier, int precision, int scale) {
        assertThat(TypeSize.of(type, modifier)).isEqualTo(new TypeSize(precision, scale));
    }

    @ParameterizedTest
    @CsvSource({
        "SMALLINT, 5, 0",
        "INTEGER, 10, 0",
        "OID, 10, 0",
        "BIGINT, 19, 0",
        "NUMERIC, 38, 0",
        "REAL, 8, 8",
        "DOUBLE, 17, 17",
        "BOOLEAN, 1, 0",
        "CHAR, 1, 0",
        "VARCHAR, 65535, 0",
        "VARBYTE, 64000, 0",
        "NAME, 64, 0",
        "DATE, 13, 0",
        "TIME, 15, 6",
        "TIMETZ, 21, 6",
        "TIMESTAMP, 29, 6",
        "TIMESTAMPTZ, 35, 6",
        "INTERVAL_YEAR_TO_MONTH, 49, 0",
        "INTERVAL_DAY_TO_SECOND, 49, 0",
        "SUPER, 2147483647, 0",
        "OTHER, 2147483647, 0",
    })
    void withoutALengthATypeHasTheSizeOfItsResults(RedshiftType type, int precision, int scale) {
        assertThat(TypeSize.of(type)).isEqualTo(new TypeSize(precision, scale));
    }

    @ParameterizedTest
    @CsvSource({
        "varchar, 393216, varchar",
        "interval, 393216, intervaly2m", // the fields of years and months, at the place of the fields
        "interval, 458751, intervaly2m",
        "interval, 0, intervald2s",
        "interval, 458752, intervald2s", // one bit more
        "interval, -1, intervald2s",
        "interval, -2147090432, intervald2s", // the same fields in a negative modifier
    })
    void anIntervalIsToldByItsFields(String name, int modifier, String expected) {
        assertThat(TypeSize.intervalName(name, modifier)).isEqualTo(expected);
    }
}

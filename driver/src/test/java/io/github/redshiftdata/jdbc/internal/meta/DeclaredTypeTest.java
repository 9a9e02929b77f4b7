package io.github.redshiftdata.jdbc.internal.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredTypeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "character varying(200)      | varchar     | 200   | 0",
                "character varying           | varchar     | 65535 | 0",
                "character(3)                | bpchar      | 3     | 0",
                "numeric(8,2)                | numeric     | 8     | 2",
                "NUMERIC( 8 , 2 )            | numeric     | 8     | 2",
                "numeric(9)                  | numeric     | 9     | 0",
                "integer                     | int4        | 10    | 0",
                "timestamp without time zone | timestamp   | 29    | 6",
                "super                       | super       | 2147483647 | 0",
                "varchar(many)               | varchar     | 65535 | 0",
                "varchar(20                  | varchar     | 65535 | 0",
                "varchar()                   | varchar     | 65535 | 0",
                "integer(4)                  | int4        | 10    | 0",
                "char(7)                     | bpchar      | 7     | 0",
                "varbyte(9)                  | varbyte     | 9     | 0",
                "unheard of(3)               | unheard of  | 2147483647 | 0",
            })
    void aTypeOfTheCatalogIsReadWithItsLength(String text, String name, int precision, int scale) {
        var type = DeclaredType.of(text);
        assertThat(type.name()).isEqualTo(name);
        assertThat(type.precision()).isEqualTo(precision);
        assertThat(type.scale()).isEqualTo(scale);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "string           | VARCHAR",
                "tinyint          | SMALLINT",
                "int              | INTEGER",
                "float            | REAL",
                "double           | DOUBLE",
                "decimal(8,2)     | NUMERIC",
                "array<int>       | SUPER",
                "struct<a:string> | SUPER",
                "map<string,int>  | SUPER",
                "varchar(20)      | VARCHAR",
            })
    void aTypeOfADataLakeIsTheOneThatRedshiftReadsItAs(String text, RedshiftType type) {
        assertThat(DeclaredType.ofExternal(text).type()).isEqualTo(type);
    }
}

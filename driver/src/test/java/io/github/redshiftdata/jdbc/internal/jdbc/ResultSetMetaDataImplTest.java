package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultSetMetaDataImplTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"identity\"(100, 0, '1,1'::text)|true",
                "default_identity(1, 0, '1,1')|true",
                "7|false",
                "'identity(1)'|false",
                "''|false"
            },
            quoteCharacter = '~')
    void aColumnCountsByItselfWhereItsDefaultSaysSo(String columnDefault, boolean increments) throws SQLException {
        var column =
                new ColumnMetadata("id", "id", "int8", 19, 0, 0, 0, true, false, false, "public", "t", columnDefault);
        var metadata = new ResultSetMetaDataImpl(new Columns(List.of(column)), "dev");
        assertThat(metadata.isAutoIncrement(1)).isEqualTo(increments);
    }
}

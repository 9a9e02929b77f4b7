package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultSetMetaDataImplTest {

    private final ResultSetMetaData metadata = new ResultSetMetaDataImpl(
            new Columns(List.of(
                    new ColumnMetadata(
                            "Price", "price", "numeric", 12, 3, 0, 0, true, false, true, "public", "items", ""),
                    new ColumnMetadata("?column?", "", "varchar", -1, -1, 0, 1, false, true, false, "", "", ""),
                    new ColumnMetadata("u", "u", "strange", 0, 0, 0, 2, false, false, false, "s", "t", ""))),
            "dev");

    @Test
    void aColumnIsAsTheServiceDescribesIt() throws SQLException {
        assertThat(metadata.getColumnCount()).isEqualTo(3);
        assertThat(metadata.getColumnLabel(1)).isEqualTo("Price");
        assertThat(metadata.getColumnName(1)).isEqualTo("price");
        assertThat(metadata.getColumnType(1)).isEqualTo(Types.NUMERIC);
        assertThat(metadata.getColumnTypeName(1)).isEqualTo("numeric");
        assertThat(metadata.getColumnClassName(1)).isEqualTo("java.math.BigDecimal");
        assertThat(metadata.getPrecision(1)).isEqualTo(12);
        assertThat(metadata.getScale(1)).isEqualTo(3);
        assertThat(metadata.getColumnDisplaySize(1)).isEqualTo(14);
        assertThat(metadata.getTableName(1)).isEqualTo("items");
        assertThat(metadata.getSchemaName(1)).isEqualTo("public");
        assertThat(metadata.getCatalogName(1)).isEqualTo("dev");
        assertThat(metadata.isSigned(1)).isTrue();
        assertThat(metadata.isCaseSensitive(1)).isFalse();
        assertThat(metadata.isCurrency(1)).isTrue();
    }

    @Test
    void anExpressionIsOfNoTable() throws SQLException {
        assertThat(metadata.getColumnLabel(2)).isEqualTo("?column?");
        assertThat(metadata.getColumnName(2)).isEmpty();
        assertThat(metadata.getColumnType(2)).isEqualTo(Types.VARCHAR);
        assertThat(metadata.getColumnClassName(2)).isEqualTo("java.lang.String");
        assertThat(metadata.getTableName(2)).isEmpty();
        assertThat(metadata.getSchemaName(2)).isEmpty();
        assertThat(metadata.getCatalogName(2)).isEmpty();
        assertThat(metadata.isSigned(2)).isFalse();
        assertThat(metadata.isCaseSensitive(2)).isTrue();
        assertThat(metadata.isCurrency(2)).isFalse();
        assertThat(metadata.getPrecision(2)).as("-1 of the service").isZero();
        assertThat(metadata.getScale(2)).isZero();
    }

    @Test
    void nullsAreAsTheServiceSays() throws SQLException {
        assertThat(metadata.isNullable(1)).isEqualTo(ResultSetMetaData.columnNoNulls);
        assertThat(metadata.isNullable(2)).isEqualTo(ResultSetMetaData.columnNullable);
        assertThat(metadata.isNullable(3)).isEqualTo(ResultSetMetaData.columnNullableUnknown);
    }

    @Test
    void everyColumnIsSearchableAndNoneIsWritable() throws SQLException {
        assertThat(metadata.isSearchable(1)).isTrue();
        assertThat(metadata.isReadOnly(1)).isTrue();
        assertThat(metadata.isWritable(1)).isFalse();
        assertThat(metadata.isDefinitelyWritable(1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4})
    void thereAreNoOtherColumns(int column) {
        for (var call : new ThrowingCallable[] {
            () -> metadata.getColumnLabel(column),
            () -> metadata.getColumnType(column),
            () -> metadata.isSearchable(column),
            () -> metadata.isReadOnly(column),
            () -> metadata.isWritable(column),
            () -> metadata.isDefinitelyWritable(column),
            () -> metadata.getColumnDisplaySize(column),
        }) {
            var error = catchThrowableOfType(SQLException.class, call);
            assertThat(error.getSQLState()).isEqualTo("07009");
            assertThat((Throwable) error).hasMessageContaining("no column " + column + ": the result has 3");
        }
    }

    @Test
    void theLastColumnIsOne() throws SQLException {
        assertThat(metadata.getColumnLabel(3)).isEqualTo("u");
        assertThat(metadata.getColumnTypeName(3)).as("a type that nobody knows").isEqualTo("strange");
        assertThat(metadata.getColumnType(3)).isEqualTo(Types.VARCHAR);
    }

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
        var ofDefault = new ResultSetMetaDataImpl(new Columns(List.of(column)), "dev");
        assertThat(ofDefault.isAutoIncrement(1)).isEqualTo(increments);
    }
}

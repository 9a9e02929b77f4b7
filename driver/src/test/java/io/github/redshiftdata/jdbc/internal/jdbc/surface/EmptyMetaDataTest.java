package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.meta.MetadataResult;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmptyMetaDataTest {

    @ParameterizedTest
    @CsvSource({
        "getIndexInfo, INDEX_INFO",
        "getVersionColumns, VERSION_COLUMNS",
        "getPseudoColumns, PSEUDO_COLUMNS",
        "getUDTs, UDTS",
        "getAttributes, ATTRIBUTES",
        "getSuperTypes, SUPER_TYPES",
        "getSuperTables, SUPER_TABLES",
    })
    void whatRedshiftHasNoneOfIsAnEmptyResultOfItsOwnColumns(String name, MetadataResult result) throws SQLException {
        var rows = Defaults.of(ResultSet.class);
        var metadata = Defaults.of(EmptyMetaData.class, (proxy, called, arguments) -> {
            assertThat(called.getName()).isEqualTo("none");
            assertThat(arguments).containsExactly(result);
            return rows;
        });
        var method = Defaults.methods(DatabaseMetaData.class)
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(Defaults.call(metadata, method, Defaults.arguments(method)) == rows)
                .isTrue();
    }
}

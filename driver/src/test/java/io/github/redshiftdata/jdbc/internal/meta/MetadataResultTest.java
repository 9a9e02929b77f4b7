package io.github.redshiftdata.jdbc.internal.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataResultTest {

    @ParameterizedTest
    @EnumSource
    void labelsAreUpperCaseAndDiffer(MetadataResult result) {
        var labels = result.columns().stream().map(ColumnMetadata::label).toList();
        assertThat(labels).doesNotHaveDuplicates().allMatch(label -> label.matches("[A-Z0-9_]+"));
        assertThat(result.empty().next()).isFalse();
        assertThat(result.empty().columns()).isEqualTo(result.columns());
    }

    private static ColumnMetadata column(MetadataResult result, String label) {
        return result.columns().stream()
                .filter(column -> column.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "COLUMNS, TABLE_NAME, varchar, 65535, false, true",
        "COLUMNS, DATA_TYPE, int4, 10, true, false",
        "COLUMNS, SOURCE_DATA_TYPE, int2, 5, true, false",
        "INDEX_INFO, CARDINALITY, int8, 19, true, false",
        "INDEX_INFO, NON_UNIQUE, bool, 1, false, false",
    })
    void aColumnIsOfTheTypeThatTheJavadocSays(
            MetadataResult result, String label, String type, int precision, boolean signed, boolean caseSensitive) {
        assertThat(column(result, label))
                .isEqualTo(new ColumnMetadata(
                        label, label, type, precision, 0, 0, 1, signed, caseSensitive, false, "", "", ""));
    }

    private static List<String> sorted(MetadataResult result, List<@Nullable Object[]> rows) {
        var cursor = result.cursor(rows);
        var first = new ArrayList<String>();
        while (cursor.next()) {
            first.add(String.valueOf(cursor.cell(0).text()));
        }
        return first;
    }

    @Test
    void rowsAreSortedColumnByColumnWithNullsFirst() {
        assertThat(sorted(
                        MetadataResult.SCHEMAS,
                        List.of(
                                new @Nullable Object[] {"b", "y"},
                                new @Nullable Object[] {"a", "y"},
                                new @Nullable Object[] {"c", "x"},
                                new @Nullable Object[] {"d", null})))
                .containsExactly("d", "c", "a", "b");
    }

    @Test
    void rowsThatTheJavadocDoesNotTellApartKeepTheirOrder() {
        assertThat(sorted(
                        MetadataResult.SCHEMAS,
                        List.of(
                                new @Nullable Object[] {"b", null},
                                new @Nullable Object[] {"a", null},
                                new @Nullable Object[] {"b", null})))
                .containsExactly("a", "b", "b");
        assertThat(sorted(
                        MetadataResult.SUPER_TABLES,
                        List.of(new @Nullable Object[] {"z", "s", "t", "u"}, new @Nullable Object[] {"a", "s", "t", "u"
                        })))
                .containsExactly("z", "a");
    }

    @Test
    void numbersAreSortedAsNumbers() {
        assertThat(sorted(
                        MetadataResult.CLIENT_INFO_PROPERTIES,
                        List.of(new @Nullable Object[] {"b", 1, null, null}, new @Nullable Object[] {"a", 2, null, null
                        })))
                .containsExactly("a", "b");
        assertThat(sorted(
                        MetadataResult.BEST_ROW_IDENTIFIER,
                        List.of(
                                new @Nullable Object[] {(short) 10, "a", 1, "t", 1, null, null, (short) 1},
                                new @Nullable Object[] {(short) 9, "b", 1, "t", 1, null, null, (short) 1})))
                .containsExactly("9", "10");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void aRowThatDoesNotFillItsColumnsIsRefused(int values) {
        List<@Nullable Object[]> rows = List.<@Nullable Object[]>of(new @Nullable Object[values]);
        assertThatIllegalStateException()
                .isThrownBy(() -> MetadataResult.SCHEMAS.cursor(rows))
                .withMessage("SCHEMAS has 2 columns, but a row has " + values + " values");
    }
}

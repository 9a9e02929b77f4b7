package io.github.redshiftdata.jdbc.internal.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataResultTest {

    @ParameterizedTest
    @EnumSource
    void labelsAreUpperCaseAndDiffer(MetadataResult result) {
        var labels = result.columns().stream().map(ColumnMetadata::label).toList();
        assertThat(labels).doesNotHaveDuplicates().allMatch(label -> label.matches("[A-Z0-9_]+"));
        assertThat(result.empty().next()).isFalse();
    }

    @Test
    void rowsAreSortedColumnByColumnWithNullsFirst() {
        var cursor = MetadataResult.SCHEMAS.cursor(List.of(
                new @Nullable Object[] {"b", "y"},
                new @Nullable Object[] {"a", "y"},
                new @Nullable Object[] {"c", "x"},
                new @Nullable Object[] {"d", null}));
        var schemas = new ArrayList<String>();
        while (cursor.next()) {
            schemas.add(String.valueOf(cursor.cell(0).text()));
        }
        assertThat(schemas).containsExactly("d", "c", "a", "b");
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

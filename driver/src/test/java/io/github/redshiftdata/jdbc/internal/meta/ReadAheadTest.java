package io.github.redshiftdata.jdbc.internal.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    /** Single requests after which the whole schema is read, where its tables are not known. */
    private static final int SINGLES = 3;

    private final ReadAhead readAhead = new ReadAhead();

    private boolean asks(String database, String schema) {
        return readAhead.countTable(database, schema, Optional.empty());
    }

    private static List<CatalogTable> tables(String schema, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new CatalogTable(schema, "t" + i, "TABLE", null))
                .toList();
    }

    @Test
    void aSchemaOfUnknownSizeIsReadWholeAfterThreeSingleTables() {
        for (var single = 0; single < SINGLES; single++) {
            assertThat(asks("dev", "a")).as("table %d", single).isFalse();
        }
        assertThat(asks("dev", "b")).as("another schema").isFalse();
        assertThat(asks("other", "a")).as("another database").isFalse();
        assertThat(asks("dev", "a")).isTrue();
    }

    @Test
    void aSmallSchemaIsReadWholeAtTheSecondTable() {
        var small = Optional.of(tables("a", 49));
        assertThat(readAhead.countTable("dev", "a", small)).isFalse();
        assertThat(readAhead.countTable("dev", "a", small)).isTrue();
    }

    @Test
    void theMorePagesASchemaHasTheLaterItIsReadWhole() {
        // 200 tables of 20 columns take 5 pages of 1,000: two single requests are worth it, one is not.
        var large = Optional.of(tables("a", 200));
        assertThat(readAhead.countTable("dev", "a", large)).isFalse();
        assertThat(readAhead.countTable("dev", "a", large)).isFalse();
        assertThat(readAhead.countTable("dev", "a", large)).isTrue();
    }

    @Test
    void tablesOfOtherSchemasDoNotCount() {
        var others = Optional.of(tables("b", 5000));
        assertThat(readAhead.countTable("dev", "a", others)).isFalse();
        assertThat(readAhead.countTable("dev", "a", others)).isTrue();
    }

    private void goThroughThreeSchemas() {
        assertThat(asks("dev", "a")).isFalse();
        assertThat(asks("dev", "b")).isFalse();
        assertThat(readAhead.wantsDatabase()).isFalse();
        assertThat(asks("dev", "c")).isFalse();
        assertThat(readAhead.wantsDatabase()).isTrue();
    }

    @Test
    void threeSchemasAreMany() {
        goThroughThreeSchemas();
        readAhead.begin();
        goThroughThreeSchemas();
    }

    @Test
    void whatDidNotFitIsNotReadAgain() {
        goThroughThreeSchemas();
        readAhead.allWereRead(true);
        assertThat(readAhead.wantsDatabase()).isTrue();
        readAhead.allWereRead(false);
        assertThat(readAhead.wantsDatabase()).isFalse();
    }

    @Test
    void aChangeBeginsANewWalk() {
        goThroughThreeSchemas();
        readAhead.allWereRead(false);
        readAhead.noticeChanges(0);
        assertThat(readAhead.wantsDatabase()).as("nothing has changed").isFalse();
        readAhead.noticeChanges(1);
        goThroughThreeSchemas();
    }

    @Test
    void aDatabaseOfManyTablesIsNotReadAtOnce() {
        assertThat(ReadAhead.isSmallEnough(tables("a", 5000))).isTrue();
        assertThat(ReadAhead.isSmallEnough(tables("a", 5001))).isFalse();
    }
}

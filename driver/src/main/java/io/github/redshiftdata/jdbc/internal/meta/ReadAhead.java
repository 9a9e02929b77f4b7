package io.github.redshiftdata.jdbc.internal.meta;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Guesses when a tool walks through the tables of a database one by one. Then all columns of a schema, or of the database, are
 * read at once: the operations are rationed, and one wide request costs less than many narrow ones.
 */
final class ReadAhead {

    /** Columns that DescribeTable gives a page, and a guess of how many a table has. */
    private static final int COLUMNS_A_PAGE = 1000;

    private static final int COLUMNS_A_TABLE = 20;
    /** Of a schema whose tables are not known. */
    private static final int UNKNOWN_PAGES = 6;

    /** If single tables were asked for in this many schemas, the tool is expected to go on. */
    private static final int MANY_SCHEMAS = 3;

    /** If there are more tables than this, they are not all read because a few of them are wanted. */
    private static final int MOST_TABLES_AT_ONCE = 5000;

    // All guarded by this.
    /** The number of tables of each schema that were asked for one by one. */
    private final Map<String, Integer> singles = new HashMap<>();
    /** Whether all columns were read ahead and did not fit into the cache; they are then not read ahead again. */
    private boolean tooManyToKeep;
    /** The number of changes of the cache up to which the two fields above count. */
    private long changesSeen;

    synchronized void noticeChanges(long changes) {
        if (changes != changesSeen) {
            changesSeen = changes;
            singles.clear();
            tooManyToKeep = false;
        }
    }

    /** Begins a new walk, since a tool has read a fresh list of tables. */
    synchronized void begin() {
        singles.clear();
    }

    /**
     * Counts a table that is asked for alone; returns whether to read the columns of its whole schema instead. That pays as soon
     * as the single requests have cost about half of what it costs.
     *
     * @param tables those of the schema, where they are known
     */
    synchronized boolean countTable(String database, String schema, Optional<List<CatalogTable>> tables) {
        var before = singles.merge(database + "\0" + schema, 1, Integer::sum) - 1;
        var pages = tables.map(known -> pages(known, schema)).orElse(UNKNOWN_PAGES);
        return before >= Math.max(1, pages / 2);
    }

    private static int pages(List<CatalogTable> tables, String schema) {
        var count =
                tables.stream().filter(table -> table.schema().equals(schema)).count();
        return (int) Math.min(Integer.MAX_VALUE, 1 + count * COLUMNS_A_TABLE / COLUMNS_A_PAGE);
    }

    /**
     * Whether a tool seems to walk through tables of many schemas. No operation then gives in few pages what it wants; one
     * query gives all, and its pages have a larger quota.
     */
    synchronized boolean wantsDatabase() {
        return !tooManyToKeep && singles.size() >= MANY_SCHEMAS;
    }

    static boolean isSmallEnough(List<CatalogTable> tables) {
        return tables.size() <= MOST_TABLES_AT_ONCE;
    }

    synchronized void allWereRead(boolean areKept) {
        tooManyToKeep = !areKept;
    }
}

package io.github.redshiftdata.jdbc.internal.meta;

import java.util.HashMap;
import java.util.Map;

/**
 * Detects tools that walk through the tables of a database one by one. It counts between two changes of the catalog.
 */
final class Walks {

    /** If single tables were asked for in this many schemas, the tool is expected to go on. */
    private static final int MANY_SCHEMAS = 3;

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

    /** Counts a question about a single table; returns how many of its schema came before. */
    synchronized int single(String database, String schema) {
        return singles.merge(database + "\0" + schema, 1, Integer::sum) - 1;
    }

    synchronized boolean goThroughManySchemas() {
        return !tooManyToKeep && singles.size() >= MANY_SCHEMAS;
    }

    synchronized void allWereRead(boolean areKept) {
        tooManyToKeep = !areKept;
    }
}

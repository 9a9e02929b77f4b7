package io.github.redshiftdata.jdbc.internal.meta;

import java.util.HashMap;
import java.util.Map;

/** Notices tools that walk through the tables of a database one by one. Between two changes of the catalog. */
final class Walks {

    /** In so many schemas single tables were asked for: it will go on. */
    private static final int MANY_SCHEMAS = 3;

    // All guarded by this.
    /** How many tables of a schema were asked for one by one. */
    private final Map<String, Integer> singles = new HashMap<>();
    /** All columns were read ahead and did not fit into the cache: once is enough. */
    private boolean tooManyToKeep;
    /** The changes of the cache up to which the two above count. */
    private long changesSeen;

    synchronized void noticeChanges(long changes) {
        if (changes != changesSeen) {
            changesSeen = changes;
            singles.clear();
            tooManyToKeep = false;
        }
    }

    /** A fresh list of tables begins a new walk. */
    synchronized void begin() {
        singles.clear();
    }

    /** Counts a single table; tells how many of its schema came before. */
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

package io.github.redshiftdata.emulator.api;

import io.github.redshiftdata.emulator.engine.EngineException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The listings whose later pages may still be asked for, so that the pages are cut from one answer of the engine. Few
 * are kept: a page of a listing that is forgotten is cut from a fresh answer.
 */
final class UnfinishedListings {

    private static final int MOST = 8;

    /** Guarded by this object. Eldest first. */
    private final Map<List<String>, List<?>> listings = new LinkedHashMap<>();

    /** Asks the engine. */
    @FunctionalInterface
    interface Question<T> {
        List<T> ask() throws EngineException;
    }

    /**
     * The whole listing.
     *
     * @param key the operation and what it looks for
     * @param firstPage whether the engine is to be asked in any case
     */
    @SuppressWarnings("unchecked") // the operation in the key decides the class of the items
    <T> List<T> listing(List<String> key, boolean firstPage, Question<T> question) throws EngineException {
        if (!firstPage) {
            synchronized (this) {
                var kept = listings.get(key);
                if (kept != null) {
                    return (List<T>) kept;
                }
            }
        }
        var all = question.ask();
        keep(key, all);
        return all;
    }

    private synchronized void keep(List<String> key, List<?> all) {
        listings.remove(key);
        listings.put(key, all);
        if (listings.size() > MOST) {
            listings.remove(listings.keySet().iterator().next());
        }
    }
}

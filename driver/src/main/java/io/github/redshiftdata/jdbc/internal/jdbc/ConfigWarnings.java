package io.github.redshiftdata.jdbc.internal.jdbc;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Logs settings that have no effect, each once in the life of a JVM, since pools and tools send the same ones with
 * every connection. As SQLWarnings they would appear as dialogs in some tools.
 */
final class ConfigWarnings {

    /** The largest number of names to remember: callers choose them, and may make up new ones for ever. */
    private static final int MOST = 1_000;

    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Consumer<String> log;

    /**
     * Starts with nothing logged.
     *
     * @param log writes the lines
     */
    ConfigWarnings(Consumer<String> log) {
        this.log = log;
    }

    /**
     * Logs what was not logged before.
     *
     * @param warnings the texts by the names of the properties that they are about
     */
    void tell(Map<String, String> warnings) {
        warnings.forEach((key, text) -> {
            if (told.size() < MOST && told.add(key)) {
                log.accept(text);
            }
        });
    }
}

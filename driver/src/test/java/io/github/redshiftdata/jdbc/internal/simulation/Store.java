package io.github.redshiftdata.jdbc.internal.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tables: one of keys, where each key says how often it was inserted, and one of counters, for transactions that get
 * in each other's way. Serializable: of two transactions that change one counter the second to commit is refused.
 */
final class Store {

    static final String CONFLICT = "ERROR: 1023 DETAIL: Serializable isolation violation on table - 100042,"
            + " transactions forming the cycle are: 1, 2 (pid:3)";
    static final String NOT_NULL = "ERROR: Cannot insert a NULL value into column k";
    static final String NO_TRANSACTION = "ERROR: VACUUM cannot run inside a transaction block";
    static final String READ_ONLY = "ERROR: transaction is read-only";
    static final String ABORTED =
            "ERROR: current transaction is aborted, commands ignored until end of transaction block";

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/");
    private static final Pattern KEY = Pattern.compile("\\(\\s*(?:cast\\s*\\(\\s*)?'?(\\d+)'?[^(]*?\\)");
    private static final Pattern RANGE = Pattern.compile("k between (\\d+) and (\\d+)");
    private static final Pattern COUNTER = Pattern.compile("where id = (\\d+)");

    /** What an open transaction wants to change, and what it has seen. */
    static final class Changes {
        private final List<Integer> keys = new ArrayList<>();
        private final Map<Integer, Integer> counted = new LinkedHashMap<>();
        private final Map<Integer, Long> versionsSeen = new HashMap<>();
        SimulatedSettings settings;
        /** What the session is set to by a batch, of which read-only counts from the next transaction on. */
        SimulatedSettings afterwards;

        boolean failed;

        Changes(SimulatedSettings settings) {
            this.settings = settings;
            this.afterwards = settings;
        }
    }

    /**
     * What a statement gave.
     *
     * @param rows null for a statement without rows
     * @param count how many rows it changed
     * @param error null where it is well
     */
    record Outcome(@Nullable List<Integer> rows, long count, @Nullable String error) {
        static Outcome changed(long count) {
            return new Outcome(null, count, null);
        }

        static Outcome failed(String error) {
            return new Outcome(null, -1, error);
        }
    }

    private final TreeMap<Integer, Integer> keys = new TreeMap<>();
    private final Map<Integer, Integer> counters = new HashMap<>();
    private final Map<Integer, Long> versions = new HashMap<>();

    /** How often each key is in. */
    Map<Integer, Integer> keys() {
        return keys;
    }

    int counter(int id) {
        return counters.getOrDefault(id, 0);
    }

    static String firstWord(String sql) {
        return plain(sql).split("\\s+", 2)[0];
    }

    static String plain(String sql) {
        return COMMENT.matcher(sql).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    static boolean hasRows(String sql) {
        return firstWord(sql).equals("select");
    }

    /** Does what a statement says, as a part of a transaction. */
    Outcome run(String sql, Changes transaction) {
        if (transaction.failed) {
            return Outcome.failed(ABORTED);
        }
        var text = plain(sql);
        if (text.startsWith("insert into strict")) {
            transaction.failed = true;
            return Outcome.failed(NOT_NULL);
        }
        if (text.startsWith("show")) {
            return new Outcome(List.of(1), -1, null);
        }
        if (transaction.settings.readOnly() && !text.startsWith("select")) {
            transaction.failed = true;
            return Outcome.failed(READ_ONLY);
        }
        if (text.startsWith("insert into t")) {
            var found = keysOf(text);
            transaction.keys.addAll(found);
            return Outcome.changed(found.size());
        }
        if (text.startsWith("update c")) {
            return count(text, transaction);
        }
        if (text.startsWith("select")) {
            return new Outcome(select(text, transaction), -1, null);
        }
        return Outcome.changed(-1);
    }

    private Outcome count(String text, Changes transaction) {
        var matcher = COUNTER.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(text);
        }
        var id = Integer.parseInt(matcher.group(1));
        transaction.versionsSeen.putIfAbsent(id, versions.getOrDefault(id, 0L));
        transaction.counted.merge(id, 1, Integer::sum);
        return Outcome.changed(1);
    }

    private List<Integer> select(String text, Changes transaction) {
        var matcher = RANGE.matcher(text);
        if (!matcher.find()) {
            // No keys are declared.
            return text.contains("pg_constraint") ? List.of() : List.of(1);
        }
        var least = Integer.parseInt(matcher.group(1));
        var most = Integer.parseInt(matcher.group(2));
        var rows = new ArrayList<Integer>();
        keys.subMap(least, true, most, true).forEach((key, times) -> {
            for (var time = 0; time < times; time++) {
                rows.add(key);
            }
        });
        transaction.keys.stream().filter(key -> key >= least && key <= most).forEach(rows::add);
        rows.sort(null);
        return rows;
    }

    private static List<Integer> keysOf(String text) {
        var found = new ArrayList<Integer>();
        var matcher = KEY.matcher(text.substring(text.indexOf("values")));
        while (matcher.find()) {
            found.add(Integer.parseInt(matcher.group(1)));
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("no keys in " + text);
        }
        return found;
    }

    /** Commits; gives the database's refusal, or null. */
    @Nullable
    String commit(Changes transaction) {
        if (transaction.failed) {
            return null;
        }
        for (var seen : transaction.versionsSeen.entrySet()) {
            if (versions.getOrDefault(seen.getKey(), 0L) != (long) seen.getValue()) {
                return CONFLICT;
            }
        }
        transaction.keys.forEach(key -> keys.merge(key, 1, Integer::sum));
        transaction.counted.forEach((id, times) -> {
            counters.merge(id, times, Integer::sum);
            versions.merge(id, 1L, Long::sum);
        });
        return null;
    }
}

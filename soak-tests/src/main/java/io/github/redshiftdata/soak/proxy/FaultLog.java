package io.github.redshiftdata.soak.proxy;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The faults that happened, in a file, and the last ones of each connection at hand. */
public final class FaultLog implements AutoCloseable {

    /** Whom a fault concerns that all connections meet. */
    public static final String ALL = "all";

    private static final int KEPT = 8;

    private final long started = System.nanoTime();
    private final PrintWriter file;
    private final Map<String, Deque<String>> last = new HashMap<>();
    private final Map<String, Long> kinds = new TreeMap<>();
    private long count;

    /** @param path is written anew */
    public FaultLog(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        file = new PrintWriter(Files.newBufferedWriter(path, StandardCharsets.UTF_8));
    }

    /**
     * A fault happens.
     *
     * @param owner the connection, by its application name, or {@link #ALL}
     * @param kind what it is
     * @param detail what it meets; may be empty
     */
    public synchronized void met(String owner, String kind, String detail) {
        count++;
        kinds.merge(kind, 1L, Long::sum);
        var text = note(owner + " " + kind + " " + detail).strip();
        var mine = last.computeIfAbsent(owner, name -> new ArrayDeque<>());
        mine.addLast(text);
        if (mine.size() > KEPT) {
            mine.removeFirst();
        }
    }

    /** Something for the file only. */
    public synchronized String note(String text) {
        var seconds = Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0;
        var line = String.format(Locale.ROOT, "%8.3f %s", seconds, text);
        file.println(line);
        return line;
    }

    /** The last faults of a connection and of all, the oldest first. */
    public synchronized List<String> lastOf(String owner) {
        var lines = new ArrayList<String>(last.getOrDefault(owner, new ArrayDeque<>()));
        lines.addAll(last.getOrDefault(ALL, new ArrayDeque<>()));
        // Requests for metadata do not say whose they are.
        lines.addAll(last.getOrDefault(Owners.NOBODY, new ArrayDeque<>()));
        lines.sort(null);
        return List.copyOf(lines);
    }

    public synchronized long count() {
        return count;
    }

    /** How often each kind happened. */
    public synchronized Map<String, Long> kinds() {
        return new TreeMap<>(kinds);
    }

    @Override
    public synchronized void close() {
        file.close();
    }
}

package io.github.redshiftdata.soak;

import io.github.redshiftdata.soak.verdict.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * What this JVM holds at a moment.
 *
 * @param heapMegabytes after a collection
 * @param threads that are alive
 * @param sockets that are open; 0 where the system does not list them
 */
record Footprint(long heapMegabytes, long threads, long sockets) {

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    /** Caches of the JVM and of libraries grow with what was loaded, be it that nothing is held. */
    private static final long MORE_HEAP = 48;

    private static final int COLLECTIONS = 3;

    /** A thread that waits for the end of other processes stays for a minute. */
    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(75);

    /** Waits until something is so, or for as long as idle threads may stay; and looks then. */
    static Footprint once(BooleanSupplier settled) {
        var end = System.nanoTime() + SETTLES_WITHIN.toNanos();
        while (!settled.getAsBoolean() && System.nanoTime() - end < 0) {
            Pause.millis(500);
        }
        return now();
    }

    static Footprint now() {
        for (var collection = 0; collection < COLLECTIONS; collection++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return new Footprint(
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                Thread.getAllStackTraces().size(),
                openSockets());
    }

    private static long openSockets() {
        if (!Files.isDirectory(OPEN_FILES)) {
            return 0;
        }
        try (var files = Files.list(OPEN_FILES)) {
            return files.filter(Footprint::isSocket).count();
        } catch (IOException e) {
            throw new UncheckedIOException("The open files of this process cannot be listed", e);
        }
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    String text() {
        return heapMegabytes + " MB of heap, " + threads + " threads, " + sockets + " sockets";
    }

    /** What is more now than it was before the load. */
    List<Violation> growthSince(Footprint before) {
        var grown = new ArrayList<Violation>();
        if (heapMegabytes > before.heapMegabytes + MORE_HEAP) {
            grown.add(leak("the heap grew", before.heapMegabytes, heapMegabytes, " (MB)"));
        }
        if (threads > before.threads) {
            grown.add(leak("threads are left", before.threads, threads, ": " + threadNames()));
        }
        if (sockets > before.sockets) {
            grown.add(leak("sockets are left", before.sockets, sockets, ""));
        }
        return grown;
    }

    private static String threadNames() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Violation leak(String what, long before, long now, String detail) {
        var text = what + ": " + before + " before the load, " + now + " after it" + detail;
        return new Violation(Violation.Kind.LEAK, 1, text, "", List.of());
    }
}

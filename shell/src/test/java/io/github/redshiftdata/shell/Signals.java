package io.github.redshiftdata.shell;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether Ctrl-C can reach a child of this process: a build in the background of a script ignores it, and so do its children. */
final class Signals {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long INTERRUPT = 1L << (2 - 1);

    private Signals() {}

    /** Skips a test that sends an interrupt which the child would never see. */
    static void assumeTheyArrive() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return;
        }
        var ignored = Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .findFirst()
                .orElse("0");
        assumeTrue((Long.parseUnsignedLong(ignored, 16) & INTERRUPT) == 0, "a process that does not ignore SIGINT");
    }
}

package io.github.redshiftdata.emulator.engine;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the embedded PostgreSQL when this process is killed and cannot do it itself. A small shell reads from a pipe that
 * this process holds open: the system closes it with the process, however that ends.
 */
final class ParentWatch implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(ParentWatch.class);

    /** A word on the pipe says that all is closed in order. The server may just be starting, so its file may come yet. */
    private static final String SCRIPT =
            """
            trap '' INT TERM HUP QUIT
            read -r word && exit 0
            for again in 1 2 3 4 5; do
              if [ -s "$1/postmaster.pid" ]; then
                kill -QUIT "$(head -n 1 "$1/postmaster.pid")"
                break
              fi
              sleep 1
            done
            sleep 1
            rm -rf "$1"
            """;

    /** In a session of its own where the system has the command for it, so that a signal to the group spares it. */
    private static final String START =
            "if command -v setsid >/dev/null 2>&1; then exec setsid sh -c \"$0\" watch \"$1\"; fi;"
                    + " exec sh -c \"$0\" watch \"$1\"";

    private @Nullable Process shell;

    /** Watches over the server that is about to start on this directory, which goes with the server. */
    void start(File dataDirectory) {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            return;
        }
        try {
            shell = new ProcessBuilder("sh", "-c", START, SCRIPT, dataDirectory.getPath())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LOG.warn("Nobody will end the embedded PostgreSQL if this process is killed", e);
        }
    }

    @Override
    public void close() {
        Process running = shell;
        if (running == null) {
            return;
        }
        try (OutputStream pipe = running.getOutputStream()) {
            pipe.write("closed\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.debug("The watching shell was gone already", e);
        }
    }
}

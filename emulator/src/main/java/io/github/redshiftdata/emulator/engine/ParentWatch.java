package io.github.redshiftdata.emulator.engine;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the embedded PostgreSQL: when it is told to, and when this process is killed and cannot tell it. A small shell reads
 * from a pipe that this process holds open: the system closes it with the process, however that ends.
 */
final class ParentWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ParentWatch.class);

    private static final int PATIENCE_SECONDS = 10;

    /**
     * The word on the pipe is what to do. Without one the process was killed: the server may just be starting then, so its
     * file may come yet.
     */
    private static final String SCRIPT =
            """
            trap '' INT TERM HUP QUIT
            read -r word
            [ "$word" = leave ] && exit 0
            for again in 1 2 3 4 5; do
              if [ -s "$1/postmaster.pid" ]; then
                pid=$(head -n 1 "$1/postmaster.pid")
                kill -QUIT "$pid"
                if [ "$word" = end ]; then
                  while [ -s "$1/postmaster.pid" ] && kill -0 "$pid" 2>/dev/null; do sleep 0.01; done
                fi
                break
              fi
              [ "$word" = end ] && break
              sleep 1
            done
            [ "$word" = end ] || sleep 1
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

    /** Leaves the server and its directory alone from now on. */
    void leave() {
        tell("leave");
    }

    /**
     * Ends the server without its writing anything down, and deletes its directory.
     *
     * @return whether that was done
     */
    boolean end() {
        Process running = shell;
        if (running == null || !tell("end")) {
            return false;
        }
        try {
            return running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // The shell goes on.
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private boolean tell(String word) {
        Process running = shell;
        if (running == null) {
            return false;
        }
        try (OutputStream pipe = running.getOutputStream()) {
            pipe.write((word + "\n").getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            LOG.debug("The watching shell was gone already", e);
            return false;
        }
    }
}

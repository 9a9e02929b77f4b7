package io.github.redshiftdata.tests.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What was measured in an outage, as lines of a table in {@code target/outages.md}. */
public final class Finding {

    private static final Path TABLE = Path.of("target/outages.md");

    private Finding() {}

    public static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /**
     * Notes how a call went.
     *
     * @param failure null where it went well
     */
    public static void note(String fault, String what, long startNanos, @Nullable Exception failure) {
        note(fault, what, String.format("%.1f s, ", since(startNanos).toMillis() / 1000.0) + told(failure));
    }

    /** Notes what was seen. */
    public static synchronized void note(String fault, String what, String seen) {
        try {
            Files.writeString(
                    TABLE,
                    "| " + fault + " | " + what + " | " + seen + " |\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String told(@Nullable Exception failure) {
        if (failure == null) {
            return "right";
        }
        var state = failure instanceof SQLException sql ? sql.getSQLState() + "/" + sql.getErrorCode() + ' ' : "";
        var text = String.valueOf(failure.getMessage()).replace('\n', ' ').replace('|', '/');
        return failure.getClass().getSimpleName() + ' ' + state + text.substring(0, Math.min(110, text.length()));
    }
}

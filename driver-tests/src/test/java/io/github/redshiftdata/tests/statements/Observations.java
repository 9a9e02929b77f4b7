package io.github.redshiftdata.tests.statements;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint does where the API's documentation says nothing: the emulator's way is the expectation, and a
 * difference is written down rather than failed. The report is printed and kept in {@code target}.
 */
public final class Observations {

    private final List<String> lines = new ArrayList<>();
    private final List<String> different = new ArrayList<>();

    /** Writes down one fact. */
    public synchronized void note(String fact, @Nullable Object expected, @Nullable Object observed) {
        var same = Objects.equals(String.valueOf(expected), String.valueOf(observed));
        var line = fact + ": observed: " + observed + (same ? "" : "; expected: " + expected);
        lines.add((same ? "same       " : "DIFFERENT  ") + line);
        if (!same) {
            different.add(line);
        }
    }

    /** What was not as expected, a line each. */
    public synchronized List<String> different() {
        return List.copyOf(different);
    }

    /** Prints and stores the report. */
    public synchronized void report(Path file, String target) {
        var text = "Contract report for " + target + System.lineSeparator()
                + String.join(System.lineSeparator(), lines) + System.lineSeparator()
                + lines.size() + " observed, " + different.size() + " different from the emulator"
                + System.lineSeparator();
        System.out.print(text);
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

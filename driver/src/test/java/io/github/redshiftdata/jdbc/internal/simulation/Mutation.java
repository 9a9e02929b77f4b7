package io.github.redshiftdata.jdbc.internal.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A mistake that could be made in the driver, to see whether the simulation would notice.
 *
 * @param name says what is done wrong
 * @param file the source below {@code io/github/redshiftdata/jdbc/internal}
 * @param text what stands there exactly once, however its lines are broken
 * @param mistake stands there instead
 */
record Mutation(String name, String file, String text, String mistake) {

    private static final String ROOM = "io/github/redshiftdata/jdbc/internal";

    /** Where the sources of the driver are. */
    static Path sources() {
        return Path.of(System.getProperty("simulation.sources", "src/main/java"));
    }

    /** How often the text stands in the source. */
    long occurrences() throws IOException {
        return pattern().matcher(source()).results().count();
    }

    /** Writes the source with the mistake in it; gives the file. */
    Path write(Path folder) throws IOException {
        if (occurrences() != 1) {
            throw new IllegalStateException(name + ": its text stands " + occurrences() + " times in " + file);
        }
        var target = folder.resolve(ROOM).resolve(file);
        Files.createDirectories(target.getParent());
        return Files.writeString(target, pattern().matcher(source()).replaceFirst(Matcher.quoteReplacement(mistake)));
    }

    private String source() throws IOException {
        return Files.readString(sources().resolve(ROOM).resolve(file));
    }

    private Pattern pattern() {
        return Pattern.compile(
                Arrays.stream(text.split("\\s+")).map(Pattern::quote).collect(Collectors.joining("\\s*")));
    }
}

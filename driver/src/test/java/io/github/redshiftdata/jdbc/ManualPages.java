package io.github.redshiftdata.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of the manual as files of this project. */
final class ManualPages {

    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- ([^\n]*?) -->\n)?^```([a-z]*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N}_\\- ]");

    private ManualPages() {}

    /**
     * A fenced block.
     *
     * @param marker the comment in the line above, or the empty text
     */
    record Block(String marker, String language, String text) {}

    static String text(String page) {
        try {
            return Files.readString(PROJECT.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Block> blocks(String page) {
        return BLOCK.matcher(text(page))
                .results()
                .map(found -> new Block(found.group(1) == null ? "" : found.group(1), found.group(2), found.group(3)))
                .toList();
    }

    /** All Markdown files, by their path in the project. */
    static List<String> all() {
        try (Stream<Path> top = Files.list(PROJECT);
                Stream<Path> docs = Files.walk(PROJECT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(file -> PROJECT.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The anchor that GitHub gives to a heading, the first of its words on a page. */
    static String anchor(String heading) {
        return NOT_IN_ANCHORS
                .matcher(heading.strip().toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replace(' ', '-');
    }

    /** The driver's main source as one text. */
    static String driverSource() {
        return source("driver");
    }

    /** The main source of a module as one text. */
    static String source(String module) {
        try (Stream<Path> files = Files.walk(PROJECT.resolve(module + "/src/main/java"))) {
            var source = new StringBuilder();
            for (var file : files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                source.append(Files.readString(file)).append('\n');
            }
            return source.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

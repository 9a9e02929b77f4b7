package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a page of the manual that is made by the code and stands between two marks.
 *
 * @param page the name of the file
 * @param name what the marks are called by
 */
public record ManualPart(String page, String name) {

    private static final Path DOCS = Path.of("..", "docs");

    /** Whether the manual is to be written anew, which {@code -Ddocs.write=true} says. */
    public static boolean isWritten() {
        return Boolean.getBoolean("docs.write");
    }

    /** Compares the part with what it has to be now, or writes it. */
    public void checkOrWrite(String now) throws IOException {
        if (isWritten()) {
            write(now);
        } else {
            assertThat(text())
                    .as("part of " + page + "; run with -Ddocs.write=true")
                    .isEqualTo(now);
        }
    }

    /** What stands there. */
    public String text() throws IOException {
        var all = Files.readString(DOCS.resolve(page));
        return all.substring(start(all), end(all));
    }

    /** Puts something else there. */
    public void write(String text) throws IOException {
        var all = Files.readString(DOCS.resolve(page));
        Files.writeString(DOCS.resolve(page), all.substring(0, start(all)) + text + all.substring(end(all)));
    }

    private int start(String all) {
        return after(all, "<!-- " + name + " -->\n");
    }

    private int end(String all) {
        var mark = "<!-- /" + name + " -->";
        return after(all, mark) - mark.length();
    }

    private int after(String all, String mark) {
        assertThat(all).as("marks in " + page).contains(mark);
        return all.indexOf(mark) + mark.length();
    }
}

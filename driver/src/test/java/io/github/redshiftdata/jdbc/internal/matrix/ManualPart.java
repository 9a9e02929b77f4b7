package io.github.redshiftdata.jdbc.internal.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The parts of a page of the manual that are written by a test, each between two marks. */
final class ManualPart {

    private final Path page;

    ManualPart(Path page) {
        this.page = page;
    }

    /** What stands between the marks of a name. */
    String text(String name) throws IOException {
        var all = Files.readString(page);
        return all.substring(start(all, name), end(all, name));
    }

    void write(String name, String text) throws IOException {
        var all = Files.readString(page);
        Files.writeString(page, all.substring(0, start(all, name)) + text + all.substring(end(all, name)));
    }

    private static int start(String all, String name) {
        var mark = "<!-- " + name + " -->\n";
        return all.indexOf(mark) + mark.length();
    }

    private static int end(String all, String name) {
        return all.indexOf("<!-- end of " + name + " -->");
    }
}

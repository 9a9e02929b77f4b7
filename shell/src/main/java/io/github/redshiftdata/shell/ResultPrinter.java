package io.github.redshiftdata.shell;

import io.github.redshiftdata.shell.output.Column;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes results to the screen or to the file that {@code -o} or {@code \o} names. */
final class ResultPrinter implements AutoCloseable {

    private final Screen screen;
    private final Settings settings;
    private @Nullable Writer file;

    ResultPrinter(Screen screen, Settings settings) {
        this.screen = screen;
        this.settings = settings;
    }

    /** Sends the next results to a file, which is written anew; null sends them to the screen again. */
    void toFile(@Nullable String name) throws ShellException, IOException {
        close();
        if (name != null) {
            try {
                file = Files.newBufferedWriter(Path.of(name), StandardCharsets.UTF_8);
            } catch (IOException | InvalidPathException e) {
                throw new ShellException(ExitCode.USAGE, "The file " + name + " cannot be written: " + reason(e) + ".");
            }
        }
    }

    /** Why a file cannot be used, in words. */
    static String reason(Exception error) {
        if (error instanceof NoSuchFileException) {
            return "there is no such file or directory";
        }
        return switch (error.getClass().getSimpleName()) {
            case "AccessDeniedException" -> "the permission is missing";
            case "MalformedInputException" -> "it is not UTF-8";
            default -> String.valueOf(error.getMessage());
        };
    }

    /** Writes all rows of a result and returns how many there were. */
    long print(ResultSet rows) throws SQLException, IOException {
        var columns = Column.of(rows.getMetaData());
        var activity = screen.activity();
        try (var out = open()) {
            var writer = settings.effectiveFormat().writer(out, settings.look(file == null ? screen.width() : 0));
            writer.begin(columns);
            long count = 0;
            while (rows.next()) {
                var cells = new @Nullable String[columns.size()];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = rows.getString(i + 1);
                }
                count++;
                activity.rows(count);
                writer.row(cells);
            }
            writer.end();
            return count;
        }
    }

    /** Writes a list that the shell has made. */
    void print(String title, List<String> columns, List<@Nullable String[]> rows) throws IOException {
        try (var out = open()) {
            var format = settings.effectiveFormat();
            if (format.isForPeople() && !settings.rowsOnly) {
                out.write(title + "\n");
            }
            var writer = format.writer(out, settings.look(file == null ? screen.width() : 0));
            writer.begin(columns.stream().map(Column::text).toList());
            for (var row : rows) {
                writer.row(row);
            }
            writer.end();
        }
    }

    private Writer open() throws IOException {
        var target = file;
        if (target == null) {
            return screen.openResult();
        }
        return new java.io.FilterWriter(target) {
            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    boolean isToFile() {
        return file != null;
    }

    /** Writes a line of text where the results go. */
    void line(String text) throws IOException {
        try (var out = open()) {
            out.write(text + "\n");
        }
    }

    @Override
    public void close() throws IOException {
        var opened = file;
        file = null;
        if (opened != null) {
            opened.close();
        }
    }
}

package io.github.redshiftdata.shell.console;

import java.io.File;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a text that is longer than the screen page by page. */
@FunctionalInterface
public interface Pager {

    /** Starts it; what is written to the writer is shown, and its close waits until the user has left. Null if there is none. */
    @Nullable
    Writer open() throws IOException;

    /** The program that PAGER names, or less where it is installed. */
    static Pager ofSystem(Map<String, String> environment) {
        return () -> {
            var command = command(environment);
            return command == null ? null : start(command, environment);
        };
    }

    private static @Nullable List<String> command(Map<String, String> environment) {
        var named = environment.getOrDefault("PAGER", "").strip();
        if (!named.isEmpty()) {
            boolean isWindows =
                    System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
            return isWindows ? List.of("cmd", "/c", named) : List.of("sh", "-c", named);
        }
        for (var directory : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            var less = new File(directory, "less");
            if (less.canExecute()) {
                return List.of(less.getPath());
            }
        }
        return null;
    }

    private static Writer start(List<String> command, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        if (!environment.containsKey("LESS")) {
            // It ends by itself where all fits, shows colours, and leaves the text on the screen.
            builder.environment().put("LESS", "FRX");
        }
        var process = builder.start();
        return new FilterWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
            @Override
            public void close() throws IOException {
                try {
                    super.close();
                } catch (IOException e) {
                    // the user left before the end
                }
                try {
                    process.waitFor();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}

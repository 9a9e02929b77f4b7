package io.github.redshiftdata.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A part of a benchmark in a JVM of its own, with the classes of this one. Its errors are printed with ours. */
final class ChildJvm implements AutoCloseable {

    private final Class<?> main;
    private final Process process;
    private final BufferedReader output;

    ChildJvm(List<String> options, Class<?> main, String... arguments) throws IOException {
        this.main = main;
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * What it says next.
     *
     * @throws IOException if it has ended
     */
    String line() throws IOException {
        var line = output.readLine();
        if (line == null) {
            throw new IOException(main.getSimpleName() + " ended early");
        }
        return line;
    }

    /** Lets it go on where it waits for a byte. */
    void go() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /**
     * The last line that it says.
     *
     * @throws IOException if it says none, or ends with an error
     */
    String last() throws IOException, InterruptedException {
        var last = output.lines().reduce((before, after) -> after);
        var status = process.waitFor();
        if (status != 0 || last.isEmpty()) {
            throw new IOException(main.getSimpleName() + " ended with status " + status);
        }
        return last.get();
    }

    /** Prints what it says until it ends; gives its exit status. */
    int printed() throws InterruptedException {
        output.lines().forEach(System.out::println);
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
    }
}

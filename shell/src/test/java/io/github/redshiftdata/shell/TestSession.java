package io.github.redshiftdata.shell;

import io.github.redshiftdata.emulator.Emulator;
import io.github.redshiftdata.emulator.EmulatorOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The shell in this JVM or in one of its own, on one emulator for all tests. */
final class TestSession {

    /** What a run gave. */
    record Run(int exitCode, String out, String errors) {}

    private static final class Shared {
        static final Emulator EMULATOR = Emulator.start(EmulatorOptions.defaults());
    }

    private TestSession() {}

    static String url() {
        return Shared.EMULATOR.jdbcUrl();
    }

    static String postgresUrl() {
        return Shared.EMULATOR.postgresUrl();
    }

    /** The shell over pipes, in this JVM. */
    static Run run(String... arguments) throws IOException {
        return runWithInput("", arguments);
    }

    static Run runWithInput(String input, String... arguments) throws IOException {
        return runWithInput(input.getBytes(StandardCharsets.UTF_8), arguments);
    }

    static Run runWithInput(byte[] input, String... arguments) throws IOException {
        var out = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        var all = new ArrayList<>(List.of(arguments));
        if (all.stream().noneMatch(argument -> argument.startsWith("jdbc:"))) {
            all.add(url());
        }
        int code =
                SqlMain.run(new ByteArrayInputStream(input), new PipeScreen(out, errors), all.toArray(String[]::new));
        return new Run(code, out.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }

    /** The shell as a process of its own. */
    static Process start(List<String> javaOptions, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SqlMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    static Run runProcess(List<String> javaOptions, String input, String... arguments)
            throws IOException, InterruptedException {
        var process = start(javaOptions, arguments);
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, errors);
    }
}

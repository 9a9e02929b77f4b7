package io.github.redshiftdata.shell;

import io.github.redshiftdata.shell.console.Console;
import io.github.redshiftdata.shell.console.Pager;
import io.github.redshiftdata.shell.console.SecretiveHistory;
import io.github.redshiftdata.shell.console.TerminalScreen;
import io.github.redshiftdata.shell.console.TerminalSignals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The shell on a terminal: for a person, or for what {@code -e} and {@code -f} name. */
final class OnTerminal {

    private OnTerminal() {}

    @SuppressWarnings("try") // the signals are only to be given back
    static int run(InputStream in, OutputStream errors, String... arguments) throws IOException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (ShellException e) {
            errors.write(("sql: " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
            return e.exitCode();
        }
        boolean isForPerson = options.inputs.isEmpty();
        try (var terminal = TerminalBuilder.builder()
                        .name("sql")
                        .system(true)
                        .dumb(true)
                        .nativeSignals(false)
                        .build();
                // Where statements come from options Ctrl-C ends the program, as it does over pipes.
                var signals = isForPerson ? TerminalSignals.passedOnTo(terminal) : null) {
            var errorWriter = isForPerson ? terminal.writer() : new OutputStreamWriter(errors, StandardCharsets.UTF_8);
            return run(options, in, terminal, errorWriter, Pager.ofSystem(System.getenv()), System.getenv());
        }
    }

    static int run(
            Options options,
            InputStream in,
            Terminal terminal,
            Writer errors,
            Pager pager,
            Map<String, String> environment)
            throws IOException {
        var settings = Settings.of(options);
        settings.timing = options.inputs.isEmpty();
        try (var screen = new TerminalScreen(terminal, errors, pager, () -> settings.pager)) {
            return SqlMain.guarded(screen, () -> {
                if (SqlMain.toldAll(options, screen)) {
                    return ExitCode.OK;
                }
                if (options.check) {
                    return SqlMain.check(options, screen);
                }
                var program = new SqlMain(options, in, screen);
                if (!options.inputs.isEmpty()) {
                    return program.run(settings, shell -> program.runAll(shell, options.inputs));
                }
                program.run(settings, shell -> talk(terminal, screen, shell, environment));
                return ExitCode.OK; // a person has seen the errors
            });
        }
    }

    private static void talk(Terminal terminal, TerminalScreen screen, Shell shell, Map<String, String> environment)
            throws IOException {
        var home = Path.of(System.getProperty("user.home", "."));
        try (var console = new Console(terminal, screen, shell, SecretiveHistory.file(environment, home))) {
            console.run();
        }
    }
}

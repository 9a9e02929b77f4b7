package io.github.redshiftdata.shell;

import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The program behind {@code ./sql}. */
public final class SqlMain {

    private static final String STDIN = "-";

    private final Options options;
    private final InputStream in;
    private final Screen screen;

    private SqlMain(Options options, InputStream in, Screen screen) {
        this.options = options;
        this.in = in;
        this.screen = screen;
    }

    /** Runs the shell; see {@code --help}. */
    public static void main(String[] arguments) throws IOException {
        System.exit(run(
                new FileInputStream(FileDescriptor.in),
                new PipeScreen(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), 0),
                arguments));
    }

    static int run(InputStream in, Screen screen, String... arguments) throws IOException {
        try {
            var options = Options.parse(arguments);
            if (options.version) {
                var driver = new RedshiftDataDriver();
                screen.tell("sql " + driver.getMajorVersion() + "." + driver.getMinorVersion());
                return ExitCode.OK;
            }
            if (options.help) {
                screen.tell(options.usage().stripTrailing());
                return ExitCode.OK;
            }
            return new SqlMain(options, in, screen).run();
        } catch (ShellException e) {
            screen.error("sql: " + e.getMessage());
            return e.exitCode();
        } catch (SQLException e) {
            screen.error("sql: " + e.getMessage());
            return ExitCode.CONNECTION;
        }
    }

    private int run() throws ShellException, SQLException, IOException {
        checkFiles();
        var variables = new Variables();
        options.variables.forEach(variables::set);
        var opened = new Shell(screen, Settings.of(options), variables, Session.open(options.url), options.goOn);
        var end = new Thread(() -> endFromOutside(opened), "sql-end");
        Runtime.getRuntime().addShutdownHook(end);
        try (opened) {
            opened.printer().toFile(options.output);
            var inputs = options.inputs.isEmpty() ? List.<Input>of(new Input.File(STDIN)) : options.inputs;
            for (var input : inputs) {
                if (!run(opened, input) && !options.goOn) {
                    break;
                }
            }
        }
        Runtime.getRuntime().removeShutdownHook(end);
        return opened.exitCode();
    }

    /** After Ctrl-C or a kill: the warehouse must not go on for nobody. It may take some seconds, not more. */
    private static void endFromOutside(Shell shell) {
        var ending = new Thread(shell::endFromOutside, "sql-end-request");
        ending.setDaemon(true);
        ending.start();
        try {
            ending.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is missing is told before anything runs. */
    private void checkFiles() throws ShellException {
        for (var input : options.inputs) {
            if (input instanceof Input.File file && !file.name().equals(STDIN)) {
                check(file.name());
            }
        }
    }

    private static void check(String name) throws ShellException {
        String reason;
        try {
            var file = Path.of(name);
            // Not by opening it: a pipe can be read once only.
            reason = !Files.exists(file)
                    ? "there is no such file"
                    : Files.isDirectory(file)
                            ? "it is a directory"
                            : Files.isReadable(file) ? "" : "the permission is missing";
        } catch (InvalidPathException e) {
            reason = ResultPrinter.reason(e);
        }
        if (!reason.isEmpty()) {
            throw new ShellException(ExitCode.USAGE, "The file " + name + " cannot be read: " + reason + ".");
        }
    }

    private boolean run(Shell shell, Input input) throws IOException {
        if (input instanceof Input.Text text) {
            return shell.runScript(null, new StringReader(text.sql()));
        }
        var name = ((Input.File) input).name();
        if (name.equals(STDIN)) {
            return shell.runScript("stdin", strictly(in));
        }
        try (var file = strictly(Files.newInputStream(Path.of(name)))) {
            return shell.runScript(name, file);
        }
    }

    /** UTF-8; what is not makes an error, where it would else become another text. */
    static Reader strictly(InputStream bytes) {
        return new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder());
    }
}

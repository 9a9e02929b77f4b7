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

    SqlMain(Options options, InputStream in, Screen screen) {
        this.options = options;
        this.in = in;
        this.screen = screen;
    }

    /** Runs the shell; see {@code --help}. */
    @SuppressWarnings("SystemConsoleNull") // it is null where the property has its old value
    public static void main(String[] arguments) throws IOException {
        // Of JDK 22 and later: without it there is a console where there is no terminal, too.
        System.setProperty("jdk.console", "java.base");
        var errors = new FileOutputStream(FileDescriptor.err);
        if (System.console() == null) {
            var screen = new PipeScreen(new FileOutputStream(FileDescriptor.out), errors);
            System.exit(run(new FileInputStream(FileDescriptor.in), screen, arguments));
        }
        System.exit(OnTerminal.run(new FileInputStream(FileDescriptor.in), errors, arguments));
    }

    /** Runs over pipes. */
    static int run(InputStream in, Screen screen, String... arguments) throws IOException {
        return guarded(screen, () -> {
            var options = Options.parse(arguments);
            if (toldAll(options, screen)) {
                return ExitCode.OK;
            }
            if (options.check) {
                return check(options, screen);
            }
            var inputs = options.inputs.isEmpty() ? List.<Input>of(new Input.File(STDIN)) : options.inputs;
            var program = new SqlMain(options, in, screen);
            return program.run(Settings.of(options), shell -> program.runAll(shell, inputs));
        });
    }

    /** What is done with a shell. */
    interface Use {
        void of(Shell shell) throws IOException;
    }

    /** What may end with an error. */
    interface Run {
        int run() throws ShellException, SQLException, IOException;
    }

    /** Runs something and shows its error as a sentence. */
    static int guarded(Screen screen, Run run) throws IOException {
        try {
            return run.run();
        } catch (ShellException e) {
            screen.error("sql: " + e.getMessage());
            return e.exitCode();
        } catch (SQLException e) {
            screen.error("sql: " + e.getMessage());
            return ExitCode.CONNECTION;
        }
    }

    /** Whether help or the version was all that was asked for. */
    static boolean toldAll(Options options, Screen screen) throws IOException {
        if (options.version) {
            var driver = new RedshiftDataDriver();
            screen.tell("sql " + driver.getMajorVersion() + "." + driver.getMinorVersion());
        } else if (options.help) {
            screen.tell(options.usage().stripTrailing());
        }
        return options.version || options.help;
    }

    /** Tells which stage of a connection fails. */
    static int check(Options options, Screen screen) throws ShellException, IOException {
        options.checkEmulator(isEmulatorHere());
        var check = RedshiftDataDriver.check(options.url, null);
        screen.tell(check.toString());
        return check.isOk() ? ExitCode.OK : ExitCode.CONNECTION;
    }

    /** Connects, uses the shell, and closes it; returns how the program ends. */
    int run(Settings settings, Use use) throws ShellException, SQLException, IOException {
        checkFiles();
        options.checkEmulator(isEmulatorHere());
        var variables = new Variables();
        options.variables.forEach(variables::set);
        var shell = new Shell(screen, settings, variables, Session.open(options.url), options.goOn);
        var end = new Thread(() -> endFromOutside(shell), "sql-end");
        Runtime.getRuntime().addShutdownHook(end);
        try (shell) {
            shell.printer().toFile(options.output);
            use.of(shell);
        }
        forget(end);
        return shell.exitCode();
    }

    private static void forget(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // it runs: this is an end from outside
        }
    }

    void runAll(Shell shell, List<Input> inputs) throws IOException {
        for (var input : inputs) {
            if (!run(shell, input) && !options.goOn) {
                return;
            }
        }
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

    private static boolean isEmulatorHere() {
        return SqlMain.class.getResource("/io/github/redshiftdata/emulator/Emulator.class") != null;
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

package io.github.redshiftdata.shell;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.shell.output.OutputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The commands, which begin with a backslash, as in psql. */
public final class Commands {

    /** All of them with what they do, for {@code \?} and for completion. */
    public static final List<Help> ALL = List.of(
            new Help("\\q", "", "leave; also exit and quit"),
            new Help("\\?", "", "this list; also help"),
            new Help("\\d", "[NAME]", "tables and views, or the columns of one"),
            new Help("\\dt", "[PATTERN]", "tables"),
            new Help("\\dv", "[PATTERN]", "views"),
            new Help("\\dn", "", "schemas"),
            new Help("\\l", "", "databases"),
            new Help("\\x", "[on|off|auto]", "a line for each column; auto: where a row is wider than the screen"),
            new Help("\\t", "[on|off]", "rows only, without names and numbers of rows"),
            new Help("\\timing", "[on|off]", "the time of each statement"),
            new Help("\\pset", "[format|null|pager VALUE]", "the form of results, what stands for NULL, the pager"),
            new Help("\\i", "FILE", "run a file"),
            new Help("\\o", "[FILE]", "results to a file, or to the screen again"),
            new Help("\\set", "[NAME VALUE]", "set a variable, used as :name, :'name' or :\"name\"; alone, list them"),
            new Help("\\unset", "NAME", "remove a variable"),
            new Help("\\echo", "TEXT", "write a text"),
            new Help("\\c", "URL", "connect to another warehouse or database"),
            new Help("\\conninfo", "", "the connection and its session"),
            new Help("\\history", "[NAME]", "the statements of the last 24 hours here, or those whose name begins so"),
            new Help("\\attach", "ID", "wait for a statement that was submitted elsewhere, and show its results"),
            new Help("\\r", "", "forget the statement that has begun"));

    /**
     * What a command does.
     *
     * @param name with its backslash
     * @param arguments what it takes
     * @param does in a few words
     */
    public record Help(String name, String arguments, String does) {}

    private final Shell shell;
    private final Screen screen;
    private final Settings settings;
    private final Variables variables;
    private final ResultPrinter printer;

    Commands(Shell shell, Screen screen, Settings settings, Variables variables, ResultPrinter printer) {
        this.shell = shell;
        this.screen = screen;
        this.settings = settings;
        this.variables = variables;
        this.printer = printer;
    }

    /** Runs a command and returns whether it went well. */
    boolean run(String text) throws ShellException, SQLException, IOException {
        var words = text.split("\\s+", 2);
        var name = words[0].endsWith(";") ? words[0].substring(0, words[0].length() - 1) : words[0];
        var rest = words.length > 1 ? words[1] : "";
        if (name.equals("\\i")) {
            return include(oneOf(name, CommandArguments.split(rest, variables)));
        }
        run(name, CommandArguments.split(rest, variables));
        return true;
    }

    private void run(String name, List<String> arguments) throws ShellException, SQLException, IOException {
        switch (name) {
            case "\\q" -> shell.quit();
            case "\\?" -> help();
            case "\\d", "\\dt", "\\dv", "\\dn", "\\l" -> describe(name, arguments);
            case "\\x" -> expanded(arguments);
            case "\\t" -> {
                settings.rowsOnly = toggled(name, arguments, settings.rowsOnly);
                screen.note("Rows only is " + onOff(settings.rowsOnly) + ".");
            }
            case "\\timing" -> {
                settings.timing = toggled(name, arguments, settings.timing);
                screen.note("Timing is " + onOff(settings.timing) + ".");
            }
            case "\\pset" -> pset(arguments);
            case "\\o" -> printer.toFile(arguments.isEmpty() ? null : oneOf(name, arguments));
            case "\\set" -> set(arguments);
            case "\\unset" -> variables.unset(oneOf(name, arguments));
            case "\\echo" -> printer.line(String.join(" ", arguments));
            case "\\c" -> {
                shell.connect(oneOf(name, arguments));
                screen.note("Connected to " + shell.session().url() + ".");
            }
            case "\\conninfo" -> connection();
            case "\\history" -> history(arguments.isEmpty() ? null : oneOf(name, arguments));
            case "\\attach" -> shell.attach(oneOf(name, arguments));
            case "\\r" -> shell.forget();
            default -> throw ShellException.ofCommand("There is no command " + name + ". \\? lists the commands.");
        }
    }

    private void help() throws IOException {
        for (var help : ALL) {
            screen.tell(String.format(Locale.ROOT, "  %-34s %s", help.name() + " " + help.arguments(), help.does()));
        }
        screen.tell("A statement ends with ; and may take several lines. Ctrl-C cancels it, Tab completes names.");
    }

    private void describe(String name, List<String> arguments) throws ShellException, SQLException, IOException {
        if (arguments.size() > 1) {
            throw ShellException.ofCommand(name + " takes one name and was given " + arguments.size() + ".");
        }
        var pattern = arguments.isEmpty() ? null : arguments.get(0);
        var describer = new Describer(shell.session().connection().getMetaData(), printer);
        switch (name) {
            case "\\dn" -> describer.schemas(pattern);
            case "\\l" -> describer.databases();
            case "\\dt" -> describer.relations("tables", pattern, type -> type.contains("TABLE"));
            case "\\dv" -> describer.relations("views", pattern, type -> type.contains("VIEW"));
            default -> {
                if (pattern == null) {
                    describer.relations("relations", null, type -> true);
                } else {
                    describer.columns(pattern);
                }
            }
        }
    }

    private void expanded(List<String> arguments) throws ShellException, IOException {
        var word = arguments.isEmpty() ? "" : oneOf("\\x", arguments);
        settings.expanded = switch (word) {
            case "" -> settings.expanded == Settings.Expanded.ON ? Settings.Expanded.OFF : Settings.Expanded.ON;
            case "on" -> Settings.Expanded.ON;
            case "off" -> Settings.Expanded.OFF;
            case "auto" -> Settings.Expanded.AUTO;
            default -> throw ShellException.ofCommand("\\x is on, off or auto and was given '" + word + "'.");
        };
        screen.note("The vertical form is " + settings.expanded + ".");
    }

    private static boolean toggled(String name, List<String> arguments, boolean now) throws ShellException {
        var word = arguments.isEmpty() ? "" : oneOf(name, arguments);
        return switch (word) {
            case "" -> !now;
            case "on" -> true;
            case "off" -> false;
            default -> throw ShellException.ofCommand(name + " is on or off and was given '" + word + "'.");
        };
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    private void pset(List<String> arguments) throws ShellException, IOException {
        if (arguments.isEmpty()) {
            screen.tell("format " + settings.format);
            screen.tell("null   " + (settings.nullText == null ? settings.format.nullText() : settings.nullText));
            screen.tell("pager  " + onOff(settings.pager));
            return;
        }
        var value = arguments.size() > 1 ? arguments.get(1) : "";
        switch (arguments.get(0)) {
            case "format" -> {
                try {
                    settings.format = OutputFormat.named(value);
                } catch (IllegalArgumentException e) {
                    throw ShellException.ofCommand(String.valueOf(e.getMessage()));
                }
            }
            case "null" -> settings.nullText = value;
            case "pager" ->
                settings.pager = toggled("\\pset pager", arguments.subList(1, arguments.size()), settings.pager);
            default ->
                throw ShellException.ofCommand("\\pset sets format, null and pager, not '" + arguments.get(0) + "'.");
        }
    }

    private void set(List<String> arguments) throws ShellException, IOException {
        if (arguments.isEmpty()) {
            for (var variable : variables.all().entrySet()) {
                screen.tell(variable.getKey() + " = '" + variable.getValue() + "'");
            }
        } else if (!arguments.get(0).matches("[\\p{L}\\p{N}_]+")) {
            throw ShellException.ofCommand(
                    "The name of a variable has letters, digits and _ only, not as '" + arguments.get(0) + "'.");
        } else {
            variables.set(arguments.get(0), String.join("", arguments.subList(1, arguments.size())));
        }
    }

    private void connection() throws SQLException, IOException {
        var session = shell.session();
        var metaData = session.connection().getMetaData();
        var id = session.sessionId();
        screen.tell(session.url());
        screen.tell("database " + session.database() + ", user " + metaData.getUserName() + ", "
                + (id == null ? "no session yet" : "session " + id));
    }

    private void history(@Nullable String namePrefix) throws SQLException, IOException {
        var connection = shell.session().connection().unwrap(RedshiftDataConnection.class);
        var rows = new ArrayList<@Nullable String[]>();
        for (var entry : connection.history(namePrefix, null, null)) {
            rows.add(new @Nullable String[] {
                entry.createdAt()
                        .map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse(null),
                entry.status().name().toLowerCase(Locale.ROOT),
                entry.statementId(),
                String.join("; ", entry.texts())
            });
        }
        printer.print("Statements of the last 24 hours", List.of("Submitted", "Status", "Statement", "SQL"), rows);
    }

    private boolean include(String name) throws ShellException, IOException {
        try (var file = SqlMain.strictly(Files.newInputStream(Path.of(name)))) {
            return shell.runScript(name, file);
        } catch (IOException | InvalidPathException e) {
            throw ShellException.ofCommand("The file " + name + " cannot be read: " + ResultPrinter.reason(e) + ".");
        }
    }

    private static String oneOf(String name, List<String> arguments) throws ShellException {
        if (arguments.size() != 1) {
            throw ShellException.ofCommand(name + " takes one argument and was given " + arguments.size() + ".");
        }
        return arguments.get(0);
    }
}

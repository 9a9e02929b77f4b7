package io.github.redshiftdata.shell;

import io.github.redshiftdata.shell.output.OutputFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line. */
@Command(
        name = "sql",
        sortOptions = false,
        header = "A SQL shell for Amazon Redshift through its Data API.",
        customSynopsis = "sql [URL] [OPTION]...",
        footer = {
            "",
            "Without -e and -f it reads statements from the standard input, or asks for them at a terminal.",
            "It ends with 0 if all went well, 1 after a wrong option or a file that cannot be used, 2 without a"
                    + " connection, 3 after an error of a statement."
        })
final class Options {

    static final String EMBEDDED = "jdbc:redshift-data://embedded/dev";

    private static final String URL_START = "jdbc:redshift-data:";

    String url = EMBEDDED;
    private boolean urlGiven;
    final List<Input> inputs = new ArrayList<>();
    final Map<String, String> variables = new LinkedHashMap<>();
    OutputFormat format = OutputFormat.TABLE;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write results to a file.",
            order = 4)
    @Nullable
    String output;

    @Option(names = "--null", paramLabel = "TEXT", description = "What stands for NULL.", order = 6)
    @Nullable
    String nullText;

    @Option(
            names = {"-t", "--rows-only"},
            description = "Leave out names of columns and numbers of rows.",
            order = 7)
    boolean rowsOnly;

    @Option(
            names = {"-q", "--quiet"},
            description = "Do not tell what statements without rows did.",
            order = 8)
    boolean quiet;

    @Option(names = "--continue", description = "Go on after an error. The end is an error all the same.", order = 10)
    boolean goOn;

    @Option(
            names = "--check",
            description = "Tell which stage of a connection fails, from the URL to the catalog, and end.",
            order = 11)
    boolean check;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.",
            order = 12)
    boolean help;

    @Option(names = "--version", description = "Show the version.", order = 13)
    boolean version;

    @Parameters(
            paramLabel = "URL",
            description =
                    "Where to connect, jdbc:redshift-data://...; without it, the embedded emulator if there is one.",
            arity = "0..*")
    @Nullable
    List<String> words;

    @Option(
            names = {"-e", "--execute"},
            paramLabel = "SQL",
            description = "Run statements, with ; between them. May be given several times.",
            order = 1)
    void execute(@Nullable String sql) {
        if (sql != null) {
            inputs.add(new Input.Text(sql));
        }
    }

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Run a file; - is the standard input. May be given several times.",
            order = 2)
    void file(@Nullable String name) {
        if (name != null) {
            inputs.add(new Input.File(name));
        }
    }

    @Option(
            names = "--history",
            description = "List the statements of the last 24 hours in this warehouse and database.",
            order = 3)
    void history(boolean wanted) {
        if (wanted) {
            inputs.add(new Input.Text("\\history"));
        }
    }

    @Option(
            names = "--attach",
            paramLabel = "ID",
            description = "Wait for a statement that was submitted elsewhere, and show its results.",
            order = 3)
    void attach(@Nullable String id) {
        if (id != null) {
            if (!id.matches("[\\p{Alnum}:-]+")) {
                throw new IllegalArgumentException("--attach needs the id of a statement and was given '" + id + "'.");
            }
            inputs.add(new Input.Text("\\attach '" + id + "'"));
        }
    }

    @Option(
            names = {"-v", "--variable"},
            paramLabel = "NAME=VALUE",
            description = "Set a variable: :name, :'name' and :\"name\" in statements.",
            order = 3)
    void variable(@Nullable String assignment) {
        if (assignment != null) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("-v needs NAME=VALUE and was given '" + assignment + "'.");
            }
            variables.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table, vertical, csv, tsv, json, jsonl, markdown or html.",
            order = 5)
    void format(@Nullable String name) {
        if (name != null) {
            format = OutputFormat.named(name);
        }
    }

    private Options() {}

    /**
     * Reads the arguments.
     *
     * @throws ShellException with a sentence on the first that is wrong
     */
    static Options parse(String... arguments) throws ShellException {
        for (var argument : arguments) {
            if (argument.indexOf('\uFFFD') >= 0) {
                throw usage("An argument has characters that the locale of this terminal does not know."
                        + " Set LC_ALL=C.UTF-8, or put the SQL into a file.");
            }
        }
        var options = new Options();
        try {
            commandLine(options).parseArgs(arguments);
        } catch (CommandLine.ParameterException e) {
            var cause = e.getCause();
            throw usage(
                    cause instanceof IllegalArgumentException
                            ? String.valueOf(cause.getMessage())
                            : ended(String.valueOf(e.getMessage())) + " sql --help lists the options.");
        }
        options.takeUrl();
        if (options.check && !options.inputs.isEmpty()) {
            throw usage("--check runs no statements. Leave out -e, -f, --history and --attach.");
        }
        return options;
    }

    private static String ended(String message) {
        return message.endsWith(".") ? message : message + ".";
    }

    private static CommandLine commandLine(Options options) {
        return new CommandLine(options)
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setUnmatchedOptionsArePositionalParams(false);
    }

    private void takeUrl() throws ShellException {
        for (var word : words == null ? List.<String>of() : words) {
            if (!word.startsWith("jdbc:")) {
                throw usage("'" + word
                        + "' is neither an option nor a URL. Statements stand behind -e: sql -e \"select 1\".");
            } else if (urlGiven) {
                throw usage("There are two URLs, '" + url + "' and '" + word + "'. One shell has one connection.");
            }
            checkUrl(word);
            url = word;
            urlGiven = true;
        }
    }

    /** Refuses to go without a URL where the emulator is not: in the shell that is one file. */
    void checkEmulator(boolean isHere) throws ShellException {
        if (!urlGiven && !isHere) {
            throw usage(
                    "No URL is given, and the emulator is not in this jar. Write where to connect: jdbc:redshift-data://...");
        }
    }

    static void checkUrl(String url) throws ShellException {
        if (!url.startsWith(URL_START)) {
            throw usage("The URL must start with " + URL_START + "// and was '" + url + "'.");
        }
    }

    private static ShellException usage(String message) {
        return new ShellException(ExitCode.USAGE, message);
    }

    String usage() {
        return commandLine(this).getUsageMessage(CommandLine.Help.Ansi.OFF);
    }
}

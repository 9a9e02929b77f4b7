package io.github.redshiftdata.jdbc.internal.check;

import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Properties;

/** The program of the self-contained jar: {@code java -jar redshift-data-jdbc-VERSION-all.jar --check URL}. */
public final class CheckMain {

    private static final int OK = 0;
    private static final int USAGE = 1;
    private static final int FAILED = 2;

    private static final String TELL_NOTHING = "slf4j.internal.verbosity";
    private static final String HELP =
            """
            A JDBC driver for Amazon Redshift through its Data API.

            java -jar redshift-data-jdbc-VERSION-all.jar --check URL [FILE]

            Tells which stage of a connection fails. FILE holds properties, one name=value a line, such as
            secrets, which the URL must not hold. It ends with 0 if a connection can be made, 1 after a wrong
            argument, 2 if a stage fails.
            """;

    private CheckMain() {}

    /** Runs it and ends the JVM. */
    public static void main(String[] arguments) {
        if (System.getProperty(TELL_NOTHING) == null) {
            // Without a provider SLF4J would say so on the screen; it is none of the reader's concern.
            System.setProperty(TELL_NOTHING, "ERROR");
        }
        System.exit(run(System.out, System.err, arguments));
    }

    static int run(PrintStream out, PrintStream errors, String... arguments) {
        if (arguments.length < 2 || arguments.length > 3 || !arguments[0].equals("--check")) {
            (arguments.length == 0 ? out : errors).print(HELP);
            return arguments.length == 0 ? OK : USAGE;
        }
        var properties = new Properties();
        if (arguments.length == 3) {
            try (var file = Files.newBufferedReader(Path.of(arguments[2]))) {
                properties.load(file);
            } catch (IOException | IllegalArgumentException unreadable) {
                var reason = unreadable instanceof InvalidPathException
                        ? "it is no name of a file"
                        : unreadable.getClass().getSimpleName();
                errors.println("The file of properties cannot be read: " + reason + ".");
                return USAGE;
            }
        }
        var check = RedshiftDataDriver.check(arguments[1], properties);
        out.println(check);
        return check.isOk() ? OK : FAILED;
    }
}

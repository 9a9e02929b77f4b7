package io.github.redshiftdata.emulator;

import io.github.redshiftdata.emulator.api.BatchModes;
import io.github.redshiftdata.emulator.api.LongPolling;
import io.github.redshiftdata.emulator.engine.Keeping;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Runs an emulator until it is interrupted: {@code java -jar redshift-data-emulator-VERSION-all.jar [OPTION…]}. */
public final class EmulatorMain {

    private static final int PORT = 8192;

    private static final String HOSTS_VARIABLE = "EMULATOR_ALLOWED_HOSTS";

    private static final String USAGE =
            """
            Options:
              --port PORT            port to listen on (0: a free one)           [8192]
              --host ADDRESS         address to listen on                        [127.0.0.1]
              --postgres JDBC_URL    use this PostgreSQL, not an embedded one
              --allow-host NAME      take requests to this name too (may be repeated)
              --request-seconds N    time for a request to come whole            [30]
              --keep MODE            keep statements, sessions and client tokens in that PostgreSQL for the
                                     next start: always, if-alone or never      [always]
              --kept-result-bytes N  space for results; the eldest expire beyond [2147483648]
              --max-sessions N       open sessions before more are refused       [500]
              --max-statements N     active statements before more are refused   [500]
              --page-bytes BYTES     size of a page of a result                  [1048576]
              --delay MILLISECONDS   time that each statement takes before it runs [0]
              --no-sample-data       start without the sample tables
              --enforce-quotas       hold the documented calls per second
              --postgres-features    take what PostgreSQL offers beyond Redshift too
              --enforced-keys        enforce primary, unique and foreign keys
              --compressed           send answers compressed (gzip) to clients that take that
              --long-polling MODE    supported, ignored or rejected              [supported]
              --batch-modes MODE     the same, of ExecutionMode                  [supported]
              --help                 show this text
            """;

    private EmulatorMain() {}

    /** Starts an emulator as the arguments say and prints the URL to connect to. */
    public static void main(String[] args) throws InterruptedException {
        if (List.of(args).contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        EmulatorOptions options;
        try {
            options = parse(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(2);
            return;
        }
        // This program has no log, and SLF4J need not say so.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        OutOfMemory.endsTheProgram();
        try {
            run(Emulator.start(options), System.out);
        } catch (IllegalStateException | UncheckedIOException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Emulator emulator, PrintStream out) throws InterruptedException, IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "redshift-data-emulator-shutdown"));
        out.println("The Redshift Data API listens on " + emulator.endpoint());
        out.println("JDBC URL: " + emulator.jdbcUrl());
        var postgres = emulator.postgresUrl();
        if (postgres != null) {
            out.println("PostgreSQL behind: " + withoutPassword(postgres));
        }
        if (postgres != null && emulator.options().postgresUrl() == null) {
            out.println("Its password: PGPASSFILE=" + PasswordFile.write(postgres));
        }
        out.println("Stop with Ctrl-C.");
        emulator.notices().forEach(notice -> System.err.println("Note: " + notice));
        new CountDownLatch(1).await();
    }

    /** What is printed may end in a log. */
    static String withoutPassword(String url) {
        return url.replaceAll("(?<=[?&])password=[^&]*&?", "").replaceFirst("[?&]$", "");
    }

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException for an unknown option or a value that cannot be read
     */
    static EmulatorOptions parse(List<String> args) {
        var options = EmulatorOptions.defaults()
                .withPort(PORT)
                .withAllowedHosts(hostsOfEnvironment())
                .withKeeping(Keeping.ALWAYS);
        for (var rest = args.iterator(); rest.hasNext(); ) {
            var name = rest.next();
            options = switch (name) {
                case "--port" -> options.withPort(number(name, rest));
                case "--host" -> options.withHost(value(name, rest));
                case "--postgres" -> options.withPostgresUrl(value(name, rest));
                case "--allow-host" -> options.withAllowedHosts(added(options.allowedHosts(), value(name, rest)));
                case "--request-seconds" -> options.withRequestTime(Duration.ofSeconds(number(name, rest)));
                case "--keep" -> options.withKeeping(keeping(value(name, rest)));
                case "--kept-result-bytes" -> options.withKeptResultBytes(bytes(name, rest));
                case "--max-sessions" -> options.withMost(options.maxActiveStatements(), number(name, rest));
                case "--max-statements" -> options.withMost(number(name, rest), options.maxSessions());
                case "--page-bytes" -> options.withPageBytes(number(name, rest));
                case "--delay" ->
                    options.withDelays(Duration.ofMillis(number(name, rest)), Duration.ZERO, Duration.ZERO);
                case "--no-sample-data" -> options.withSampleData(false);
                case "--enforce-quotas" -> options.withEnforceQuotas(true);
                case "--postgres-features" -> options.withPostgresFeatures(true);
                case "--enforced-keys" -> options.withEnforcedKeys(true);
                case "--compressed" -> options.withCompressed(true);
                case "--long-polling" -> options.withLongPolling(mode(name, LongPolling.class, rest));
                case "--batch-modes" -> options.withBatchModes(mode(name, BatchModes.class, rest));
                default -> throw new IllegalArgumentException("Unknown option " + name);
            };
        }
        // An embedded PostgreSQL goes with the emulator, and so does what is kept in it.
        return options.postgresUrl() == null ? options.withKeeping(Keeping.NEVER) : options;
    }

    /** A container's command is the user's, so whoever starts it for him names its hosts here. */
    private static List<String> hostsOfEnvironment() {
        var names = System.getenv(HOSTS_VARIABLE);
        return names == null || names.isBlank() ? List.of() : List.of(names.split(",", -1));
    }

    private static List<String> added(List<String> names, String more) {
        return Stream.concat(names.stream(), Stream.of(more.split(",", -1))).toList();
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    private static int number(String option, Iterator<String> rest) {
        var text = value(option, rest);
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a whole number, not \"" + text + "\"", e);
        }
    }

    private static long bytes(String option, Iterator<String> rest) {
        var text = value(option, rest);
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a whole number, not \"" + text + "\"", e);
        }
    }

    private static Keeping keeping(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "always" -> Keeping.ALWAYS;
            case "if-alone" -> Keeping.IF_ALONE;
            case "never" -> Keeping.NEVER;
            default -> throw new IllegalArgumentException("--keep is always, if-alone or never, not \"" + text + "\"");
        };
    }

    /** What an endpoint does with a member of a request. */
    private static <T extends Enum<T>> T mode(String option, Class<T> modes, Iterator<String> rest) {
        var text = value(option, rest);
        for (T mode : modes.getEnumConstants()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))) {
                return mode;
            }
        }
        throw new IllegalArgumentException(option + " is supported, ignored or rejected, not \"" + text + "\"");
    }
}

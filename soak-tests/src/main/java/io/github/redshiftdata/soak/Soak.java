package io.github.redshiftdata.soak;

import io.github.redshiftdata.soak.races.Races;
import java.nio.file.Path;
import java.util.List;

/** Runs the driver under faults, {@code Soak MINUTES …}, or under races, {@code Soak --races …}. */
public final class Soak {

    private static final String USAGE =
            """
            usage: ./soak MINUTES [--seed N] [--rows N] [--faults PERCENT] [--writers N] [--no-quotas]
                      [--without EVENT]...
                   reads and writes under faults, then looks whether what was told is so
                     --rows N          goes on until so many rows are acknowledged, too
                     --faults PERCENT  of the requests meet a fault                     [6]
                     --writers N       threads that write; as many read                 [16]
                     --no-quotas       the service takes any number of calls per second
                     --without EVENT   leaves out backends, refuse, freeze, kill or outage
                   ./soak --races SECONDS [--seed N] [--kind KIND]... [--lanes N]
                   ./soak --races --rounds N [--from N] [--seed N] [--kind KIND]... [--lanes N]
                   cancels, closes, interrupts and so on at random moments
                     --kind KIND       cancel, close, interrupt, threads, timeout, pool, results or metadata [all]
                     --rounds N        of each kind, the first being number --from          [0]
                     --lanes N         races side by side                                   [8]
            """;

    static final String RACES = "--races";

    private Soak() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(System.getProperty("soak.project", "."), "soak-tests", "target");
        try {
            var given = List.of(arguments);
            if (given.contains("--help")) {
                System.out.print(USAGE);
                return;
            }
            var passed = given.contains(RACES)
                    ? Races.run(RacesArguments.of(given), folder)
                    : new SoakRun(SoakOptions.of(given), folder).run();
            System.out.flush();
            // Threads of HTTP clients may linger; the verdict is printed.
            System.exit(passed ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(2);
        }
    }
}

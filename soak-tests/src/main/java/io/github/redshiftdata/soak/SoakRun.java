package io.github.redshiftdata.soak;

import io.github.redshiftdata.soak.load.Journal;
import io.github.redshiftdata.soak.load.Load;
import io.github.redshiftdata.soak.load.Numbers;
import io.github.redshiftdata.soak.load.RunningStatements;
import io.github.redshiftdata.soak.load.Watch;
import io.github.redshiftdata.soak.proxy.FaultLog;
import io.github.redshiftdata.soak.proxy.FaultProxy;
import io.github.redshiftdata.soak.service.EmulatorProcess;
import io.github.redshiftdata.soak.service.OwnPostgres;
import io.github.redshiftdata.soak.service.ServiceQuestions;
import io.github.redshiftdata.soak.service.Weather;
import io.github.redshiftdata.soak.verdict.ClosingLine;
import io.github.redshiftdata.soak.verdict.Judge;
import io.github.redshiftdata.soak.verdict.Truth;
import io.github.redshiftdata.soak.verdict.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Reads and writes under faults for minutes, and then looks at what is there. */
final class SoakRun {

    private static final String DATABASE = "dev";

    /** The driver goes on for two minutes with what it owes the service. */
    private static final long GONE_WITHIN = TimeUnit.SECONDS.toMillis(150);

    /** Violations that are printed; the log has all. */
    private static final int PRINTED = 40;

    private final SoakOptions options;
    private final Path folder;

    /** @param folder for the logs */
    SoakRun(SoakOptions options, Path folder) {
        this.options = options;
        this.folder = folder;
    }

    /** Runs it all; gives whether nothing was wrong. */
    boolean run() throws IOException, SQLException, InterruptedException {
        Files.createDirectories(folder);
        System.out.println("seed " + options.seed() + ", log in " + folder);
        try (var log = new FaultLog(folder.resolve("soak.log"));
                var pulse = Pulse.start();
                var postgres = OwnPostgres.start()) {
            postgres.create(DATABASE);
            try (var emulator = EmulatorProcess.start(
                            postgres.url(DATABASE), options.quotas(), folder.resolve("soak-emulator.log"));
                    var proxy = new FaultProxy(emulator.port(), options.seed(), options.faultPercent(), log)) {
                prepare(emulator, postgres);
                var journal = new Journal();
                var watch = new Watch(pulse, log);
                var questions = new ServiceQuestions(emulator.port());
                var before = Footprint.once(() -> asked(questions::openSessions) == 0);
                var shared = new Load.Shared(url(proxy.port()), journal, watch, log, new RunningStatements());
                rage(emulator, proxy, postgres, shared);
                return verdict(questions, proxy, postgres, shared, before);
            }
        }
    }

    private static String url(int port) {
        return "jdbc:redshift-data://localhost:" + port + "/" + DATABASE;
    }

    /** The tables are made through the service, so that its user may use them. */
    private static void prepare(EmulatorProcess emulator, OwnPostgres postgres) throws SQLException {
        try (var connection = DriverManager.getConnection(url(emulator.port()));
                var statement = connection.createStatement()) {
            for (var table : Load.TABLES) {
                statement.execute(table);
            }
        }
        postgres.execute(DATABASE, Numbers.FILL);
    }

    private void rage(EmulatorProcess emulator, FaultProxy proxy, OwnPostgres postgres, Load.Shared shared)
            throws SQLException, InterruptedException {
        var weather = new Weather(emulator, proxy, postgres, DATABASE, shared.log(), options.seed(), options.without());
        var load = new Load(shared, options.writers(), options.seed());
        var end = System.nanoTime() + (long) (options.minutes() * 60e9);
        load.start();
        weather.start();
        var nextReport = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() - end < 0 || shared.journal().acknowledged() < options.rows()) {
            Pause.millis(200);
            if (System.nanoTime() - nextReport > 0) {
                System.out.println(shared.journal().acknowledged() + " rows written, "
                        + shared.journal().rowsRead() + " read, " + shared.log().count() + " faults");
                nextReport += TimeUnit.SECONDS.toNanos(30);
            }
        }
        weather.end();
        shared.log().note("the faults are over");
        if (!load.end()) {
            shared.log().note("some calls do not end");
        }
    }

    private boolean verdict(
            ServiceQuestions questions, FaultProxy proxy, OwnPostgres postgres, Load.Shared shared, Footprint before)
            throws SQLException {
        var journal = shared.journal();
        var log = shared.log();
        var leaks = new Leftovers()
                .and("statements that run", () -> asked(questions::runningStatements))
                .and("sessions", () -> asked(questions::openSessions))
                .and("connections of the HTTP client", proxy::openConnections)
                .await(GONE_WITHIN);
        var violations = new ArrayList<Violation>();
        try (var truth = postgres.connect(DATABASE)) {
            violations.addAll(Judge.judge(journal.calls(), Truth.read(truth, "soak_rows")));
        }
        violations.addAll(journal.violations());
        violations.addAll(shared.watch().violations());
        violations.addAll(leaks);
        printLoad(journal, log);
        journal.forget();
        var after = Footprint.once(() -> Footprint.now().growthSince(before).isEmpty());
        violations.addAll(after.growthSince(before));
        System.out.println("held before the load: " + before.text() + "; after it: " + after.text() + ", "
                + asked(questions::openSessions) + " sessions");
        print(violations, log);
        var line = new ClosingLine(journal.acknowledged(), log.count(), violations);
        log.note(line.text());
        System.out.println(line.text());
        return line.passes();
    }

    /** A question to the service. */
    @FunctionalInterface
    private interface Question {
        int ask() throws IOException;
    }

    private static long asked(Question question) {
        try {
            return question.ask();
        } catch (IOException e) {
            throw new IllegalStateException("The service does not tell what is left: " + e.getMessage(), e);
        }
    }

    private static void print(List<Violation> violations, FaultLog log) {
        for (var number = 0; number < violations.size(); number++) {
            var text = violations.get(number).text();
            log.note(text);
            if (number < PRINTED) {
                System.out.println(text);
            }
        }
        if (violations.size() > PRINTED) {
            System.out.println((violations.size() - PRINTED) + " more are in the log");
        }
    }

    private static void printLoad(Journal journal, FaultLog log) {
        System.out.println(journal.calls().size() + " calls wrote, "
                + journal.calls().stream()
                        .filter(call -> !call.told().isEmpty())
                        .count()
                + " of them failed; " + journal.rowsRead() + " rows were read, " + journal.failedReads()
                + " reads failed; " + journal.cancels() + " statements were cancelled");
        System.out.println("faults: "
                + log.kinds().entrySet().stream()
                        .map(kind -> kind.getKey() + " " + kind.getValue())
                        .collect(Collectors.joining(", ")));
    }
}

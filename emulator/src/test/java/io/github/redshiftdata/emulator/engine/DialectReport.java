package io.github.redshiftdata.emulator.engine;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs SQL that others wrote and prints what the emulator takes of it: {@code ./dialect FILE…}. */
final class DialectReport {

    private static final RowSink NO_ROWS = new RowSink() {
        @Override
        public void columns(List<EngineColumn> columns) {}

        @Override
        public void row(@Nullable Object[] cells) {}
    };

    private static final String DATABASE = "dev";

    /** Gives the database that a file runs on. */
    interface Databases {
        String next() throws EngineException;
    }

    private final Engine engine;
    private final Databases databases;
    private @Nullable EngineSession session;
    private String database = DATABASE;

    DialectReport(Engine engine) {
        this(engine, () -> DATABASE);
    }

    DialectReport(Engine engine, Databases databases) {
        this.engine = engine;
        this.databases = databases;
    }

    /** Prints a line for each file or folder that is named, and the causes of all. Ends with 2 where one is not there. */
    public static void main(String[] args) throws IOException, EngineException {
        var words = new ArrayList<>(List.of(args));
        boolean apart = words.remove("--apart");
        int before = words.indexOf("--before");
        @Nullable Path first = null;
        if (before >= 0 && before + 1 < words.size()) {
            first = Path.of(words.remove(before + 1));
            words.remove(before);
        }
        List<Path> paths = words.stream().map(Path::of).toList();
        if (paths.isEmpty() || !paths.stream().allMatch(Files::exists)) {
            System.err.println("Name files of SQL, or folders with such files (*.sql, and code blocks of *.md).");
            paths.stream()
                    .filter(path -> !Files.exists(path))
                    .forEach(path -> System.err.println("Not there: " + path));
            System.exit(2);
        }
        try (PostgresEngine engine = PostgresEngine.start(new EngineOptions(null, first == null))) {
            Databases databases = apart ? new CopiedDatabases(engine.postgresUrl(), DATABASE) : () -> DATABASE;
            var report = new DialectReport(engine, databases);
            if (first != null) {
                report.prepare(first);
            }
            report.print(paths, new PrintStream(System.out, true, StandardCharsets.UTF_8));
        }
    }

    /** Runs what the files take as given; all of it must succeed. */
    void prepare(Path file) throws IOException, EngineException {
        database = DATABASE;
        for (Corpus.Sql sql : Corpus.statements(file)) {
            @Nullable String error = run(sql.text());
            if (error != null) {
                throw new EngineException(sql.file() + ":" + sql.line() + ": " + error, false, null);
            }
        }
        closeSession();
    }

    void print(List<Path> paths, PrintStream out) throws IOException, EngineException {
        var total = new CorpusTally();
        for (Path path : paths) {
            var tally = new CorpusTally();
            for (Path file : Corpus.files(path)) {
                run(file, List.of(tally, total));
            }
            out.println(path + ": " + tally.figures());
        }
        if (paths.size() > 1) {
            out.println("Together: " + total.figures());
        }
        out.print(total.causes());
    }

    /** A file has a session of its own, and another one where a statement ends that. */
    private void run(Path file, List<CorpusTally> tallies) throws IOException, EngineException {
        database = databases.next();
        for (Corpus.Sql sql : Corpus.statements(file)) {
            @Nullable String error = run(sql.text());
            tallies.forEach(tally -> tally.add(sql, error));
        }
        closeSession();
    }

    private void closeSession() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    private @Nullable String run(String sql) throws EngineException {
        if (session == null || session.lost()) {
            session = engine.connect(database, null);
            session.execute("SET statement_timeout TO 20000", Map.of(), NO_ROWS);
        }
        try {
            session.execute(sql, Map.of(), NO_ROWS);
            return null;
        } catch (EngineException e) {
            String error = String.valueOf(e.getMessage());
            if (error.contains("current transaction is aborted")) {
                // What follows a failure in a transaction would count as failed too.
                session.execute("ROLLBACK", Map.of(), NO_ROWS);
                return run(sql);
            }
            return error;
        }
    }
}

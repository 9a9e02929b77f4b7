package io.github.redshiftdata.emulator.engine;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private final Engine engine;
    private @Nullable EngineSession session;

    DialectReport(Engine engine) {
        this.engine = engine;
    }

    /** Prints a line for each file or folder that is named, and the causes of all. Ends with 2 where one is not there. */
    public static void main(String[] args) throws IOException, EngineException {
        List<Path> paths = List.of(args).stream().map(Path::of).toList();
        if (paths.isEmpty() || !paths.stream().allMatch(Files::exists)) {
            System.err.println("Name files of SQL, or folders with such files (*.sql, and code blocks of *.md).");
            paths.stream()
                    .filter(path -> !Files.exists(path))
                    .forEach(path -> System.err.println("Not there: " + path));
            System.exit(2);
        }
        try (Engine engine = PostgresEngine.start(new EngineOptions(null, true))) {
            new DialectReport(engine).print(paths, new PrintStream(System.out, true, StandardCharsets.UTF_8));
        }
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
        for (Corpus.Sql sql : Corpus.statements(file)) {
            @Nullable String error = run(sql.text());
            tallies.forEach(tally -> tally.add(sql, error));
        }
        if (session != null) {
            session.close();
            session = null;
        }
    }

    private @Nullable String run(String sql) throws EngineException {
        if (session == null || session.lost()) {
            session = engine.connect("dev", null);
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

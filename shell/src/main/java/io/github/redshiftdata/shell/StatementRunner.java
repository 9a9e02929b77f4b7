package io.github.redshiftdata.shell;

import io.github.redshiftdata.shell.console.PagerLeftException;
import io.github.redshiftdata.shell.script.Words;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Runs a statement and shows what it gives: rows, or what it did. */
final class StatementRunner {

    private static final Set<String> COUNTING = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "COPY");
    private static final Set<String> WITH_OBJECT = Set.of("CREATE", "ALTER", "DROP");
    private static final Set<String> BEFORE_OBJECT =
            Set.of("OR", "REPLACE", "TEMP", "TEMPORARY", "LOCAL", "GLOBAL", "EXTERNAL", "MATERIALIZED", "UNIQUE");

    private final Screen screen;
    private final Settings settings;
    private final ResultPrinter printer;
    private final LongSupplier nanos;

    StatementRunner(Screen screen, Settings settings, ResultPrinter printer, LongSupplier nanos) {
        this.screen = screen;
        this.settings = settings;
        this.printer = printer;
        this.nanos = nanos;
    }

    void run(Session session, String sql) throws SQLException, IOException {
        long start = nanos.getAsLong();
        screen.activity().started(session);
        try (var statement = session.begin()) {
            showAll(statement, statement.execute(sql), sql);
            session.succeeded(sql);
        } catch (PagerLeftException e) {
            session.succeeded(sql); // the user has seen enough
        } catch (SQLException | IOException | RuntimeException e) {
            session.failed();
            throw e;
        } finally {
            screen.activity().ended();
        }
        if (settings.timing) {
            screen.note("Time: " + time(nanos.getAsLong() - start));
        }
    }

    /** Waits for a statement that was submitted elsewhere, and shows what it gave. It is not cancelled by leaving. */
    void attach(Session session, String statementId) throws SQLException, IOException {
        screen.activity().started(session);
        try (var results = session.attach(statementId)) {
            if (results == null) {
                screen.note("Statement " + statementId + " is not waited for any more. It runs on.");
            } else {
                showAll(results, results.getResultSet() != null, "");
            }
        } catch (PagerLeftException e) {
            // the user has seen enough
        } finally {
            session.detach();
            screen.activity().ended();
        }
    }

    private void showAll(Statement statement, boolean isFirstRows, String sql) throws SQLException, IOException {
        boolean hasRows = isFirstRows;
        long count = 0;
        while (hasRows || (count = statement.getLargeUpdateCount()) != -1) {
            if (hasRows) {
                showRows(statement);
            } else {
                screen.activity().ended();
                tell(tag(sql, count));
            }
            hasRows = statement.getMoreResults();
        }
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            screen.activity().ended();
            screen.note("WARNING: " + warning.getMessage());
        }
    }

    private void showRows(Statement statement) throws SQLException, IOException {
        long count;
        try (var rows = statement.getResultSet()) {
            count = printer.print(rows);
        }
        // On a screen the writer itself says it for tables; to a file nobody would see it.
        if (settings.timing
                && (printer.isToFile() || !settings.effectiveFormat().isForPeople())) {
            screen.activity().ended();
            screen.note(count + (count == 1 ? " row" : " rows"));
        }
    }

    private void tell(String tag) throws IOException {
        if (!settings.quiet && settings.effectiveFormat().isForPeople()) {
            screen.tell(tag);
        }
    }

    /** What psql calls the command tag. */
    static String tag(String sql, long count) {
        var words = Words.first(sql, 6);
        if (words.isEmpty()) {
            return "OK";
        }
        var verb = words.get(0);
        if (COUNTING.contains(verb)) {
            return count < 0 ? verb : verb + " " + count;
        }
        @Nullable
        String object = WITH_OBJECT.contains(verb)
                ? words.stream()
                        .skip(1)
                        .filter(word -> !BEFORE_OBJECT.contains(word))
                        .findFirst()
                        .orElse(null)
                : null;
        return object == null ? verb : verb + " " + object;
    }

    static String time(long nanos) {
        long millis = nanos / 1_000_000;
        return millis < 60_000
                ? String.format(java.util.Locale.ROOT, "%d.%03d s", millis / 1000, millis % 1000)
                : String.format(java.util.Locale.ROOT, "%d min %d s", millis / 60_000, millis / 1000 % 60);
    }
}

package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ScriptMode;
import io.github.redshiftdata.jdbc.internal.simulation.Journal.Told;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Scripts of which each statement commits by itself, and what is told of each. */
final class SeriesWrites {

    private static final Pattern FAILED = Pattern.compile("Statement (\\d+) of (\\d+): ");
    private static final String NUMBERS = "statements? ([\\d, to]*\\d)";
    private static final Pattern FATES = Pattern.compile("Each statement commits by itself: (.*)\\.$", Pattern.DOTALL);
    private static final Pattern DONE =
            Pattern.compile("^" + NUMBERS + " (was|were) carried out and (is|are) committed$");
    private static final Pattern NOT_DONE =
            Pattern.compile("^" + NUMBERS + " (failed too|was not sent|were not sent)$");
    private static final Pattern DOUBTED =
            Pattern.compile("^whether " + NUMBERS + " (was|were) carried out is not known$");

    private final Stage stage;

    SeriesWrites(Stage stage) {
        this.stage = stage;
    }

    /** Runs a script in which some statements write and others tidy up, or fail. */
    void run(Chance own, int timeout) {
        var size = own.percent(85) ? own.between(2, 8) : own.between(39, 45);
        var refusing = stage.world.dials().series().scriptMode() == ScriptMode.TRANSACTION;
        var texts = new ArrayList<String>();
        var keys = new ArrayList<List<Integer>>();
        for (var number = 0; number < size; number++) {
            // One at least makes it a series whatever the mode.
            if ((refusing && number == 0) || own.percent(60)) {
                texts.add("vacuum t" + Writes.length(own, timeout) + stage.place());
                keys.add(List.of());
            } else if (own.percent(10)) {
                texts.add("insert into strict values (null)");
                keys.add(List.of());
            } else {
                var key = stage.journal.newKeys(1);
                texts.add(Writes.insertOf(key, Writes.length(own, timeout) + stage.place()));
                keys.add(key);
            }
        }
        try (var statement = stage.use(stage.connection().createStatement(), timeout)) {
            stage.limited("series", timeout, size, () -> statement.execute(String.join("; ", texts)));
            keys.forEach(each -> stage.journal.told(each, Told.IN, "well"));
            if (texts.contains("insert into strict values (null)")) {
                stage.journal.wrong("a series with an INSERT of null succeeded");
            }
            checkResults(statement, size);
        } catch (SQLException e) {
            tell(e, keys);
        }
    }

    private void checkResults(Statement statement, int size) {
        try {
            var results = 0;
            for (long count = statement.getLargeUpdateCount(); count != -1; count = statement.getLargeUpdateCount()) {
                results++;
                statement.getMoreResults();
            }
            if (results != size) {
                stage.journal.wrong("a series of " + size + " told " + results + " counts");
            }
        } catch (SQLException e) {
            // Somebody has closed it.
        }
    }

    /** Writes down of each statement what the exception says of it. */
    private void tell(SQLException e, List<List<Integer>> keys) {
        var words = Stage.words(e);
        for (var number = 0; number < keys.size(); number++) {
            stage.journal.told(keys.get(number), told(e, keys.size()).get(number), words);
        }
    }

    private List<Told> told(SQLException e, int size) {
        var message = String.valueOf(e.getMessage());
        var whole = Told.by(e);
        var told = new ArrayList<>(Collections.nCopies(size, whole));
        var fates = FATES.matcher(message);
        if (!fates.find()) {
            return told;
        }
        var all = new ArrayList<>(Collections.nCopies(size, false));
        for (var clause : fates.group(1).split("; ", -1)) {
            mark(clause, DONE, Told.IN, told, all);
            mark(clause, NOT_DONE, Told.NOT_IN, told, all);
            mark(clause, DOUBTED, Told.UNKNOWN, told, all);
        }
        var failed = FAILED.matcher(message);
        if (!failed.find() || Integer.parseInt(failed.group(2)) != size) {
            stage.journal.wrong("a series does not say which statement failed: " + message);
            return told;
        }
        all.set(Integer.parseInt(failed.group(1)) - 1, true);
        if (all.contains(false)) {
            stage.journal.wrong("a series does not tell of each statement: " + message);
        }
        if (whole == Told.NOT_IN && told.contains(Told.UNKNOWN)) {
            stage.journal.wrong("a series with something unknown is told as certain: " + Stage.words(e));
        }
        return told;
    }

    private static void mark(String clause, Pattern pattern, Told what, List<Told> told, List<Boolean> all) {
        var matcher = pattern.matcher(clause);
        if (matcher.find()) {
            for (var range : matcher.group(1).split(", ", -1)) {
                var bounds = range.split(" to ", -1);
                for (var number = Integer.parseInt(bounds[0]);
                        number <= Integer.parseInt(bounds[bounds.length - 1]);
                        number++) {
                    told.set(number - 1, what);
                    all.set(number - 1, true);
                }
            }
        }
    }
}

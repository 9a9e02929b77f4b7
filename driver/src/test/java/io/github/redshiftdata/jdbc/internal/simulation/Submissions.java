package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataHandle;
import io.github.redshiftdata.jdbc.RedshiftDataHistoryEntry;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.jdbc.RedshiftDataStatus;
import io.github.redshiftdata.jdbc.RedshiftDataSubmitOptions;
import io.github.redshiftdata.jdbc.internal.simulation.Journal.Told;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes that are submitted without waiting. The program keeps the handle, or dies with its connection and finds its
 * statement again: by the id, by the token, or by the name.
 */
final class Submissions {

    /** What the program has noted when it comes back. */
    private enum Noted {
        HANDLE,
        ID,
        TOKEN,
        NAME
    }

    private final Stage stage;

    Submissions(Stage stage) {
        this.stage = stage;
    }

    /** One program: its keys, in one statement or in several, and what it calls them by. */
    private record Job(List<Integer> keys, boolean script, String sql, RedshiftDataSubmitOptions options) {

        String token() {
            return options.clientToken().orElseThrow();
        }
    }

    void submit(Chance own, int timeout) throws SQLException {
        stage.calls().apart();
        var keys = stage.journal.newKeys(own.between(1, 4));
        var script = keys.size() > 1 && own.percent(50);
        var behind = Writes.length(own, 0) + stage.place();
        var sql = script
                ? keys.stream()
                        .map(key -> Writes.insertOf(List.of(key), behind))
                        .collect(Collectors.joining("; "))
                : Writes.insertOf(keys, behind);
        var token = "token-" + keys.get(0);
        var job = new Job(
                keys,
                script,
                sql,
                RedshiftDataSubmitOptions.defaults()
                        .withStatementName("job " + keys.get(0))
                        .withClientToken(token));
        try {
            var handle = submit(job, timeout);
            comeBack(job, handle, own);
        } catch (SQLException e) {
            if (Told.by(e) == Told.UNKNOWN) {
                askAgain(job, e, own);
            } else {
                stage.journal.told(keys, Told.NOT_IN, Stage.words(e));
            }
        }
    }

    private RedshiftDataHandle submit(Job job, int timeout) throws SQLException {
        try (var statement = stage.use(stage.connection().prepareStatement(job.sql()), timeout)) {
            return stage.limited("submit", timeout, 1, () -> statement
                    .unwrap(RedshiftDataStatement.class)
                    .submit(job.options()));
        }
    }

    /** The answer was lost: the same again with the same token must not run it twice. */
    private void askAgain(Job job, SQLException lost, Chance own) throws SQLException {
        if (own.percent(40)) {
            stage.journal.told(job.keys(), Told.UNKNOWN, Stage.words(lost));
            return;
        }
        var schema = stage.searchPath();
        var group = stage.group();
        try {
            if (stage.connection().isClosed()) {
                stage.reconnect();
                setBack(schema, group);
            }
        } catch (SQLException e) {
            stage.journal.told(job.keys(), Told.UNKNOWN, Stage.words(lost));
            return;
        }
        try {
            var handle = stage.deaf("submit again", () -> connection().submit(job.options(), job.sql()));
            tellEnd(job, handle);
        } catch (SQLException e) {
            stage.journal.told(job.keys(), Told.UNKNOWN, Stage.words(e));
        }
    }

    /** The settings of the connection are a part of the request, which has to be the same. */
    private void setBack(String schema, String group) throws SQLException {
        if (!group.equals(stage.group())) {
            stage.connection().setClientInfo("QueryGroup", group);
            stage.group(group);
            stage.calls().labelIsOwed();
        }
        if (!schema.equals(stage.searchPath())) {
            stage.deaf("setSchema", () -> {
                stage.connection().setSchema(schema);
                return true;
            });
            stage.searchPath(schema);
        }
    }

    private RedshiftDataConnection connection() throws SQLException {
        return stage.connection().unwrap(RedshiftDataConnection.class);
    }

    private void comeBack(Job job, RedshiftDataHandle handle, Chance own) throws SQLException {
        stage.attackers().show(null);
        var noted = own.pick(Noted.values());
        stage.world.time().pass(own.delay(Duration.ofMillis(1), Duration.ofHours(3)));
        if (noted != Noted.HANDLE || stage.connection().isClosed()) {
            stage.reconnect();
        }
        try {
            var found = stage.deaf("finding", () -> find(job, handle, noted));
            if (found.isEmpty()) {
                stage.journal.wrong("the history does not list " + handle.getStatementId());
            } else if (!found.get().getStatementId().equals(handle.getStatementId())) {
                stage.journal.wrong("found " + found.get().getStatementId() + " for " + handle.getStatementId());
            }
            tellEnd(job, found.orElse(handle));
        } catch (SQLException e) {
            // Nothing is said of the statement, only that it was not found.
            stage.journal.told(job.keys(), Told.UNKNOWN, Stage.words(e));
        }
    }

    private Optional<RedshiftDataHandle> find(Job job, RedshiftDataHandle handle, Noted noted) throws SQLException {
        return switch (noted) {
            case HANDLE ->
                Optional.of(stage.connection().isClosed() ? connection().handle(handle.getStatementId()) : handle);
            case ID -> Optional.of(connection().handle(handle.getStatementId()));
            case TOKEN -> Optional.of(connection().submit(job.options(), job.sql()));
            case NAME -> {
                var name = job.options().statementName().orElseThrow() + ' ' + job.token();
                var id = connection().history(name, null, null).stream()
                        .filter(entry -> entry.isOfClientToken(job.token()))
                        .map(RedshiftDataHistoryEntry::statementId)
                        .findFirst();
                yield id.isEmpty() ? Optional.empty() : Optional.of(connection().handle(id.get()));
            }
        };
    }

    /** Waits for the end, and writes down what is told of it. */
    private void tellEnd(Job job, RedshiftDataHandle handle) throws SQLException {
        var ended = stage.toTheEnd("await", () -> handle.await(Duration.ofHours(24)));
        if (!ended) {
            stage.journal.wrong(handle.getStatementId() + " has not ended within a day");
        }
        var status = stage.deaf("status", handle::status);
        if (status != RedshiftDataStatus.FINISHED) {
            stage.journal.told(job.keys(), status.isFinal() ? Told.NOT_IN : Told.UNKNOWN, status.toString());
            return;
        }
        stage.journal.told(job.keys(), Told.IN, "finished");
        try (var results = stage.deaf("results", handle::results)) {
            checkCounts(job, results);
        } catch (SQLException e) {
            // The statement is in all the same.
            stage.calls().expectNothing();
        }
    }

    private void checkCounts(Job job, Statement results) throws SQLException {
        var told = 0;
        for (long count = results.getLargeUpdateCount(); count != -1; count = results.getLargeUpdateCount()) {
            told++;
            stage.checkCount("submitted", count, job.script() ? 1 : job.keys().size(), results);
            results.getMoreResults();
        }
        if (told != (job.script() ? job.keys().size() : 1)) {
            stage.journal.wrong("a submission of " + job.keys().size() + " keys told " + told + " counts");
        }
    }
}

package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.NumberedErrors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.statement.PartEnd;
import io.github.redshiftdata.jdbc.internal.exec.statement.PartEnd.Fate;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What became of several statements that commit each by itself.
 *
 * @param ends one for each statement, in their order
 * @param goesOn whether they were to be run whether or not those before them fail
 */
record SeriesResult(List<PartEnd> ends, boolean goesOn) {

    SeriesResult {
        ends = List.copyOf(ends);
    }

    private boolean isComplete() {
        return ends.stream().allMatch(PartEnd::isDone);
    }

    private List<StatementOutcome> outcomes() {
        return ends.stream().map(PartEnd::outcome).filter(Objects::nonNull).toList();
    }

    /**
     * The outcomes of a script.
     *
     * @throws SQLException if not every statement was carried out; it tells of each what became of it
     */
    List<StatementOutcome> outcomesOrThrow() throws SQLException {
        if (isComplete()) {
            return outcomes();
        }
        throw failure();
    }

    /**
     * The counts of a batch.
     *
     * @throws BatchUpdateException if not every element was carried out, or one gave rows
     */
    long[] countsOrThrow() throws BatchUpdateException {
        if (!isComplete()) {
            var e = failure();
            var failure = new BatchUpdateException(e.getMessage(), e.getSQLState(), e.getErrorCode(), counts(), e);
            failure.setNextException(e);
            throw failure;
        }
        var rows = IntStream.range(0, ends.size())
                .filter(number -> outcomes().get(number).hasResultSet())
                .findFirst();
        if (rows.isPresent()) {
            throw BatchTexts.gaveRows(rows.getAsInt() + 1, ends.size(), ends.size(), counts());
        }
        return counts();
    }

    /**
     * The counts of the elements that were submitted. Where the first failure ends the batch, elements that surely failed
     * behind the last one that was carried out are left out, as JDBC wants it.
     */
    private long[] counts() {
        var told = ends.size();
        while (told > 0 && isLeftOut(ends.get(told - 1))) {
            told--;
        }
        return ends.stream().limit(told).mapToLong(SeriesResult::count).toArray();
    }

    private boolean isLeftOut(PartEnd end) {
        return end.fate() == Fate.NOT_SENT || (!goesOn && end.fate() == Fate.FAILED);
    }

    private static long count(PartEnd end) {
        var count = end.counted().count();
        return count == null ? Statement.EXECUTE_FAILED : count;
    }

    /** The exception of the first statement that failed. Those of the others that failed are chained to it. */
    private SQLException failure() {
        var errors = new ArrayList<SQLException>();
        for (var i = 0; i < ends.size(); i++) {
            var error = ends.get(i).error();
            if (error != null) {
                errors.add(NumberedErrors.of(error, i + 1, ends.size()));
            }
        }
        var first = errors.get(0);
        var doubt = errors.stream().filter(Doubt::isIn).findFirst();
        var failure = doubt.isPresent() && !Doubt.isIn(first) ? doubtful(first, doubt.get()) : withFates(first);
        errors.stream().skip(1).forEach(failure::setNextException);
        return failure;
    }

    private SQLException withFates(SQLException first) {
        return ends.size() == 1 ? first : NumberedErrors.like(first, told(first));
    }

    /** The first one surely failed, but of another one it is not known: the whole leaves something open. */
    private SQLException doubtful(SQLException first, SQLException doubt) {
        if (doubt instanceof SQLTimeoutException) {
            return Doubt.ofTimedOut(told(first), first);
        }
        return SqlState.QUERY_CANCELED.code().equals(doubt.getSQLState())
                ? Doubt.ofCancelled(told(first), first)
                : Doubt.of(told(first), first);
    }

    private String told(SQLException first) {
        return first.getMessage() + " " + new SeriesTexts(ends).fates();
    }
}

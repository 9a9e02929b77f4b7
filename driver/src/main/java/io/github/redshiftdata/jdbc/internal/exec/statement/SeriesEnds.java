package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.ExecutionModes;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription.SubStatement;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.error.DatabaseErrors;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads out of the answers of the service what became of each statement of a {@link Command.Series}. An endpoint that does
 * not know the mode runs one transaction: then a part that it calls FINISHED was rolled back with the one that failed. So
 * such a part is believed only where something shows that the mode was obeyed.
 */
public final class SeriesEnds {

    /** How a series was run, as far as the answers show. */
    private enum Mode {
        EACH_BY_ITSELF,
        ONE_TRANSACTION,
        UNTOLD
    }

    private final StatementLookups lookups;
    private final OutcomeFactory outcomes;
    private final ExecutionModes modes;
    private final DriverClock clock;

    public SeriesEnds(StatementLookups lookups, OutcomeFactory outcomes, ExecutionModes modes, DriverClock clock) {
        this.lookups = lookups;
        this.outcomes = outcomes;
        this.modes = modes;
        this.clock = clock;
    }

    /**
     * The ends of the statements of a series.
     *
     * @return one for each statement; empty if the endpoint ran all of them as one transaction, which was rolled back:
     *     then nothing was done, and they can be run one by one
     */
    public Optional<List<PartEnd>> of(CommandEnd ended, List<BoundStatement> statements) {
        StatementDescription description;
        try {
            var known = ended.description();
            description = known == null ? lookups.describe(ended.statementId(), ended.execution()) : known;
        } catch (DataApiException e) {
            return Optional.of(ofUntold(ended, statements, e));
        }
        var parts = parts(description, statements.size());
        var mode = modeOf(description, parts);
        if (mode == Mode.EACH_BY_ITSELF) {
            modes.noticedObeyed();
        } else if (mode == Mode.ONE_TRANSACTION) {
            modes.noticedUnsupported();
            if (wasRolledBack(description, ended, statements)) {
                return Optional.empty();
            }
        }
        var ends = new ArrayList<PartEnd>();
        for (var i = 0; i < statements.size(); i++) {
            ends.add(end(parts.get(i), statements.get(i), description, mode, ended));
        }
        return Optional.of(ends);
    }

    /** The part of each statement by the number at the end of its id, since an answer may lack some. */
    private static List<@Nullable SubStatement> parts(StatementDescription description, int count) {
        var parts = new ArrayList<@Nullable SubStatement>(Collections.nCopies(count, null));
        for (var part : description.subStatements()) {
            var id = part.statementId();
            for (var number = 1; number <= count; number++) {
                if (id.equals(description.statementId() + ":" + number)) {
                    parts.set(number - 1, part);
                }
            }
        }
        return parts;
    }

    /** Only this answer counts: behind one address there may be endpoints of several ages. */
    private static Mode modeOf(StatementDescription description, List<@Nullable SubStatement> parts) {
        var told = description.autoCommit();
        if (told != null) {
            return told ? Mode.EACH_BY_ITSELF : Mode.ONE_TRANSACTION;
        }
        var finished = parts.stream().anyMatch(part -> part != null && part.status() == StatementStatus.FINISHED);
        if (description.reasons().stream().anyMatch(DatabaseErrors::refusesTransaction)) {
            return finished ? Mode.UNTOLD : Mode.ONE_TRANSACTION;
        }
        return finishedBehindAFailure(parts) ? Mode.EACH_BY_ITSELF : Mode.UNTOLD;
    }

    /** A transaction ends with its first failure, so this was none. */
    private static boolean finishedBehindAFailure(List<@Nullable SubStatement> parts) {
        var failed = false;
        for (var part : parts) {
            if (part != null) {
                if (failed && part.status() == StatementStatus.FINISHED) {
                    return true;
                }
                failed |= part.status() == StatementStatus.FAILED;
            }
        }
        return false;
    }

    /**
     * Whether the transaction that the endpoint made of the series has surely changed nothing. TRUNCATE commits in the
     * middle of one, and the effects of some statements are not in the database.
     */
    private static boolean wasRolledBack(
            StatementDescription description, CommandEnd ended, List<BoundStatement> statements) {
        return description.status() == StatementStatus.FAILED
                && !ended.connectionLost()
                && statements.stream().allMatch(SeriesEnds::isUndoneByARollback);
    }

    private static boolean isUndoneByARollback(BoundStatement statement) {
        return switch (statement.kind()) {
            case QUERY, ROWS, INSERT, UPDATE, DELETE, MERGE, DDL, TABLE_OF_QUERY, SET, MAINTENANCE, EMPTY -> true;
            case AUTO_COMMITTING -> statement.facts().refusesTransactions();
            case LOAD, SESSION, EXECUTE, BEGIN, COMMIT, ROLLBACK, CALL, OTHER -> false;
        };
    }

    private PartEnd end(
            @Nullable SubStatement part,
            BoundStatement statement,
            StatementDescription description,
            Mode mode,
            CommandEnd ended) {
        var whole = description.status();
        if (part == null) {
            return untold(statement, ended, "the service does not tell of it");
        }
        return switch (part.status()) {
            case FINISHED -> {
                var believed = mode == Mode.EACH_BY_ITSELF
                        || whole == StatementStatus.FINISHED
                        || statement.facts().onlyReads();
                yield believed
                        ? done(part, statement, description, ended)
                        : untold(
                                statement,
                                ended,
                                "the service does not tell whether it ran the statements as one transaction, which would be"
                                        + " rolled back");
            }
            case FAILED, ABORTED -> failed(part, statement, description, ended);
            case SUBMITTED, PICKED, STARTED, UNKNOWN ->
                untold(statement, ended, "the service calls it " + part.status() + " although the whole has ended");
        };
    }

    /** A caller that has left does not wait for counts, each of which may cost a request. */
    private PartEnd done(
            SubStatement part, BoundStatement statement, StatementDescription description, CommandEnd ended) {
        StatementOutcome outcome;
        try {
            outcome = outcomes.ofPart(part, statement.kind(), ended, description);
        } catch (SQLException untold) {
            return PartEnd.unknown(untold);
        }
        return part.resultRows() < 0 && statement.kind().countsRows() && isOver(ended.execution())
                ? PartEnd.doneWithoutCount(outcome)
                : PartEnd.done(outcome);
    }

    private boolean isOver(Execution execution) {
        return execution.signal().isCancelled() || execution.deadline().passed(clock);
    }

    private PartEnd failed(
            SubStatement part, BoundStatement statement, StatementDescription description, CommandEnd ended) {
        var aborted = part.status() == StatementStatus.ABORTED;
        var reason = reasonOf(part, description);
        var told = DatabaseErrors.of(reason, aborted, part.statementId(), description.requestId(), null);
        if (!aborted
                && !statement.facts().onlyReads()
                && DatabaseErrors.isOfLostConnection(reason)
                && !DatabaseErrors.wasNeverSent(reason)) {
            return PartEnd.unknown(
                    isOver(ended.execution())
                            ? EarlyEndErrors.untold(ended.execution(), part.statementId(), told)
                            : CommandEnd.lostWithItsConnection(told));
        }
        var execution = ended.execution();
        var early = SqlState.QUERY_CANCELED.code().equals(told.getSQLState()) && isOver(execution);
        return PartEnd.failed(
                early
                        ? EarlyEndErrors.aborted(execution, part.statementId(), told)
                        : ErrorPlace.shown(told, statement));
    }

    /** Its own text, or that of the whole if no other part can be meant by it. */
    private static @Nullable String reasonOf(SubStatement part, StatementDescription description) {
        if (part.error() != null) {
            return part.error();
        }
        var failed = description.subStatements().stream()
                .filter(each -> each.status() == StatementStatus.FAILED)
                .count();
        return failed == 1 ? description.error() : null;
    }

    private List<PartEnd> ofUntold(CommandEnd ended, List<BoundStatement> statements, DataApiException cause) {
        return statements.stream()
                .map(statement -> untold(statement, ended, "the last request failed: " + cause.getMessage()))
                .toList();
    }

    private PartEnd untold(BoundStatement statement, CommandEnd ended, String why) {
        if (isOver(ended.execution())) {
            return PartEnd.unknown(EarlyEndErrors.untold(ended.execution(), ended.statementId(), ended.error()));
        }
        var message = "Whether the statement was carried out is not known (statement " + ended.statementId() + "): "
                + why + ".";
        return PartEnd.unknown(
                statement.facts().onlyReads()
                        ? Errors.of(SqlState.SYSTEM_ERROR, message)
                        : Doubt.of(message + " Look at the data before you repeat it.", ended.error()));
    }
}

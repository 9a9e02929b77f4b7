package io.github.redshiftdata.emulator.state;

import io.github.redshiftdata.emulator.engine.EngineException;
import io.github.redshiftdata.emulator.engine.Ledger;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes statements down as they go on, where there is a ledger to write to. */
public final class History {

    private static final Logger LOG = LoggerFactory.getLogger(History.class);

    private final @Nullable Ledger ledger;
    /** Ends that could not be written down yet, by id. */
    private final Map<String, String> unwritten = new ConcurrentHashMap<>();

    private final Queue<String> forgotten = new ConcurrentLinkedQueue<>();

    /**
     * A history.
     *
     * @param ledger null where nothing is kept
     */
    public History(@Nullable Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * A statement is accepted.
     *
     * @throws EngineException where the statement could not be written down and must not run
     */
    public void accepted(Statement statement) throws EngineException {
        if (ledger != null) {
            var now = statement.snapshot();
            ledger.accept(
                    statement.id(),
                    now.submission().sequence(),
                    StatementRecord.request(now.submission()),
                    StatementRecord.progress(now));
        }
    }

    /**
     * The database is about to be asked for a commit.
     *
     * @param afterCommit how the statement will stand if the commit is carried out
     * @throws EngineException where it could not be written down, and nothing must be committed
     */
    public void committing(String evidence, Statement.Snapshot afterCommit) throws EngineException {
        if (ledger != null) {
            ledger.committing(afterCommit.submission().id(), evidence, StatementRecord.progress(afterCommit));
        }
    }

    /** Where the database is away, the end is written down later: what is written already leads to the same end. */
    void ended(Statement statement, StatementStatus status, @Nullable String error, Instant now) {
        if (ledger != null) {
            var progress = StatementRecord.progress(statement.snapshot().ended(status, error, now));
            try {
                ledger.update(statement.id(), progress);
            } catch (EngineException e) {
                LOG.debug("The end of a statement cannot be written down yet", e);
                unwritten.put(statement.id(), progress);
            }
        }
    }

    void forget(String id) {
        if (ledger != null) {
            unwritten.remove(id);
            forgotten.add(id);
        }
    }

    /** Writes down what could not be written before, and removes what is forgotten. */
    void sweep() {
        if (ledger == null) {
            return;
        }
        try {
            for (var end : Map.copyOf(unwritten).entrySet()) {
                ledger.update(end.getKey(), end.getValue());
                unwritten.remove(end.getKey(), end.getValue());
            }
            if (!forgotten.isEmpty()) {
                var ids = Set.copyOf(forgotten);
                ledger.forget(ids);
                forgotten.removeAll(ids);
            }
        } catch (EngineException e) {
            LOG.debug("The ledger cannot be brought up to date yet", e);
        }
    }
}

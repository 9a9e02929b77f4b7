package io.github.redshiftdata.emulator.api;

import io.github.redshiftdata.emulator.engine.EngineColumn;
import io.github.redshiftdata.emulator.engine.EngineException;
import io.github.redshiftdata.emulator.engine.EngineSession;
import io.github.redshiftdata.emulator.engine.OutcomeUnknownException;
import io.github.redshiftdata.emulator.engine.RowSink;
import io.github.redshiftdata.emulator.state.ExecutionMode;
import io.github.redshiftdata.emulator.state.ResultWriter;
import io.github.redshiftdata.emulator.state.Statement;
import io.github.redshiftdata.emulator.state.StatementPart;
import io.github.redshiftdata.emulator.state.StatementStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes statements from SUBMITTED to their end, each on a thread of its own. */
final class StatementRunner {

    private static final Logger LOG = LoggerFactory.getLogger(StatementRunner.class);

    private static final RowSink NO_ROWS = new RowSink() {
        @Override
        public void columns(List<EngineColumn> columns) {}

        @Override
        public void row(@Nullable Object[] cells) {}
    };

    private final Service service;
    private final Executor executor;
    private final AtomicLong queryIds = new AtomicLong(1000);

    StatementRunner(Service service, Executor executor) {
        this.service = service;
        this.executor = executor;
    }

    /** An error of the virtual machine is nobody's outcome: it leaves the statement as it is. */
    void start(Statement statement) {
        executor.execute(() -> {
            Outcome outcome;
            try {
                outcome = run(statement);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                outcome = Outcome.ABORTED;
            } catch (RuntimeException | StackOverflowError e) {
                LOG.warn("Statement {} failed inside the emulator", statement.id(), e);
                outcome = new Outcome(StatementStatus.FAILED, "ERROR: internal error: " + e.getMessage());
            }
            end(statement, outcome);
        });
    }

    private Outcome run(Statement statement) throws InterruptedException {
        statement.linger(service.settings().submitted());
        statement.picked(now());
        statement.linger(service.settings().picked());
        if (statement.cancelRequested()) {
            return Outcome.ABORTED;
        }
        EngineSession own = null;
        try {
            var session = sessionOf(statement);
            own = statement.submission().session() == null ? session : null;
            return statement.started(session, now()) ? runParts(statement, session) : Outcome.ABORTED;
        } catch (EngineException e) {
            return Outcome.of(e);
        } finally {
            statement.detached();
            if (own != null) {
                own.close();
            }
        }
    }

    private EngineSession sessionOf(Statement statement) throws EngineException {
        var kept = statement.submission().session();
        if (kept != null && kept.engineSession() != null) {
            return kept.engineSession();
        }
        var target = statement.submission().target();
        try {
            var opened = service.engine().connect(target.database(), target.loginUser());
            if (kept != null) {
                kept.opened(opened);
            }
            return opened;
        } catch (EngineException e) {
            if (kept != null) {
                kept.close();
            }
            throw e;
        }
    }

    private void end(Statement statement, Outcome outcome) {
        var session = statement.submission().session();
        try {
            // A session is free before its statement is seen to be over: the next one may come at once.
            if (session != null) {
                session.release(now());
            }
        } finally {
            // Of what nobody can tell neither end is told.
            if (outcome.status != null) {
                service.statements().end(statement, outcome.status, outcome.error);
            }
        }
    }

    private Outcome runParts(Statement statement, EngineSession session) throws EngineException, InterruptedException {
        var submission = statement.submission();
        if (!submission.batch()) {
            return runPart(statement, statement.parts().get(0), session, true);
        }
        return submission.mode() == ExecutionMode.TRANSACTION
                ? runTogether(statement, session)
                : runOneByOne(statement, session);
    }

    private Outcome runTogether(Statement statement, EngineSession session)
            throws EngineException, InterruptedException {
        session.execute("BEGIN", Map.of(), NO_ROWS);
        for (var part : statement.parts()) {
            // TRUNCATE commits what came before it too.
            var outcome = runPart(statement, part, session, isLast(statement, part));
            if (outcome.status != StatementStatus.FINISHED) {
                rollBack(session);
                return outcome;
            }
        }
        session.execute("COMMIT", Map.of(), NO_ROWS, (evidence, rows) -> service.history()
                .committing(evidence, statement.snapshot().finished(now())));
        return Outcome.FINISHED;
    }

    /** The failure before is what is told; a session that cannot roll back has ended, and its transaction with it. */
    private static void rollBack(EngineSession session) {
        try {
            session.execute("ROLLBACK", Map.of(), NO_ROWS);
        } catch (EngineException e) {
            LOG.debug("The session ended before it could roll back", e);
        }
    }

    /** A failing text does not stop the others. The batch as a whole has failed then, and shows no error of its own. */
    private Outcome runOneByOne(Statement statement, EngineSession session) throws InterruptedException {
        var total = Outcome.FINISHED;
        for (var part : statement.parts()) {
            boolean last = isLast(statement, part);
            var outcome = runPart(statement, part, session, last && total.status == StatementStatus.FINISHED);
            if (outcome.status == StatementStatus.ABORTED || outcome.status == null) {
                return outcome;
            }
            total = outcome.status == StatementStatus.FAILED ? Outcome.OF_A_PART : total;
            if (session.lost() && !last) {
                return total.status == StatementStatus.FAILED ? total : Outcome.SESSION_LOST;
            }
        }
        return total;
    }

    private static boolean isLast(Statement statement, StatementPart part) {
        return part == statement.parts().get(statement.parts().size() - 1);
    }

    /** @param whole whether the statement has finished once this part is committed */
    private Outcome runPart(Statement statement, StatementPart part, EngineSession session, boolean whole)
            throws InterruptedException {
        long queryId = queryIds.incrementAndGet();
        statement.partStarted(part, queryId, now());
        statement.linger(service.settings().started());
        if (statement.cancelRequested()) {
            statement.partEnded(part, StatementStatus.ABORTED, null, -1, now());
            return Outcome.ABORTED;
        }
        var rows = new ResultWriter(
                statement.submission().format(), service.settings().pageBytes(), service.results());
        long before = System.nanoTime();
        try {
            requireNoQuestionMark(part.sql());
            session.nextQueryId(queryId);
            // The result is kept before the commit, since a statement that is committed cannot fail any more.
            long changed = session.execute(part.sql(), part.parameters(), rows, (evidence, count) -> service.history()
                    .committing(
                            evidence,
                            statement
                                    .snapshot()
                                    .finished(part, count, rows.finish(), whole, System.nanoTime() - before, now())));
            statement.partFinished(part, changed, rows.finish(), System.nanoTime() - before, now());
            return Outcome.FINISHED;
        } catch (OutcomeUnknownException e) {
            LOG.warn("Nobody can tell whether statement {} was committed", part.id(), e);
            return Outcome.UNKNOWN;
        } catch (EngineException e) {
            rows.discard();
            var outcome = Outcome.of(e);
            statement.partEnded(
                    part,
                    e.cancelled() ? StatementStatus.ABORTED : StatementStatus.FAILED,
                    outcome.error,
                    System.nanoTime() - before,
                    now());
            return outcome;
        }
    }

    /** The service prepares every text, so a question mark is a parameter to it that never gets a value. */
    private static void requireNoQuestionMark(String sql) throws EngineException {
        if (PlaceholderScan.of(sql).questionMark()) {
            throw new EngineException("No value specified for parameter 1.", false, null);
        }
    }

    private Instant now() {
        return service.clock().instant();
    }

    /**
     * How a statement ended.
     *
     * @param status null where nobody can tell
     */
    private record Outcome(@Nullable StatementStatus status, @Nullable String error) {

        static final Outcome FINISHED = new Outcome(StatementStatus.FINISHED, null);
        static final Outcome ABORTED = new Outcome(StatementStatus.ABORTED, null);
        static final Outcome OF_A_PART = new Outcome(StatementStatus.FAILED, null);
        static final Outcome UNKNOWN = new Outcome(null, null);
        static final Outcome SESSION_LOST = new Outcome(
                StatementStatus.FAILED, "FATAL: terminating connection before the later texts of the batch");

        static Outcome of(EngineException e) {
            if (e instanceof OutcomeUnknownException) {
                return UNKNOWN;
            }
            return new Outcome(e.cancelled() ? StatementStatus.ABORTED : StatementStatus.FAILED, e.getMessage());
        }
    }
}

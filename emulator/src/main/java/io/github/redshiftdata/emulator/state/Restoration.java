package io.github.redshiftdata.emulator.state;

import io.github.redshiftdata.emulator.engine.CommitOutcome;
import io.github.redshiftdata.emulator.engine.Engine;
import io.github.redshiftdata.emulator.engine.EngineException;
import io.github.redshiftdata.emulator.engine.Ledger;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over what an earlier emulator has written down. What had not ended then is settled: a commit that was under way is
 * looked up in the database, and what was not committed has failed with its session.
 */
public final class Restoration {

    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);
    private static final Duration RETENTION = Duration.ofHours(24);

    /** The words of PostgreSQL for a session that was ended from outside, as those of an emulator that ends are. */
    private static final String ENDED = "FATAL: terminating connection due to administrator command";

    private final Engine engine;
    private final StatementStore statements;
    private final SessionStore sessions;
    private final ClientTokens tokens;
    private final History history;
    private final Clock clock;

    public Restoration(
            Engine engine,
            StatementStore statements,
            SessionStore sessions,
            ClientTokens tokens,
            History history,
            Clock clock) {
        this.engine = engine;
        this.statements = statements;
        this.sessions = sessions;
        this.tokens = tokens;
        this.history = history;
        this.clock = clock;
    }

    /** Reads the ledger. To be done before anything is submitted. */
    public void run(Ledger ledger) throws EngineException {
        var oldest = clock.instant().minus(RETENTION);
        var unsettled = new ArrayList<Ledger.Entry>();
        ledger.read(entry -> {
            var statement = statement(entry, false);
            var end = statement == null ? null : statement.endedAt();
            if (statement == null) {
                history.forget(entry.id());
            } else if (entry.evidence() != null || end == null) {
                unsettled.add(entry);
            } else if (end.isBefore(oldest)) {
                history.forget(entry.id());
            } else {
                keep(statement);
            }
        });
        unsettled.forEach(this::settle);
    }

    private void settle(Ledger.Entry entry) {
        var outcome = entry.evidence() == null ? CommitOutcome.ROLLED_BACK : engine.outcome(entry.evidence());
        var statement = statement(entry, outcome == CommitOutcome.COMMITTED);
        if (statement == null) {
            return;
        }
        // What nobody can tell stays as it is: neither done nor failed.
        if (outcome != CommitOutcome.UNKNOWN) {
            var now = statement.snapshot();
            boolean ended = now.status().terminal();
            var status = ended ? now.status() : StatementStatus.FAILED;
            var error = ended ? now.error() : ENDED;
            history.ended(statement, status, error, clock.instant());
            statement.ended(status, error, clock.instant());
        }
        keep(statement);
    }

    private @Nullable Statement statement(Ledger.Entry entry, boolean committed) {
        try {
            var submission =
                    StatementRecord.submission(entry.id(), entry.sequence(), entry.request(), sessions::restore);
            var after = entry.afterCommit();
            return StatementRecord.statement(submission, committed && after != null ? after : entry.progress());
        } catch (IOException | RuntimeException e) {
            LOG.warn("A statement that was kept cannot be read and is forgotten: {}", entry.id(), e);
            return null;
        }
    }

    private void keep(Statement statement) {
        statements.restore(statement);
        var submission = statement.submission();
        if (submission.session() != null) {
            submission.session().used(statement.snapshot().updatedAt());
        }
        if (submission.clientToken() != null) {
            tokens.restore(submission.clientToken(), statement);
        }
    }
}

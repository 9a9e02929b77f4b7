package io.github.redshiftdata.emulator.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out how commits ended whose answers were lost. It asks until the database tells, however long that takes. */
final class CommitOutcomes {

    private static final Logger LOG = LoggerFactory.getLogger(CommitOutcomes.class);
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    private final Login login;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Opens a connection that did not see the commit. */
    @FunctionalInterface
    interface Login {
        Connection open() throws SQLException;
    }

    CommitOutcomes(Login login) {
        this.login = login;
    }

    /** Whoever still waits is told that the outcome is unknown. */
    void close() {
        closing.countDown();
    }

    CommitOutcome await(String evidence) {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            var outcome = ask(evidence);
            if (outcome != null) {
                return outcome;
            }
            try {
                if (closing.await(pause, TimeUnit.MILLISECONDS)) {
                    return CommitOutcome.UNKNOWN;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return CommitOutcome.UNKNOWN;
            }
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
    }

    private @Nullable CommitOutcome ask(String evidence) {
        try (Connection connection = login.open()) {
            return CommitEvidence.outcome(connection, evidence);
        } catch (SQLException e) {
            LOG.debug("The outcome of a commit cannot be asked for yet", e);
            return null;
        }
    }
}

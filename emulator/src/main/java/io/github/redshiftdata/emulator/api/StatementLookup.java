package io.github.redshiftdata.emulator.api;

import io.github.redshiftdata.emulator.state.Statement;
import io.github.redshiftdata.emulator.state.StatementStore;
import java.time.Duration;

/** Finds the statement that an Id means and waits for it where the request asks for that. */
final class StatementLookup {

    private final StatementStore statements;
    private final LongPolling longPolling;

    StatementLookup(StatementStore statements, LongPolling longPolling) {
        this.statements = statements;
        this.longPolling = longPolling;
    }

    /**
     * A statement and the sub-statement meant.
     *
     * @param part counted from 0; -1 for the statement as a whole
     */
    record Found(Statement statement, int part) {}

    Found find(Request request) {
        var id = request.requiredText("Id");
        int colon = id.indexOf(':');
        var statement = statements.find(colon < 0 ? id : id.substring(0, colon));
        int part = colon < 0 ? -1 : partNumber(id.substring(colon + 1)) - 1;
        boolean exists = statement != null
                && (colon < 0
                        || (statement.submission().batch()
                                && part >= 0
                                && part < statement.parts().size()));
        if (statement == null || !exists) {
            throw ServiceException.notFound("Query does not exist.", id);
        }
        return new Found(statement, part);
    }

    private static int partNumber(String digits) {
        return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }

    /** Waits as long as WaitTimeSeconds says, or until the statement has ended. */
    void await(Statement statement, Request request) {
        await(new Found(statement, -1), request);
    }

    /** Waits as long as WaitTimeSeconds says, or until that has ended which was asked for: a batch, or one part of it. */
    void await(Found found, Request request) {
        var seconds = request.number("WaitTimeSeconds");
        if (seconds == null || longPolling == LongPolling.IGNORED) {
            return;
        }
        var longest = Duration.ofSeconds(seconds);
        if (found.part() < 0) {
            await(found.statement(), longest);
        } else {
            uninterrupted(() -> found.statement().awaitEnd(found.part(), longest));
        }
    }

    void await(Statement statement, Duration longest) {
        uninterrupted(() -> statement.awaitEnd(longest));
    }

    @FunctionalInterface
    private interface Wait {
        void run() throws InterruptedException;
    }

    private static void uninterrupted(Wait wait) {
        try {
            wait.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServiceException.internal("The emulator is closing");
        }
    }
}

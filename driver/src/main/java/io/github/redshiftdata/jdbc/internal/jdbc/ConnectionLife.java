package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.session.DataSession;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether a connection is open, and how it ends: first its statements, then its session, then its share of the client. */
final class ConnectionLife {

    private final DataSession session;
    private final OpenStatements statements;
    private final Runnable giveClientBack;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Of an open connection.
     *
     * @param giveClientBack run once, when no request is under way any more
     */
    ConnectionLife(DataSession session, OpenStatements statements, Runnable giveClientBack) {
        this.session = session;
        this.statements = statements;
        this.giveClientBack = giveClientBack;
        session.whenSilent(this::leftAlone);
    }

    void checkOpen() throws SQLException {
        if (closed.get()) {
            throw Errors.closed("connection");
        }
        if (session.isDead()) {
            if (closed.get()) {
                // Not dead a moment ago: it was closed between the two looks.
                throw Errors.closed("connection");
            }
            throw Errors.of(
                    SqlState.CONNECTION_FAILURE,
                    "The Data API session of this connection has ended, and what it held cannot be restored. "
                            + "Close the connection and open another one.");
        }
    }

    /** Whether it was closed or aborted. The results of a lost session can be read until then. */
    boolean wasClosed() {
        return closed.get();
    }

    /** Also where the session is lost for good: pools that ask no more than this must not lend the connection. */
    boolean isClosed() {
        return closed.get() || session.isDead();
    }

    void close() throws SQLException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        // Before its statements: what they are ended by is the close of the connection.
        session.abort();
        try {
            statements.closeAll();
        } finally {
            giveUp();
        }
    }

    /** The service gives no answers: the connection is closed, and a thread of the driver gives up what is left of it. */
    private void leftAlone() {
        if (closed.compareAndSet(false, true)) {
            byOwnThread(() -> {
                statements.cancelAll();
                giveUp();
            });
        }
    }

    private void giveUp() {
        try {
            session.giveUp();
        } finally {
            session.whenIdle(giveClientBack);
        }
    }

    /**
     * Closes without waiting for anything.
     *
     * @param executor gives up the session; if it does not, a thread of the driver does
     * @throws SQLException where the executor refuses: the connection is aborted all the same
     */
    void abort(Executor executor) throws SQLException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        session.abort();
        statements.cancelAll();
        cleanUpBy(executor);
    }

    /** An executor that refuses, throws or drops the task is no reason to leave the session and its locks behind. */
    private void cleanUpBy(Executor executor) throws SQLException {
        var begun = new AtomicBoolean();
        Runnable cleanUp = () -> {
            if (begun.compareAndSet(false, true)) {
                giveUp();
            }
        };
        try {
            executor.execute(cleanUp);
        } catch (RuntimeException | Error refused) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "The executor given to abort did not take the clean-up: " + refused
                            + ". The connection is aborted all the same, and its session given up by the driver.",
                    refused);
        } finally {
            if (!begun.get()) {
                byOwnThread(cleanUp);
            }
        }
    }

    private void byOwnThread(Runnable cleanUp) {
        if (!session.inBackground(cleanUp)) {
            cleanUp.run();
        }
    }
}
